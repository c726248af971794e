import HTML
import Language

/// The second step of signing in.
enum CodePages {
    static func form(waiting: String, failed: Bool) -> Page {
        Page(
            "\(say: "Your code")", in: nil,
            """
            <h1>\(say: "Your code")</h1>
            \(Form.post("/sign-in/code", """
                \(Form.hidden("waiting", waiting))
                \(field("code", failed: failed))
                <div class="row"><button>\(say: "Sign in")</button></div>
                """))
            \(lost)
            """
        ).secretly
    }

    static func field(_ name: String, failed: Bool) -> Markup {
        Form.line(
            name, Phrase("Six digits from your authenticator, or a recovery code"), value: "",
            problem: failed ? Phrase("This code does not fit, or it was used already. Wait for the next one.") : nil,
            autocomplete: "one-time-code", direction: .ltr)
    }

    /// What can be done, and what cannot.
    private static var lost: Markup {
        """
        <details><summary>\(say: "I cannot get at my codes")</summary>\
        <p>\(say: "A recovery code works in their place, each once.")</p>\
        <p>\(say: "Without one, ask a steward of your place. Two stewards together can take the second step off your account, and you are told by mail. No steward can do it alone, and nobody else can.")</p>\
        <p>\(say: "Are you the only steward? Then ask whoever runs this server: they can ask for it, and somebody of your team has to agree.")</p></details>
        """
    }
}
