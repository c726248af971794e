import Language

/// How many people, as one reader may know it. Below the threshold there is no number, so that nobody can be picked out of it; a page says
/// it in words (domain 0.3 G3, 0.5 and 14). The one rule for every number of people on a page that strangers open.
enum Headcount: Sendable, Equatable {
    case nobody
    /// Some, too few to be counted aloud.
    case few
    case exactly(Int)
    /// Known to the last full step only.
    case atLeast(Int)

    /// From so many on for anybody: the public threshold.
    static let anybody = 10
    /// From so many on for those who take part without being of the place: with a code, or by mail.
    static let takingPart = 5

    /// A number that strangers may watch grow goes up in steps of the threshold: between two looks at it, nobody or many came, never one
    /// (domain 14, differences between releases). What a telling-back says of itself was said once, and stays exact.
    init(_ n: Int, from fewest: Int) {
        self = n <= 0 ? .nobody : n < fewest ? .few : fewest <= 1 ? .exactly(n) : .atLeast(n - n % fewest)
    }

    /// The number as it is said, where there is one.
    var said: Phrase {
        switch self {
        case .nobody, .few: "0"
        case .exactly(let n): "\("n", n)"
        case .atLeast(let n): Phrase("\("n", n)+")
        }
    }
}

extension Reader {
    /// Below so many people this reader is given no number. The people of a place work with its exact numbers.
    func fewest(in space: ID<Space>) -> Int {
        if takesPart(in: space) { return 1 }
        return speaker?.space == space || roles[space] != nil ? Headcount.takingPart : Headcount.anybody
    }

    func headcount(_ n: Int, in space: ID<Space>) -> Headcount { Headcount(n, from: fewest(in: space)) }
}
