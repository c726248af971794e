import HTML
import Language

/// The team shows what it learned to those who said it, and sees what they answered.
enum RoundPages {
    static func desk(_ view: RoundDesk, until: Day, on today: Day, draft: RoundDraft, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Ask those who said it first")", in: view.place,
            """
            <p class="eyebrow">\(say: "Ask those who said it first")</p>\
            <h1 lang="\(view.question.text.language)" dir="auto">\(view.question.text.body)</h1>\
            <p class="soft">\(say: "Before others read what was learned, those whose words it rests on can say whether it is what they meant. Whoever cannot be asked does not hold it up, and silence is never a yes.")</p>\
            \(if: view.place.isSealed, "<p>\(say: "The words of this place are locked. They cannot be sent to anybody outside.")</p>")\
            \(each: view.rounds, { past($0, view, today) })\(if: !view.place.isSealed, next(view, until, today, draft, invalid))\
            <p><a href="\(Href.to(view.question.item))">\(say: "Back to the question")</a></p>
            """
        ).secretly
    }

    private static func next(_ view: RoundDesk, _ until: Day, _ today: Day, _ draft: RoundDraft, _ invalid: Invalid?) -> Markup {
        if let running = view.running, running.round.isOpen(on: today) {
            return
                "<p class=\"soft\">\(say: "One question at a time: the next sentences can be shown from \("day", running.round.until + 1) on.")</p>"
        }
        guard !view.open.isEmpty else {
            return """
                <p class="soft">\(say: view.rounds.isEmpty ? Phrase("Nothing is written down yet that could be shown.") : Phrase("Everything that can be shown was shown."))</p>\
                \(if: view.rounds.isEmpty, "<p><a class=\"button\" href=\"/questions/\(view.question.id)/insights/new\">\(say: "Write what we learned")</a></p>")
                """
        }
        if view.isBlocked {
            return """
                <p>\(say: "Something promised to them is overdue. They are asked again when it is done, or when those who speak for them allow it.")</p>\
                <p><a class="button" href="/questions/\(view.question.id)/before">\(say: "What they still wait for")</a></p>
                """
        }
        guard view.reachable > 0 else {
            return
                "<p>\(say: "None of those whose words this rests on can be asked: nobody allowed to be written to again, and nobody keeps a code.")</p>"
        }
        return form(view, until, draft, invalid)
    }

    private static func form(_ view: RoundDesk, _ until: Day, _ draft: RoundDraft, _ invalid: Invalid?) -> Markup {
        """
        <section aria-labelledby="show"><h2 id="show">\(say: "Show it to them")</h2>\
        <p>\(say: Phrase.counted(view.people, one: "All this rests on the words of \("n", view.people); \("asked", view.reachable) can be asked.", other: "All this rests on the words of \("n", view.people); \("asked", view.reachable) can be asked."))</p>\
        <p class="soft">\(say: "By a letter to those who allowed you to write again, and on the page of their own words. They have five working days, until \("day", until). It counts as asking them: \("n", RoundDraft.minutes) minutes of each.") \(AskingWords.counted(view.register))</p>\
        \(Form.post("/questions/\(view.question.id)/correcting", """
            \(Form.ticks("insights", Phrase("Which sentences?"), chosen: draft.insights, options: view.open.map { ($0.id.description, sentence($0)) }, problem: invalid?["insights"]))
            <div class="row"><button>\(say: "Show it to those who said it")</button></div>
            """))</section>
        """
    }

    private static func sentence(_ insight: Insight) -> Markup {
        "<span lang=\"\(insight.claim.language)\" dir=\"auto\">\(insight.claim.body)</span><br><small>\(say: insight.stateWords)</small>"
    }

    private static func past(_ past: RoundDesk.Past, _ view: RoundDesk, _ today: Day) -> Markup {
        let isOpen = past.round.isOpen(on: today)
        return """
            <section class="turn"><h2 class="eyebrow">\(say: isOpen ? Phrase("Shown to those who said it, until \("day", past.round.until)") : Phrase("Shown to those who said it, \("day", past.round.begunOn)"))</h2>\
            <p>\(say: RoundWords.asked(past.numbers))</p><ul class="list">\(each: past.claims, { claim in
                """
                <li><a href="\(Href.to(claim.insight.item))" lang="\(claim.insight.claim.language)" dir="auto">\(claim.insight.claim.body)</a>\
                <br><span class="soft">\(say: RoundWords.asked(claim.numbers))</span>\(if: claim.numbers.answered > 0, "<br><span class=\"soft\">\(say: RoundWords.said(claim.numbers))</span>")</li>
                """
            })</ul></section>
            """
    }
}

/// How many were asked and what they said, in one sentence, as each reader may know it.
enum RoundWords {
    /// "6 of 14 could be asked, 4 answered."
    static func asked(_ numbers: RoundNumbers) -> Phrase {
        let answered = Phrase.counted(
            numbers.answered, one: "\("n", numbers.answered) answered", other: "\("n", numbers.answered) answered")
        return Phrase.counted(
            numbers.asked, one: "\("n", numbers.asked) of \("all", numbers.people) could be asked, \("answered", answered).",
            other: "\("n", numbers.asked) of \("all", numbers.people) could be asked, \("answered", answered).")
    }

    static func said(_ numbers: RoundNumbers) -> Phrase {
        Phrase(
            "That is what I meant: \("meant", numbers.meant). Not quite: \("not", numbers.notQuite). Did not want to be in it: \("left", numbers.left)."
        )
    }

    /// On the page of something learned.
    static func standing(_ standing: RoundStanding?, fewest: Int, isTeam: Bool, on today: Day) -> Markup {
        guard let standing else { return "" }
        let (round, numbers) = (standing.round, standing.numbers)
        let words: Phrase =
            numbers.isSafe(from: fewest)
            ? asked(numbers)
            : numbers.answered > 0
                ? Phrase("Some of those whose words it rests on were asked, and some answered.")
                : Phrase("Those of them who could be asked were asked.")
        return """
            <section aria-labelledby="round"><h2 id="round">\(say: "Shown first to those who said it")</h2><p>\(say: words) \
            \(say: round.isOpen(on: today) ? Phrase("They can answer until \("day", round.until).") : Phrase("They could answer until \("day", round.until)."))</p>\
            \(if: isTeam && numbers.answered > 0, "<p class=\"soft\">\(say: said(numbers))</p>")\
            <p class="soft">\(say: "Whoever did not answer is not counted as agreeing.")</p>\
            \(if: standing.early != nil, early(standing))</section>
            """
    }

    private static func early(_ standing: RoundStanding) -> Markup {
        guard let (reason, day) = standing.early else { return "" }
        return """
            <p>\(say: "It was opened to others on \("day", day), before that, because:") <span lang="\(reason.language)" dir="auto">\(reason.body)</span></p>
            """
    }
}
