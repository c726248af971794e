import HTML
import Language

enum PasskeySignInPages {
    static func form(_ question: PasskeyQuestion, to goal: Href, shared: Bool, failed: Bool) -> Page {
        var page = Page(
            "\(say: "Sign in with a passkey")", in: nil,
            """
            <h1>\(say: "Sign in with a passkey")</h1>\(if: failed, PasskeyForm.refused)\
            <p>\(say: "Your phone or computer knows you by a finger, a face or a number. No name and no phrase are needed, and nothing of these leaves it.")</p>\
            \(PasskeyForm.draw("/sign-in/passkey", question, Phrase("Sign in"), """
                \(Form.hidden("to", goal.text))\
                \(Form.tick("shared", Phrase("Others use this phone: forget me when I close it, or after two hours"), on: shared))
                """))\
            <p class="go"><a href="\(Href("/sign-in").with(query: "to", goal.text))">\(say: "Another way in")</a></p>
            """
        ).secretly
        page.script = PasskeyForm.script
        return page
    }
}
