import Language

/// An answer as a program reads it in a file somebody takes with them.
struct AgreedRecord: Encodable {
    let purpose, audience, language, day: String
    let answer: Bool
    let wording: Int
    let until: String?

    init(_ agreed: Agreed) {
        (purpose, audience) = (agreed.consent.rawValue, agreed.audience.rawValue)
        (language, day) = (agreed.language.description, agreed.day.text)
        (answer, wording, until) = (agreed.answer, agreed.version, agreed.until?.text)
    }
}
