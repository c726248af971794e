import HTML
import Language

/// The form on which a report is written: the line and three points first, the rest folded away.
enum ReportFormPages {
    /// Where the form is sent, and what it was drawn from.
    struct Frame: Sendable {
        let action: Href
        let around: ReportAround
        /// The report that is changed; nil for a new one.
        var report: Report?
        var seen: Int?
    }

    static func form(_ draft: ReportDraft, _ frame: Frame, for visit: Visit, invalid: Invalid? = nil) -> Page {
        let around = frame.around
        let isNext = frame.report?.previous != nil
        let all = visit[query: "sources"] == "all" || visit.isPosted ? nil : Href(inside: visit.path)?.with(query: "sources", "all")
        let more: [ReportPart] = [.introduction, .missing, .heard, .learned, .done]
        return Page(
            "\(say: "A report")", in: around.place,
            """
            \(around.question.map { "<p class=\"eyebrow\"><a href=\"\(Href.to($0.item))\" lang=\"\($0.text.language)\" dir=\"auto\">\($0.text.body)</a></p>" as Markup })\
            <h1>\(say: "A report")</h1><p class="soft">\(say: "You write the line and three points. The rest follows from the record: who was asked, what was learned and who disagrees, what was decided, what people were told.")</p>\
            \(Form.post(frame.action, """
                \(if: frame.seen != nil, Form.hidden("_version", "\(frame.seen ?? 0)"))
                \(if: isNext, field(.change, draft, invalid))\(field(.line, draft, invalid))\(each: ReportPart.points, { field($0, draft, invalid) })
                <details\(flag: "open", more.contains { invalid?[$0.rawValue] != nil || (frame.report != nil && !draft[$0].isEmpty) })><summary>\(say: "More words of yours")</summary>\(each: more, { field($0, draft, invalid) })</details>
                \(if: invalid?["from"] != nil, "<div class=\"bad\" id=\"from\" tabindex=\"-1\">\(Form.problemWords("from", Phrase("It comes from"), invalid?["from"]))</div>")
                \(OpeningFields.draw(draft.opening, in: around.place, sources: around.sources, all: all, invalid: invalid))
                <div class="row"><button>\(say: "Save")</button></div>
                """))
            """)
    }

    private static func field(_ part: ReportPart, _ draft: ReportDraft, _ invalid: Invalid?) -> Markup {
        let (name, problem) = (part.rawValue, invalid?[part.rawValue])
        if part == .line || part == .change {
            return Form.line(name, part.words, value: draft[part], hint: hint(part), problem: problem)
        }
        return Form.area(
            name, part.words, value: draft[part], hint: hint(part), problem: problem, rows: ReportPart.points.contains(part) ? 2 : nil)
    }

    private static func hint(_ part: ReportPart) -> Phrase? {
        switch part {
        case .line: Phrase("\("n", part.most) characters at most: what somebody tells on.")
        case .point1: Phrase("\("n", ReportPart.mostWords) words at most.")
        case .missing: Phrase("Whose voice is not in it, and why.")
        default: nil
        }
    }

    /// Somebody saved other words in between: both stand there, and whoever came second chooses.
    static func raced(_ draft: ReportDraft, theirs: Report, _ frame: Frame, typed: [(name: String, value: String)]) -> Page {
        TwoTexts.page(
            ReportPart.allCases.map { .init($0.words, theirs: theirs.words($0)?.body ?? "", mine: draft[$0]) }, in: frame.around.place,
            action: theirs.isDraft ? frame.action : nil, back: .to(theirs.item), version: theirs.item.version, typed: typed)
    }
}
