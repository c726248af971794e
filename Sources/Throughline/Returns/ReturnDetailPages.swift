import HTML
import Language

/// One telling with what came back.
struct ReturnDetail: Sendable {
    let telling: Telling
    let place: Place
    let reply: Text?
}

/// The small forms beside a telling, each on a page of its own when something was wrong with it.
enum ReturnDetailPages {
    static func checking(_ view: ReturnDetail, _ draft: CheckedByDraft, _ invalid: Invalid) -> Page {
        page(view, ReturnsPages.checking(view.telling, draft, invalid))
    }

    static func receipt(_ view: ReturnDetail, _ draft: ReceiptDraft, _ invalid: Invalid) -> Page {
        page(view, ReturnsPages.receipt(view.telling, view.reply, mayTell: true, draft, invalid))
    }

    static func raced(_ view: ReturnDetail, _ draft: ReceiptDraft, typed: [(name: String, value: String)]) -> Page {
        let standing = view.telling.acknowledged
        return TwoTexts.page(
            [
                .init(
                    Phrase("Did they hear it?"), theirs: "\(say: standing?.words ?? "…")",
                    mine: "\(say: Acknowledged(rawValue: draft.heard)?.words ?? "…")", differs: standing?.rawValue != draft.heard),
                .init(Phrase("What did they say to it?"), theirs: view.reply?.body ?? "", mine: draft.reply),
            ], in: view.place, action: "/tellings/\(view.telling.id)/receipt", back: .to(view.telling.item),
            version: view.telling.item.version, typed: typed)
    }

    private static func page(_ view: ReturnDetail, _ body: Markup) -> Page {
        Page(
            "\(say: "What became of it")", in: view.place,
            "<h1>\(say: "What became of it")</h1>\(view.telling.text.map(Records.words) ?? "")\(body)<p><a href=\"\(Href.to(view.telling.item))\">\(say: "Back")</a></p>"
        )
    }
}
