import HTML
import Language

/// The very first page of a new house.
enum SetupPages {
    /// The first tap: which part of the world, so that the next page holds the cities of that part alone.
    static func parts(key: String, of region: ZoneList.Region? = nil) -> Page {
        Page(
            "\(say: "Begin a place")", in: nil,
            """
            <h1>\(say: "Begin a place")</h1>\
            <p class="soft">\(say: "Everything here can be changed later. It takes about two minutes.")</p>\
            <h2>\(say: "Where is it?")</h2>\(region.map { ZoneChoice.lists(of: $0, page(key)) } ?? ZoneChoice.parts(page(key)))\
            \(if: region != nil, "<p class=\"go\"><a href=\"\(page(key).with(query: "zone", "all"))\">\(say: "Another part of the world")</a></p>")
            """
        ).secretly
    }

    private static func page(_ key: String) -> Href { Href("/setup").with(query: "key", key) }

    static func form(_ draft: SetupDraft, key: String, in cities: ZoneList.Cities, sendsMail: Bool, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Begin a place")", in: nil,
            """
            <h1>\(say: "Begin a place")</h1>\
            <p class="soft">\(say: "Everything here can be changed later. It takes about two minutes.")</p>\
            \(Form.post("/setup", """
                \(Form.hidden("key", key))
                \(ZoneChoice.draw(Phrase("The clock here"), .cities(cities), value: draft.place.zone, page: page(key), hint: Phrase("The city whose clock you live by."), problem: invalid?["zone"]))
                \(PlaceFields.names(draft.place, invalid, prefix: "place_"))
                \(Form.line("person", Phrase("Your name"), value: draft.person, hint: Phrase("You are the steward: you look after this place."), problem: invalid?["person"], autocomplete: "name"))
                \(Form.line("phrase", Phrase("A phrase to come back with"), value: draft.phrase, hint: Phrase("Three words or more that only you would put together, or at least 12 characters."), problem: invalid?["phrase"], autocomplete: "new-password"))
                \(if: sendsMail, Form.line("email", Phrase("Mail address, if you want one here"), value: draft.email, type: "email", hint: Phrase("Not needed. With one, we can write to you."), problem: invalid?["email"], autocomplete: "email"))
                <div class="row"><button>\(say: "Begin")</button></div>
                """))
            """
        ).secretly
    }

    /// Somebody came without the link: only whoever started the program has it.
    static func wantsLink() -> Page {
        Page(
            "\(say: "Nothing is set up here yet.")", in: nil,
            """
            <h1>\(say: "Nothing is set up here yet.")</h1>\
            <p>\(say: "Whoever started Throughline finds a link in the window it was started from. That link sets up the first place, once.")</p>
            """)
    }
}
