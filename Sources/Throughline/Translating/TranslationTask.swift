import Language

/// One text of one record that somebody is asked to bring into a language. Whoever is asked sees that text and the place's glossary, and
/// neither the record around it nor who said it.
struct TranslationTask: Sendable {
    enum State: String, Sendable {
        case asked, sent, refused
    }

    let id: ID<TranslationTask>
    let item: ID<Item>
    let space: ID<Space>
    let field: String
    let language: LanguageTag
    /// Who asked; nil once they are gone.
    let by: ID<Person>?
    let translator: ID<Person>?
    /// It is, or was, opened by a link rather than given to a translator of the place.
    let isByLink: Bool
    /// The safety lead said yes, for what could do great harm.
    let isAgreed: Bool
    let state: State
    let draft: String
    let credit: String
    let askedOn: Day
    /// The last day on which it opens.
    let until: Day
    let version: Int

    static let mostDays = 30
    static let usualDays = 14
    static let longestCredit = 80

    /// The texts of a record somebody can be asked for, and what each is called.
    static func fields(of kind: Kind) -> [(name: String, words: Phrase)] {
        [
            (kind.headline, Phrase("Its words")), ("limits", Phrase("For whom, where, when")), ("so_what", Phrase("What follows from it")),
            ("happened", Phrase("What happened")),
        ]
    }
}

/// What a team wants brought over, as it was typed.
struct TranslationAskDraft: Sendable {
    var field = ""
    var language = ""
    /// The id of a translator of the place; empty for a link.
    var whom = ""
    var days = "\(TranslationTask.usualDays)"

    /// `staysHere`: nothing but a translator of this place will do.
    func checked(among texts: [String: Text], translators: Set<ID<Person>>, staysHere: Bool) throws(Invalid)
        -> (language: LanguageTag, whom: ID<Person>?, days: Int)
    {
        var invalid = Invalid()
        let original = texts[field]
        if original == nil { invalid.refuse("field", Phrase("Choose one of its texts.")) }
        let language = LanguageTag(language)
        if language == nil || language == original?.language || language == "und" {
            invalid.refuse("language", Phrase("Choose a language it is not written in."))
        }
        let person = whom.isEmpty ? nil : ID<Person>(typed: whom).flatMap { translators.contains($0) ? $0 : nil }
        if !whom.isEmpty && person == nil { invalid.refuse("whom", Phrase("They do not translate here any more.")) }
        if staysHere && person == nil { invalid.refuse("whom", Phrase("Only a translator of this place can be asked for this one.")) }
        let days = Int(days) ?? 0
        if !(1...TranslationTask.mostDays).contains(days) {
            invalid.refuse("days", Phrase("A number of days from 1 to \("n", TranslationTask.mostDays)."))
        }
        guard let language, invalid.isEmpty else { throw invalid }
        return (language, person, days)
    }
}

/// The text as it was brought over, as it was typed.
struct TranslatedDraft: Sendable {
    var text = ""
    var credit = ""
    /// To be sent, and not merely kept for later.
    var isSent = true

    func checked() throws(Invalid) {
        var invalid = Invalid()
        if isSent && text.isEmpty { invalid.refuse("text", Phrase("Write it in that language first.")) }
        if text.count > 2 * AnswerDraft.longest {
            invalid.refuse("text", Phrase("Keep this under \("n", 2 * AnswerDraft.longest) characters."))
        }
        if credit.count > TranslationTask.longestCredit {
            invalid.refuse("credit", Phrase("Keep this under \("n", TranslationTask.longestCredit) characters."))
        }
        guard invalid.isEmpty else { throw invalid }
    }
}

extension Item {
    /// Whether this reader may have somebody bring it over: nothing for people by name, and what could do great harm only the safety lead.
    func mayBeTranslated(by reader: Reader) -> Bool {
        guard audience <= .safety, tlp < .red, sensitivity < .severe else { return false }
        return isGrave ? reader.may(.safeguard, in: space) : reader.may(.tell, in: space)
    }

    var isGrave: Bool { sensitivity >= .high || audience >= .safety }

    /// A link leaves the place; what has to stay in it is for its own translators.
    var staysInItsPlace: Bool { isGrave || tlp > .amber }
}
