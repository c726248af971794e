import HTML
import Language

enum EndingPages {
    /// One record, the day it ends, and for those who may, the way to keep it longer.
    static func show(
        _ item: Item, _ text: Text?, in place: Place, today: Day, mayExtend: Bool, because: String?, draft: LongerDraft = .init(),
        seen version: Int,
        invalid: Invalid? = nil
    ) -> Page {
        Page(
            "\(say: "When it ends")", in: place,
            """
            <h1>\(say: "When it ends")</h1>\(text.map(Records.words))\
            \(item.endsOn.map { "<p><b>\(say: "It ends on \("day", $0).")</b></p>" as Markup })\
            <p>\(say: "What could cost somebody dearly is not kept for ever. On its day it goes from every page, and in the night from the disk; no backup brings it back. That it was there, and ended, stays.")</p>\
            \(if: because != nil, "<p>\(say: "Kept longer, because:") <span dir=\"auto\">\(because ?? "")</span></p>")\
            \(if: mayExtend, longer(item, today, draft, version, invalid))
            <p><a href="\(Href.to(item))">\(say: "Back")</a></p>
            """
        ).secretly
    }

    private static func longer(_ item: Item, _ today: Day, _ draft: LongerDraft, _ version: Int, _ invalid: Invalid?) -> Markup {
        guard let longer = item.longer else { return "" }
        guard today >= longer.from else {
            return "<p class=\"soft\">\(say: "From \("day", longer.from) on you can keep it longer, and say why.")</p>"
        }
        return Form.post(
            "/records/\(item.id)/ending",
            """
            \(Form.hidden("_version", "\(version)"))
            \(Form.line("because", Phrase("Why is it still needed?"), value: draft.because, hint: Phrase("Those who may read it can read the reason. Without a good one, let it end."), problem: invalid?["because"]))
            <div class="row"><button>\(say: "Keep it until \("day", longer.to)")</button></div>
            """)
    }

    /// What ends soon, for the safety lead.
    static func list(_ entries: [(item: Item, text: Text?)], in place: Place) -> Page {
        Page(
            "\(say: "What ends soon")", in: place,
            """
            <h1>\(say: "What ends soon")</h1>\
            <p class="soft">\(say: Phrase.counted(Lasting.guarded, one: "What was given to the safety lead alone ends after \("n", Lasting.guarded) day, unless somebody keeps it longer and says why.", other: "What was given to the safety lead alone ends after \("n", Lasting.guarded) days, unless somebody keeps it longer and says why."))</p>\
            \(Records.list(entries, ordered: Phrase("The nearest date first."), empty: Phrase("Nothing ends within a month.")) { entry in
                """
                \(entry.text.map(Records.words) ?? "…")<a href="/records/\(entry.item.id)/ending">\(entry.item.endsOn.map { "\(say: "It ends on \("day", $0).")" as Markup })</a>
                """
            })
            """
        ).secretly
    }
}
