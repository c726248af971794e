import Language

/// A report in one of its sizes, as a document in parts: the same on the page, on paper and in a file.
struct ReportSheet {
    let view: ReportView
    let size: ReportSize

    private var isWhole: Bool { size == .all }

    var sheet: Sheet {
        var sheet = Sheet()
        if let line = view.words(.line) { sheet.heading(1, words: line) } else { sheet.heading(1, Phrase("A report")) }
        sheet.small(Self.standing(view))
        guard size != .line else { return sheet }
        for part in ReportPart.points { if let point = view.words(part) { sheet.entry([.words(point)]) } }
        guard size == .page || isWhole else { return sheet }
        if isWhole, let change = view.words(.change) { sheet.text(Phrase("What is different from the edition before:"), words: change) }
        if let words = view.words(.introduction) { sheet.text(words: words) }
        asked(&sheet)
        said(&sheet)
        learned(&sheet)
        decided(&sheet)
        changed(&sheet)
        told(&sheet)
        return sheet
    }

    static func standing(_ view: ReportView) -> Phrase {
        let report = view.report
        guard let day = report.publishedOn, let edition = report.edition else {
            return Phrase("A draft of the \("team", view.place.team) team")
        }
        let checked =
            report.checkedOn == nil
            ? Phrase("No second person has read it before it went out.") : Phrase("A second person has read it before it went out.")
        let team = Phrase("The \("team", view.place.team) team, \("place", view.place.name)")
        return edition == 1
            ? Phrase("\("who", team), \("day", day). \("checked", checked)")
            : Phrase("\("who", team), edition \("n", edition), \("day", day). \("checked", checked)")
    }

    private func asked(_ sheet: inout Sheet) {
        sheet.heading(2, Phrase("What was asked, and of whom"))
        for about in view.about {
            var small: [[Sheet.Run]] = []
            if let who = about.organisation {
                small.append([.say(Phrase("Asked for \("who", who), \("day", about.question.item.day)."))])
            } else {
                small.append([.say(Phrase("Asked by the \("team", view.place.team) team, \("day", about.question.item.day)."))])
            }
            small.append([.say(Self.answered(about.people))])
            sheet.entry([.words(about.question.text)], small: small)
        }
        if let missing = view.words(.missing) {
            sheet.text(Phrase("Who is missing:"), words: missing)
        } else {
            sheet.text(Phrase("Nobody has written down who is missing."))
        }
    }

    static func answered(_ people: Headcount) -> Phrase {
        switch people {
        case .nobody: Phrase("Nobody answered.")
        case .few: Phrase("A few people answered")
        case .exactly(let n), .atLeast(let n):
            Phrase.counted(n, one: "\("n", people.said) person answered", other: "\("n", people.said) people answered")
        }
    }

    private func said(_ sheet: inout Sheet) {
        let quotes = isWhole ? view.quotes : Array(view.quotes.prefix(1))
        guard !quotes.isEmpty || (isWhole && view.words(.heard) != nil) else { return }
        sheet.heading(2, Phrase("What people said"))
        if isWhole, let words = view.words(.heard) { sheet.text(words: words) }
        for voice in quotes {
            guard let text = voice.text else { continue }
            sheet.quote(text)
            if let name = voice.name { sheet.small(Phrase("\("name", name)")) }
        }
    }

    private func learned(_ sheet: inout Sheet) {
        sheet.heading(2, Phrase("What we learned"))
        if isWhole, let words = view.words(.learned) { sheet.text(words: words) }
        guard !view.learned.isEmpty else { return sheet.text(Phrase("Nothing has been learned yet.")) }
        for learned in view.learned { sheet.entry([.words(learned.insight.claim)], small: notes(learned)) }
    }

    /// Who sees it differently is said in every size that says what was learned.
    private func notes(_ learned: ReportView.Learned) -> [[Sheet.Run]] {
        let insight = learned.insight
        var notes: [[Sheet.Run]] = [[.say(insight.sureness.words)]]
        if let label = insight.item.label { notes.append([.say(Phrase("Moderators note: \("note", label.words)."))]) }
        if isWhole, let limits = insight.limits { notes.append([.say(Phrase("For whom it holds:")), .words(limits)]) }
        if isWhole {
            for review in learned.reviews {
                if let reason = review.reason { notes.append([.say(Phrase("Somebody who looked at it says:")), .words(reason)]) }
                let doubts = Concern.allCases.compactMap { concern in
                    review.concerns[concern].map { Phrase("\("what", concern.words): \("doubt", $0.words)") }
                }
                if !doubts.isEmpty { notes.append([.say(Phrase("\("doubts", Listed(doubts))"))]) }
            }
            for (field, label) in [("so_what", Phrase("What follows from it:")), ("disagreeing", Phrase("Who would not agree, and why:"))] {
                if let words = insight.texts[field] { notes.append([.say(label), .words(words)]) }
            }
        }
        if insight.against > 0 { notes.append([.say(Phrase("Something people said speaks against it."))]) }
        for dissent in learned.dissents {
            notes.append([.say(Phrase("Somebody sees it differently:")), .words(dissent.text)])
            if let instead = dissent.alternative { notes.append([.say(Phrase("Seen this way instead:")), .words(instead)]) }
        }
        for contradiction in learned.contradictions { notes += differing(contradiction) }
        if let round = learned.round { notes.append([.say(Self.asked(round, from: view.fewest))]) }
        if isWhole {
            for correction in learned.corrections {
                notes.append([.say(Phrase("Put right by somebody whose words it rests on:")), .words(correction.text)])
            }
        }
        if learned.withdrawn != .nobody { notes.append([.say(Phrase("Some words it rested on were taken back since."))]) }
        return notes
    }

    /// What does not fit, with its words where its readers may be told them, and what would tell.
    private func differing(_ standing: StandingContradiction) -> [[Sheet.Run]] {
        let contradiction = standing.contradiction
        var notes: [[Sheet.Run]] = []
        let isTold = standing.other.kind == .insight || view.quotes.contains { $0.id == standing.other.id }
        if isTold, let words = standing.words { notes.append([.say(Phrase("It does not fit with this:")), .words(words)]) }
        notes.append([.say(Phrase("Why something else was said: \("why", contradiction.explanation.words)."))])
        if let check = contradiction.check {
            notes.append([
                .say(contradiction.nextOn.map { Phrase("What would tell, by \("day", $0):") } ?? Phrase("What would tell:")), .words(check),
            ])
        }
        if let found = contradiction.found { notes.append([.say(Phrase("What was found:")), .words(found)]) }
        return notes
    }

    /// "6 of 14 could be asked, 4 answered", where nobody can be picked out of that.
    static func asked(_ standing: RoundStanding, from fewest: Int) -> Phrase {
        let numbers = standing.numbers
        let words =
            numbers.isSafe(from: fewest)
            ? RoundWords.asked(numbers)
            : numbers.answered > 0
                ? Phrase("Some of those whose words it rests on were asked, and some answered.")
                : Phrase("Those of them who could be asked were asked.")
        return Phrase("Shown first to those who said it: \("asked", words)")
    }

    private func decided(_ sheet: inout Sheet) {
        sheet.heading(2, Phrase("Decisions and promises"))
        if isWhole, let words = view.words(.done) { sheet.text(words: words) }
        let all = view.about.flatMap { about in about.became.done.map { (done: $0, isKept: about.kept.contains($0.item.id)) } }
        guard !all.isEmpty else { return sheet.text(Phrase("Nothing has been decided yet.")) }
        for (done, isKept) in all {
            sheet.entry([.words(done.what)], small: Self.notes(done, isKept: isKept, saysWhy: isWhole))
        }
    }

    /// When and by whom, and what became of it.
    static func notes(_ done: WhatBecame.Done, isKept: Bool = false, saysWhy: Bool) -> [[Sheet.Run]] {
        let title = isKept ? Phrase("Deliberately not changed, \("day", done.on)") : Stops.title(of: done.item, on: done.on)
        var notes: [[Sheet.Run]] = [[.say(Phrase("\("title", title): \("who", Records.who(done.by))"))]]
        if let happened = done.happened { notes.append([.say(Phrase("What happened:")), .words(happened)]) }
        if saysWhy || done.isNotDone, let why = done.why { notes.append([.say(Phrase("Why: \("why", why)"))]) }
        return notes
    }

    private func changed(_ sheet: inout Sheet) {
        let changed = view.about.flatMap(\.changed)
        guard !changed.isEmpty else {
            if isWhole {
                sheet.heading(2, Phrase("What changed"))
                sheet.text(Phrase("Nobody has seen a change yet."))
            }
            return
        }
        sheet.heading(2, Phrase("What changed"))
        for step in changed { if let text = step.text { sheet.entry([.words(text)], small: [[.say(Phrase("since \("day", step.day)"))]]) } }
    }

    private func told(_ sheet: inout Sheet) {
        sheet.heading(2, Phrase("What people were told"))
        for about in view.about {
            let became = about.became
            guard !became.tellings.isEmpty || !became.notTold.isEmpty else {
                sheet.text(Phrase("Nothing has been told back yet. It was promised by \("day", about.question.hearBy)."))
                continue
            }
            for telling in isWhole ? became.tellings : Array(became.tellings.suffix(3)) {
                let reached = TellingTitles.reached(
                    told: telling.told, people: telling.people, unreachable: telling.unreachable, from: view.fewest)
                sheet.entry([
                    .say(
                        Phrase(
                            "\("day", telling.toldOn ?? telling.item.day), in \("language", telling.language), \("way", telling.door.how). \("reached", reached)"
                        ))
                ])
            }
            for why in became.notTold {
                sheet.entry([.say(Phrase("Not done, because:")), .words(Text(body: why, language: "und", origin: "author"))])
            }
        }
    }
}
