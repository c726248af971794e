import HTML
import Language

/// The returns desk: late, owed and delivered, by language, with how well promises to tell were kept.
enum ReturnsPages {
    static func show(_ desk: ReturnsDesk) -> Page {
        Page(
            "\(say: "Telling back")", in: desk.place,
            """
            <h1>\(say: "Telling back")</h1>\(numbers(desk))\(languages(desk))\
            \(section("late", Phrase("Late"), desk.late, Phrase("Nothing is late."), desk.prints))\(section("owed", Phrase("Owed"), desk.owed, Phrase("Nothing else is owed."), desk.prints))\
            \(section("delivered", Phrase("Delivered"), desk.delivered, Phrase("Nothing has been told back yet."), false))\
            \(if: !desk.notDone.isEmpty, section("not-done", Phrase("It will not be told"), desk.notDone, "", false))
            """
        ).secretly
    }

    private static func numbers(_ desk: ReturnsDesk) -> Markup {
        let all = desk.numbers
        return """
            \(if: all.due > 0, "<p>\(say: Phrase("Told in time: \("told", all.inTime) of \("due", all.due) people, \("percent", all.rate) %."))</p>", else: "<p class=\"soft\">\(say: "Nobody was due to be told yet.")</p>")\
            \(all.medianDays.map { "<p>\(say: Phrase.counted($0, one: "Half of them waited \("n", $0) day or less.", other: "Half of them waited \("n", $0) days or less."))</p>" as Markup })\
            \(if: all.used > 0, "<p>\(say: Phrase("Answers something was learned from: \("used", all.used). Their speakers were told what for: \("told", all.usedAndTold)."))</p>")
            """
    }

    private static func languages(_ desk: ReturnsDesk) -> Markup {
        let due = desk.languages.filter { $0.numbers.due > 0 }
        guard due.count > 1 else { return "" }
        return """
            <ul class="list">\(each: due, { line in
                "<li><b>\(say: Phrase("\("language", line.language)"))</b>: \(say: Phrase("Told in time: \("told", line.numbers.inTime) of \("due", line.numbers.due) people, \("percent", line.numbers.rate) %."))</li>"
            })</ul>
            """
    }

    private static func section(_ id: String, _ title: Phrase, _ lines: [ReturnsDesk.Line], _ empty: Phrase, _ prints: Bool) -> Markup {
        """
        <section aria-labelledby="\(id)"><h2 id="\(id)">\(say: title)</h2>\(Records.list(lines, empty: empty) { entry($0, prints: prints) })</section>
        """
    }

    private static func entry(_ line: ReturnsDesk.Line, prints: Bool) -> Markup {
        let question = line.question
        return """
            <b>\(say: TellingTitles.whom(line.duty))</b><br><a href="\(Href.to(question.item))" lang="\(question.text.language)" dir="auto">\(question.text.body)</a><br>\
            <span class="soft">\(say: TellingTitles.when(line.duty))\(line.telling.map { " \(say: told($0))" as Markup })\
            \(if: line.duty.because != nil, " \(say: "Not done, because:") <span dir=\"auto\">\(line.duty.because ?? "")</span>")</span>
            <div class="row">\(line.duty.state == "owed" ? "<a class=\"button quiet\" href=\"/duties/\(line.duty.id)/telling\">\(say: "Read and send")</a>\(if: prints, paper(line))" : line.telling.map { "<a class=\"button quiet\" href=\"\(Href.to($0.item))\">\(say: $0.acknowledged == nil ? Phrase("Did they hear it?") : Phrase("Read it"))</a>" as Markup } ?? "")</div>
            """
    }

    /// A page to hand out, in the language it is owed in.
    private static func paper(_ line: ReturnsDesk.Line) -> Markup {
        let paper = Href("/questions/\(line.question.id)/closing-pack").with(query: "in", line.duty.language.description)
        return "<a class=\"button quiet\" href=\"\(paper)\">\(say: "A page to print")</a>"
    }

    private static func told(_ telling: Telling) -> Phrase {
        let day = telling.toldOn ?? telling.item.day
        let heard = telling.acknowledged?.words ?? Phrase("Nobody has asked them yet whether they heard it.")
        guard let form = telling.form else { return Phrase("Told on \("day", day). \("heard", heard)") }
        return Phrase("Told on \("day", day): \("form", form.words). \("heard", heard)")
    }

    /// In which form and language it reaches them.
    static func delivery(_ duty: Duty, _ draft: DeliveryDraft, languages: [LanguageTag], _ invalid: Invalid?) -> Markup {
        let all = [duty.language] + languages.filter { $0 != duty.language }
        return """
            \(Form.choice("form", Phrase("In which form do they hear it?"), value: draft.form.nonEmpty ?? ReturnForm.of(duty.door).rawValue, options: ReturnForm.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
            \(Form.choice("in_language", Phrase("In which language?"), value: draft.language.nonEmpty ?? duty.language.description, options: all.map { ($0.description, "\($0.endonym)") }, problem: invalid?["in_language"]))
            """
    }

    /// On the text before it goes: who of the people has looked at it.
    static func checking(_ telling: Telling, _ draft: CheckedByDraft = .init(), _ invalid: Invalid? = nil) -> Markup {
        if let day = telling.checkedOn {
            return "<p class=\"soft\">\(say: Phrase("Looked at by \("name", Records.who(telling.checkedBy)), \("day", day)."))</p>"
        }
        return """
            <details\(flag: "open", invalid?["checked_by"] != nil)><summary>\(say: "Somebody of the people looks at it first")</summary>\
            <p class="soft">\(say: "Is it right, and said so that it is understood? Who looked at it stands beside it.")</p>\
            \(Form.post("/tellings/\(telling.id)/checking", """
                \(Form.hidden("_version", "\(telling.item.version)"))
                \(Form.line("checked_by", Phrase("Who of the people has looked at it?"), value: draft.name, problem: invalid?["checked_by"]))
                <div class="row"><button class="quiet">\(say: "They say that it is right")</button></div>
                """))</details>
            """
    }

    /// On what was told: whether they heard it, and what they said to it.
    static func receipt(_ telling: Telling, _ reply: Text?, mayTell: Bool, _ draft: ReceiptDraft = .init(), _ invalid: Invalid? = nil)
        -> Markup
    {
        guard telling.toldOn != nil else { return "" }
        let known: Markup = """
            \(telling.form.map { "<p class=\"soft\">\(say: $0.words)</p>" as Markup })\
            \(if: telling.checkedOn != nil, checking(telling))\
            \(telling.acknowledged.map { "<p>\(say: $0.words)</p>" as Markup })\(reply.map { "<section><h2>\(say: "What they said to it")</h2>\(Records.words($0))</section>" as Markup })
            """
        guard mayTell else { return known }
        return """
            \(known)<details\(flag: "open", invalid != nil)><summary>\(say: "Did they hear it?")</summary>\(Form.post("/tellings/\(telling.id)/receipt", """
                \(Form.hidden("_version", "\(telling.item.version)"))
                \(Form.circles("heard", Phrase("Did they hear it?"), value: draft.heard.nonEmpty ?? telling.acknowledged?.rawValue ?? "", options: Acknowledged.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["heard"]))
                \(Form.area("reply", Phrase("What did they say to it?"), value: draft.reply.nonEmpty ?? reply?.body ?? "", hint: Phrase("In their words, without names."), problem: invalid?["reply"]))
                <div class="row"><button class="quiet">\(say: "Save")</button></div>
                """))</details>
            """
    }
}
