import HTML
import Language

/// One form, one question a screen, without scripts: what was answered on other screens travels along, hidden.
enum CapturePages {
    static func screen(_ draft: CaptureDraft, _ question: Question, in place: Place, for visit: Visit, invalid: Invalid? = nil) -> Page {
        let action: Href = "/questions/\(question.id)/capture"
        var page = Page(
            "\(say: draft.form.title)", in: place,
            """
            <p class="eyebrow">\(say: Phrase("\("n", draft.step) of \("all", draft.last)"))</p><h1>\(say: draft.form.title)</h1>\
            \(if: draft.step == 1, "<p class=\"soft\">\(say: "It belongs to the question:") <span lang=\"\(question.text.language)\" dir=\"auto\">\(question.text.body)</span></p>")\
            \(draft.minutesHere.map { "<p class=\"turn\">\(say: Phrase("About \("n", $0) of your \("all", draft.minutes ?? 0) minutes are for this."))</p>" as Markup })\
            \(draft.prompts?.note.map { "<p>\(say: $0)</p>" as Markup })
            \(Form.post(action, upload: draft.form.takesThing && draft.isAtEnd, forgotten: true, """
                \(carried(draft))\(fields(draft, place, visit, invalid))
                <p class="soft">\(say: whoReads(draft, place))</p>
                \(buttons(draft, visit))
                """))\(AnswerBox.danger(question, place, visit))
            """)
        page.secret = true
        return page
    }

    private static func fields(_ draft: CaptureDraft, _ place: Place, _ visit: Visit, _ invalid: Invalid?) -> Markup {
        if let prompts = draft.prompts {
            return """
                \(each: prompts.fields, { drawn($0, draft.answers, on: visit.now.day(in: place.zone), invalid) })\(if: draft.step == 1 && !draft.form.minutes.isEmpty, minutes(draft))
                """
        }
        return draft.isAtPromises ? promises(draft, invalid) : end(draft, place, visit, invalid)
    }

    private static func drawn(_ field: CaptureField, _ answers: CaptureAnswers, on today: Day, _ invalid: Invalid?) -> Markup {
        let (value, problem) = (answers[field.id], invalid?[field.id])
        switch field.kind {
        case .words, .lines: return Form.area(field.id, field.label, value: value, hint: field.hint, problem: problem)
        case .line: return Form.line(field.id, field.label, value: value, hint: field.hint, problem: problem)
        case .day: return Form.line(field.id, field.label, value: value, type: "date", hint: field.hint, problem: problem)
        case .number: return Form.line(field.id, field.label, value: value, type: "number", hint: field.hint, problem: problem)
        case .quarter:
            let offered = Quarter.offered(on: today)
            return Form.choice(
                field.id, field.label, value: value.nonEmpty ?? offered.first?.text ?? "",
                options: offered.map { ($0.text, "\(say: $0.words)") }, hint: field.hint, problem: problem)
        case .one(let choices):
            return Form.circles(
                field.id, field.label, value: value, options: choices.map { ($0.value, "\(say: $0.words)") }, hint: field.hint,
                problem: problem)
        case .several(let choices):
            return Form.ticks(
                field.id, field.label, chosen: answers.all(field.id), options: choices.map { ($0.value, "\(say: $0.words)") },
                problem: problem)
        }
    }

    /// The facilitator's rule of time: a quarter on what was planned and happened, a quarter on why, half on what to keep or change.
    private static func minutes(_ draft: CaptureDraft) -> Markup {
        Form.choice(
            "minutes", Phrase("How much time do we have?"), value: draft.minutes.map(String.init) ?? "",
            options: [("", "\(say: "We do not count it")")]
                + draft.form.minutes.map { n in ("\(n)", "\(say: Phrase.counted(n, one: "\("n", n) minute", other: "\("n", n) minutes"))") },
            hint: Phrase("Then each page says how many minutes it may take: half is for what to keep and what to change."))
    }

    private static func promises(_ draft: CaptureDraft, _ invalid: Invalid?) -> Markup {
        """
        <h2>\(say: draft.form.promises?.title ?? "")</h2><p>\(say: "With a name and a day it becomes a promise that is looked at on that day. Without them it stays a wish.")</p>\
        \(each: Array(draft.promises.enumerated()), { place, promise in
            """
            <section><h3>\(say: "Promise \("n", place + 1)")</h3>\(Form.area("promise_\(place + 1)", Phrase("What will be done?"), value: promise.promise, problem: invalid?["promise_\(place + 1)"], rows: 2))\
            \(Form.line("who_\(place + 1)", Phrase("Who promises?"), value: promise.who, problem: invalid?["who_\(place + 1)"]))\
            \(Form.line("due_\(place + 1)", Phrase("By when?"), value: promise.due, type: "date", problem: invalid?["due_\(place + 1)"]))</section>
            """
        })
        """
    }

    /// Everything once more, with the way back to each screen; then how it is sent.
    private static func end(_ draft: CaptureDraft, _ place: Place, _ visit: Visit, _ invalid: Invalid?) -> Markup {
        """
        \(each: Array(draft.form.steps.enumerated()), { step, prompts in
            """
            <section>\(each: prompts.fields.filter { !draft.answers.isEmpty($0.id) }, { field in
                "<h2>\(say: field.label)</h2>\(answered(field, draft.answers))" })<button class="quiet" name="go" value="\(step + 1)">\(say: Phrase("Change page \("n", step + 1)"))</button></section>
            """
        })\
        \(if: draft.asksPromises && !draft.meant.isEmpty, "<section><h2>\(say: "Promises")</h2><ul class=\"list\">\(each: draft.meant, { line($0.draft) })</ul><button class=\"quiet\" name=\"go\" value=\"\(draft.last - 1)\">\(say: Phrase("Change page \("n", draft.last - 1)"))</button></section>")
        \(if: draft.form.takesThing, thing(invalid))\(OpennessChoice.draw(draft.openness, team: place.team, hasSafetyLead: place.hasSafetyLead, isSealed: place.isSealed))
        \(if: visit.reader.person != nil, Form.circles("as", Phrase("Send it"), value: draft.isNamed ? "me" : "nobody", options: [("me", "\(say: "as \("name", visit.reader.name)")"), ("nobody", "\(say: "without my name")")]))
        \(if: draft.kept != nil, "<p class=\"hint\">\(say: "You put this aside under your account. Sent without your name, it stays among what you put aside for \("n", FormDraftStore.days) days: were it to go now, old copies of this server would show whose it was.")</p>")\
        \(Form.choice("role", Phrase("What are you in this?"), value: draft.role, options: [("", "\(say: "I do not say")")] + SpeakerRole.allCases.map { ($0.rawValue, "\(say: $0.words)") }))\
        \(if: draft.form.asksPanels, ConsentChoice.ticks([.panel], yes: draft.toPanels ? [.panel] : []))\
        \(if: draft.form.asksFault && visit.reader.takesPart(in: place.id), fault(draft.fault, invalid))
        """
    }

    /// A file travels with no other screen than this one.
    private static func thing(_ invalid: Invalid?) -> Markup {
        """
        <section\(if: invalid?["photo"] != nil, " class=\"bad\"")><h2>\(say: "Now the thing itself")\(Form.problemWords("photo", Phrase("Now the thing itself"), invalid?["photo"]))</h2>\
        <p class="soft">\(say: "A photo of it, or a recording of up to three minutes. Where and with what it was taken is cut out. If it may be seen only when you are there, do not put it here: keep it, and say that it exists.")</p>\
        <div class="row">\(Form.file("photo", Phrase("Photo"), chosen: Phrase("A photo is attached"), accept: "image/*", capture: false))\
        \(Form.file("sound", Phrase("Recording"), chosen: Phrase("A recording is attached"), accept: "audio/*", capture: false))</div></section>
        """
    }

    private static func fault(_ draft: FaultDraft, _ invalid: Invalid?) -> Markup {
        """
        <details\(flag: "open", invalid?["fault_names"] != nil || !draft.note.isEmpty)><summary>\(say: "Was it anybody’s fault?")</summary>\
        <p>\(say: "It is kept apart and sealed: only you and those you name here read it, not the team. Tell them yourself that it is there.")</p>\
        \(Form.choice("fault", Phrase("It was"), value: draft.note, options: [("", "\(say: "I do not say")")] + FaultNote.allCases.map { ($0.rawValue, "\(say: $0.words)") }))\
        \(Form.line("fault_names", Phrase("Who may read it besides you?"), value: draft.names, hint: Phrase("Names as they stand under People, with commas between."), problem: invalid?["fault_names"]))</details>
        """
    }

    private static func answered(_ field: CaptureField, _ answers: CaptureAnswers) -> Markup {
        if field.isWritten { return "<blockquote dir=\"auto\">\(answers[field.id])</blockquote>" }
        if case .day = field.kind, let day = Day(answers[field.id]) { return "<p>\(day)</p>" }
        if case .quarter = field.kind, let quarter = Quarter(answers[field.id]) { return "<p>\(say: quarter.words)</p>" }
        guard !field.choices.isEmpty else { return "<p>\(answers[field.id])</p>" }
        let chosen = field.choices.filter { answers.all(field.id).contains($0.value) }
        return "<p>\(say: Listed(chosen.map(\.words)))</p>"
    }

    private static func line(_ promise: PromiseDraft) -> Markup {
        "<li><span dir=\"auto\">\(promise.promise)</span><br><span class=\"soft\"><span dir=\"auto\">\(promise.who)</span>\(if: Day(promise.due) != nil, " · \(Day(promise.due) ?? Day(number: 0))")</span></li>"
    }

    private static func buttons(_ draft: CaptureDraft, _ visit: Visit) -> Markup {
        """
        <div class="row"><button name="go" value="\(if: draft.isAtEnd, "send", else: "next")">\(say: draft.isAtEnd ? Phrase("Send") : Phrase("Next"))</button>\
        \(if: draft.step > 1, "<button class=\"quiet\" name=\"go\" value=\"back\">\(say: "Back")</button>")\
        \(if: visit.reader.person != nil, "<button class=\"quiet\" name=\"go\" value=\"later\">\(say: "Save and finish later")</button>")</div>
        """
    }

    static func whoReads(_ draft: CaptureDraft, _ place: Place) -> Phrase {
        switch Openness(rawValue: draft.openness) ?? .team {
        case .everyone: Phrase("Everyone will see this, unless you choose otherwise at the end.")
        case .circle: Phrase("The people who take part here will see this, unless you choose otherwise at the end.")
        case .team: Phrase("Only the \("team", place.team) team will see this, unless you choose otherwise at the end.")
        case .safety: Phrase("Only the safety lead of \("team", place.team) will see this, unless you choose otherwise at the end.")
        }
    }

    /// Everything that is not on this screen.
    private static func carried(_ draft: CaptureDraft) -> Markup {
        let here = Set(draft.prompts?.fields.map(\.id) ?? [])
        var pairs: [(String, String)] = [("form", draft.form.id.rawValue), ("at", "\(draft.step)")]
        for field in draft.form.fields where !here.contains(field.id) {
            for value in draft.answers.values[field.id, default: []] where !value.isEmpty { pairs.append((field.id, value)) }
        }
        if draft.step != 1, let minutes = draft.minutes { pairs.append(("minutes", "\(minutes)")) }
        if !draft.isAtPromises {
            for (place, promise) in draft.promises.enumerated() {
                pairs += [
                    ("promise_\(place + 1)", promise.promise), ("who_\(place + 1)", promise.who), ("due_\(place + 1)", promise.due),
                ].filter { !$0.1.isEmpty }
            }
        }
        if !draft.isAtEnd {
            pairs += [
                ("openness", draft.openness), ("as", draft.isNamed ? "me" : "nobody"), ("role", draft.role), ("fault", draft.fault.note),
                ("fault_names", draft.fault.names), (Consent.panel.field, draft.toPanels ? "yes" : ""),
            ].filter { !$0.1.isEmpty }
        }
        if let kept = draft.kept { pairs += [("draft", "\(kept.id)"), ("draft_version", "\(kept.version)")] }
        return "\(each: pairs, { Form.hidden($0.0, $0.1) })"
    }
}
