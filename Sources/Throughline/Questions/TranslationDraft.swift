import Language

/// A question said again in another language, as it was typed.
struct TranslationDraft: Sendable {
    var text = ""
    var language = ""
    /// The version of that language's text its writer had before them; none is 0.
    var version = 0

    func checked(askedIn original: LanguageTag) throws(Invalid) -> LanguageTag {
        var invalid = Invalid()
        let language = LanguageTag(language)
        if text.isEmpty { invalid.refuse("text", Phrase("Write the question in that language.")) }
        if text.count > 300 { invalid.refuse("text", Phrase("Keep this under \("n", 300) characters.")) }
        if language == nil || language == original {
            invalid.refuse("language", Phrase("Choose another language than the question's own."))
        }
        guard let language, invalid.isEmpty else { throw invalid }
        return language
    }
}
