import Language

/// Reading together around a table (domain 3, sense-making workshop): what people said lies there as cards, and what the table made of
/// them comes back as notes.
struct Workshop: Sendable {
    let question: Question
    let place: Place
    let cards: [WorkshopCard]
    /// Answers that are on no card: their speakers did not let them be quoted, or they are a photo or a recording.
    let without: Bool

    /// So many a group can read in twenty minutes, ten pages of eight.
    static let mostCards = 80
    /// Fewer tell who said it.
    static let fewest = 5

    /// What happens, in the order it happens, with the minutes it takes: half a day.
    static let steps: [(minutes: Int, words: Phrase)] = [
        (10, Phrase("What we are here for, and how we treat what is said here")),
        (20, Phrase("Everybody reads the cards in silence, in their own language")),
        (30, Phrase("What stands out? What is missing?")), (30, Phrase("Lay together what belongs together, and give each heap a name")),
        (30, Phrase("So what? One sentence from each table")), (20, Phrase("Who would not agree, and why? It is written down")),
        (30, Phrase("Now what? Promises with a name and a day, and new questions")),
        (10, Phrase("How those who spoke will hear of it")),
    ]

    /// The cards somebody wrote down by their numbers, and what is no number of a card.
    func find(_ typed: String) -> (cards: [WorkshopCard], unknown: [String]) {
        // Every card's has a digit or is as long as one: an "and" between two is none.
        let numbers = typed.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }.filter {
            $0.count >= 4 || $0.contains(where: \.isNumber)
        }
        let known = Dictionary(cards.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<String> = []
        let wanted = numbers.filter { seen.insert($0).inserted }
        return (wanted.compactMap { known[$0] }, wanted.filter { known[$0] == nil })
    }
}

/// One voice on a card: its words, and a number that stays its own when others are taken back.
struct WorkshopCard: Sendable {
    let number: String
    let voice: Voice
    /// The words in the reader's language, where a person brought them over.
    let brought: BroughtText?

    /// Letters and digits from the end of an id, which is chance: as many as tell the cards of one question apart.
    static func numbers(of voices: [Voice]) -> [ID<Item>: String] {
        let ids = voices.map(\.id)
        for length in 5...8 {
            let numbers = ids.map { String($0.description.suffix(length)).lowercased() }
            if Set(numbers).count == numbers.count { return Dictionary(uniqueKeysWithValues: zip(ids, numbers)) }
        }
        return Dictionary(uniqueKeysWithValues: ids.map { ($0, $0.description) })
    }
}

/// What tables made of the cards, as it was typed.
struct WorkshopDraft: Sendable {
    /// One table: the name of its heap, its cards, its sentence, and who would not agree.
    struct Table: Sendable {
        var name = ""
        var cards = ""
        var claim = ""
        var disagreeing = ""

        var isEmpty: Bool { (name + cards + claim + disagreeing).isEmpty }
    }

    var tables: [Table]

    static let most = 4

    init(tables: [Table] = Array(repeating: Table(), count: most)) { self.tables = tables }

    init(_ fields: Fields) {
        tables = (0..<Self.most).map {
            Table(
                name: fields["name_\($0)"], cards: fields["cards_\($0)"], claim: fields["claim_\($0)"],
                disagreeing: fields["disagreeing_\($0)"])
        }
    }

    struct Checked: Sendable {
        let table: Table
        let cards: [WorkshopCard]
    }

    /// Each table that wrote anything has cards, a sentence, and who would not agree: that is asked of every synthesis (feature C3).
    func checked(_ workshop: Workshop) throws(Invalid) -> [Checked] {
        var invalid = Invalid()
        var all: [Checked] = []
        for (n, table) in tables.enumerated() where !table.isEmpty {
            let (cards, unknown) = workshop.find(table.cards)
            if !unknown.isEmpty {
                invalid.refuse(
                    "cards_\(n)",
                    Phrase("There is no card \("numbers", unknown.prefix(5).joined(separator: ", ")) any more, or there never was."))
            }
            if cards.isEmpty { invalid.refuse("cards_\(n)", Phrase("Write the numbers of at least one card.")) }
            if table.claim.isEmpty { invalid.refuse("claim_\(n)", Phrase("Write in one sentence what you learned.")) }
            if table.claim.count > NoteDraft.longest {
                invalid.refuse(
                    "claim_\(n)",
                    Phrase("Keep it under \("n", NoteDraft.longest) characters: one sentence others can agree or disagree with."))
            }
            if table.disagreeing.isEmpty {
                invalid.refuse("disagreeing_\(n)", Phrase("Write who would not agree and why, also where it is nobody here."))
            }
            for (field, words) in [("name", table.name), ("disagreeing", table.disagreeing)] where words.count > WordingDraft.longest {
                invalid.refuse("\(field)_\(n)", Phrase("Keep this under \("n", WordingDraft.longest) characters."))
            }
            all.append(Checked(table: table, cards: cards))
        }
        if all.isEmpty { invalid.refuse("claim_0", Phrase("Write down what at least one table made of the cards.")) }
        guard invalid.isEmpty else { throw invalid }
        return all
    }
}
