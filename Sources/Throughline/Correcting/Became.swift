import Language

/// What a team did with what a speaker put right; the name of the text that says so in its own words.
enum Became: String, Sendable, CaseIterable {
    case changed, beside, kept

    var words: Phrase {
        switch self {
        case .changed: Phrase("We changed what we had written")
        case .beside: Phrase("It stands beside what we wrote")
        case .kept: Phrase("It stays with the team")
        }
    }
}

/// What a team answers to it.
struct BecameDraft: Sendable {
    var choice = ""
    var words = ""

    func checked() throws(Invalid) -> Became {
        var invalid = Invalid()
        let choice = Became(rawValue: choice)
        if choice == nil { invalid.refuse("became", Phrase("Choose what you did with it.")) }
        if words.isEmpty { invalid.refuse("words", Phrase("Say it in a sentence: whoever wrote it reads this.")) }
        if words.count > 600 { invalid.refuse("words", Phrase("Keep this under \("n", 600) characters.")) }
        guard let choice, invalid.isEmpty else { throw invalid }
        return choice
    }
}
