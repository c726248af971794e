import HTML
import Language

enum SignInPages {
    /// One message for whatever was wrong: it never says which half.
    static func form(name: String, shared: Bool, to: Href, failed: Bool, ways: OtherWays) -> Page {
        Page(
            "\(say: "Sign in")", in: nil,
            """
            <h1>\(say: "Sign in")</h1>\(if: failed, "<p class=\"bad\" role=\"alert\"><strong>\(say: "This name and this phrase do not belong together. Look at both again.")</strong></p>")
            \(Form.post("/sign-in", """
                \(Form.hidden("to", to.text))
                \(Form.line("name", Phrase("Your name or mail address"), value: name, autocomplete: "username"))
                \(Form.line("phrase", Phrase("Your phrase or password"), value: "", type: "password", hint: Phrase("Capitals and spaces do not matter in a phrase of three words or more."), autocomplete: "current-password"))
                \(Form.tick("shared", Phrase("Others use this phone: forget me when I close it, or after two hours"), on: shared))
                <div class="row"><button>\(say: "Sign in")</button></div>
                """))
            \(ways.draw(to: to))\
            <p class="soft">\(say: "No account? Answering needs none. To take part in a place, ask its team for an invitation.")</p>
            <p class="soft">\(say: "Phrase forgotten? Ask the team for a new invitation and join again.")</p>
            """
        ).secretly
    }

    static func already(_ name: String) -> Page {
        Page(
            "\(say: "Sign in")", in: nil,
            """
            <h1>\(say: "You are signed in as \("name", name)")</h1>\
            <div class="row"><a class="button" href="\(Href("/"))">\(say: "To the first page")</a>\(Form.button("/sign-out", Phrase("Sign out")))</div>
            """)
    }
}

extension Page {
    /// The same page, kept by no browser.
    var secretly: Page {
        var page = self
        page.secret = true
        return page
    }
}
