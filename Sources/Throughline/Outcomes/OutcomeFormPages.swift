import HTML
import Language

/// Writing down a change, and saying it in other words.
enum OutcomeFormPages {
    static func new(_ around: ChangeAround, _ draft: ChangeDraft, for visit: Visit, invalid: Invalid? = nil) -> Page {
        let all = visit[query: "sources"] == "all" ? nil : Href("/questions/\(around.id)/outcomes/new").with(query: "sources", "all")
        return page(
            Phrase("What changed"), around,
            Form.post(
                "/questions/\(around.id)/outcomes",
                """
                \(fields(draft, invalid))
                \(OpeningFields.draw(draft.opening, in: around.place, sources: around.sources, all: all, invalid: invalid))
                \(if: !around.sources.isEmpty, OutcomePages.link(how: draft.how, sure: draft.sure))
                <p class="soft">\(say: "Only the team reads it until you share it. Go through it first with somebody who was there.")</p>
                <div class="row"><button>\(say: "Write it down")</button></div>
                """))
    }

    static func wording(_ view: OutcomeView, _ draft: ChangeDraft, seen version: Int, invalid: Invalid? = nil) -> Page {
        page(
            Phrase("Say it in other words"), view.around,
            Form.post(
                "/outcomes/\(view.outcome.id)/wording",
                """
                \(Form.hidden("_version", "\(version)"))\(fields(draft, invalid))
                \(if: view.witnesses.contains { $0.view != nil }, "<p>\(say: "Somebody has confirmed or denied the words before. The page will say that they read other words.")</p>")
                <div class="row"><button>\(say: "Save")</button><a class="button quiet" href="\(Href.to(view.outcome.item))">\(say: "Back")</a></div>
                """))
    }

    static func raced(_ view: OutcomeView, _ draft: ChangeDraft, typed: [(name: String, value: String)]) -> Page {
        let standing = ChangeDraft(view.outcome)
        let lines = zip(standing.texts, draft.texts).map { theirs, mine in
            TwoTexts.Line(title(mine.field), theirs: theirs.body, mine: mine.body)
        }
        return TwoTexts.page(
            lines, in: view.place, action: view.outcome.item.state == "withdrawn" ? nil : "/outcomes/\(view.outcome.id)/wording",
            back: .to(view.outcome.item), version: view.outcome.item.version, typed: typed)
    }

    private static func title(_ field: String) -> Phrase {
        switch field {
        case "what": Phrase("What do they do differently now?")
        case "who": Phrase("Who does something differently?")
        case "place": Phrase("Where?")
        case "significance": Phrase("Why does it matter?")
        case "contribution": Phrase("What did you have to do with it?")
        default: Phrase("Who or what else helped?")
        }
    }

    private static func page(_ title: Phrase, _ around: ChangeAround, _ body: Markup) -> Page {
        Page(
            "\(say: title)", in: around.place,
            """
            \(around.question.map { "<p class=\"eyebrow\"><a href=\"\(Href.to($0.item))\" lang=\"\($0.text.language)\" dir=\"auto\">\($0.text.body)</a></p>" as Markup })\
            <h1>\(say: title)</h1>\(body)
            """)
    }

    private static func fields(_ draft: ChangeDraft, _ invalid: Invalid?) -> Markup {
        """
        \(Form.line("who", Phrase("Who does something differently?"), value: draft.who, hint: Phrase("Somebody outside your team: an office, a group, people in a role."), problem: invalid?["who"]))
        \(Form.area("what", Phrase("What do they do differently now?"), value: draft.what, hint: Phrase("For example: they publish the number of complaints every month."), problem: invalid?["what"]))
        \(Form.line("since", Phrase("Since when?"), value: draft.since, type: "date", problem: invalid?["since"]))
        \(Form.line("place", Phrase("Where?"), value: draft.place, problem: invalid?["place"]))
        \(Form.area("significance", Phrase("Why does it matter?"), value: draft.significance, problem: invalid?["significance"]))
        \(Form.area("contribution", Phrase("What did you have to do with it?"), value: draft.contribution, problem: invalid?["contribution"]))
        \(Form.area("others", Phrase("Who or what else helped?"), value: draft.others, problem: invalid?["others"]))
        \(Form.circles("intended", Phrase("Was it intended?"), value: draft.intended, options: [("yes", "\(say: "Yes")"), ("no", "\(say: "No")")], problem: invalid?["intended"]))
        \(Form.circles("direction", Phrase("Is it a change for the better?"), value: draft.direction, options: Outcome.Direction.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["direction"]))
        """
    }
}
