import HTML
import Language

struct CommitmentView: Sendable {
    let promise: Commitment
    let place: Place
    let trail: (before: [Step], after: [Step])
    let today: Day
    /// What it said before it was changed, the newest first, with the day each was written.
    let earlier: [(text: Text, day: Day)]
    let documents: [Document]
    /// When they were asked later how it goes; empty where the place does not ask.
    var followUps: [FollowUp] = []
    /// For whoever may bring them: links no letter carries.
    var followLinks: [ID<FollowUp>: String] = [:]
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
            <p class="eyebrow">\(say: "A promise")</p><h1>\(title)</h1>\(Records.label(promise.item))
            <p>\(say: CommitmentCard.maker(promise)).</p>
            <p>\(say: CommitmentCard.state(promise, on: view.today))\(if: !promise.lapse.isEmpty, " \(say: CommitmentCard.reasons(promise))")</p>\
            \(RewordingPages.earlier(view.earlier))\(if: promise.isOpen || promise.secured != .yes, "<p class=\"soft\">\(say: CommitmentCard.needs(promise))</p>")\
            \(section(Phrase("What happened"), promise.words("happened")))\(section(Phrase("Why"), promise.words("because")))\(promise.words("put_off").map { AdaptationParts.putOff($0) })\(later(view, visit))\
            \(DocumentList.draw(view.documents, beside: promise.item, for: visit))\(desk(view, visit, retry))\(path(view))\(Records.flag(promise.item))
            """)
    }

    private static func later(_ view: CommitmentView, _ visit: Visit) -> Markup {
        let isOwn = view.promise.person != nil && view.promise.person == visit.reader.person
        return FollowUpParts.beside(
            view.promise, view.followUps, isClose: isOwn || visit.reader.may(.decide, in: view.place.id), links: view.followLinks)
    }

    /// A step that comes with words.
    enum Said: Sendable {
        case report(OutcomeDraft.Checked, OutcomeDraft)
        case end(String, form: String, because: String)

        var act: String {
            switch self {
            case .report(let checked, _): checked.act
            case .end(let name, _, _): name
            }
        }

        var path: String {
            switch self {
            case .report: "outcome"
            case .end(_, let form, _): form
            }
        }
    }

    /// Somebody took a step while these words were written: where it stands now, and the words, to be sent all the same while they can be.
    static func raced(_ said: Said, _ view: CommitmentView, typed: [(name: String, value: String)]) -> Page {
        let promise = view.promise
        let now: Markup = "\(say: CommitmentCard.state(promise, on: view.today))"
        let lines: [TwoTexts.Line] =
            switch said {
            case .report(_, let draft):
                [
                    .init(
                        Phrase("What became of it"), theirs: now, mine: "\(say: hows.first { $0.0 == draft.how }?.1 ?? "…")",
                        differs: true),
                    .init(Phrase("What happened?"), theirs: promise.words("happened")?.body ?? "", mine: draft.note),
                ]
            case .end(let name, _, let because):
                [
                    .init(
                        Phrase("What became of it"), theirs: now,
                        mine: "\(say: name == "release" ? Phrase("Release from it, by agreement") : Phrase("Decline it"))", differs: true),
                    .init(Phrase("Why?"), theirs: promise.words("because")?.body ?? "", mine: because),
                ]
            }
        let isOpen = Lifecycle.of(.commitment).step(said.act, from: promise.item.state) != nil
        return TwoTexts.page(
            lines, in: view.place, action: isOpen ? "/commitments/\(promise.id)/\(said.path)" : nil, back: .to(promise.item),
            version: promise.item.version, typed: typed)
    }

    private static let hows: [(String, Phrase)] = [
        ("kept", Phrase("It was kept.")), ("partly", Phrase("It was kept in part.")), ("not", Phrase("It was not kept.")),
    ]

    private static func section(_ title: Phrase, _ text: Text?) -> Markup {
        guard let text else { return "" }
        return "<section><h2>\(say: title)</h2>\(Records.words(text))</section>"
    }

    private static func path(_ view: CommitmentView) -> Markup {
        let promise = view.promise
        let here = PathStrip.Stop(
            look: .now, title: Phrase("This promise, \("day", promise.item.day)"), day: promise.item.day, stage: .commitment)
        let stops = Stops.around(view.trail, here: here)
        let place = (stops.firstIndex { $0.look == .now } ?? 0) + 1
        return PathStrip.draw(Array(stops[..<place]) + Stops.inOrder(Array(stops[place...]) + [became(promise)]))
    }

    /// What the promise came to, on the day somebody said so.
    private static func became(_ promise: Commitment) -> PathStrip.Stop {
        guard !promise.isOpen else {
            return .init(look: .next, title: Phrase("What became of it"), small: Phrase("Due on \("day", promise.due)."), stage: .outcome)
        }
        let isGap = ["not_fulfilled", "declined"].contains(promise.item.state)
        let text = promise.words("happened") ?? promise.words("because")
        return .init(
            look: isGap ? .gap : .done,
            title: promise.settledOn.map { Phrase("What became of it, \("day", $0)") } ?? Phrase("What became of it"),
            words: text.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" } ?? "",
            small: CommitmentCard.state(promise, on: promise.due), day: promise.settledOn, stage: .outcome)
    }

    /// For who promised, and for the team.
    private static func desk(_ view: CommitmentView, _ visit: Visit, _ retry: Retry) -> Markup {
        let promise = view.promise
        let isTeam = visit.reader.may(.decide, in: view.place.id)
        let isOwn = promise.person != nil && promise.person == visit.reader.person
        guard isTeam || isOwn else { return "" }
        guard promise.isOpen else {
            return ["declined", "released"].contains(promise.item.state) ? "" : RewordingPages.stay(promise, retry.invalid)
        }
        return """
            <section aria-labelledby="desk"><h2 id="desk">\(say: "What next?")</h2>\(if: isTeam && promise.who.isEmpty, TakeOverForm.draw(promise, retry.words, retry.invalid))\
            \(if: promise.item.state == "made", "<div class=\"row\">\(button("acceptance", Phrase("Accept it"), promise, quiet: false))</div>")\
            \(if: promise.item.state == "accepted", "<div class=\"row\">\(button("start", Phrase("It is under way"), promise, quiet: false))</div>")\
            \(outcome(promise, retry))\(if: promise.item.state == "made", ending("refusal", Phrase("Decline it"), promise, retry))\
            \(RewordingPages.stay(promise, retry.invalid))\(if: isTeam, ending("release", Phrase("Release from it, by agreement"), promise, retry))
            <p class="go"><a href="/commitments/\(promise.id)/wording">\(say: "Change the promise")</a></p></section>
            """
    }

    private static func button(_ act: String, _ words: Phrase, _ promise: Commitment, quiet: Bool) -> Markup {
        Form.button("/commitments/\(promise.id)/\(act)", words, quiet: quiet, version: promise.item.version)
    }

    private static func outcome(_ promise: Commitment, _ retry: Retry) -> Markup {
        let invalid = ["because", "who", "staying"].allSatisfy { retry.invalid?[$0] == nil } ? retry.invalid : nil
        let draft = retry.outcome
        return """
            <details\(flag: "open", invalid != nil)><summary>\(say: "What became of it")</summary>\(Form.post("/commitments/\(promise.id)/outcome", """
                \(Form.hidden("_version", "\(promise.item.version)"))
                \(Form.circles("how", Phrase("What became of it?"), value: draft.how, options: hows.map { ($0.0, "\(say: $0.1)") }, problem: invalid?["how"]))
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
