import Language
import Testing

@Suite struct CatalogueTests {
    private func catalogue(_ body: String, plurals: String = "nplurals=2; plural=(n != 1);") throws(POError) -> Catalogue {
        let head = "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: \(plurals)\\n\"\n\n"
        return try Catalogue(po: Array((head + body).utf8))
    }

    private func said(_ phrase: Phrase, _ body: String) throws -> String {
        phrase.plain(in: Catalogues(["fr": try catalogue(body)]).tongue("fr", zone: .utc))
    }

    @Test func everyFormOfTheFileFormatIsRead() throws {
        let body = """
            # a note by the translator
            #. a note by the writer
            #: Sources/A.swift
            #, c-format
            #| msgid "older"
            msgctxt "c"
            "t"
            msgid ""
            "Two "
            "lines\\n"
            msgstr ""
            "Deux \\"lignes\\"\\\\\\t"
            "\\n"
            \tmsgid\t"Tab"\r
            msgstr "Onglet"
            #, fuzzy
            msgid "Guess"
            msgstr "Deviné"

            msgid "Open work"
            msgstr ""

            #~ msgid "Gone"
            #~ msgstr "Parti"
            #, fuzzy
            #~ msgid "Gone too"
            #~ msgstr "Parti aussi"

            msgid "After"
            msgstr "Après"
            """
        #expect(try said(Phrase("Two lines\n", context: "ct"), body) == "Deux \"lignes\"\\\t\n")
        #expect(try said("Tab", body) == "Onglet")
        #expect(try said("Guess", body) == "Guess")
        #expect(try said("Open work", body) == "Open work")
        #expect(try said("Gone", body) == "Gone")
        #expect(try said("After", body) == "Après")
        #expect(try catalogue(body).count == 3)
        #expect(try Catalogue(po: [0xEF, 0xBB, 0xBF] + Array("msgid \"a\"\nmsgstr \"b\"".utf8)).count == 1)
    }

    @Test(arguments: [
        ("msgid \"a\"\nmsgid \"b\"", 2), ("msgid \"a", 1), ("msgid a", 1), ("msgid \"a\" x", 1), ("msgid \"\\q\"", 1), ("\"a\"", 1),
        ("msgstr \"a\"", 1), ("msgid \"a\"\n\nmsgid \"b\"", 2), ("nonsense \"a\"", 1), ("msgid \"a\"\nmsgstr[0] \"b\"", 2),
        ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"c\"", 3), ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"", 3),
        ("msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"", 3), ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"", 1),
        ("msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"", 4), ("msgid_plural \"a\"", 1), ("msgctxt \"a\"\nmsgctxt \"b\"", 2),
        ("msgctxt \"a\"\nmsgstr \"b\"", 2), ("msgid \"a\"\nmsgstr \"b\\", 2),
    ])
    func aBrokenFileNamesTheLine(body: String, line: Int) {
        let error = #expect(throws: POError.self) { try catalogue(body) }
        let linesOfTheHead = 5
        #expect(error?.line == linesOfTheHead + line, "\(error?.description ?? "")")
    }

    @Test func aFileThatIsNotUTF8IsRefused() {
        let bytes = Array("msgid \"a\"\nmsgstr \"".utf8) + [0xE9, 0x22, 0x0A]
        let error = #expect(throws: POError.self) { try Catalogue(po: bytes) }
        #expect(error?.line == 2)
        let latin = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n"
        #expect(throws: POError.self) { try Catalogue(po: Array(latin.utf8)) }
    }

    @Test(arguments: [
        ("nplurals=2; plural=(n != 1);", [1, 0, 1, 1, 1, 1, 1, 1]),
        ("nplurals=2; plural=(n > 1);", [0, 0, 1, 1, 1, 1, 1, 1]),
        (
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
            [2, 0, 1, 2, 2, 0, 2, 1]
        ),
        (
            "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
            [0, 1, 2, 3, 4, 4, 5, 3]
        ),
        ("nplurals=1; plural=0;", [0, 0, 0, 0, 0, 0, 0, 0]), ("nplurals=2; plural=!(n-1)*1/1 ;", [0, 1, 0, 0, 0, 0, 0, 0]),
        ("nplurals=2; plural=n/0;", [0, 0, 0, 0, 0, 0, 0, 0]), ("nplurals=2; plural=n%0+9;", [1, 1, 1, 1, 1, 1, 1, 1]),
    ])
    func aNumberTakesTheFormItsLanguageAsks(plurals: String, forms: [Int]) throws {
        let numbers = [0, 1, 2, 5, 11, 21, 100, 103]
        let count = try #require(plurals.split(separator: ";").first?.last?.wholeNumberValue)
        let translations = (0..<count).map { "msgstr[\($0)] \"form \($0) of {n}\"" }.joined(separator: "\n")
        let catalogue = try catalogue("msgid \"{n} voice\"\nmsgid_plural \"{n} voices\"\n\(translations)\n", plurals: plurals)
        let tongue = Catalogues(["ru": catalogue]).tongue("ru", zone: .utc)
        let said = numbers.map { Phrase.counted($0, one: "\("n", $0) voice", other: "\("n", $0) voices").plain(in: tongue) }
        // 103 in the Russian and Arabic rows and 21 show that the rule looks at the last digits, not at the size.
        #expect(said == zip(numbers, forms).map { "form \($1) of \($0)" })
    }

    @Test(arguments: [
        "plural=n", "nplurals=2", "nplurals=0; plural=0", "nplurals=2; plural=n+", "nplurals=2; plural=(n", "nplurals=2; plural=x",
        "nplurals=2; plural=n?1", "nplurals=2; plural=n 1)", "nplurals=99; plural=0", "",
    ])
    func aPluralRuleThatCannotBeUnderstoodIsRefused(plurals: String) {
        #expect(throws: POError.self) { try catalogue("", plurals: plurals) }
    }

    @Test func aRuleOfAThousandBracketsIsRefused() {
        let plurals = "nplurals=2; plural=" + String(repeating: "(", count: 1_000) + "n" + String(repeating: ")", count: 1_000)
        #expect(throws: POError.self) { try catalogue("", plurals: plurals) }
    }

    /// Each step of it would be a step into the stack.
    @Test func aRuleOfAMillionStepsIsRefused() {
        for sign in ["+1", "&&n", "?0:n", "||!n"] {
            let plurals = "nplurals=2; plural=n" + String(repeating: sign, count: 300_000)
            #expect(throws: POError.self) { try catalogue("", plurals: plurals) }
        }
    }

    @Test(arguments: [
        "nplurals=2; plural=n*9223372036854775807*n+9223372036854775807", "nplurals=2; plural=0-9223372036854775807-n-n",
        "nplurals=2; plural=(0-9223372036854775807-1)/(0-n)", "nplurals=2; plural=(0-9223372036854775807-1)%(0-1)",
    ])
    func aRuleThatReckonsPastTheLargestNumberStopsNothing(plurals: String) throws {
        let catalogue = try catalogue(
            "msgid \"{n} voice\"\nmsgid_plural \"{n} voices\"\nmsgstr[0] \"a\"\nmsgstr[1] \"b\"\n", plurals: plurals)
        let tongue = Catalogues(["fr": catalogue]).tongue("fr", zone: .utc)
        for n in [0, 1, -1, Int.max, Int.min] {
            #expect(["a", "b"].contains(Phrase.counted(n, one: "\("n", n) voice", other: "\("n", n) voices").plain(in: tongue)))
        }
    }

    @Test func theInterfaceLanguagesAreFoundBesideTheProgram() throws {
        let catalogues = try Catalogues.nearExecutable()
        #expect(catalogues.languages == ["en", "ar", "es", "fr", "ru"])
        let moment = Moment(milliseconds: 20_790 * 86_400_000)
        let maputo = try #require(Zone("Africa/Maputo"))
        #expect(catalogues.tongue("fr", zone: maputo).moment(moment) == "3 décembre 2026, 02:00 (heure de Maputo)")
        #expect(catalogues.tongue("ru", zone: maputo).moment(moment) == "3 декабря 2026 г., 02:00 (часовой пояс: Maputo)")
    }

    @Test func aFolderThatIsNotThereSaysSo() {
        #expect(throws: Catalogues.Failure.self) { try Catalogues(folder: "/nowhere/at/all") }
    }
}
