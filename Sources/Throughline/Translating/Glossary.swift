import Language

/// A word a place wants said in one way, or left as it is, by whoever translates for it.
struct GlossaryTerm: Sendable {
    let term: String
    /// nil for all languages.
    let language: LanguageTag?
    /// How it is said there; nil where it stays as it is.
    let said: String?

    /// Every language, as the table says it.
    static let every: LanguageTag = "mul"
}

struct GlossaryDraft: Sendable {
    var term = ""
    var language = ""
    var said = ""

    static let longest = 80

    func checked() throws(Invalid) -> GlossaryTerm {
        var invalid = Invalid()
        if term.isEmpty { invalid.refuse("term", Phrase("Write the word.")) }
        for (field, value) in [("term", term), ("said", said)] where value.count > Self.longest {
            invalid.refuse(field, Phrase("Keep this under \("n", Self.longest) characters."))
        }
        let tag = language.isEmpty ? nil : LanguageTag(language)
        if said.nonEmpty != nil && tag == nil { invalid.refuse("language", Phrase("Say in which language it is said so.")) }
        guard invalid.isEmpty else { throw invalid }
        return GlossaryTerm(term: term, language: tag, said: said.nonEmpty)
    }
}

extension [GlossaryTerm] {
    /// Those that stand in a text, and the others.
    func split(by text: String) -> (inIt: [GlossaryTerm], others: [GlossaryTerm]) {
        let words = text.lowercased()
        let found = filter { words.contains($0.term.lowercased()) }
        let names = Set(found.map(\.term))
        return (found, filter { !names.contains($0.term) })
    }
}
