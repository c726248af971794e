import HTMLTesting
import Testing

private func page(_ body: String, head: String = "<title>Circle</title>") -> String {
    "<!doctype html><html lang=\"en\" dir=\"ltr\"><head>\(head)</head><body>\(body)</body></html>"
}

@Suite struct StrictHTMLTests {
    @Test func aGoodPageIsRead() throws {
        let html = try StrictHTML(
            page(
                """
                <main id="m"><h1>Road &amp; market&#33;</h1><p>one <b>two</b><br>three</p>
                <a href="#m">To the <i>top</i></a><a href="/x?a=1&amp;b=2" aria-label="Home"><img src="/i" alt=""></a>
                <svg viewBox="0 0 1 1"><path d="M0 0"/></svg></main>
                """))
        #expect(html.title == "Circle")
        #expect(html.text == "Road & market! one two three To the top")
        #expect(html.links.map(\.text) == ["To the top", "Home"])
        #expect(html.link("Home") == "/x?a=1&b=2")
        #expect(html.element(id: "m")?.name == "main")
        #expect(html.elements(named: "b").first?.attribute("class") == nil)
        #expect(html.elements(named: "br").first?.parent?.name == "p")
    }

    @Test(arguments: [
        ("<h1>a</h1><p>b", "closed"), ("<h1>a</h1><p>b</b></p>", "</b>"), ("<h1>a < b</h1>", "bare <"), ("<h1>a & b</h1>", "bare &"),
        ("<h1>a&nosuch;</h1>", "bare &"), ("<h1 class=x>a</h1>", "double quotes"), ("<h1 class='x'>a</h1>", "double quotes"),
        ("<h1 id=\"a\" id=\"b\">a</h1>", "twice"), ("<h1 title>a</h1>", "no value"), ("<h1 id=\"a\"class=\"b\">a</h1>", "no space"),
        ("<h1 title=\"a<b\">a</h1>", "bare <"), ("<h1>a</h1><blink>b</blink>", "not an element"), ("<h1>a</h1><br/>", "itself"),
        ("<h1>a</h1><!-- x -->", "bare <"), ("<h1>a</h1><p><div>b</div></p>", "inside <p>"),
        ("<h1>a</h1><ul><p>b</p></ul>", "right inside"),
        ("<h1>a</h1><div><li>b</li></div>", "inside <div>"), ("<h1>a</h1><a href=\"/\">b<a href=\"/\">c</a></a>", "inside <a>"),
        ("<h1>a</h1><form><div><form></form></div></form>", "inside <form>"), ("<h1>a</h1><p id=\"x\">b</p><p id=\"x\">c</p>", "twice"),
        ("<h1>a</h1><label for=\"no\">b</label>", "not on the page"), ("<h1>a</h1><p aria-describedby=\"no\">b</p>", "not on the page"),
        ("<h1>a</h1><p id=\"x\">b</p><label for=\"x\">c</label>", "takes no label"), ("<h1>a</h1><a href=\"#no\">b</a>", "not on the page"),
        ("<h1>a</h1><form><input name=\"n\"></form>", "no label"), ("<h1>a</h1><form><textarea name=\"n\"></textarea></form>", "no label"),
        ("<h1>a</h1><form><select name=\"n\"><option>b</option></select></form>", "no label"),
        ("<h1>a</h1><form><label for=\"i\"> </label><input id=\"i\"></form>", "without words"),
        ("<h1>a</h1><form><button></button></form>", "without words"),
        ("<h1>a</h1><a href=\"/\"><img src=\"/i\" alt=\"\"></a>", "without words"),
        ("<h1>a</h1><img src=\"/i\">", "without alt"), ("<p>a</p>", "one h1"), ("<h1>a</h1><h1>b</h1>", "one h1"),
        ("<h1>a</h1><h3>b</h3>", "follows"), ("<h3>b</h3><h1>a</h1>", "follows"), ("<h1></h1>", "without words"),
        ("<h1 style=\"color:red\">a</h1>", "style="), ("<h1 onclick=\"x()\">a</h1>", "onclick="),
        ("<h1>a</h1><a href=\"javascript:x\">b</a>", "script"), ("<h1>a</h1><a href=\" java&#10;script:x\">b</a>", "script"),
        ("<h1>a</h1><a href=\"//x.example\">b</a>", "another site"), ("<h1>a\u{1}</h1>", "control"),
        ("<h1>a</h1><table><tr><td>b</td></tr></table>", "<tr>"),
        ("<h1>a</h1><textarea aria-label=\"b\"></p></textarea>", "bare <"),
    ])
    func aBadPageIsRefusedForItsFault(body: String, reason: String) throws {
        let error = #expect(throws: StrictHTMLError.self) { try StrictHTML(page(body)) }
        #expect(error?.reason.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        "<html lang=\"en\" dir=\"ltr\"><head><title>x</title></head><body><h1>a</h1></body></html>",
        "<!doctype html><html dir=\"ltr\"><head><title>x</title></head><body><h1>a</h1></body></html>",
        "<!doctype html><html lang=\"en\"><head><title>x</title></head><body><h1>a</h1></body></html>",
        "<!doctype html><html lang=\"en\" dir=\"up\"><head><title>x</title></head><body><h1>a</h1></body></html>",
        "<!doctype html><html lang=\"en\" dir=\"ltr\"><head><title> </title></head><body><h1>a</h1></body></html>",
        "<!doctype html><html lang=\"en\" dir=\"ltr\"><body><h1>a</h1></body></html>", "<!doctype html>",
        "<!doctype html><html lang=\"en\" dir=\"ltr\"><head><title>x</title></head><body><h1>a</h1></body></html><p>b</p>",
        "<!doctype html>x<html lang=\"en\" dir=\"ltr\"><head><title>x</title></head><body><h1>a</h1></body></html>",
    ])
    func aPageWithoutItsFrameIsRefused(html: String) {
        #expect(throws: StrictHTMLError.self) { try StrictHTML(html) }
    }

    @Test func aFaultNamesItsLine() {
        let error = #expect(throws: StrictHTMLError.self) { try StrictHTML(page("\n<h1>a</h1>\n<p>b\n</b></p>")) }
        #expect(error?.line == 4)
    }

    @Test func aFormIsPressedAsThePageShowsIt() throws {
        let html = try StrictHTML(
            page(
                """
                <h1>Ask</h1><form action="/questions" method="post"><input type="hidden" name="nonce" value="n1">
                <label for="q">Your question</label><textarea id="q" name="q">
                Road &amp; river?</textarea><label>By <input type="date" name="due" value="2026-12-03"></label>
                <label><input type="radio" name="who" value="team" checked> Team</label><label><input type="radio" name="who" value="all"> All</label>
                <label><input type="checkbox" name="tell"> Tell me</label>
                <label>Language <select name="lang"><option value="en">English</option><option value="sw" selected>Kiswahili</option></select></label>
                <button name="act" value="open">Open <b>it</b></button><button name="act" value="keep" formaction="/drafts">Save for later</button>
                <button type="button">Not a sender</button></form><form><button>Other</button></form>
                """))
        #expect(html.buttons == ["Open it", "Save for later", "Other"])
        var form = try #require(html.form(withButton: "Open it"))
        #expect(form.action == "/questions")
        #expect(form.method == "post")
        #expect(form.fields.map(\.name) == ["nonce", "q", "due", "who", "lang", "act"])
        #expect(form.value("q") == "Road & river?")
        #expect(form.value("act") == "open")
        #expect(form.value("lang") == "sw")
        #expect(form.open == ["q", "due", "who", "tell", "lang"])
        try form.fill("q", "Why?")
        try form.fill("who", "all")
        try form.fill("tell", "on")
        #expect(form.value("q") == "Why?")
        #expect(form.value("who") == "all")
        #expect(form.value("tell") == "on")
        form.clear("tell")
        #expect(form.value("tell") == nil)
        #expect(throws: StrictHTMLError.self) { try form.fill("nonce", "x") }
        #expect(throws: StrictHTMLError.self) { try form.fill("lang", "fr") }
        #expect(try #require(html.form(withButton: "Save for later")).action == "/drafts")
        #expect(html.form(withButton: "Not a sender") == nil)
        #expect(html.form(withButton: "Open") == nil)
    }
}
