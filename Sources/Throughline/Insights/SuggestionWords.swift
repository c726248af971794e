import Language

extension Suggestion.Reason {
    /// One sentence of the explanation.
    var words: Phrase {
        switch self {
        case .independent(let n): Phrase.counted(n, one: "\("n", n) independent source.", other: "\("n", n) independent sources.")
        case .joined(let pieces, let sources, let largest, let bond):
            Phrase("\("cards", Self.cards(pieces)), but only \("sources", Self.sources(sources)): \("why", Self.joined(largest, bond)).")
        case .against(let n):
            Phrase.counted(
                n, one: "\("n", n) independent source speaks against it.", other: "\("n", n) independent sources speak against it.")
        case .oneOrganisation: Phrase("All of them from one organisation.")
        case .fewOrganisations: Phrase("Most of them from one organisation.")
        case .oneKind: Phrase("All of one kind.")
        case .onePlace: Phrase("All from one place.")
        }
    }

    private static func cards(_ n: Int) -> Phrase { Phrase.counted(n, one: "\("n", n) card", other: "\("n", n) cards") }

    private static func sources(_ n: Int) -> Phrase {
        Phrase.counted(n, one: "\("n", n) independent source", other: "\("n", n) independent sources")
    }

    private static func joined(_ n: Int, _ bond: IndependentSource.Bond) -> Phrase {
        switch bond {
        case .speaker: Phrase.counted(n, one: "\("n", n) came from the same person", other: "\("n", n) came from the same person")
        case .meeting: Phrase.counted(n, one: "\("n", n) came from the same meeting", other: "\("n", n) came from the same meeting")
        case .document: Phrase.counted(n, one: "\("n", n) came from the same document", other: "\("n", n) came from the same document")
        case .together: Phrase.counted(n, one: "\("n", n) hangs together with others", other: "\("n", n) hang together")
        }
    }
}

extension Suggestion.Lack {
    var words: Phrase {
        switch self {
        case .sources(let n): Phrase.counted(n, one: "\("n", n) more independent source", other: "\("n", n) more independent sources")
        case .organisations: Phrase("Sources from more organisations")
        case .kinds: Phrase("Another kind of source, for example a document or a measurement")
        case .lived: Phrase("Somebody who lives it")
        case .places: Phrase("Sources from another place")
        case .agreement: Phrase("A closer look at what speaks against it")
        }
    }
}
