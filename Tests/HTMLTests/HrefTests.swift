import HTML
import Language
import Testing

@Suite struct HrefTests {
    @Test func whatIsInterpolatedIsOneSegmentOrOneValue() {
        let id = "a/b?c#d&e=f \u{301}"
        #expect(("/questions/\(id)" as Href).text == "/questions/a%2Fb%3Fc%23d%26e%3Df%20%CC%81")
        #expect(("/x?day=\(Day(number: 0))&n=\(7)&lang=\("sw" as LanguageTag)" as Href).text == "/x?day=1970-01-01&n=7&lang=sw")
        #expect(("\("/questions/1" as Href)/voices" as Href).text == "/questions/1/voices")
        #expect(Href("/a/\("b")").text == "/a/b")
    }

    @Test(arguments: ["", ".", "..", "//x.example", "\\\\x", "javascript:alert(1)", "/\u{0}"])
    func noValueLeadsAstray(value: String) {
        for href in ["/\(value)" as Href, "/\(value)/\(value)", "\(value)", "/a/\(value)/b"] {
            #expect(href.text.hasPrefix("/"))
            #expect(!href.text.hasPrefix("//"))
            #expect(!href.text.split(separator: "/").contains { $0 == "." || $0 == ".." })
            #expect(!href.text.contains("\\"))
        }
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x",
        "//evil.example", "/\\evil.example", "\\/evil.example", "https:evil.example", "https:/evil.example", "https:///evil.example",
        "https://", "https://a b.example", "https://good.example@evil.example", "https://evil.example\\@good.example", "http://a..b",
        "https://x.example:99999999", "https://x.example/\u{202E}gpj", "https://\u{200B}x.example", "ftp://x.example", "file:///etc/passwd",
        "mailto:", "mailto:@x", "mailto:a@b%0Abcc:c@d", "mailto:a@b\nbcc:c@d", "https://x.example/a b", "", "x", "https://[zz]/",
    ])
    func anAddressThatIsNotPlainlyOutsideIsRefused(address: String) {
        #expect(Href(outside: address) == nil)
    }

    @Test(arguments: [
        ("https://x.example", "https://x.example"), ("HTTP://X.example:8080/a?b=c#d", "http://X.example:8080/a?b=c#d"),
        ("https://пример.рф/путь", "https://пример.рф/%D0%BF%D1%83%D1%82%D1%8C"),
        ("https://x.example/'\"<>", "https://x.example/%27%22%3C%3E"),
        ("mailto:weaver@riverbend.example", "mailto:weaver@riverbend.example"), ("https://[::1]:80/x", "https://[::1]:80/x"),
    ])
    func anAddressOutsideIsKept(address: String, text: String) {
        #expect(Href(outside: address)?.text == text)
    }

    @Test func anAddressInsideIsAPathFromTheRoot() {
        #expect(Href(inside: "/questions?lang=fr#ask")?.text == "/questions?lang=fr#ask")
        for path in [
            "questions", "//x.example", "/\\x.example", "/\t/x.example", "https://x.example", "", "#a", "/a/../b", "/%2e%2E/b", "/é",
        ] {
            #expect(Href(inside: path) == nil, "\(path)")
        }
    }

    @Test func aQueryValueReplacesTheOneBefore() {
        #expect(("/a?lang=fr&x=1#y" as Href).with(query: "lang", "ar").text == "/a?x=1&lang=ar#y")
        #expect(("/a" as Href).with(query: "q", "a&b c").text == "/a?q=a%26b%20c")
        #expect(("/a?language=x" as Href).with(query: "lang", "ar").text == "/a?language=x&lang=ar")
    }
}
