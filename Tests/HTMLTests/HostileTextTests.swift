import Foundation
import HTML
import HTMLTesting
import Language
import Testing

/// Text made to break pages, in every place a page shows text. The public collections are used where they lie beside the sources.
@Suite struct HostileTextTests {
    private static let shared = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data/security").standardizedFileURL

    private static func lines(_ path: String) -> [String] {
        guard let data = FileManager.default.contents(atPath: shared.appending(path: path).path) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    static let samples: [String] = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
        "\u{301}\" onmouseover=alert(1) x=\"\u{301}",
        "<\u{FE0F}script>", "&\u{20E3}lt;", "\"\u{200D}'", "</textarea><script>", "</title>", "\n<b>", "]]>", "<!--", "-->", "&amp;",
        "&#60;",
        "\u{202E}gpj.exe", "\u{0}\u{8}\u{1F}", "{link}", "{name}", "%00", "\u{FEFF}", "\u{FFFD}", "\u{1F468}\u{200D}\u{1F469}",
    ]

    static let naughty: [String] = {
        guard let data = FileManager.default.contents(atPath: shared.appending(path: "naughty-strings/blns.json").path) else { return [] }
        return (try? JSONDecoder().decode([String].self, from: data)) ?? []
    }()

    static let scripts = ["payloadbox", "IntrudersXSS", "JHADDIX_XSS", "RSNAKE_XSS", "BRUTELOGIC-XSS-STRINGS", "xss_payloads_quick"]
        .flatMap { lines("xss/\($0).txt") }

    static let redirects =
        [
            "//evil.example", "/\\evil.example", "////evil.example", "/%5cevil.example", "https:evil.example", "//evil%E3%80%82example",
            "/\u{9}/evil.example", "\\/\\/evil.example", "/.evil.example", "https://good.example@evil.example", "java%0ascript:alert(1)",
        ] + lines("injection/open-redirect-Open-Redirect-payloads.txt")

    /// What a page is to show for a text: controls HTML does not allow are replaced.
    private static func shown(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.value < 0x20 && !"\t\n\r".unicodeScalars.contains($0) ? "\u{FFFD}" : $0 }))
    }

    private func comesBack(_ text: String) throws {
        let phrase: Phrase = "Said by \("name", text): \("link", "<a href=\"/\">w\(text)</a>x" as Markup)"
        let markup: Markup = """
            <!doctype html><html lang="en" dir="ltr"><head><title>t\(text)</title></head><body><h1 title="\(text)">h\(text)</h1>\
            <p>\(say: phrase)</p><a href="/x?q=\("/\(text)" as Href)">a</a><textarea aria-label="w\(text)" name="t">
            \(text)</textarea></body></html>
            """
        let page = try StrictHTML(markup.render(in: .english))
        let shown = Array(Self.shown(text).utf8)
        #expect(page.title.utf8.elementsEqual("t".utf8 + shown))
        let heading = try #require(page.elements(named: "h1").first)
        #expect(heading.rawText.utf8.elementsEqual("h".utf8 + shown))
        #expect(try #require(heading.attribute("title")).utf8.elementsEqual(shown))
        let field = try #require(page.elements(named: "textarea").first)
        #expect(field.rawText.utf8.elementsEqual(shown))
        #expect(page.elements(named: "a").count == 2)
        #expect(page.elements(named: "script").isEmpty && page.elements(named: "img").isEmpty)
        let said = try #require(page.elements(named: "p").first).rawText.utf8.filter { $0 != 0xE2 || shown.contains(0xE2) }
        #expect(said.count >= shown.count * 2)
    }

    @Test(arguments: samples) func aSampleComesBackHarmless(text: String) throws { try comesBack(text) }

    @Test(.enabled(if: !naughty.isEmpty)) func everyNaughtyStringComesBackHarmless() throws {
        #expect(Self.naughty.count > 400)
        for text in Self.naughty { try comesBack(text) }
    }

    @Test(.enabled(if: !scripts.isEmpty)) func everyScriptStringComesBackHarmless() throws {
        #expect(Self.scripts.count > 4_000)
        for text in Self.scripts { try comesBack(text) }
    }

    @Test func noStringMakesAnAddressThatRunsAScript() {
        for text in Self.samples + Self.naughty + Self.scripts + Self.redirects {
            guard let href = Href(outside: text) else { continue }
            let lowered = href.text.lowercased()
            #expect(["http://", "https://", "mailto:"].contains { lowered.hasPrefix($0) }, "\(text)")
            #expect(!lowered.contains("\\") && !lowered.utf8.contains { $0 <= 0x20 }, "\(text)")
            #expect(!lowered.dropFirst(8).prefix { !"/?#".contains($0) }.contains("@") || lowered.hasPrefix("mailto:"), "\(text)")
        }
    }

    @Test func noRedirectLeavesTheSite() throws {
        #expect(Self.redirects.count > 10)
        for text in Self.redirects {
            guard let href = Href(inside: text) else { continue }
            #expect(href.text.hasPrefix("/") && !href.text.hasPrefix("//") && !href.text.contains("\\"), "\(text)")
            let base = try #require(URL(string: "https://here.example/a/b"))
            #expect(URL(string: href.text, relativeTo: base)?.absoluteURL.host() == "here.example", "\(text)")
        }
    }

    @Test func thePagesAsDrawnAreStrict() throws {
        let design = Self.shared.appending(path: "../../design").standardizedFileURL
        for name in ["first-screen", "first-screen-ar", "my-words", "refused-form", "desk"] {
            guard let data = FileManager.default.contents(atPath: design.appending(path: "\(name).html").path) else { continue }
            _ = try StrictHTML(String(decoding: data, as: UTF8.self))
        }
    }
}
