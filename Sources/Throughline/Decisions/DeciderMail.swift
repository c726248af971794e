import HTML
import Language

/// The mails a decider gets: three lines, the question, the date, and three links. Plain words, in the decider's language.
enum DeciderMail {
    /// Where the links lead.
    struct Links: Sendable {
        let base: String
        let token: String
        let language: LanguageTag

        func answer(_ reply: AskedDecider.Reply) -> String { page + "?answer=\(reply.rawValue)&lang=\(language)" }
        private var page: String { base + "/deciding/" + token }
        func path(of question: ID<Item>) -> String { base + "/questions/\(question)" }
    }

    static func ask(_ brief: DeciderBrief, _ links: Links) -> MailPage {
        let question = brief.question
        return MailPage(
            subject: Phrase("You are asked to decide: \("question", question.text.body)"),
            lines: [.say(Phrase("The \("team", brief.place.team) team asks you to decide. It takes a minute, without an account.")), .gap]
                + known(brief)
                + [.gap, .say(Phrase("The question: \("question", question.text.body)"))]
                + [
                    .say(
                        question.decisionBy.map { Phrase("The decision is wanted by \("day", $0).") }
                            ?? Phrase("No date is set for the decision."))
                ]
                + [
                    .gap, .link(Phrase("I decided"), links.answer(.decided)), .gap,
                    .link(Phrase("Not yet, because …"), links.answer(.notYet)), .gap,
                    .link(Phrase("Not for me"), links.answer(.notForMe)), .gap,
                ] + foot(brief, links))
    }

    static func confirm(_ brief: DeciderBrief, _ decision: Decision, _ links: Links) -> MailPage {
        MailPage(
            subject: Phrase("Is this your decision? \("question", brief.question.text.body)"),
            lines: [
                .say(
                    Phrase(
                        "\("name", decision.writer ?? brief.place.team) wrote down this decision for you. Nobody takes it for yours until you say so."
                    )),
                .gap, .say(Phrase("The decision: \("what", said(decision.words("what")?.body ?? ""))")),
            ] + (decision.words("why").map { [.say(Phrase("Why: \("why", said($0.body))"))] } ?? [])
                + [
                    .say(Phrase("The question: \("question", brief.question.text.body)")), .gap,
                    .link(Phrase("Yes, this is my decision"), links.answer(.confirmed)), .gap,
                    .link(Phrase("No, this is not what I decided"), links.answer(.denied)), .gap,
                ] + foot(brief, links))
    }

    /// One line, when those who spoke have been told.
    static func told(_ brief: DeciderBrief, told: Int, people: Int, unreachable: Int, _ links: Links) -> MailPage {
        guard people >= Headcount.takingPart else {
            let few = TellingTitles.reached(told: told, people: people, unreachable: unreachable, from: Headcount.takingPart)
            return haveBeenTold([.say(few)], brief, links)
        }
        let reached = Phrase("Told: \("told", told) of \("people", people).")
        let missed = Phrase.counted(
            unreachable, one: "\("n", unreachable) person could not be reached.", other: "\("n", unreachable) people could not be reached.")
        return haveBeenTold([.say(unreachable > 0 ? Phrase("\("told", reached) \("unreachable", missed)") : reached)], brief, links)
    }

    private static func haveBeenTold(_ how: [MailPage.Line], _ brief: DeciderBrief, _ links: Links) -> MailPage {
        MailPage(
            subject: Phrase("They have been told: \("question", brief.question.text.body)"), lines: how + [.gap] + foot(brief, links))
    }

    /// What we know, how sure, who disagrees.
    static func known(_ brief: DeciderBrief) -> [MailPage.Line] {
        guard let known = brief.known else { return [.say(Phrase("What we learned is not written down yet."))] }
        return [
            .say(Phrase("What we know: \("claim", said(known.body))")), .say(Phrase("How sure: \("strength", brief.sureness.words)")),
            .say(disagreement(brief)),
        ]
    }

    /// Words of a locked place do not leave it.
    private static func said(_ words: String) -> Phrase {
        words.isLocked ? Phrase("the words are locked, ask the team for them") : Phrase("\("words", words)")
    }

    private static func disagreement(_ brief: DeciderBrief) -> Phrase {
        switch brief.dissent {
        case .none: Phrase("Who disagrees: nobody so far.")
        case .said(let text): Phrase("Who disagrees: \("dissent", said(text.body))")
        case .kept: Phrase("Who disagrees: somebody does. Ask the team what they say.")
        }
    }

    private static func foot(_ brief: DeciderBrief, _ links: Links) -> [MailPage.Line] {
        let path: [MailPage.Line] = links.base.isEmpty ? [] : [.link(Phrase("The whole path"), links.path(of: brief.question.id)), .gap]
        return path + [.say(Phrase("The \("team", brief.place.team) team, \("place", brief.place.name)"))]
    }
}
