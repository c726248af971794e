import HTML
import Language
import Testing

@Suite struct MarkupTests {
    private func html(_ markup: Markup, in tongue: Tongue = .english) -> String {
        String(decoding: markup.render(in: tongue), as: UTF8.self)
    }

    @Test func everythingInterpolatedIsEscaped() {
        let text = "<b title='x'>\"&amp;\"</b>"
        #expect(html("<p>\(text)</p>") == "<p>&lt;b title=&#39;x&#39;&gt;&quot;&amp;amp;&quot;&lt;/b&gt;</p>")
        #expect(html("<p>\(text: text)</p>") == html("<p>\(text)</p>"))
    }

    @Test(
        arguments: ["\u{301}", "\u{FE0F}", "\u{200D}", "\u{20E3}", "\u{FE0F}\u{20E3}", "\u{1F3FB}", "\u{E0061}"],
        ["<", ">", "&", "\"", "'"])
    func aMarkAfterAMetacharacterDoesNotShieldIt(mark: String, sign: String) {
        let escaped = ["<": "&lt;", ">": "&gt;", "&": "&amp;", "\"": "&quot;", "'": "&#39;"]
        let expected = "<a title=\"\(escaped[sign] ?? "")\(mark)\">\(mark)\(escaped[sign] ?? "")\(mark)</a>"
        #expect(Array(html("<a title=\"\(sign + mark)\">\(mark + sign + mark)</a>").utf8) == Array(expected.utf8))
    }

    @Test func controlsBecomeReplacementCharacters() {
        #expect(html("\("a\u{0}b\u{1}c\u{1F}d\te\nf")") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\te\nf")
    }

    @Test func markupNestsAndKeepsItsHoles() throws {
        let day = try #require(Day("2026-12-03"))
        let inner: Markup = "<time>\(day)</time>"
        let outer: Markup = "<p>\(inner) \(say: "and") \(inner)</p>"
        #expect(html(outer) == "<p><time>3 December 2026</time> and <time>3 December 2026</time></p>")
        #expect(html("<i>1</i>" + outer + "<i>\(say: "end")</i>").hasSuffix("</p><i>end</i>"))
    }

    @Test func conditionsListsAndFlags() {
        let none: Markup? = nil
        let names = ["Amina", "<Bo>"]
        let list: Markup = "<ul>\(each: names, { "<li>\($0)</li>" })</ul>"
        #expect(html(list) == "<ul><li>Amina</li><li>&lt;Bo&gt;</li></ul>")
        #expect(html("\(none)\(if: false, "<b>no</b>")\(if: true, "<b>yes</b>")") == "<b>yes</b>")
        #expect(html("\(if: false, "<b>no</b>", else: "<i>else</i>")") == "<i>else</i>")
        #expect(html("<input\(flag: "checked", true)\(flag: "required", false)>") == "<input checked>")
        #expect(html("<input\(attribute: "lang", "a\"b")\(attribute: "dir", nil)>") == "<input lang=\"a&quot;b\">")
    }

    @Test func numbersAreDigitsInAttributesAndGroupedInText() {
        #expect(html("<textarea maxlength=\"\(2000)\">\(number: 2000)</textarea>") == "<textarea maxlength=\"2000\">2,000</textarea>")
    }

    @Test func aPhraseMayHoldMarkupAndStaysSafe() {
        let link: Markup = "<a href=\"\(Href("/rules"))\">\(say: "our rules")</a>"
        let phrase: Phrase = "<Read> \("link", link), \("name", "<i>")"
        #expect(html("<p>\(say: phrase)</p>") == "<p>&lt;Read&gt; <a href=\"/rules\">our rules</a>, &lt;i&gt;</p>")
        #expect(phrase.plain(in: .english) == "<Read> our rules, <i>")
    }

    @Test func plainTextHasNoTags() {
        let page: Markup = "<h1>\(say: "You told us")</h1>\n  <p>a <b title=\"x>y\">b</b>\n c<br>\("<d> & 'e'")</p><ul><li>one<li>two</ul>"
        #expect(page.plain(in: .english) == "You told us\na b c\n<d> & 'e'\none\ntwo")
        #expect(("" as Markup).plain(in: .english) == "")
    }

    @Test func emptyMarkupIsEmpty() {
        #expect(Markup().isEmpty)
        #expect(("" as Markup).isEmpty)
        #expect(!("\(say: "x")" as Markup).isEmpty)
    }
}
