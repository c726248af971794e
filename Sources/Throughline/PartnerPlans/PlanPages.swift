import HTML
import Language

/// A learning partner's plan: three lists, one under the other on a phone, beside each other on a desk; what is late says so in words.
enum PlanPages {
    static func show(_ view: PlanView, for visit: Visit, because: String = "", invalid: Invalid? = nil) -> Page {
        let plan = view.plan
        let mayWork = plan.mayBeWorkedOn(by: visit.reader)
        return Page(
            "\(plan.words("programme"))", in: view.place,
            """
            <p class="eyebrow">\(say: "A learning partner's plan")</p><h1>\(words(plan.texts["programme"]))</h1>\(Records.label(plan.item))
            \(head(view, visit))\(standing(view))\
            <div>\(each: PlanTask.Bucket.allCases, { column($0, view) })</div>\
            \(if: mayWork, """
                <section aria-labelledby="team" class="screen"><h2 id="team">\(say: "For those who work on it")</h2><div class="row">\
                <a class="button" href="/partner-plans/\(plan.id)/tasks/new">\(say: "Add a task")</a>\
                <a class="button quiet" href="/partner-plans/\(plan.id)/wording">\(say: "Change what it says")</a></div>\
                <details\(flag: "open", invalid != nil)><summary>\(say: "Take it back")</summary>\(Form.post("/partner-plans/\(plan.id)/withdrawal", """
                    \(Form.hidden("_version", "\(plan.item.version)"))\(Form.area("because", Phrase("Why is it taken back?"), value: because, hint: Phrase("Its tasks go with it."), problem: invalid?["because"]))
                    <div class="row"><button class="quiet">\(say: "Take it back")</button></div>
                    """))</details></section>
                """)\
            <p class="row go screen"><a href="/partner-plans/\(plan.id)/report">\(say: "A report to print")</a> \
            <a href="/partner-plans/\(plan.id)/table">\(say: "As a table (CSV)")</a> <a href="/partner-plans/\(plan.id)/data">\(say: "As data (JSON)")</a></p>\
            \(Records.flag(plan.item))
            """)
    }

    /// Persons are named to the people of the place and to the two; organisations to everybody.
    private static func head(_ view: PlanView, _ visit: Visit) -> Markup {
        let plan = view.plan
        let isHere = visit.reader.takesPart(in: view.place.id) || plan.isOne(of: visit.reader.person)
        func who(_ field: String, _ name: String) -> Markup {
            "\(words(plan.texts[field]))\(if: isHere, " (\(say: Records.who(name)))")"
        }
        return """
            <ul class="list"><li>\(say: "Who pays"): \(who("commissioner", plan.commissionerName))</li>\
            <li>\(say: "Who does it"): \(who("partner", plan.partnerName))</li>\
            <li><span class="soft">\(say: "Why they are independent of both sides")</span><br>\(words(plan.texts["independence"]))</li>\
            <li>\(say: "It starts on \("day", plan.starts)")</li></ul>
            """
    }

    /// Whole or not, and what is late.
    static func standing(_ view: PlanView) -> Markup {
        let (undated, late) = (view.undated.count, view.late.count)
        return """
            \(if: undated > 0, "<p class=\"turn\"><b>\(say: "The plan is not complete.")</b> \(say: Phrase.counted(undated, one: "\("n", undated) task has no day yet.", other: "\("n", undated) tasks have no day yet."))</p>")\
            \(if: late > 0, "<p><b>\(say: Phrase.counted(late, one: "\("n", late) task is late.", other: "\("n", late) tasks are late."))</b></p>")
            """
    }

    private static func column(_ bucket: PlanTask.Bucket, _ view: PlanView) -> Markup {
        """
        <section aria-labelledby="\(bucket.rawValue)"><h2 id="\(bucket.rawValue)">\(say: bucket.words)</h2>\
        \(Records.list(view.tasks(bucket), empty: Phrase("Nothing here.")) { task in
            """
            <a href="/plan-tasks/\(task.id)">\(words(task.texts["task"]))</a><br>\(say: standing(task, on: view.today))<br>\
            <span class="soft">\(say: Phrase("Seen by \("whom", task.audience.words)"))</span>
            """
        })</section>
        """
    }

    /// Where a task stands, in words: late is said, never only coloured.
    static func standing(_ task: PlanTask, on today: Day) -> Phrase {
        let again: Phrase = task.cadence.map { Phrase(", \("rhythm", $0.words)") } ?? ""
        let last: Phrase =
            task.cadence == nil ? "" : task.deliveries.last.map { Phrase(" Last delivered on \("day", $0.deliveredOn).") } ?? ""
        guard [.notStarted, .underWay].contains(task.state) else {
            let day = task.deliveries.last?.deliveredOn
            return day.map { Phrase("\("state", task.state.words), \("day", $0)") } ?? task.state.words
        }
        guard let due = task.due else { return Phrase("\("state", task.state.words), without a day") }
        if task.isLate(on: today) {
            let days = Phrase.counted(today - due, one: "\("n", today - due) day late", other: "\("n", today - due) days late")
            return Phrase("\("late", days): it was due on \("day", due)\("again", again).\("last", last)")
        }
        return Phrase("\("state", task.state.words), due on \("day", due)\("again", again).\("last", last)")
    }

    static func words(_ text: Text?) -> Markup {
        text.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" } ?? "…"
    }

    static func link(_ joined: Joined) -> Markup {
        "<a href=\"\(Href.to(joined.item))\">\(joined.text.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body.beginning)</span>" as Markup } ?? "…")</a>"
    }

    static func list(_ plans: [PartnerPlan], in place: Place, for visit: Visit) -> Page {
        Page(
            "\(say: "Learning partners' plans")", in: place,
            """
            <h1>\(say: "Learning partners' plans")</h1><p class="soft">\(say: "What somebody from outside does so that a programme learns: in the first three months, again and again, and once.")</p>\
            \(if: visit.reader.may(.decide, in: place.id), "<p><a class=\"button\" href=\"\(place.path("partner-plans"))/new\">\(say: "Begin a plan")</a></p>")\
            \(Records.list(plans, ordered: plans.count > 1 ? Phrase("The newest first.") : nil, empty: Phrase("No plan so far.")) { plan in
                """
                <a href="\(Href.to(plan.item))">\(words(plan.texts["programme"]))</a><br>\
                <span class="soft">\(say: "It starts on \("day", plan.starts)")</span>
                """
            })
            """)
    }
}
