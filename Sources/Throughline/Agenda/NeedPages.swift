import HTML
import Language

/// One need as its page shows it.
struct NeedView: Sendable {
    let need: LearningNeed
    let place: Place
    /// The question it is part of, or what answered it.
    let led: (item: Item, text: Text?)?
    /// What could have answered it already: the newest of what was learned and asked here.
    let answers: [(item: Item, text: Text?)]
}

/// What people here want to learn: the worksheet, one need, and the form of one screen.
enum NeedPages {
    static func list(_ needs: [LearningNeed], in place: Place, for visit: Visit) -> Page {
        let waiting = needs.filter { ["raised", "parked"].contains($0.item.state) }
        let others = needs.filter { !["raised", "parked"].contains($0.item.state) }
        let isTeam = visit.reader.may(.ask, in: place.id)
        let ticks: Markup = "\(each: waiting, { "<li>\(tick($0, isTeam: isTeam))</li>" })"
        return Page(
            "\(say: "What people here want to learn")", in: place,
            """
            <h1>\(say: "What people here want to learn")</h1>\
            <div class="row"><a class="button" href="\(place.needs("new"))">\(say: "Say what you want to learn")</a></div>\
            \(if: waiting.isEmpty, "<p class=\"soft\">\(say: needs.isEmpty ? Phrase("Nobody has said it yet. Each need is a row: who wants to learn what, and why.") : Phrase("Every need was looked at."))</p>")
            \(if: !waiting.isEmpty && isTeam, """
                <p class="soft">\(say: "Tick those that ask the same and make one question of them. The newest first.")</p>
                <form method="get" action="\(place.agenda("new"))"><ul class="list">\(ticks)</ul><div class="row"><button class="quiet">\(say: "Make one question of these")</button></div></form>
                """)
            \(if: !waiting.isEmpty && !isTeam, "<ul class=\"list\">\(ticks)</ul>")
            \(if: !others.isEmpty, "<section><h2>\(say: "What became of the others")</h2><ul class=\"list\">\(each: others, { "<li>\(line($0))</li>" })</ul></section>")
            <p class="go screen"><a href="\(place.needs("paper"))">\(say: "On paper")</a>\
            \(if: isTeam, " · <a href=\"\(place.needs("typing"))\">\(say: "Type in from paper")</a>") · \
            <a href="\(place.needs("changes"))">\(say: "What changed between two days")</a> · <a href="\(place.path("agenda"))">\(say: "The whole agenda")</a></p>
            """)
    }

    private static func tick(_ need: LearningNeed, isTeam: Bool) -> Markup {
        guard isTeam else { return line(need) }
        return """
            <label class="tick"><input type="checkbox" name="need" value="\(need.id)"><span lang="\(need.text.language)" dir="auto">\(need.text.body)</span></label>\
            <span class="soft">\(say: Parts(facts(need), LearningNeed.state(need.item.state)))</span> <a href="/needs/\(need.id)">\(say: "Open")</a>
            """
    }

    private static func line(_ need: LearningNeed) -> Markup {
        """
        <a href="/needs/\(need.id)" lang="\(need.text.language)" dir="auto">\(need.text.body)</a><br>\
        <span class="soft">\(say: Parts(facts(need), LearningNeed.state(need.item.state)))</span>
        """
    }

    static func facts(_ need: LearningNeed) -> Parts {
        Parts(
            Records.who(need.asker), need.relation.words, Phrase("importance \("n", need.importance) of 5"),
            need.neededBy.map { Phrase("needed by \("day", $0)") })
    }

    static func show(_ view: NeedView, for visit: Visit, because: String = "", invalid: Invalid? = nil) -> Page {
        let (need, place) = (view.need, view.place)
        let isOwn = visit.reader.person != nil && need.item.author.person == visit.reader.person
        let isTeam = visit.reader.may(.ask, in: place.id)
        let isOpen = ["raised", "parked"].contains(need.item.state)
        return Page(
            "\(need.text.body)", in: place,
            """
            <p class="eyebrow">\(say: "Somebody wants to learn")</p><h1 lang="\(need.text.language)" dir="auto">\(need.text.body)</h1>\
            <p class="soft">\(say: facts(need))</p>\(Records.label(need.item))
            \(need.words("why").map { "<section><h2>\(say: "What is behind it")</h2>\(Records.words($0))</section>" as Markup })\
            \(need.words("way").map { "<section><h2>\(say: "How they learn best")</h2>\(Records.words($0))</section>" as Markup })\
            \(if: !need.contributes.isEmpty, "<p>\(say: Phrase("They can give: \("what", Listed(LearningNeed.Contribution.allCases.filter(need.contributes.contains).map(\.words)))."))</p>")
            <section><h2>\(say: "What became of it")</h2><p>\(say: LearningNeed.state(need.item.state))\(view.led.map { led in
                ": <a href=\"\(led.item.kind == .question && need.item.state != "answered" ? "/questions/\(led.item.id)/agenda" : Href.to(led.item))\" lang=\"\(led.text?.language ?? "und")\" dir=\"auto\">\(led.text?.body ?? "…")</a>" as Markup
            })</p>\(need.item.state == "parked" ? need.words("because").map(Records.words) : nil)</section>
            \(if: isOpen && isTeam, desk(view, because, invalid))
            <div class="row">\(if: (isOwn || isTeam) && isOpen, "<a class=\"button quiet\" href=\"/needs/\(need.id)/wording\">\(say: "Say it in other words")</a>")\
            \(if: isOwn, Form.button("/needs/\(need.id)/withdrawal", Phrase("Take it back"), version: need.item.version))</div>
            <p class="go">\(if: visit.reader.takesPart(in: place.id), "<a href=\"\(place.path("needs"))\">\(say: "What people here want to learn")</a>")</p>\
            \(if: visit.reader.person != nil, Records.foot(onward: need.item, for: visit))
            """)
    }

    private static func desk(_ view: NeedView, _ because: String, _ invalid: Invalid?) -> Markup {
        let need = view.need
        return """
            <section aria-labelledby="team"><h2 id="team">\(say: "For the team")</h2>
            <div class="row"><a class="button quiet" href="\(view.place.agenda("new").with(query: "need", need.id.description))">\(say: "Make a question of it")</a></div>
            \(if: !view.answers.isEmpty, """
                <details><summary>\(say: "It was answered already")</summary>\(Form.post("/needs/\(need.id)/answering", """
                    \(Form.hidden("_version", "\(need.item.version)"))
                    \(Form.choice("answer", Phrase("Where?"), value: "", options: view.answers.map { ($0.item.id.description, "\($0.text?.body ?? "…")") }))
                    <div class="row"><button class="quiet">\(say: "This answers it")</button></div>
                    """))</details>
                """)
            \(if: need.item.state == "raised", """
                <details\(flag: "open", invalid != nil)><summary>\(say: "Put it aside")</summary>\(Form.post("/needs/\(need.id)/parking", """
                    \(Form.hidden("_version", "\(need.item.version)"))
                    \(Form.area("because", Phrase("Why? They will read it."), value: because, problem: invalid?["because"]))
                    <div class="row"><button class="quiet">\(say: "Put it aside")</button></div>
                    """))</details>
                """)</section>
            """
    }

    static func form(
        _ draft: NeedDraft, in place: Place, changing: (id: ID<Item>, version: Int)? = nil, invalid: Invalid? = nil
    ) -> Page {
        let title = changing == nil ? Phrase("What do you want to learn?") : Phrase("Say it in other words")
        let isMore = ["needed_by", "way"].contains { invalid?[$0] != nil }
        return Page(
            "\(say: title)", in: place,
            """
            <h1>\(say: title)</h1>\(if: changing == nil, "<p class=\"soft\">\(say: "The people of this place read it with your name. You hear what becomes of it.")</p>")
            \(Form.post(changing.map { "/needs/\($0.id)/wording" as Href } ?? place.path("needs"), """
                \(if: changing != nil, Form.hidden("_version", "\(changing?.version ?? 0)"))
                \(Form.area("text", Phrase("What do you want to learn?"), value: draft.text, hint: Phrase("For example: why do youth leave the clubs after month three?"), problem: invalid?["text"], rows: 3))
                \(Form.area("why", Phrase("Which decision or worry is behind it?"), value: draft.why, problem: invalid?["why"], rows: 3))
                \(relation(Phrase("How do you stand to it?"), draft.relation, "", invalid))\(importance(draft.importance, "", invalid))
                <details\(flag: "open", isMore)><summary>\(say: "More")</summary>
                \(Form.line("needed_by", Phrase("By when do you need to know?"), value: draft.neededBy, type: "date", problem: invalid?["needed_by"]))
                \(Form.line("way", Phrase("How do you learn best?"), value: draft.way, hint: Phrase("A talk, a visit, a page, the radio; in which language?"), problem: invalid?["way"]))
                \(Form.ticks("contributes", Phrase("What can you give?"), chosen: draft.contributes, options: LearningNeed.Contribution.allCases.map { ($0.rawValue, "\(say: $0.words)") }))</details>
                <div class="row"><button>\(say: changing == nil ? Phrase("Send") : Phrase("Save"))</button></div>
                """))
            """)
    }

    static func relation(_ words: Phrase, _ value: String, _ row: String, _ invalid: Invalid?) -> Markup {
        Form.choice(
            "relation" + row, words, value: value,
            options: [("", "…")] + LearningNeed.Relation.allCases.map { ($0.rawValue, "\(say: $0.words)") },
            problem: invalid?["relation" + row])
    }

    static func importance(_ value: String, _ row: String, _ invalid: Invalid?) -> Markup {
        Form.choice(
            "importance" + row, Phrase("How important is it?"), value: value.isEmpty ? "3" : value,
            options: (1...5).map { ("\($0)", "\(say: LearningNeed.importance($0))") }, problem: invalid?["importance" + row])
    }

    static func raced(_ draft: NeedDraft, theirs need: LearningNeed, in place: Place, typed: [(name: String, value: String)]) -> Page {
        let now = NeedDraft(need)
        return TwoTexts.page(
            [
                .init(Phrase("What do you want to learn?"), theirs: now.text, mine: draft.text),
                .init(Phrase("Which decision or worry is behind it?"), theirs: now.why, mine: draft.why),
                .init(Phrase("How do you learn best?"), theirs: now.way, mine: draft.way),
                .init(
                    Phrase("How important is it?"), theirs: "\(say: LearningNeed.importance(Int(now.importance) ?? 3))",
                    mine: "\(say: LearningNeed.importance(Int(draft.importance) ?? 3))", differs: now.importance != draft.importance),
            ], in: place, action: "/needs/\(need.id)/wording", back: .to(need.item), version: need.item.version, typed: typed)
    }
}
