import Language

/// The path of somebody's words on one sheet of paper.
struct TrailPaper: Sendable {
    let view: MyWords
    let day: Day
    /// Paper can be found: without words it says that something was said, and nothing about what.
    let withWords: Bool

    var sheet: Sheet {
        var sheet = Sheet()
        sheet.heading(1, Phrase("What became of my words"))
        sheet.small(Phrase("As it stood on \("day", day)."))
        withWords ? told(&sheet) : counted(&sheet)
        return sheet
    }

    private func told(_ sheet: inout Sheet) {
        let became = view.became
        sheet.heading(2, words: view.question.text)
        sheet.small(Phrase("You said, \("day", view.voice.item.day)"))
        if let text = view.voice.text { sheet.quote(text) }
        sheet.heading(2, Phrase("What we learned"))
        for learned in became.learned {
            var small: [[Sheet.Run]] = [[.say(learned.sureness.words)]]
            if learned.own == .contradicts { small.append([.say(Phrase("Your words stand against it, and are kept beside it."))]) }
            if let label = learned.item.label { small.append([.say(Phrase("Moderators note: \("note", label.words)."))]) }
            if learned.dissents > 0 { small.append([.say(Phrase("Not everybody sees it this way."))]) }
            sheet.entry([.words(learned.claim)], small: small)
        }
        if became.learned.isEmpty { sheet.text(Phrase("Nothing has been learned yet.")) }
        sheet.heading(2, Phrase("Decisions and promises"))
        for done in became.done { sheet.entry([.words(done.what)], small: ReportSheet.notes(done, saysWhy: true)) }
        if became.done.isEmpty { sheet.text(Phrase("Nothing has been decided yet.")) }
        sheet.heading(2, Phrase("Told back"))
        if let heard = became.heard?.text {
            sheet.text(words: heard)
        } else {
            sheet.text(Phrase("You hear from us by \("day", view.question.hearBy), in \("language", view.voice.toldLanguage)"))
        }
        for next in became.next { sheet.text(Phrase("The next question:"), words: next.text) }
    }

    /// Days and numbers, and no word that says what it is about.
    private func counted(_ sheet: inout Sheet) {
        let became = view.became
        sheet.entry([.say(Phrase("You said something, \("day", view.voice.item.day)"))])
        let (learned, done) = (became.learned.count, became.done.filter { !$0.isNotDone }.count)
        sheet.entry([
            .say(
                learned == 0
                    ? Phrase("Nothing has been learned yet.")
                    : Phrase.counted(
                        learned, one: "\("n", learned) thing was learned where it was read.",
                        other: "\("n", learned) things were learned where it was read."))
        ])
        sheet.entry([
            .say(
                done == 0
                    ? Phrase("Nothing has been decided yet.")
                    : Phrase.counted(
                        done, one: "\("n", done) thing was decided or promised.", other: "\("n", done) things were decided or promised."))
        ])
        sheet.entry([
            .say(
                became.heard == nil
                    ? Phrase("You hear from us by \("day", view.question.hearBy), in \("language", view.voice.toldLanguage)")
                    : Phrase("You were told what became of it."))
        ])
    }
}
