import HTML
import Language

/// One task of a plan: what was delivered for each of its days, and what is next.
enum TaskPages {
    static func show(_ view: TaskView, for visit: Visit, _ draft: HandedInDraft = .init(), because: String = "", invalid: Invalid? = nil)
        -> Page
    {
        let task = view.task
        return Page(
            "\(task.words("task"))", in: view.place,
            """
            \(if: !view.plan.texts.isEmpty, "<p class=\"eyebrow\"><a href=\"\(Href.to(view.plan.item))\">\(PlanPages.words(view.plan.texts["programme"]))</a></p>")\
            <h1>\(PlanPages.words(task.texts["task"]))</h1>\(Records.label(task.item))<p>\(say: PlanPages.standing(task, on: view.today))</p>
            <ul class="list"><li>\(say: task.bucket.words)</li><li>\(say: Phrase("Seen by \("whom", task.audience.words)"))</li>\
            \(if: !task.words("deliverable").isEmpty, "<li><span class=\"soft\">\(say: "What is handed in")</span><br>\(PlanPages.words(task.texts["deliverable"]))</li>")</ul>\
            \(given(view, visit))\(desk(view, visit, draft, because, invalid))\
            \(PathStrip.draw(Stops.around(view.trail, here: .init(look: .now, title: Phrase("This task, \("day", task.item.day)"), day: task.item.day, stage: .voice))))\
            \(Records.flag(task.item))
            """)
    }

    private static func given(_ view: TaskView, _ visit: Visit) -> Markup {
        let task = view.task
        guard !task.deliveries.isEmpty else { return "" }
        let mayAccept = view.plan.mayBeAccepted(by: visit.reader)
        return """
            <section aria-labelledby="given"><h2 id="given">\(say: Phrase("Delivered", context: "a task"))</h2><ul class="list">\(each: Array(task.deliveries.reversed()), { delivery in
                """
                <li>\(PlanReport.facts(task, delivery, view.records))\(if: mayAccept && delivery.acceptedOn == nil, Form.button("/plan-tasks/\(task.id)/acceptance", Phrase("It is what was wanted"), version: task.item.version, hidden: [("delivery", delivery.id.description)]))</li>
                """
            })</ul></section>
            """
    }

    private static func desk(_ view: TaskView, _ visit: Visit, _ draft: HandedInDraft, _ because: String, _ invalid: Invalid?) -> Markup {
        let task = view.task
        guard view.plan.mayBeWorkedOn(by: visit.reader) else { return "" }
        let isOpen = [.notStarted, .underWay].contains(task.state)
        let nothing: [(value: String, words: Markup)] = [("", "–")]
        return """
            <section aria-labelledby="team"><h2 id="team">\(say: "For those who work on it")</h2>\
            \(if: isOpen, """
                <div class="row">\(if: task.state == .notStarted, Form.button("/plan-tasks/\(task.id)/begin", Phrase("It has begun"), version: task.item.version))\
                <a class="button quiet" href="/plan-tasks/\(task.id)/wording">\(say: "Change the task")</a></div>\
                <details\(flag: "open", invalid != nil && invalid?["because"] == nil)><summary>\(say: "It is delivered")</summary>\(Form.post("/plan-tasks/\(task.id)/delivery", """
                    \(Form.hidden("_version", "\(task.item.version)"))
                    \(Form.area("what", Phrase("What was delivered, and where is it?"), value: draft.what, problem: invalid?["what"]))
                    \(if: task.isLate(on: view.today), Form.area("why", Phrase("Why is it late?"), value: draft.why, problem: invalid?["why"]))
                    \(if: !view.choices.isEmpty, Form.choice("record", Phrase("What came out of it here?"), value: draft.record, options: nothing + view.choices.map { ($0.item.id.description, "\($0.text?.body.beginning ?? "…")") }))
                    <div class="row"><button>\(say: "Save")</button></div>
                    """))</details>
                """)\
            <details\(flag: "open", invalid?["because"] != nil)><summary>\(say: "Take it back")</summary>\(Form.post("/plan-tasks/\(task.id)/withdrawal", """
                \(Form.hidden("_version", "\(task.item.version)"))\(Form.area("because", Phrase("Why is it taken back?"), value: because, problem: invalid?["because"]))
                <div class="row"><button class="quiet">\(say: "Take it back")</button></div>
                """))</details></section>
            """
    }

    /// It was delivered or changed in between: what was typed is given back.
    static func raced(_ view: TaskView, _ draft: HandedInDraft, typed: [(name: String, value: String)]) -> Page {
        let task = view.task
        let last = task.deliveries.last
        let isOpen = [.notStarted, .underWay].contains(task.state)
        return TwoTexts.page(
            [
                .init(
                    Phrase("What was delivered, and where is it?"), theirs: last.map { task.words($0.whatField) } ?? "", mine: draft.what),
                .init(Phrase("Why is it late?"), theirs: last.map { task.words($0.whyField) } ?? "", mine: draft.why),
            ], in: view.place, action: isOpen ? "/plan-tasks/\(task.id)/delivery" : nil, back: .to(task.item), version: task.item.version,
            typed: typed)
    }
}
