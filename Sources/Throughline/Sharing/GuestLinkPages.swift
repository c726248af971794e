import HTML
import Language

/// One record as a guest reads it: the words, by whom it is shown and until when. Nothing else opens from here.
struct GuestView: Sendable {
    let item: Item
    let texts: [String: Text]
    let place: Place
    let by: String
    let until: Moment
}

enum GuestLinkPages {
    static func show(_ view: GuestView) -> Page {
        var page = Page(
            "\(view.texts[view.item.kind.headline]?.body ?? "…")", in: nil,
            """
            <p class="eyebrow">\(say: kind(view.item.kind))</p>\
            \(words(view))\
            <p class="soft">\(say: "\("name", view.by) of the \("team", view.place.team) team shows you this. You can read it until \("when", view.until).")</p>
            """)
        page.tabs = false
        return page.secretly
    }

    /// A telling is a text of some lines; anything else is named by one sentence.
    private static func words(_ view: GuestView) -> Markup {
        guard let head = view.texts[view.item.kind.headline] else { return "<h1>…</h1>" }
        if view.item.kind == .telling { return "<h1>\(say: "What became of it")</h1>\(Records.words(head))" }
        let more = fields.compactMap { field in view.texts[field.name].map { (field.words, $0) } }
        return """
            <h1 lang="\(head.language)" dir="auto">\(head.body)</h1>\(each: more, {
                "<p>\(say: $0.0) <span lang=\"\($0.1.language)\" dir=\"auto\">\($0.1.body)</span></p>" })
            """
    }

    private static let fields: [(name: String, words: Phrase)] = [
        ("limits", Phrase("For whom, where, when:")), ("so_what", Phrase("What follows from it:")),
        ("happened", Phrase("What happened since:")),
    ]

    private static func kind(_ kind: Kind) -> Phrase {
        switch kind {
        case .insight: Phrase("What we learned")
        case .decision: Phrase("A decision")
        case .question: Phrase("A question")
        default: Phrase("What became of it")
        }
    }

    /// The link, the only time it is shown.
    static func made(_ address: String, for item: Item, until: Moment, in place: Place) -> Page {
        Page(
            "\(say: "A link for a guest")", in: place,
            """
            <h1>\(say: "A link for a guest")</h1>\
            <p>\(say: "It opens this alone, until \("when", until). It is shown only now: copy it.")</p><pre dir="ltr">\(address)</pre>\
            <p><a href="/records/\(item.id)/showing">\(say: "Back")</a></p>
            """
        ).secretly
    }
}
