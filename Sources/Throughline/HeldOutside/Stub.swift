import Language

/// What could cost somebody their life or freedom is never written here: only who keeps it, and how to ask them (domain 14, level 3).
struct Stub: Sendable {
    let id: ID<Stub>
    let space: ID<Space>
    let question: ID<Item>
    let title: String
    let keeper: String
    let how: String
    let language: LanguageTag
    let sensitivity: Sensitivity
    let day: Day
    /// The day the safety lead said that they have read it.
    let seenOn: Day?
}

extension Sensitivity {
    /// What it could cost somebody if it got out, as far as a stub asks.
    var cost: Phrase { self == .severe ? Phrase("Their life or freedom") : Phrase("Great harm, but not that") }
}

/// The little that may be written.
struct StubDraft: Sendable {
    var title = ""
    var keeper = ""
    var how = ""
    var sensitivity = Sensitivity.severe

    /// Characters: room for who and where, none for what happened.
    static let longest = (title: 80, keeper: 120, how: 240)

    func checked() throws(Invalid) {
        var invalid = Invalid()
        if title.isEmpty { invalid.refuse("title", Phrase("Write a few words first.")) }
        if keeper.isEmpty { invalid.refuse("keeper", Phrase("Say who keeps it; a role is enough.")) }
        if how.isEmpty { invalid.refuse("how", Phrase("Say how somebody can ask.")) }
        for (field, value, most) in [
            ("title", title, Self.longest.title), ("keeper", keeper, Self.longest.keeper), ("how", how, Self.longest.how),
        ] where value.count > most {
            invalid.refuse(field, Phrase("Keep this under \("n", most) characters."))
        }
        guard invalid.isEmpty else { throw invalid }
    }
}
