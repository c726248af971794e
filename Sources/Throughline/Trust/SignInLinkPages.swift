import HTML
import Language

enum SignInLinkPages {
    static func ask(_ address: String, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Sign in by a link")", in: nil,
            """
            <h1>\(say: "Sign in by a link")</h1>
            \(Form.post("/sign-in/link", """
                \(Form.line("address", Phrase("Your mail address"), value: address, type: "email", hint: Phrase("The one you confirmed in your account."), problem: invalid?["address"], autocomplete: "email"))
                <div class="row"><button>\(say: "Send the link")</button></div>
                """))
            <p class="go"><a href="\(Href("/sign-in"))">\(say: "Sign in with a phrase")</a></p>
            """
        ).secretly
    }

    /// The same words for every address.
    static func sent() -> Page {
        Page(
            "\(say: "Look into your mail")", in: nil,
            """
            <h1>\(say: "Look into your mail")</h1>
            <p>\(say: "If this address is confirmed in an account here, a link is on its way to it. It works once, within \("n", SignInLinkStore.minutes) minutes, and only the newest one does.")</p>
            """
        ).secretly
    }

    /// A button, since programs that look through mail open every link in it.
    static func open(at action: Href, quiet: Bool) -> Page {
        var page = Page(
            "\(say: "Sign in")", in: nil,
            """
            <h1>\(say: "Sign in")</h1>\(Form.post(action, """
                \(Form.tick("shared", Phrase("Others use this phone: forget me when I close it, or after two hours"), on: false))
                <div class="row"><button>\(say: "Sign in")</button></div>
                """))
            """
        ).secretly
        page.isQuiet = quiet
        return page
    }

    static func over() -> Page {
        Page(
            "\(say: "This link is over")", in: nil,
            """
            <h1>\(say: "This link is over")</h1><p>\(say: "It was used, a newer one was sent, or its time has passed.")</p>\
            <div class="row"><a class="button" href="\(Href("/sign-in/link"))">\(say: "Send me another link")</a></div>
            """
        ).secretly
    }
}
