import HTML
import Language

/// Switching the agenda on, changing what is said of it, showing it to other places, putting it away.
enum AgendaSettingPages {
    static func begin(_ draft: AgendaDraft, in place: Place, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "A learning agenda")", in: place,
            """
            <h1>\(say: "A learning agenda")</h1>\
            <p>\(say: "People here say what they want to learn. You make a few questions of it, say which decision each one helps, and see that the answers are used. Nobody meets any of this until you switch it on.")</p>
            \(Form.post(place.path("agenda"), "\(fields(draft, invalid))<div class=\"row\"><button>\(say: "Switch it on")</button></div>"))
            """)
    }

    static func change(
        _ draft: AgendaDraft, _ agenda: Agenda, in place: Place, partners: [Place], seen version: Int, partner: String = "",
        invalid: Invalid? = nil
    ) -> Page {
        Page(
            "\(say: "Change the agenda")", in: place,
            """
            <h1>\(say: "Change the agenda")</h1>
            \(Form.post(place.agenda("settings"), """
                \(Form.hidden("_version", "\(version)"))\(fields(draft, invalid))<div class="row"><button>\(say: "Save")</button></div>
                """))
            <section><h2>\(say: "One agenda over several places")</h2>\
            <p class="soft">\(say: "The people of another place see the questions you adopted, on their own agenda, after their own.")</p>\
            \(if: !partners.isEmpty, "<ul class=\"list\">\(each: partners, { "<li>\($0.name)<div class=\"row\">\(Form.button("\(place.agenda("partners"))/ending", Phrase("Stop showing it"), hidden: [("place", $0.slug)]))</div></li>" })</ul>")
            \(Form.post(place.agenda("partners"), """
                \(Form.line("place", Phrase("Which place?"), value: partner, hint: Phrase("Its name, or the address of its first page."), problem: invalid?["place"]))
                <div class="row"><button class="quiet">\(say: "Show it there")</button></div>
                """))</section>
            <details><summary>\(say: "Put the agenda away")</summary><p>\(say: "Nobody meets it any more. Nothing is lost: switched on again it is as it was.")</p>\
            <div class="row">\(Form.button(place.agenda("ending"), Phrase("Put it away"), version: agenda.version))</div></details>
            """)
    }

    static func raced(_ draft: AgendaDraft, theirs agenda: Agenda, in place: Place, typed: [(name: String, value: String)]) -> Page {
        let now = AgendaDraft(agenda)
        return TwoTexts.page(
            [
                .init(Phrase("Title"), theirs: now.title, mine: draft.title),
                .init(Phrase("Who of the people it concerns has a say?"), theirs: now.stakeholders, mine: draft.stakeholders),
                .init(Phrase("Nobody of them? Say why"), theirs: now.whyNot, mine: draft.whyNot),
                .init(Phrase("What do you believe leads to what?"), theirs: now.theory, mine: draft.theory),
                .init(Phrase("Until when?"), theirs: now.until, mine: draft.until),
            ], in: place, action: place.agenda("settings"), back: place.agenda("settings"), version: agenda.version, typed: typed)
    }

    private static func fields(_ draft: AgendaDraft, _ invalid: Invalid?) -> Markup {
        """
        \(Form.line("title", Phrase("Title"), value: draft.title, problem: invalid?["title"]))
        \(Form.choice("level", Phrase("For what?"), value: draft.level, options: Agenda.Level.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
        \(Form.line("stakeholders", Phrase("Who of the people it concerns has a say?"), value: draft.stakeholders, problem: invalid?["stakeholders"]))
        \(Form.line("why_not", Phrase("Nobody of them? Say why"), value: draft.whyNot, problem: invalid?["why_not"]))
        \(Form.line("until", Phrase("Until when?"), value: draft.until, type: "date", problem: invalid?["until"]))
        <details\(flag: "open", invalid?["theory"] != nil)><summary>\(say: "More")</summary>\
        \(Form.area("theory", Phrase("What do you believe leads to what?"), value: draft.theory, hint: Phrase("If …, then …, because …"), problem: invalid?["theory"]))
        \(Form.choice("review_every", Phrase("How often is it looked at again?"), value: draft.reviewEvery, options: AgendaDraft.months.map { n in ("\(n)", "\(say: Phrase.counted(n, one: "every \("n", n) month", other: "every \("n", n) months"))") }))</details>
        """
    }
}
