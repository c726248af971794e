import HTML
import Language

/// The worksheet of needs as a sheet: printed empty and filled, typed in from paper, two days side by side.
enum NeedSheetPages {
    /// Rows typed at once.
    static let rows = 3

    static func paper(_ needs: [LearningNeed], in place: Place, agenda: Agenda, isEmpty: Bool) -> Page {
        let heads: [Phrase] = [
            Phrase("Who?"), Phrase("Wants to learn"), Phrase("Because"), Phrase("How important, 1 to 5"), Phrase("By when?"),
        ]
        let blank = isEmpty || needs.isEmpty
        return Page(
            "\(say: "What people here want to learn")", in: place,
            """
            <p class="eyebrow" dir="auto">\(agenda.title)</p><h1>\(say: "What people here want to learn")</h1>\
            <p class="screen">\(if: isEmpty, "<a href=\"\(place.needs("paper"))\">\(say: "With what was said so far")</a>", else: "<a href=\"\(place.needs("paper").with(query: "empty", "yes"))\">\(say: "Empty, to write on")</a>")</p>
            \(if: blank, "<p>\(say: "Write what you want to learn, and why. In any language. The team copies it and tells you what becomes of it.")</p>")
            <table><thead><tr>\(each: heads, { "<th scope=\"col\">\(say: $0)</th>" })</tr></thead><tbody>\
            \(if: blank, "\(each: Array(0..<10), { _ in "<tr>\(each: heads, { _ in "<td><br><br><br></td>" })</tr>" })")\
            \(if: !blank, "\(each: needs, row)")</tbody></table>
            """)
    }

    private static func row(_ need: LearningNeed) -> Markup {
        """
        <tr><td>\(say: Records.who(need.asker))<br><span class="soft">\(say: need.relation.words)</span></td>\
        <td lang="\(need.text.language)" dir="auto">\(need.text.body)</td><td dir="auto">\(need.words("why")?.body ?? "")</td>\
        <td>\(need.importance)</td><td>\(need.neededBy.map { "\($0)" as Markup })</td></tr>
        """
    }

    /// Several rows in a row, as they stand on the paper; what is empty is passed over.
    static func typing(_ drafts: [NeedDraft], in place: Place, done: Int = 0, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Type in from paper")", in: place,
            """
            <h1>\(say: "Type in from paper")</h1>\
            \(if: done > 0, "<p class=\"turn\" role=\"status\">\(say: Phrase.counted(done, one: "\("n", done) row is kept. Go on with the next ones.", other: "\("n", done) rows are kept. Go on with the next ones."))</p>")
            <p class="soft">\(say: "You are told what becomes of each, so that you can tell those who wrote it.")</p>
            \(Form.post(place.needs("typing"), """
                \(each: Array(drafts.enumerated()), { place, draft in
                    """
                    <fieldset><legend>\(say: "Row \("n", place + 1)")</legend>\
                    \(Form.line("who\(place)", Phrase("Who?"), value: draft.stakeholder, problem: invalid?["who\(place)"]))
                    \(Form.line("text\(place)", Phrase("Wants to learn"), value: draft.text, problem: invalid?["text\(place)"]))
                    \(Form.line("why\(place)", Phrase("Because"), value: draft.why, problem: invalid?["why\(place)"]))
                    \(NeedPages.relation(Phrase("How do they stand to it?"), draft.relation, "\(place)", invalid))\(NeedPages.importance(draft.importance, "\(place)", invalid))</fieldset>
                    """
                })<div class="row"><button>\(say: "Keep these rows")</button></div>
                """))
            <p class="go"><a href="\(place.path("needs"))">\(say: "What people here want to learn")</a></p>
            """)
    }

    struct Change: Sendable {
        let need: LearningNeed
        let before: NeedThen?
        let after: NeedThen
    }

    static func changes(_ changes: [Change], from: Day, until: Day, in place: Place) -> Page {
        Page(
            "\(say: "What changed between two days")", in: place,
            """
            <h1>\(say: "What changed between two days")</h1>\
            <form method="get" action="\(place.needs("changes"))">\(Form.line("from", Phrase("How it stood on"), value: from.text, type: "date"))\
            \(Form.line("until", Phrase("and on"), value: until.text, type: "date"))<div class="row"><button class="quiet">\(say: "Show")</button></div></form>
            \(if: changes.isEmpty, "<p class=\"soft\">\(say: "Nothing changed between these days.")</p>")
            \(if: !changes.isEmpty, """
                <table><thead><tr><th scope="col">\(from)</th><th scope="col">\(until)</th></tr></thead><tbody>\(each: changes, { change in
                    "<tr><td>\(change.before.map(cell) ?? "<span class=\"soft\">\(say: "not there yet")</span>")</td><td>\(cell(change.after))</td></tr>"
                })</tbody></table>
                """)
            <p class="go"><a href="\(place.path("needs"))">\(say: "What people here want to learn")</a></p>
            """)
    }

    private static func cell(_ then: NeedThen) -> Markup {
        """
        <span dir="auto">\(then.text)</span><br><span class="soft">\(say: Parts(Phrase("importance \("n", then.importance) of 5"), LearningNeed.state(then.state)))</span>
        """
    }
}
