import Language
import Testing

@Suite struct LanguageTagTests {
    @Test(arguments: [
        ("EN", "en"), ("pt_BR", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("SR-LATN", "sr-Latn"), ("es-419", "es-419"),
        ("en-u-CA-islamic", "en-u-ca-islamic"), ("sl-rozaj-BISKE", "sl-rozaj-biske"),
    ])
    func aTagIsNormalised(text: String, tag: String) throws {
        #expect(try #require(LanguageTag(text)).description == tag)
    }

    @Test(arguments: [
        "", "e", "en--gb", "en-", "-en", "en gb", "english language", "abcdefghi", "12", "en-abcdefghi", "é", "en\u{0}", "fr\"x",
    ])
    func whatIsNoTagIsRefused(text: String) {
        #expect(LanguageTag(text) == nil)
    }

    @Test func aTagKnowsItsDirectionAndItsOwnName() {
        for tag in ["ar", "fa", "prs", "ur", "he", "ps", "ckb", "sd", "ug", "yi", "dv", "ar-EG", "ku-Arab", "az-Arab-IR"] as [LanguageTag] {
            #expect(tag.isRightToLeft, "\(tag)")
        }
        for tag in ["en", "fr", "ru", "ku", "ug-Cyrl", "my"] as [LanguageTag] { #expect(!tag.isRightToLeft, "\(tag)") }
        #expect(("fr-CA" as LanguageTag).endonym == "Français")
        #expect(("sw" as LanguageTag).endonym == "Kiswahili")
        #expect(("sr-Latn" as LanguageTag).endonym == "Srpski")
        #expect(("xxx" as LanguageTag).endonym == "xxx")
        #expect(("pt-BR" as LanguageTag).primary == "pt")
        #expect(("not a tag" as LanguageTag) == "und")
    }
}
