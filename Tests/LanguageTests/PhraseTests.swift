import Language
import Testing

private let french = """
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Plural-Forms: nplurals=2; plural=(n > 1);\\n"

    msgid "You will hear by {day}, in {language}"
    msgstr "En {language}, vous aurez une réponse avant le {day}"

    msgctxt "state of a question"
    msgid "Open"
    msgstr "Ouverte"

    msgid "{n} voice"
    msgid_plural "{n} voices"
    msgstr[0] "{n} parole"
    msgstr[1] "{n} paroles"

    msgid "Thanks, {name}"
    msgstr "Merci {name}, {name} & <b>{nom}</b>"

    msgid "{day}, {time} ({city} time)"
    msgstr "{day}, {time} (heure de {city})"

    """

@Suite struct PhraseTests {
    let tongue: Tongue

    init() throws {
        let catalogues = Catalogues(["fr": try Catalogue(po: Array(french.utf8))])
        tongue = catalogues.tongue("fr", zone: try #require(Zone("Africa/Maputo")))
    }

    @Test func aPhraseIsKeyedByItsEnglish() throws {
        let phrase: Phrase = "You will hear by \("day", try #require(Day("2026-12-03"))), in \("language", "sw" as LanguageTag)"
        #expect(phrase.key == "You will hear by {day}, in {language}")
        #expect(phrase.plain(in: .english) == "You will hear by 3 December 2026, in Kiswahili")
        #expect(phrase.plain(in: tongue) == "En Kiswahili, vous aurez une réponse avant le 3 décembre 2026")
    }

    @Test func contextTellsOneWordFromAnother() {
        #expect(Phrase("Open", context: "state of a question").plain(in: tongue) == "Ouverte")
        #expect(Phrase("Open", context: "a door").plain(in: tongue) == "Open")
        #expect(Phrase("Open").plain(in: tongue) == "Open")
    }

    @Test(arguments: [(0, "0 parole", "0 voices"), (1, "1 parole", "1 voice"), (2, "2 paroles", "2 voices")])
    func aCountedPhraseTakesItsForm(count: Int, inFrench: String, inEnglish: String) {
        let phrase = Phrase.counted(count, one: "\("n", count) voice", other: "\("n", count) voices")
        #expect(phrase.plain(in: tongue) == inFrench)
        #expect(phrase.plain(in: .english) == inEnglish)
    }

    @Test func aTranslationIsNotTrustedToBeHTML() {
        let phrase: Phrase = "Thanks, \("name", "<script>")"
        var html: [UInt8] = []
        phrase.html(in: tongue, into: &html)
        #expect(String(decoding: html, as: UTF8.self) == "Merci &lt;script&gt;, &lt;script&gt; &amp; &lt;b&gt;{nom}&lt;/b&gt;")
        #expect(phrase.plain(in: tongue) == "Merci <script>, <script> & <b>{nom}</b>")
    }

    @Test func aValueIsNeverReadAsAPlaceholder() {
        let phrase: Phrase = "\("a", "{b}") and \("b", "{a}")"
        #expect(phrase.plain(in: .english) == "{b} and {a}")
    }

    @Test func aPhraseMayHoldAnother() {
        let inner: Phrase = Phrase("Open", context: "state of a question")
        let outer: Phrase = "It is \("state", inner)"
        #expect(outer.plain(in: tongue) == "It is Ouverte")
    }

    @Test func twoPiecesAreOneSentence() {
        let phrase: Phrase = "Thanks, " + "\("name", "Amina")"
        #expect(phrase.key == "Thanks, {name}")
        #expect(phrase.plain(in: tongue) == "Merci Amina, Amina & <b>{nom}</b>")
    }

    @Test func textThatRunsTheOtherWayIsIsolated() {
        let phrase: Phrase = "Thanks, \("name", "أمينة")"
        #expect(phrase.plain(in: .english) == "Thanks, \u{2068}أمينة\u{2069}")
        let arabic = Catalogues().tongue("ar", zone: .utc)
        #expect(arabic.tag == "en")
        #expect(Phrase("Thanks, \("name", "Émile")").plain(in: .english) == "Thanks, Émile")
        #expect(Phrase("Thanks, \("name", "Amina “the \u{202E}”")").plain(in: .english).hasSuffix("\u{2069}"))
    }

    @Test func aMomentSaysItsZone() throws {
        let moment = Moment(milliseconds: try #require(Day("2026-12-03")).number * 86_400_000 + 43_500_000)
        #expect(tongue.moment(moment) == "3 décembre 2026, 14:05 (heure de Maputo)")
        #expect(Tongue.english.moment(moment) == "3 December 2026, 12:05 (UTC)")
        #expect(Phrase("At \("when", moment)").plain(in: .english) == "At 3 December 2026, 12:05 (UTC)")
    }
}
