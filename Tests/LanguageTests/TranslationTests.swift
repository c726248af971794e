import Language
import Testing

@Suite struct TranslationTests {
    private var template: PhraseTemplate {
        var template = PhraseTemplate()
        template.add(
            source: Array(#"Phrase("Open", context: "state"); x(say: "A \"quote\" for \("name", n)")"#.utf8), file: "Sources/A.swift")
        template.add(
            source: Array(#"Phrase("Open", context: "state"); Phrase.counted(n, one: "\("n", n) voice", other: "\("n", n) voices")"#.utf8),
            file: "Sources/B.swift")
        return template
    }

    private func head(_ plurals: String) -> String {
        "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: \(plurals)\\n\"\n"
    }

    private func problems(_ po: String) throws -> [String] {
        try TranslationCheck.problems(po: Array(po.utf8), template: Array(template.text.utf8))
    }

    @Test func theTemplateListsEveryPhraseOnceWithItsFiles() {
        #expect(template.count == 3)
        #expect(template.problems.isEmpty)
        #expect(
            template.text.hasSuffix(
                """

                #: Sources/A.swift
                #: Sources/B.swift
                msgctxt "state"
                msgid "Open"
                msgstr ""

                #: Sources/A.swift
                msgid "A \\"quote\\" for {name}"
                msgstr ""

                #: Sources/B.swift
                msgid "{n} voice"
                msgid_plural "{n} voices"
                msgstr[0] ""
                msgstr[1] ""

                """))
    }

    @Test func oneSingularWithTwoPluralsIsAProblem() {
        var template = template
        template.add(source: Array("\n.counted(n, one: \"\\(\"n\", n) voice\", other: \"many\")".utf8), file: "Sources/C.swift")
        #expect(template.problems.count == 1)
        #expect(template.problems.first?.hasPrefix("Sources/C.swift:2:") == true)
    }

    private let arabic = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"

    private func arabicFile(_ two: String, _ few: String) -> String {
        head(arabic) + """

            msgctxt "state"
            msgid "Open"
            msgstr "مفتوح"

            msgid "A \\"quote\\" for {name}"
            msgstr "{name}"

            msgid "{n} voice"
            msgid_plural "{n} voices"
            msgstr[0] "لا أصوات"
            msgstr[1] "صوت واحد"
            msgstr[2] "\(two)"
            msgstr[3] "\(few)"
            msgstr[4] "{n} صوتًا"
            msgstr[5] "{n} صوت"
            """
    }

    @Test func aFormForOneNumberMaySayItInAWord() throws {
        #expect(try problems(arabicFile("صوتان", "{n} أصوات")) == [])
        #expect(try problems(arabicFile("صوتان", "أصوات")).map { $0.hasSuffix("lacks {n}") } == [true])
        #expect(try problems(arabicFile("", "{n} أصوات")).map { $0.hasSuffix("is not translated in form 2") } == [true])
    }

    @Test func whatIsMissingOrBrokenIsNamed() throws {
        let english = head("nplurals=2; plural=(n != 1);")
        #expect(try problems(english).count == 3)
        let broken = """

            #, fuzzy
            msgctxt "state"
            msgid "Open"
            msgstr "Ouvert"

            msgid "A \\"quote\\" for {name}"
            msgstr "Pour {nom}"

            msgid "{n} voice"
            msgstr "{n}"
            """
        let named = try problems(english + broken)
        #expect(named.count == 4)
        #expect(named.contains { $0.contains("fuzzy") })
        #expect(named.contains { $0.hasSuffix("has {nom}, which the sources do not know") })
        #expect(named.contains { $0.hasSuffix("lacks {name}") })
        #expect(named.contains { $0.contains("another plural") })
        #expect(throws: POError.self) { try problems("msgid") }
    }
}
