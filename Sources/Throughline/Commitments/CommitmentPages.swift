import HTML
import Language

struct CommitmentView: Sendable {
    let promise: Commitment
    let place: Place
    let trail: (before: [Step], after: [Step])
    let today: Day
}

/// A promise with what it came from and what became of it.
enum CommitmentPages {
    /// A small form that was refused, with everything typed.
    struct Retry: Sendable {
        var outcome = OutcomeDraft()
        var words = ""
        var invalid: Invalid?
    }

    static func show(_ view: CommitmentView, for visit: Visit, retry: Retry = .init()) -> Page {
        let promise = view.promise
        let what = promise.words("what")
        let title: Markup = what.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" } ?? "…"
        return Page(
            "\(what?.body ?? "…")", in: view.place,
            """
            <p class="eyebrow">\(say: "A promise")</p><h1>\(title)</h1>
            <p>\(say: CommitmentCard.maker(promise)).</p>
            <p>\(say: CommitmentCard.state(promise, on: view.today))\(if: !promise.lapse.isEmpty, " \(say: CommitmentCard.reasons(promise))")</p>\
            \(if: promise.isOpen || promise.secured != .yes, "<p class=\"soft\">\(say: CommitmentCard.needs(promise))</p>")\
            \(section(Phrase("What happened"), promise.words("happened")))\(section(Phrase("Why"), promise.words("because")))\
            \(desk(view, visit, retry))\(path(view))
            """)
    }

    private static func section(_ title: Phrase, _ text: Text?) -> Markup {
        guard let text else { return "" }
        return "<section><h2>\(say: title)</h2>\(Records.words(text))</section>"
    }

    private static func path(_ view: CommitmentView) -> Markup {
        let promise = view.promise
        let isGap = ["not_fulfilled", "declined"].contains(promise.item.state)
        let here = PathStrip.Stop(look: isGap ? .gap : .now, title: Phrase("This promise, \("day", promise.item.day)"))
        var stops = Stops.around(view.trail, here: here)
        if promise.isOpen {
            stops.append(.init(look: .next, title: Phrase("What became of it"), small: Phrase("Due on \("day", promise.due).")))
        }
        return PathStrip.draw(stops)
    }

    /// For who promised, and for the team.
    private static func desk(_ view: CommitmentView, _ visit: Visit, _ retry: Retry) -> Markup {
        let promise = view.promise
        let isTeam = visit.reader.may(.decide, in: view.place.id)
        let isOwn = promise.person != nil && promise.person == visit.reader.person
        guard promise.isOpen, isTeam || isOwn else { return "" }
        return """
            <section aria-labelledby="desk"><h2 id="desk">\(say: "What next?")</h2>\
            \(if: promise.item.state == "made", "<div class=\"row\">\(button("acceptance", Phrase("Accept it"), promise, quiet: false))</div>")\
            \(if: promise.item.state == "accepted", "<div class=\"row\">\(button("start", Phrase("It is under way"), promise, quiet: false))</div>")\
            \(outcome(promise, retry))\(if: promise.item.state == "made", ending("refusal", Phrase("Decline it"), promise, retry))\
            \(if: isTeam, ending("release", Phrase("Release from it, by agreement"), promise, retry))</section>
            """
    }

    private static func button(_ act: String, _ words: Phrase, _ promise: Commitment, quiet: Bool) -> Markup {
        Form.button("/commitments/\(promise.id)/\(act)", words, quiet: quiet, version: promise.item.version)
    }

    private static func outcome(_ promise: Commitment, _ retry: Retry) -> Markup {
        let invalid = retry.invalid?["because"] == nil ? retry.invalid : nil
        let draft = retry.outcome
        let hows: [(String, Markup)] = [
            ("kept", "\(say: "It was kept.")"), ("partly", "\(say: "It was kept in part.")"), ("not", "\(say: "It was not kept.")"),
        ]
        return """
            <details\(flag: "open", invalid != nil)><summary>\(say: "What became of it")</summary>\(Form.post("/commitments/\(promise.id)/outcome", """
                \(Form.hidden("_version", "\(promise.item.version)"))
                \(Form.circles("how", Phrase("What became of it?"), value: draft.how, options: hows, problem: invalid?["how"]))
                \(reasons(draft, invalid))
                \(Form.area("note", Phrase("What happened?"), value: draft.note, hint: Phrase("For example: 12 people came; there is no report."), problem: invalid?["note"]))
                \(Form.circles("engaged", Phrase("Are you still with it?"), value: draft.engaged, options: Engaged.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
                <div class="row"><button\(if: promise.item.state != "under_way", " class=\"quiet\"")>\(say: "Save")</button></div>
                """))</details>
            """
    }

    private static func reasons(_ draft: OutcomeDraft, _ invalid: Invalid?) -> Markup {
        Form.ticks(
            "lapse", Phrase("If not, or only in part: why?"), chosen: draft.lapse,
            options: LapseReason.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["lapse"])
    }

    private static func ending(_ act: String, _ words: Phrase, _ promise: Commitment, _ retry: Retry) -> Markup {
        let isFailed = retry.invalid?["because"] != nil && retry.outcome.how == act
        let field = act + "_because"
        return """
            <details\(flag: "open", isFailed)><summary>\(say: words)</summary>\(Form.post("/commitments/\(promise.id)/\(act)", """
                \(Form.hidden("_version", "\(promise.item.version)"))
                \(Form.area(field, Phrase("Why?"), value: isFailed ? retry.words : "", problem: isFailed ? retry.invalid?["because"] : nil))
                <div class="row"><button class="quiet">\(say: words)</button></div>
                """))</details>
            """
    }
}
