import Language
import Testing

@Suite struct TongueTests {
    private func tongue(_ tag: LanguageTag) throws -> Tongue {
        let empty = try Catalogue(po: Array("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n".utf8))
        return Catalogues([tag: empty]).tongue(tag, zone: .utc)
    }

    @Test(arguments: [
        ("en" as LanguageTag, "3 December 2026", "3 December", "Thursday 3 December"),
        ("fr", "3 décembre 2026", "3 décembre", "jeudi 3 décembre"),
        ("es", "3 de diciembre de 2026", "3 de diciembre", "jueves, 3 de diciembre"),
        ("ru", "3 декабря 2026 г.", "3 декабря", "четверг, 3 декабря"),
        ("ar", "3 ديسمبر 2026", "3 ديسمبر", "الخميس، 3 ديسمبر"),
        ("ar-SY", "3 كانون الأول 2026", "3 كانون الأول", "الخميس، 3 كانون الأول"),
        ("sw", "3 December 2026", "3 December", "Thursday 3 December"),
    ])
    func aDayIsWrittenAsPeopleThereDo(tag: LanguageTag, full: String, thisYear: String, long: String) throws {
        let day = try #require(Day("2026-12-03"))
        var tongue = try tongue(tag)
        #expect(tongue.day(day) == full)
        #expect(tongue.day(day, today: day - 100) == thisYear)
        #expect(tongue.day(day, today: day + 100) == full)
        tongue.today = day
        #expect(tongue.day(day) == thisYear)
        #expect(tongue.dayLong(day) == long)
    }

    @Test func theFirstIsSpecialInFrench() throws {
        #expect(try tongue("fr").day(try #require(Day("2026-05-01"))) == "1er mai 2026")
    }

    @Test(arguments: [
        ("en" as LanguageTag, "7", "999", "1,234", "12,345,678", "-1,234"),
        ("fr", "7", "999", "1\u{202F}234", "12\u{202F}345\u{202F}678", "-1\u{202F}234"),
        ("es", "7", "999", "1234", "12.345.678", "-1234"),
        ("ru", "7", "999", "1\u{A0}234", "12\u{A0}345\u{A0}678", "-1\u{A0}234"),
        ("ar", "7", "999", "1,234", "12,345,678", "\u{200E}-1,234"),
    ])
    func aNumberIsGrouped(tag: LanguageTag, one: String, three: String, four: String, eight: String, below: String) throws {
        let tongue = try tongue(tag)
        #expect([7, 999, 1_234, 12_345_678, -1_234].map(tongue.number) == [one, three, four, eight, below])
        #expect(tongue.number(.min).isEmpty == false)
    }

    @Test(arguments: [
        ("en" as LanguageTag, "a and b", "a, b and c"), ("fr", "a et b", "a, b et c"), ("es", "a y b", "a, b y c"),
        ("ru", "a и b", "a, b и c"),
    ])
    func aListEndsInAnAnd(tag: LanguageTag, two: String, three: String) throws {
        let tongue = try tongue(tag)
        #expect(tongue.list([]) == "")
        #expect(tongue.list(["a"]) == "a")
        #expect(tongue.list(["a", "b"]) == two)
        #expect(tongue.list(["a", "b", "c"]) == three)
    }

    @Test func aListInArabicAndBeforeASpanishI() throws {
        #expect(try tongue("ar").list(["أ", "ب", "ج"]) == "أ وب وج")
        #expect(try tongue("es").list(["padres", "hijos"]) == "padres e hijos")
        #expect(try tongue("es").list(["agua", "hielo"]) == "agua y hielo")
    }

    @Test func textAgainstTheDirectionIsIsolated() throws {
        let arabic = try tongue("ar")
        #expect(arabic.direction == "rtl")
        #expect(arabic.list(["Riverbend"]) == "\u{2068}Riverbend\u{2069}")
        #expect(Phrase("\("team", "Riverbend")").plain(in: arabic) == "\u{2068}Riverbend\u{2069}")
        #expect(Phrase("\("team", "نهر")").plain(in: arabic) == "نهر")
    }

    @Test func aLanguageWithoutItsRegionWillDo() throws {
        let catalogues = Catalogues(["fr": try Catalogue(po: [])])
        #expect(catalogues.tongue("fr-CA", zone: .utc).tag == "fr-CA")
        #expect(catalogues.tongue("my", zone: .utc).tag == "en")
        #expect(catalogues.tongue("en-GB", zone: .utc).tag == "en-GB")
        #expect(catalogues.languages == ["en", "fr"])
    }
}
