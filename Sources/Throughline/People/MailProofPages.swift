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

    static func taken(_ why: Phrase) -> Page {
        Page(
            "\(say: "Is this your address?")", in: nil,
            """
            <h1>\(say: "Is this your address?")</h1><p>\(say: why)</p><p class="go"><a href="\(Href("/me"))">\(say: "My account")</a></p>
            """
        ).secretly
    }

    static func keep(_ address: String, isDone: Bool, at action: Href) -> Page {
        Page(
            "\(say: "Keep this address")", in: nil,
            """
            <h1>\(say: "Keep this address")</h1><p><bdi>\(address)</bdi></p>\
            <p>\(say: isDone ? Phrase("It comes back in the place of the other one, and whoever is signed in to the account is signed out.") : Phrase("It stays, the other one does not take its place, and whoever is signed in to the account is signed out."))</p>\
            <div class="row">\(Form.button(action, Phrase("Keep it"), quiet: false))</div>
            """
        ).secretly
    }

    static func kept() -> Page {
        Page(
            "\(say: "Your address stays")", in: nil,
            """
            <h1>\(say: "Your address stays")</h1>\
            <p>\(say: "If it was not you who wanted another, somebody knows your phrase. Sign in by a link and change it.")</p>\
            <p><a class="button quiet" href="\(Href("/sign-in/link"))">\(say: "Get a link by mail")</a></p>
            """
        ).secretly
    }
}
