import Language

/// Somebody from outside who knows about a change, asked by a link whether it is so. They need no account.
struct Witness: AskedByLink {
    let id: ID<Witness>
    let outcome: ID<Item>
    let name: String
    /// How they know about it, which may stand where their name may not.
    let knows: String
    /// The sealed mail address; empty when there is none, or once it was forgotten.
    let sealedMail: String
    let language: LanguageTag
    let askedOn: Day
    let view: View?
    let repliedOn: Day?
    let mayName: Bool
    /// Which wording of the change they were asked about.
    let wording: Int

    enum View: String, Sendable, CaseIterable {
        case fully, partly, no
        case none

        var words: Phrase {
            switch self {
            case .fully: Phrase("Yes, it is so.")
            case .partly: Phrase("It is partly so.")
            case .no: Phrase("No, it is not so.")
            case .none: Phrase("I cannot say.")
            }
        }

        /// Said of somebody else.
        var said: Phrase {
            switch self {
            case .fully: Phrase("agrees fully")
            case .partly: Phrase("agrees partly")
            case .no: Phrase("disagrees")
            case .none: Phrase("cannot say")
            }
        }

        /// A full or partial yes stands behind the change; everything else is no confirmation.
        var confirms: Bool { self == .fully || self == .partly }
    }

    static let prefix = "witness-"

    /// The field in which their words stand beside the change.
    var field: String { "witness " + id.description }
}

/// What the form *Ask somebody from outside* sent.
struct WitnessDraft: Sendable {
    var name = ""
    var knows = ""
    var mail = ""
    var language = ""

    func checked(needsMail: Bool) throws(Invalid) -> LanguageTag {
        var invalid = Invalid()
        let tag = OutsideAddress(name: name, mail: mail, language: language)
            .checked(needsMail: needsMail, nameless: Phrase("Say whom you ask."), &invalid)
        if knows.isEmpty { invalid.refuse("knows", Phrase("Say how they know about it.")) }
        if !knows.isName { invalid.refuse("knows", Phrase("Write it on one line, under \("n", 120) characters.")) }
        guard let tag, invalid.isEmpty else { throw invalid }
        return tag
    }
}

/// What the witness's one short form sent.
struct WitnessReplyDraft: Sendable {
    var view = ""
    var words = ""
    var mayName = false

    func checked() throws(Invalid) -> Witness.View {
        var invalid = Invalid()
        let view = Witness.View(rawValue: view)
        if view == nil { invalid.refuse("view", Phrase("Choose one.")) }
        if words.isEmpty, view == .partly || view == .no { invalid.refuse("words", Phrase("Say what is different.")) }
        if words.count > 1_000 { invalid.refuse("words", Phrase("Keep this under \("n", 1_000) characters.")) }
        guard let view, invalid.isEmpty else { throw invalid }
        return view
    }
}
