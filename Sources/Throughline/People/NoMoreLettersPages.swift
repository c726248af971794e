import HTML
import Language

enum NoMoreLettersPages {
    static func ask(at action: Href) -> Page {
        Page(
            "\(say: "No more letters")", in: nil,
            """
            <h1>\(say: "No more letters")</h1>\
            <p>\(say: "Your account stays as it is. What waits for you stands on these pages.")</p>\
            <div class="row">\(Form.button(action, Phrase("Stop the letters"), quiet: false))</div>
            """
        ).secretly
    }

    static func done() -> Page {
        Page(
            "\(say: "No more letters")", in: nil,
            """
            <h1>\(say: "You get no more letters")</h1><p>\(say: "In your account you can change that at any time.")</p>\
            <p><a class="button quiet" href="\(Href("/me"))">\(say: "My account")</a></p>
            """
        ).secretly
    }
}
