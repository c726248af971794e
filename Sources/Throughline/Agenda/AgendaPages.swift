import HTML
import Language

/// The agenda of a place: one line a question, and how the whole stands.
enum AgendaPages {
    static func show(_ view: AgendaView, for visit: Visit) -> Page {
        let place = view.place
        let own = view.shown(view.lines)
        let isTeam = visit.reader.may(.ask, in: place.id)
        return Page(
            "\(say: "What we want to learn")", in: place,
            """
            <h1>\(say: "What we want to learn")</h1><p dir="auto"><b>\(view.agenda.title)</b></p>\
            <p class="soft">\(say: about(view.agenda))</p>\
            \(if: view.numbers.active > Agenda.mostActive, "<p class=\"turn\">\(say: "\("n", view.numbers.active) questions are being worked on at once. More than \("most", Agenda.mostActive) tire everybody out: put some aside, or join them.")</p>")
            <div class="row"><a class="button" href="\(place.needs("new"))">\(say: "Say what you want to learn")</a>\
            <a class="button quiet" href="\(place.path("needs"))">\(say: waiting(view.waiting, isTeam: isTeam))</a></div>
            <p class="go screen">\(if: view.isPressingOnly, "<a href=\"\(place.path("agenda"))\">\(say: "All questions")</a>", else: "<a href=\"\(place.path("agenda").with(query: "only", "pressing"))\">\(say: "Only those with a decision within \("n", AgendaQuestion.soon) days and no answer")</a>")</p>
            \(Records.list(own, ordered: own.count > 1 ? Phrase("The nearest decision first.") : nil, empty: view.isPressingOnly ? Phrase("None: no decision is near without an answer.") : Phrase("No question yet. It begins with what people here want to learn.")) { line($0, view) })
            \(each: view.theirs, { theirs in
                """
                \(if: !view.shown(theirs.lines).isEmpty, "<section><h2>\(say: "Questions \("place", theirs.place.name) shows us")</h2>\(Records.list(view.shown(theirs.lines), empty: Phrase("None.")) { line($0, view) })</section>")
                """
            })
            <section aria-labelledby="stands"><h2 id="stands">\(say: "How it stands")</h2>\(numbers(view))</section>
            \(if: !view.past.isEmpty, "<details><summary>\(say: "Not asked any more")</summary>\(Records.list(view.past, empty: Phrase("None.")) { line($0, view) })</details>")
            <p class="row go screen"><a href="\(place.agenda("work"))">\(say: "What is done for each question")</a> <a href="\(place.agenda("table"))">\(say: "As a table (CSV)")</a> <a href="\(place.agenda("data"))">\(say: "As data (JSON)")</a>\
            \(if: visit.reader.may(.settle, in: place.id), " <a href=\"\(place.agenda("settings"))\">\(say: "Change the agenda")</a>")</p>
            """)
    }

    private static func about(_ agenda: Agenda) -> Phrase {
        agenda.stakeholders.isEmpty
            ? Phrase(
                "For \("level", agenda.level.words), until \("day", agenda.until). None of the people it concerns has a say: \("why", agenda.whyNot)"
            )
            : Phrase("For \("level", agenda.level.words), until \("day", agenda.until). Who has a say: \("who", agenda.stakeholders)")
    }

    private static func waiting(_ n: Int, isTeam: Bool) -> Phrase {
        guard isTeam, n > 0 else { return Phrase("What people here want to learn") }
        return Phrase.counted(n, one: "\("n", n) need waits to be looked at", other: "\("n", n) needs wait to be looked at")
    }

    private static func line(_ line: AgendaLine, _ view: AgendaView) -> Markup {
        let facet = line.facet
        return """
            <a href="/questions/\(facet.id)/agenda" lang="\(facet.question.text.language)" dir="auto">\(facet.question.text.body)</a><br>\
            <span class="soft">\(say: Parts(facet.state.words, Phrase("set by \("whom", facet.setBy.words)"), Phrase("priority \("n", facet.priority.words)")))</span><br>\
            \(say: AgendaWords.decision(facet, on: view.today))<br>\(AgendaWords.answer(line))<br>\
            <span class="soft">\(say: facet.use.status.words)</span>
            """
    }

    /// Coverage, readiness for use, and who asks.
    private static func numbers(_ view: AgendaView) -> Markup {
        let n = view.numbers
        return """
            <ul><li>\(say: "Being worked on: \("active", n.active); of these put to people now: \("asked", n.asked).")</li>\
            <li>\(say: "Something is done within \("days", Activity.ahead) days for \("covered", view.covered) of \("active", n.active) being worked on.")</li>\
            <li>\(say: "Adopted: \("adopted", n.adopted); of these with a full plan how the answer will be used: \("ready", n.useReady).")</li></ul>
            \(whoAsks(n))\(if: !n.isAskedByThePeople || n.hasShares, "<p class=\"go\"><a href=\"\(view.place.needs("paper").with(query: "empty", "yes"))\">\(say: "Invite the people it concerns to set questions")</a></p>")
            """
    }

    private static func whoAsks(_ n: AgendaNumbers) -> Markup {
        let kinds = SetBy.allCases.filter { n.whoAsks[$0, default: 0] > 0 }
        guard n.adopted > 0 else { return "<p class=\"soft\">\(say: "Who asks: nobody yet, no question was adopted.")</p>" }
        guard n.hasShares else {
            return
                "<p class=\"soft\">\(say: "Who asks: too few questions for shares. So far: \("who", Listed(kinds.map(\.words))).")</p>"
        }
        return Charts.bars(
            Phrase("Who asks"), of: Phrase("Set by"), Phrase("Adopted questions"),
            kinds.map { kind in
                let (count, share) = (n.whoAsks[kind] ?? 0, n.share(kind) ?? 0)
                let said = Phrase("\("n", count) of \("all", n.adopted) (\("share", share) %)")
                let name: Markup = "\(say: kind.words)"
                return Charts.Mark(label: name, value: Double(count), words: "\(say: said)")
            })
    }
}

/// What a question's decision and answer are, in a line; on the agenda and on its own page.
enum AgendaWords {
    static func decision(_ facet: AgendaQuestion, on today: Day) -> Phrase {
        guard !facet.decision.isEmpty else { return Phrase("No decision hangs on it yet.") }
        guard let days = facet.daysLeft(on: today), let day = facet.question.decisionBy else {
            return Phrase("Helps to decide: \("what", facet.decision)")
        }
        if days < 0 { return Phrase("Helped to decide by \("day", day): \("what", facet.decision)") }
        return Phrase(
            "Helps to decide: \("what", facet.decision), \("left", Phrase.counted(days, one: "\("n", days) day left", other: "\("n", days) days left"))"
        )
    }

    static func answer(_ line: AgendaLine) -> Markup {
        let last = line.lastEvidence.map { Phrase("Last evidence: \("day", $0).") }
        guard let answer = line.answer else {
            return "\(say: "Nothing answers it yet.")\(last.map { " \(say: $0)" as Markup })"
        }
        return "\(words(answer))\(last.map { " <span class=\"soft\">\(say: $0)</span>" as Markup })"
    }

    static func words(_ answer: AgendaLine.Answer) -> Markup {
        """
        <a href="\(Href.to(answer.item))" lang="\(answer.text?.language ?? "und")" dir="auto">\(answer.text?.body ?? "…")</a> \(say: answer.sureness)
        """
    }
}
