import HTML
import Language

enum MailProofPages {
    static func ask(_ address: String, at action: Href) -> Page {
        Page(
            "\(say: "Is this your address?")", in: nil,
            """
            <h1>\(say: "Is this your address?")</h1><p><bdi>\(address)</bdi></p>\
            <div class="row">\(Form.button(action, Phrase("Yes, it is mine"), quiet: false))</div>
            """
        ).secretly
    }

    static func done(_ address: String) -> Page {
        Page(
            "\(say: "Thank you")", in: nil,
            """
            <h1>\(say: "Thank you")</h1><p>\(say: "From now on we may write to \("address", address).") \
            <a href="\(Href("/me"))">\(say: "How often, you decide here.")</a></p>
            """
        ).secretly
    }
}
