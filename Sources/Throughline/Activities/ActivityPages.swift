import HTML
import Language

/// One activity, or one session of a journey: what it is for, what went in, who came, what came out.
enum ActivityPages {
    /// A small form that was refused, with everything typed.
    struct Retry: Sendable {
        var report = ActivityReport()
        var because = ""
        var invalid: Invalid?
        /// Which of the forms it was.
        var isReport = false
    }

    static func show(_ view: ActivityView, for visit: Visit, retry: Retry = .init()) -> Page {
        let activity = view.activity
        return Page(
            "\(activity.words("purpose"))", in: view.place,
            """
            <p class="eyebrow">\(say: title(activity)): \(say: activity.state.words)</p>\
            \(each: view.home, { "<p class=\"go\">\(link($0))</p>" })\
            <h1>\(words(activity, "purpose"))</h1>\(Records.label(activity.item))\(facts(view, visit))\(around(view, visit))\
            \(desk(view, visit, retry))\
            \(PathStrip.draw(Stops.around(view.trail, here: .init(look: .now, title: Phrase("This, \("day", activity.on)"), day: activity.item.day, stage: .voice))))\
            \(Records.flag(activity.item))
            """)
    }

    static func title(_ activity: Activity) -> Phrase {
        activity.kind == .session && activity.number > 0
            ? Phrase("Session \("n", activity.number)") : Phrase("Done to learn: \("kind", activity.kind.words)")
    }

    static func link(_ joined: Joined) -> Markup {
        "<a href=\"\(Href.to(joined.item))\">\(joined.text.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body.beginning)</span>" as Markup } ?? "…")</a>"
    }

    static func words(_ activity: Activity, _ field: String) -> Markup {
        activity.texts[field].map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" } ?? "…"
    }

    private static func facts(_ view: ActivityView, _ visit: Visit) -> Markup {
        let activity = view.activity
        let isHere = visit.reader.takesPart(in: view.place.id)
        let said: [(Phrase, String)] = [
            (Phrase("How?"), "method"), (Phrase("What there is for it"), "have"), (Phrase("What is still needed"), "needed"),
            (Phrase("Why it does not happen"), "because"),
        ]
        return """
            <ul class="list"><li>\(say: Phrase("On \("day", activity.on)"))\
            \(if: activity.isForgotten(on: view.today), " <b>\(say: "Nobody has said how it went.")</b>")</li>\
            \(if: isHere, "<li>\(say: "Led by \("name", Records.who(activity.leadName))")</li>")\
            \(activity.came.map { came in "<li>\(say: Phrase.counted(came, one: "\("n", came) person came", other: "\("n", came) people came"))</li>" as Markup })\
            \(if: activity.asked > 0, "<li>\(say: asks(activity))</li>")\
            \(activity.cost.map { "<li>\(say: "Cost: \("amount", $0) \("currency", activity.currency)")</li>" as Markup })\
            \(each: said.filter { !activity.words($0.1).isEmpty }, { entry in "<li><span class=\"soft\">\(say: entry.0)</span><br>\(words(activity, entry.1))</li>" })</ul>
            """
    }

    static func asks(_ activity: Activity) -> Phrase {
        let people = Phrase.counted(
            activity.asked, one: "\("n", activity.asked) person is asked", other: "\("n", activity.asked) people are asked")
        return Phrase(
            "\("people", people) for \("minutes", Phrase.counted(activity.minutes, one: "\("n", activity.minutes) minute", other: "\("n", activity.minutes) minutes")) each"
        )
    }

    private static func around(_ view: ActivityView, _ visit: Visit) -> Markup {
        let activity = view.activity
        let mayPart = visit.reader.may(.learn, in: view.place.id)
        func part(_ joined: Joined) -> Markup {
            """
            <li>\(link(joined))\(if: mayPart, Form.button("/activities/\(activity.id)/parting", Phrase("Not from here"), hidden: [("record", joined.item.id.description)]))</li>
            """
        }
        func said(_ field: String, _ label: Phrase) -> Markup {
            activity.words(field).isEmpty ? "" : "<h3>\(say: label)</h3>\(activity.texts[field].map { Records.words($0) })"
        }
        return """
            <section aria-labelledby="in"><h2 id="in">\(say: "What went in")</h2>\(said("evidence", Phrase("Evidence")))\(said("practice", Phrase("Practice: who told what from their work")))\
            \(if: !view.around.into.isEmpty, "<ul class=\"list\">\(each: view.around.into, part)</ul>")\
            \(if: activity.words("evidence").isEmpty && activity.words("practice").isEmpty && view.around.into.isEmpty, "<p class=\"soft\">\(say: "Nothing so far.")</p>")</section>
            <section aria-labelledby="came-out"><h2 id="came-out">\(say: "What came out")</h2>\(activity.texts["outputs"].map { activity.words("outputs").isEmpty ? "" : Records.words($0) })\
            \(if: !view.around.out.isEmpty, "<ul class=\"list\">\(each: view.around.out, part)</ul>")\
            \(if: activity.words("outputs").isEmpty && view.around.out.isEmpty, "<p class=\"soft\">\(say: "Nothing so far.")</p>")</section>
            """
    }

    private static func desk(_ view: ActivityView, _ visit: Visit, _ retry: Retry) -> Markup {
        let activity = view.activity
        guard visit.reader.may(.learn, in: view.place.id) else { return "" }
        let isOpen = [.planned, .running].contains(activity.state)
        let version = activity.item.version
        return """
            <section aria-labelledby="team"><h2 id="team">\(say: "For the team")</h2>\
            \(if: isOpen, "<div class=\"row\">\(if: activity.state == .planned, Form.button("/activities/\(activity.id)/begin", Phrase("It has begun"), version: version))<a class=\"button quiet\" href=\"/activities/\(activity.id)/wording\">\(say: "Change the plan")</a></div>")\
            \(if: isOpen, report(activity, retry))\
            \(if: !view.choices.isEmpty, join(view))\
            <details\(flag: "open", retry.invalid != nil && !retry.isReport)><summary>\(say: "Take it back")</summary>\(Form.post("/activities/\(activity.id)/withdrawal", """
                \(Form.hidden("_version", "\(version)"))\(Form.area("because", Phrase("Why is it taken back?"), value: retry.because, problem: retry.isReport ? nil : retry.invalid?["because"]))
                <div class="row"><button class="quiet">\(say: "Take it back")</button></div>
                """))</details></section>
            """
    }

    /// Which of the two words for a reason is asked for depends on what is chosen; both stand there, and one is needed.
    private static func report(_ activity: Activity, _ retry: Retry) -> Markup {
        let (report, invalid) = (retry.report, retry.isReport ? retry.invalid : nil)
        return """
            <details\(flag: "open", retry.isReport)><summary>\(say: "Say how it went")</summary>\(Form.post("/activities/\(activity.id)/report", """
                \(Form.hidden("_version", "\(activity.item.version)"))\
                \(Form.circles("how", Phrase("What became of it?"), value: report.how, options: [("done", "\(say: "It took place")"), ("cancelled", "\(say: "It does not happen")")], problem: invalid?["how"]))
                \(Form.line("came", Phrase("How many came?"), value: report.came, type: "number", problem: invalid?["came"]))
                \(Form.area("evidence", Phrase("Which evidence was brought?"), value: report.evidence, hint: Phrase("A report, a number, a record, with where to find it."), problem: invalid?["evidence"]))
                \(Form.area("practice", Phrase("Who told what from their work?"), value: report.practice, problem: invalid?["practice"]))
                \(Form.area("outputs", Phrase("What came out of it?"), value: report.outputs, problem: invalid?["outputs"]))
                \(Form.line("because_cancelled", Phrase("Why, where it does not happen"), value: report.because, problem: invalid?["because"]))
                <div class="row"><button>\(say: "Save")</button></div>
                """))</details>
            """
    }

    private static func join(_ view: ActivityView) -> Markup {
        """
        <details><summary>\(say: "Join records to it")</summary>\(Form.post("/activities/\(view.activity.id)/joining", """
            \(Form.choice("record", Phrase("Which one?"), value: "", options: view.choices.map { ($0.item.id.description, "\($0.text?.body.beginning ?? "…")") }))
            \(Form.circles("side", Phrase("Where does it belong?"), value: "out", options: [("in", "\(say: "It went in")"), ("out", "\(say: "It came out")")]))
            <div class="row"><button class="quiet">\(say: "Join them")</button></div>
            """))</details>
        """
    }

    /// Somebody changed the same one in between.
    static func raced(_ view: ActivityView, _ report: ActivityReport, typed: [(name: String, value: String)]) -> Page {
        let activity = view.activity
        let isOpen = [.planned, .running].contains(activity.state)
        return TwoTexts.page(
            [
                .init(
                    Phrase("What became of it?"), theirs: "\(say: activity.state.words)",
                    mine: "\(say: report.how == "cancelled" ? Activity.State.cancelled.words : Activity.State.done.words)", differs: true),
                .init(Phrase("Which evidence was brought?"), theirs: activity.words("evidence"), mine: report.evidence),
                .init(Phrase("Who told what from their work?"), theirs: activity.words("practice"), mine: report.practice),
                .init(Phrase("What came out of it?"), theirs: activity.words("outputs"), mine: report.outputs),
                .init(Phrase("Why, where it does not happen"), theirs: activity.words("because"), mine: report.because),
            ], in: view.place, action: isOpen ? "/activities/\(activity.id)/report" : nil, back: .to(activity.item),
            version: activity.item.version, typed: typed)
    }
}
