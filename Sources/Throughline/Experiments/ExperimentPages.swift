import HTML
import Language

/// One small experiment: the bet, the smallest try, its day, and what became of it with both sides of what nobody had expected.
enum ExperimentPages {
    /// A small form that was refused, with everything typed.
    struct Retry: Sendable {
        var ended = EndedDraft()
        var because = ""
        var invalid: Invalid?
    }

    static func new(_ around: ExperimentAround, _ draft: ExperimentDraft, for visit: Visit, invalid: Invalid? = nil) -> Page {
        let question = around.question
        let all = visit[query: "sources"] == "all" ? nil : Href("/questions/\(question.id)/experiments/new").with(query: "sources", "all")
        return Page(
            "\(say: "A small experiment")", in: around.place,
            """
            <p class="eyebrow"><a href="\(Href.to(question.item))" lang="\(question.text.language)" dir="auto">\(question.text.body)</a></p>\
            <h1>\(say: "A small experiment")</h1>\(Form.post("/questions/\(question.id)/experiments", """
                \(Form.area("believe", Phrase("We believe that"), value: draft.believe, hint: Phrase("For example: young people stay when the club has work for them."), problem: invalid?["believe"]))
                \(Form.area("see", Phrase("If it is so, we will see"), value: draft.see, hint: Phrase("Something one can count or hear."), problem: invalid?["see"]))
                \(Form.area("smallest", Phrase("The smallest way to try it"), value: draft.smallest, problem: invalid?["smallest"]))
                \(Form.line("until", Phrase("Until when?"), value: draft.until, type: "date", hint: Phrase("On that day you are asked what happened."), problem: invalid?["until"]))
                \(OpeningFields.draw(draft.opening, in: around.place, sources: around.sources, all: all, invalid: invalid))
                <div class="row"><button>\(say: "Begin")</button></div>
                """))
            """)
    }

    static func show(_ view: ExperimentView, for visit: Visit, retry: Retry = .init()) -> Page {
        let experiment = view.experiment
        return Page(
            "\(experiment.words("believe")?.body ?? "…")", in: view.place,
            """
            <p class="eyebrow">\(say: "A small experiment")</p>\
            \(view.question.map { "<p class=\"go\"><a href=\"\(Href.to($0.item))\" lang=\"\($0.text.language)\" dir=\"auto\">\($0.text.body)</a></p>" as Markup })\
            <h1>\(say: "We believe that") \(words(experiment.words("believe")))</h1>\(Records.label(experiment.item))
            <p>\(say: standing(experiment, on: visit.today))\(view.owner.map { owner in " <bdi>\(owner)</bdi>" as Markup })</p>
            <p><b>\(say: "If it is so, we will see")</b> \(words(experiment.words("see")))<br>\
            <b>\(say: "The smallest way to try it")</b> \(words(experiment.words("smallest")))</p>\(ended(experiment))\
            \(desk(view, visit, retry))\(PathStrip.draw(Stops.around(view.trail, here: .init(look: .now, title: Phrase("This experiment, \("day", experiment.item.day)"), day: experiment.item.day, stage: .decision))))\
            \(Records.flag(experiment.item))
            """)
    }

    private static func words(_ text: Text?) -> Markup {
        text.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" } ?? "…"
    }

    static func standing(_ experiment: Experiment, on today: Day) -> Phrase {
        let day = experiment.endedOn ?? experiment.until
        switch experiment.item.state {
        case "kept": return Phrase("Ended on \("day", day). We keep doing it.")
        case "changed": return Phrase("Ended on \("day", day). We go on, but do it differently.")
        case "stopped": return Phrase("Ended on \("day", day). We stopped.")
        case _ where experiment.until < today: return Phrase("Its day was \("day", day), and nobody has said what happened.")
        default: return Phrase("It runs until \("day", day).")
        }
    }

    private static func ended(_ experiment: Experiment) -> Markup {
        guard experiment.endedOn != nil else { return "" }
        let none: Markup = "<p class=\"soft\">\(say: "None seen.")</p>"
        return """
            <section aria-labelledby="happened"><h2 id="happened">\(say: "What happened")</h2>\(experiment.words("happened").map { Records.words($0) })
            <h3>\(say: "Bad that nobody had expected")</h3>\(experiment.words("bad").map { Records.words($0) } ?? none)
            <h3>\(say: "Good that nobody had expected")</h3>\(experiment.words("good").map { Records.words($0) } ?? none)</section>
            """
    }

    private static func desk(_ view: ExperimentView, _ visit: Visit, _ retry: Retry) -> Markup {
        let experiment = view.experiment
        guard visit.reader.may(.learn, in: view.place.id) else { return "" }
        return """
            <section aria-labelledby="team"><h2 id="team">\(say: "For the team")</h2>\(if: experiment.isRunning, end(experiment, retry))\
            \(if: !experiment.isRunning, follow(view))\
            <details\(flag: "open", retry.invalid?["because"] != nil)><summary>\(say: "Take it back")</summary>\(Form.post("/experiments/\(experiment.id)/withdrawal", """
                \(Form.hidden("_version", "\(experiment.item.version)"))\(Form.area("because", Phrase("Why is it taken back?"), value: retry.because, problem: retry.invalid?["because"]))
                <div class="row"><button class="quiet">\(say: "Take it back")</button></div>
                """))</details></section>
            """
    }

    private static func end(_ experiment: Experiment, _ retry: Retry) -> Markup {
        let (draft, invalid) = (retry.ended, retry.invalid?["because"] == nil ? retry.invalid : nil)
        return Form.post(
            "/experiments/\(experiment.id)/result",
            """
            \(Form.hidden("_version", "\(experiment.item.version)"))
            \(Form.area("happened", Phrase("What happened?"), value: draft.happened, problem: invalid?["happened"]))
            \(Form.area("bad", Phrase("What bad came of it that nobody had expected?"), value: draft.bad, problem: invalid?["bad"]))\
            \(Form.tick("no_bad", Phrase("None seen"), on: draft.hasNoBad))
            \(Form.area("good", Phrase("What good came of it that nobody had expected?"), value: draft.good, problem: invalid?["good"]))\
            \(Form.tick("no_good", Phrase("None seen"), on: draft.hasNoGood))
            \(Form.circles("verdict", Phrase("What do you do with it?"), value: draft.verdict, options: Experiment.Verdict.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["verdict"]))
            <div class="row"><button>\(say: "Save")</button></div>
            """)
    }

    /// From the experiment to what follows from it.
    private static func follow(_ view: ExperimentView) -> Markup {
        """
        <p class="go"><a href="/questions/\(view.experiment.question)/decisions/new">\(say: "Write down what you decide")</a></p>\
        \(if: !view.next.isEmpty, Form.post("/experiments/\(view.experiment.id)/joining", """
            \(Form.choice("next", Phrase("What followed from it?"), value: "", options: view.next.map { ($0.item.id.description, "\($0.text?.body ?? "…")") }))
            <div class="row"><button class="quiet">\(say: "Join them")</button></div>
            """))
        """
    }

    /// Somebody ended or took back the same one in between.
    static func raced(_ view: ExperimentView, _ draft: EndedDraft, on today: Day, typed: [(name: String, value: String)]) -> Page {
        let experiment = view.experiment
        let verdict = Experiment.Verdict(rawValue: draft.verdict)
        return TwoTexts.page(
            [
                .init(
                    Phrase("What do you do with it?"), theirs: "\(say: standing(experiment, on: today))",
                    mine: "\(say: verdict?.words ?? "…")",
                    differs: true),
                .init(Phrase("What happened?"), theirs: experiment.words("happened")?.body ?? "", mine: draft.happened),
                .init(
                    Phrase("What bad came of it that nobody had expected?"), theirs: experiment.words("bad")?.body ?? "", mine: draft.bad),
                .init(
                    Phrase("What good came of it that nobody had expected?"), theirs: experiment.words("good")?.body ?? "", mine: draft.good
                ),
            ], in: view.place, action: experiment.isRunning ? "/experiments/\(experiment.id)/result" : nil, back: .to(experiment.item),
            version: experiment.item.version, typed: typed)
    }

    static func list(_ experiments: [Experiment], in place: Place, for visit: Visit) -> Page {
        Page(
            "\(say: "Small experiments")", in: place,
            """
            <h1>\(say: "Small experiments")</h1>\
            \(if: visit.reader.may(.learn, in: place.id), "<p class=\"soft\">\(say: "One begins on the page of a question or of something learned.")</p>")\
            \(Records.list(experiments, ordered: Phrase("What runs first, by its day."), empty: Phrase("Nothing has been tried so far.")) { experiment in
                """
                <a href="\(Href.to(experiment.item))">\(words(experiment.words("believe")))</a><br>\
                <span class="soft">\(say: standing(experiment, on: visit.today))</span>
                """
            })
            """)
    }
}
