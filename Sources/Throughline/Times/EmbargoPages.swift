import HTML
import Language

enum EmbargoPages {
    static func show(
        _ item: Item, _ text: Text?, in place: Place, draft: EmbargoDraft, seen version: Int, saved: Bool = false, invalid: Invalid? = nil
    ) -> Page {
        let page: Href = "/records/\(item.id)/embargo"
        return Page(
            "\(say: "Not before a day")", in: place,
            """
            <h1>\(say: "Not before a day")</h1>\(if: saved, "<p class=\"turn\" role=\"status\">\(say: "Saved.")</p>")\(text.map(Records.words))\
            <p>\(say: "Until that day only the team reads it: it stands on no page and in no count of others, whoever else may see it. It opens by itself when the day begins by the clock of this place.")</p>\
            \(item.opensOn.map { "<p><b>\(say: "It opens on \("day", $0).")</b></p>" as Markup })\
            \(Form.post(page, """
                \(Form.hidden("_version", "\(version)"))
                \(Form.line("day", Phrase("Not before"), value: draft.day, type: "date", hint: Phrase("Those who have read it already have read it."), problem: invalid?["day"]))
                <div class="row"><button>\(say: "Save")</button>\(if: item.isEmbargoed, "<button class=\"quiet\" name=\"do\" value=\"open\">\(say: "Open it now")</button>")\
                <a class="button quiet" href="\(Href.to(item))">\(say: "Back")</a></div>
                """))
            """
        ).secretly
    }
}
