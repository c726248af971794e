import Language

/// How far two people who read the same answers gave the same codes: Cohen's kappa (1960), one yes or no for each answer and code.
struct TwoCoders: Sendable {
    /// What the two gave one answer.
    struct Answer: Sendable {
        let voice: ID<Item>
        let first: Set<ID<Code>>
        let second: Set<ID<Code>>
        var differs: Bool { first != second }
    }

    /// One code over all answers both have read.
    struct Count: Sendable, Equatable {
        var both = 0
        var first = 0
        var second = 0
        var neither = 0

        var all: Int { both + first + second + neither }

        /// How often they said the same.
        var observed: Double { all == 0 ? 0 : Double(both + neither) / Double(all) }

        /// How often they would by chance, each as often saying yes as they did.
        var expected: Double {
            guard all > 0 else { return 0 }
            let (n, one, other) = (Double(all), Double(both + first), Double(both + second))
            return (one * other + (n - one) * (n - other)) / (n * n)
        }

        /// Nil where both always said the same one thing: chance alone would agree, and nothing can be told.
        var kappa: Double? { expected >= 1 ? nil : (observed - expected) / (1 - expected) }

        static func + (a: Count, b: Count) -> Count {
            Count(both: a.both + b.both, first: a.first + b.first, second: a.second + b.second, neither: a.neither + b.neither)
        }
    }

    /// Fewer shared answers than this say nothing yet (domain 3).
    static let fewest = 30

    let answers: [Answer]

    var says: Bool { answers.count >= Self.fewest }
    var differences: [Answer] { answers.filter(\.differs) }

    /// Each code one of them gave, over all answers.
    var counts: [ID<Code>: Count] {
        let codes = answers.reduce(into: Set<ID<Code>>()) { $0.formUnion($1.first.union($1.second)) }
        return Dictionary(
            uniqueKeysWithValues: codes.map { code in
                var count = Count()
                for answer in answers {
                    switch (answer.first.contains(code), answer.second.contains(code)) {
                    case (true, true): count.both += 1
                    case (true, false): count.first += 1
                    case (false, true): count.second += 1
                    case (false, false): count.neither += 1
                    }
                }
                return (code, count)
            })
    }

    /// All codes taken together.
    var whole: Count { counts.values.reduce(Count(), +) }
}

/// Somebody who gives codes in a place.
struct Coder: Sendable {
    let id: ID<Person>
    let name: String
    /// Answers they have read.
    let read: Int
}
