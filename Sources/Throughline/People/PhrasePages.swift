import HTML
import Language

enum PhrasePages {
    static func form(_ invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Change my phrase")", in: nil,
            """
            <h1>\(say: "Change my phrase")</h1><p>\(say: "Wherever else you are signed in, you are signed out with it.")</p>
            \(Form.post("/me/phrase", """
                \(Form.line("phrase", Phrase("Your new phrase"), value: "", hint: Phrase("Three words or more that only you would put together, or at least 12 characters."), problem: invalid?["phrase"], autocomplete: "new-password"))
                <div class="row"><button>\(say: "Change it")</button></div>
                """))
            <p class="soft">\(say: "Passkeys and organisations still let you in: look whether they are all yours.")</p>\
            <p class="go"><a href="\(Href("/me/passkeys"))">\(say: "Passkeys")</a></p>\
            <p class="go"><a href="\(Href("/me"))">\(say: "My account")</a></p>
            """
        ).secretly
    }
}
