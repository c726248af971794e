import Language

/// In which form people were told: a text is one of several, and for many not the one that reaches them.
enum ReturnForm: String, Sendable, CaseIterable {
    case message
    case voiceNote = "voice_note"
    case visit, radio
    case printed
    case event, video, other

    var words: Phrase {
        switch self {
        case .message: Phrase("A written message")
        case .voiceNote: Phrase("A voice note")
        case .visit: Phrase("A visit")
        case .radio: Phrase("On the radio, spoken")
        case .printed: Phrase("A printed page")
        case .event: Phrase("A meeting of the community")
        case .video: Phrase("A film")
        case .other: Phrase("Another form of theirs: a song, a quilt, a play")
        }
    }

    /// What goes with a door when nobody says otherwise.
    static func of(_ door: Door) -> ReturnForm {
        switch door {
        case .meeting: .event
        case .radio: .radio
        case .paper: .printed
        case .person: .visit
        default: .message
        }
    }
}

/// Whether those who were told say that they heard it.
enum Acknowledged: String, Sendable, CaseIterable {
    case yes, no
    case notPossible = "not_possible"

    var words: Phrase {
        switch self {
        case .yes: Phrase("Yes, they say that they heard it.")
        case .no: Phrase("No, it did not reach them.")
        case .notPossible: Phrase("They cannot be asked.")
        }
    }
}

/// How a telling-back is delivered, as the form sent it.
struct DeliveryDraft: Sendable {
    var form = ""
    var language = ""

    /// It goes out in the language it was promised in, whatever the form: a page in another one is not delivered.
    func checked(for duty: Duty) throws(Invalid) -> ReturnForm {
        let said = language.isEmpty ? duty.language : LanguageTag(language)
        if said != duty.language {
            throw Invalid(
                "in_language", Phrase("It was promised in \("language", duty.language). In another language it is not delivered yet."))
        }
        return ReturnForm(rawValue: form) ?? .of(duty.door)
    }

    init() {}

    init(_ fields: Fields) { (form, language) = (fields["form"], fields["in_language"]) }
}

/// Who of the people looked at it before it goes, as the form sent it.
struct CheckedByDraft: Sendable {
    var name = ""

    func checked() throws(Invalid) -> String {
        if name.isEmpty { throw Invalid("checked_by", Phrase("Say who of the people has looked at it.")) }
        if !name.isName { throw Invalid("checked_by", Phrase("Write the name on one line, under \("n", 120) characters.")) }
        return name
    }
}

/// What came back from those who were told.
struct ReceiptDraft: Sendable {
    var heard = ""
    var reply = ""

    func checked() throws(Invalid) -> Acknowledged {
        var invalid = Invalid()
        let heard = Acknowledged(rawValue: heard)
        if heard == nil { invalid.refuse("heard", Phrase("Choose one.")) }
        if reply.count > 1_000 { invalid.refuse("reply", Phrase("Keep this under \("n", 1_000) characters.")) }
        guard let heard, invalid.isEmpty else { throw invalid }
        return heard
    }
}
