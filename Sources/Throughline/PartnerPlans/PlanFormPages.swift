import HTML
import Language

/// The forms of a plan and of one task.
enum PlanFormPages {
    static func new(_ draft: PlanDraft, in place: Place, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "A learning partner's plan")", in: place,
            """
            <h1>\(say: "A learning partner's plan")</h1><p class="soft">\(say: "It begins with the tasks most plans have, in three lists. Change what does not fit.")</p>\
            \(Form.post(place.path("partner-plans"), """
                \(fields(draft, invalid))\(OpennessChoice.draw(draft.openness.nonEmpty ?? Openness.circle.rawValue, team: place.team, isSealed: place.isSealed, problem: invalid?["openness"]))
                <div class="row"><button>\(say: "Begin")</button></div>
                """))
            """)
    }

    static func change(_ view: PlanView, _ draft: PlanDraft, seen version: Int, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Change what it says")", in: view.place,
            """
            <p class="eyebrow"><a href="\(Href.to(view.plan.item))">\(PlanPages.words(view.plan.texts["programme"]))</a></p>\
            <h1>\(say: "Change what it says")</h1>\(Form.post("/partner-plans/\(view.plan.id)/wording", """
                \(Form.hidden("_version", "\(version)"))\(fields(draft, invalid))<div class="row"><button>\(say: "Save")</button></div>
                """))
            """)
    }

    static func raced(_ view: PlanView, _ draft: PlanDraft, typed: [(name: String, value: String)]) -> Page {
        let theirs = PlanDraft(view.plan)
        return TwoTexts.page(
            [
                .init(Phrase("Which programme learns?"), theirs: theirs.programme, mine: draft.programme),
                .init(Phrase("Who pays?"), theirs: theirs.commissioner, mine: draft.commissioner),
                .init(Phrase("Who does it?"), theirs: theirs.partner, mine: draft.partner),
                .init(Phrase("Why do they depend on neither side?"), theirs: theirs.independence, mine: draft.independence),
                .init(Phrase("From which day?"), theirs: theirs.starts, mine: draft.starts),
            ], in: view.place, action: "/partner-plans/\(view.plan.id)/wording", back: .to(view.plan.item), version: view.plan.item.version,
            typed: typed)
    }

    private static func fields(_ draft: PlanDraft, _ invalid: Invalid?) -> Markup {
        """
        \(Form.line("programme", Phrase("Which programme learns?"), value: draft.programme, problem: invalid?["programme"]))
        \(Form.line("commissioner", Phrase("Who pays?"), value: draft.commissioner, problem: invalid?["commissioner"]))
        \(Form.line("commissioner_name", Phrase("Who speaks for them here?"), value: draft.commissionerName, hint: Phrase("Their name as it stands under People. Some tasks are for these two alone."), problem: invalid?["commissioner_name"]))
        \(Form.line("partner", Phrase("Who does it?"), value: draft.partner, problem: invalid?["partner"]))
        \(Form.line("partner_name", Phrase("Who of them is here?"), value: draft.partnerName, problem: invalid?["partner_name"]))
        \(Form.area("independence", Phrase("Why do they depend on neither side?"), value: draft.independence, problem: invalid?["independence"]))
        \(Form.line("starts", Phrase("From which day?"), value: draft.starts, type: "date", problem: invalid?["starts"]))
        """
    }

    static func newTask(_ view: PlanView, _ draft: TaskDraft, isOneOfTwo: Bool, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Add a task")", in: view.place,
            """
            <p class="eyebrow"><a href="\(Href.to(view.plan.item))">\(PlanPages.words(view.plan.texts["programme"]))</a></p><h1>\(say: "Add a task")</h1>\
            \(Form.post("/partner-plans/\(view.plan.id)/tasks", "\(task(draft, isOneOfTwo, invalid))<div class=\"row\"><button>\(say: "Add it")</button></div>"))
            """)
    }

    static func changeTask(_ view: TaskView, _ draft: TaskDraft, isOneOfTwo: Bool, seen version: Int, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Change the task")", in: view.place,
            """
            <p class="eyebrow"><a href="\(Href.to(view.task.item))">\(PlanPages.words(view.task.texts["task"]))</a></p><h1>\(say: "Change the task")</h1>\
            \(Form.post("/plan-tasks/\(view.task.id)/wording", "\(Form.hidden("_version", "\(version)"))\(task(draft, isOneOfTwo, invalid))<div class=\"row\"><button>\(say: "Save")</button></div>"))
            """)
    }

    static func taskRaced(_ view: TaskView, _ draft: TaskDraft, typed: [(name: String, value: String)]) -> Page {
        let theirs = TaskDraft(view.task)
        let isOpen = [.notStarted, .underWay].contains(view.task.state)
        return TwoTexts.page(
            [
                .init(Phrase("What is to be done?"), theirs: theirs.task, mine: draft.task),
                .init(Phrase("By when?"), theirs: theirs.due, mine: draft.due),
                .init(Phrase("What is handed in"), theirs: theirs.deliverable, mine: draft.deliverable),
            ], in: view.place, action: isOpen ? "/plan-tasks/\(view.task.id)/wording" : nil, back: .to(view.task.item),
            version: view.task.item.version, typed: typed)
    }

    private static func task(_ draft: TaskDraft, _ isOneOfTwo: Bool, _ invalid: Invalid?) -> Markup {
        let nothing: [(value: String, words: Markup)] = [("", "–")]
        let seers = PlanTask.Audience.allCases.filter { $0 != .commissioner || isOneOfTwo }
        return """
            \(Form.area("task", Phrase("What is to be done?"), value: draft.task, problem: invalid?["task"]))
            \(Form.circles("bucket", Phrase("In which list?"), value: draft.bucket, options: PlanTask.Bucket.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["bucket"]))
            \(Form.choice("cadence", Phrase("How often, where it comes again?"), value: draft.cadence, options: nothing + PlanTask.Cadence.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["cadence"]))
            \(Form.line("due", Phrase("By when?"), value: draft.due, type: "date", problem: invalid?["due"]))
            \(Form.circles("audience", Phrase("Who may see it?"), value: draft.audience, options: seers.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["audience"]))
            \(Form.line("deliverable", Phrase("What is handed in"), value: draft.deliverable, problem: invalid?["deliverable"]))
            """
    }
}
