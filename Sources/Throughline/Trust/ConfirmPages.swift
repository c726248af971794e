import HTML
import Language

/// The page between a dangerous act and its doing.
enum ConfirmPages {
    /// `keeping` is what goes on when it is them: the form that waits, or the page they wanted.
    static func form(
        _ proof: Confirming.Proof, by passkeys: PasskeyQuestion?, at action: Href, keeping kept: (name: String, value: String),
        failed: Confirming.Failed? = nil
    ) -> Page {
        var page = Page(
            "\(say: "Is it you?")", in: nil,
            """
            <h1>\(say: "Is it you?")</h1>\
            <p>\(say: "What comes next matters to you or to others, so we ask once more. Nothing you typed is lost.")</p>\
            \(if: failed == .passkey, PasskeyForm.refused)\(body(proof, action, kept, failed == .typed))\
            \(passkeys.map { PasskeyForm.draw(action, $0, Phrase("Use a passkey"), quiet: true, Form.hidden(kept.name, kept.value)) })
            """
        ).secretly
        if passkeys != nil { page.script = PasskeyForm.script }
        return page
    }

    private static func body(_ proof: Confirming.Proof, _ action: Href, _ kept: (name: String, value: String), _ failed: Bool) -> Markup {
        switch proof {
        case .phrase:
            Form.post(
                action,
                """
                \(Form.hidden(kept.name, kept.value))
                \(Form.line("confirm_phrase", Phrase("Your phrase or password"), value: "", type: "password", problem: failed ? Phrase("This is not your phrase. Look at it again.") : nil, autocomplete: "current-password"))
                <div class="row"><button>\(say: "Go on")</button></div>
                """)
        case .code:
            Form.post(
                action,
                """
                \(Form.hidden(kept.name, kept.value))
                \(CodePages.field("confirm_code", failed: failed))
                <div class="row"><button>\(say: "Go on")</button></div>
                """)
        case .nothing:
            """
            <p>\(say: "You have no phrase here. Sign out, come in again the way you came, and do it within \("n", SessionStore.confirmedMinutes) minutes.")</p>\
            \(Form.button("/sign-out", Phrase("Sign out")))
            """
        }
    }
}
