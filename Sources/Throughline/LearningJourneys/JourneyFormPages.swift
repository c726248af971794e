import HTML
import Language

/// The form of a learning journey, and the page by which it is handed over.
enum JourneyFormPages {
    static func new(_ draft: JourneyDraft, on question: Joined?, in place: Place, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "A learning journey")", in: place,
            """
            \(question.map { "<p class=\"eyebrow\">\(JourneyTimeline.link($0))</p>" as Markup })<h1>\(say: "A learning journey")</h1>\
            \(Form.post(place.path("journeys"), """
                \(if: question != nil, Form.hidden("question", question?.item.id.description ?? ""))\(fields(draft, invalid))
                \(OpennessChoice.draw(draft.openness.nonEmpty ?? (question.flatMap { Openness.covering([$0.item]) } ?? .team).rawValue, team: place.team, isSealed: place.isSealed, problem: invalid?["openness"]))
                <div class="row"><button>\(say: "Begin")</button></div>
                """))
            """)
    }

    static func change(_ view: JourneyView, _ draft: JourneyDraft, seen version: Int, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Change what it says")", in: view.place,
            """
            <p class="eyebrow"><a href="\(Href.to(view.journey.item))">\(JourneyPages.words(view.journey, "issue"))</a></p>\
            <h1>\(say: "Change what it says")</h1>\(Form.post("/journeys/\(view.journey.id)/wording", """
                \(Form.hidden("_version", "\(version)"))\(fields(draft, invalid))<div class="row"><button>\(say: "Save")</button></div>
                """))
            """)
    }

    static func raced(_ view: JourneyView, _ draft: JourneyDraft, typed: [(name: String, value: String)]) -> Page {
        let theirs = JourneyDraft(view.journey)
        let roles = Journey.Role.allCases.map { TwoTexts.Line($0.words, theirs: theirs.names[$0] ?? "", mine: draft.names[$0] ?? "") }
        return TwoTexts.page(
            [
                .init(Phrase("What is it about?"), theirs: theirs.issue, mine: draft.issue),
                .init(Phrase("Our own teams, one on each line"), theirs: theirs.own, mine: draft.own),
                .init(Phrase("Teams and organisations from outside, one on each line"), theirs: theirs.outside, mine: draft.outside),
                .init(Phrase("From"), theirs: theirs.starts, mine: draft.starts),
                .init(Phrase("Until"), theirs: theirs.ends, mine: draft.ends),
                .init(Phrase("Who knows about it"), theirs: theirs.experts, mine: draft.experts),
                .init(Phrase("Why is it so short or so long?"), theirs: theirs.because, mine: draft.because),
            ] + roles, in: view.place, action: view.journey.state.isOpen ? "/journeys/\(view.journey.id)/wording" : nil,
            back: .to(view.journey.item), version: view.journey.item.version, typed: typed)
    }

    private static func fields(_ draft: JourneyDraft, _ invalid: Invalid?) -> Markup {
        """
        \(Form.area("issue", Phrase("What is it about?"), value: draft.issue, problem: invalid?["issue"]))
        \(each: Journey.Role.allCases, { role in Form.line(role.rawValue, role.words, value: draft.names[role] ?? "", problem: invalid?[role.rawValue]) })
        \(Form.area("own", Phrase("Our own teams, one on each line"), value: draft.own, problem: invalid?["own"]))
        \(Form.area("outside", Phrase("Teams and organisations from outside, one on each line"), value: draft.outside, problem: invalid?["outside"]))
        \(Form.line("starts", Phrase("From"), value: draft.starts, type: "date", problem: invalid?["starts"]))
        \(Form.line("ends", Phrase("Until"), value: draft.ends, type: "date", problem: invalid?["ends"]))
        \(if: draft.needsReason, Form.line("length_because", Phrase("Why is it so short or so long?"), value: draft.because, problem: invalid?["length_because"]))
        \(Form.ticks("functions", Phrase("What is it there for?"), chosen: draft.functions, options: Journey.Function.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["functions"]))
        \(Form.choice("rhythm", Phrase("How often do those who carry it talk?"), value: draft.rhythm, options: Journey.Rhythm.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
        <details\(flag: "open", !draft.forms.isEmpty || !draft.experts.isEmpty)><summary>\(say: "Its form, and who knows about it")</summary>\
        \(Form.ticks("forms", Phrase("In which form?"), chosen: draft.forms, options: Journey.Form.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
        \(Form.line("experts", Phrase("Who knows about it"), value: draft.experts, problem: invalid?["experts"]))</details>
        """
    }

    /// Everything whoever comes next has to know, on one page to print; and the form by which a role goes to them.
    static func handOver(_ view: JourneyView, for visit: Visit, _ draft: JourneyHandDraft = .init(), invalid: Invalid? = nil) -> Page {
        let journey = view.journey
        let nobody: [(value: String, words: Markup)] = [("", "–")]
        return Page(
            "\(say: "To hand over")", in: view.place,
            """
            <p class="eyebrow"><a href="\(Href.to(journey.item))">\(JourneyPages.words(journey, "issue"))</a></p><h1>\(say: "To hand over")</h1>\
            <p>\(say: Phrase("A learning journey: \("state", journey.state.words)")). \(say: journey.state.asks)</p>\
            \(if: !journey.words("handed").isEmpty && visit.reader.takesPart(in: view.place.id), "<h2>\(say: "What one has to know")</h2>\(journey.texts["handed"].map { Records.words($0) })")\
            \(JourneyPages.facts(view, visit))\(JourneyPages.open(view))\(JourneyTimeline.draw(view))\(JourneyPages.looks(view))\
            \(if: visit.reader.may(.learn, in: view.place.id) && journey.state != .followedUp, """
                <section aria-labelledby="hand" class="screen"><h2 id="hand">\(say: "Somebody else takes it over")</h2>\(Form.post("/journeys/\(journey.id)/hand-over", """
                    \(Form.hidden("_version", "\(journey.item.version)"))
                    \(Form.choice("role", Phrase("In which role?"), value: draft.role, options: nobody + Journey.Role.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["role"]))
                    \(Form.line("name", Phrase("Who takes it over?"), value: draft.name, problem: invalid?["name"]))
                    \(Form.area("note", Phrase("Who knows about it, and what has one to know?"), value: draft.note, problem: invalid?["note"]))
                    <div class="row"><button>\(say: "Hand over")</button></div>
                    """))</section>
                """)
            """)
    }

    /// Somebody handed it over in between: the note is given back.
    static func handRaced(_ view: JourneyView, _ draft: JourneyHandDraft, typed: [(name: String, value: String)]) -> Page {
        let role = Journey.Role(rawValue: draft.role)
        return TwoTexts.page(
            [
                .init(role?.words ?? Phrase("In which role?"), theirs: role.map(view.journey.name) ?? "", mine: draft.name),
                .init(Phrase("Who knows about it, and what has one to know?"), theirs: view.journey.words("handed"), mine: draft.note),
            ], in: view.place, action: "/journeys/\(view.journey.id)/hand-over", back: "/journeys/\(view.journey.id)/hand-over",
            version: view.journey.item.version, typed: typed)
    }
}
