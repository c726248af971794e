import HTML
import Language

/// The moderators' desk: what people pointed at, one record and what can be done, one act and who decides.
enum ModerationPages {
    static func desk(_ flagged: [FlaggedRecord], _ waiting: [WaitingAct], in place: Place) -> Page {
        Page(
            "\(say: "What people pointed at")", in: place,
            """
            <h1>\(say: "What people pointed at")</h1>\(Records.list(
                flagged, ordered: Phrase("Danger first, then the oldest."), empty: Phrase("Nobody has pointed at anything that waits.")) { record in
                """
                \(quote(record.text))<b>\(say: Listed(record.reasons.map { times($0.reason, $0.times) }))</b> \
                <span class="soft">\(say: Phrase("since \("day", record.oldest)"))</span>\
                <div class="row"><a class="button quiet" href="/records/\(record.item.id)/moderation">\(say: "Look at it")</a></div>
                """
            })\(if: !waiting.isEmpty, """
                <section><h2>\(say: "What waits to be decided")</h2><p class="soft">\(say: "The oldest first.")</p>\
                <ul class="list">\(each: waiting, { "<li>\(draw($0))</li>" })</ul></section>
                """)
            """
        ).secretly
    }

    private static func draw(_ waiting: WaitingAct) -> Markup {
        """
        \(quote(waiting.text))<b>\(say: title(waiting.act))</b> <span class="soft">\(say: Phrase("since \("day", waiting.act.day)"))\
        \(if: !waiting.isMine, " · \(say: "Somebody else has to decide")")</span>\
        <div class="row"><a class="button quiet" href="/moderation/\(waiting.act.id)">\(say: "Look at it")</a></div>
        """
    }

    private static func title(_ act: ModerationAct) -> Phrase {
        if act.state == .proposed { return Phrase("A removal needs a second person") }
        return act.isOpenAppeal
            ? Phrase("Somebody objects to what was done") : Phrase("Held; to be decided by \("day", act.due ?? act.day)")
    }

    private static func quote(_ text: Text?) -> Markup {
        text.map(Records.words) ?? "<p class=\"soft\">\(say: "A recording or a photo")</p>"
    }

    private static func times(_ reason: FlagReason, _ n: Int) -> Phrase {
        n == 1
            ? reason.words
            : Phrase.counted(n, one: "\("reason", reason.words), \("n", n) time", other: "\("reason", reason.words), \("n", n) times")
    }

    /// One record: what was said to be wrong, what was done, and what can be done.
    static func record(_ record: ModeratedRecord, _ draft: ModerationDraft = .init(), invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "What to do about it")", in: record.place,
            """
            <h1>\(say: "What to do about it")</h1>\(quote(record.text))\
            \(if: !record.flags.isEmpty, "<ul class=\"list\">\(each: record.flags, pointed)</ul>")\
            \(each: record.acts.filter { $0.state != .lifted }, { "<p><a href=\"/moderation/\($0.id)\">\(say: done($0.deed))</a> <span class=\"soft\">\(say: Phrase("\("day", $0.day)"))</span></p>" })\
            \(record.isOwn ? "<p>\(say: "This is yours, or you have decided about it before. Somebody else has to.")</p>" : form(record, draft, invalid))
            """
        ).secretly
    }

    private static func pointed(_ flag: Flag) -> Markup {
        """
        <li><b>\(say: flag.reason.words)</b> <span class="soft">\(say: Phrase("\("day", flag.day)"))</span>\
        \(flag.words.map { "<br><span dir=\"auto\">\($0)</span>" as Markup })</li>
        """
    }

    private static func form(_ record: ModeratedRecord, _ draft: ModerationDraft, _ invalid: Invalid?) -> Markup {
        let language = record.item.language
        let deeds = ModerationAct.Deed.offered.filter { record.item.kind.canBeHidden || !$0.takesOutOfSight }
        return Form.post(
            "/records/\(record.item.id)/moderation",
            """
            \(Form.hidden("_version", "\(record.item.version)"))\
            \(Form.circles("deed", Phrase("What do you do?"), value: draft.deed, options: deeds.map { ($0.rawValue, "\(say: offer($0))") }, problem: invalid?["deed"]))
            \(Form.choice("reason", Phrase("For which reason?"), value: draft.reason.nonEmpty ?? record.flags.first?.reason.rawValue ?? "", options: FlagReason.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["reason"]))
            \(Form.area("words", Phrase("Why, in your words"), value: draft.words, hint: language == "und" ? Phrase("Whoever wrote it reads this; left as it is, whoever pointed at it does.") : Phrase("Whoever wrote it reads this, and writes \("language", language.endonym). Left as it is, whoever pointed at it reads it."), problem: invalid?["words"], rows: 2))
            \(note(draft, invalid))
            <div class="row"><button>\(say: "Do it")</button></div>
            """)
    }

    private static func note(_ draft: ModerationDraft, _ invalid: Invalid?) -> Markup {
        """
        \(Form.choice("label", Phrase("For a note: the word beside it"), value: draft.label, options: [("", "–")] + NoteKind.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["label"]))
        \(Form.line("source", Phrase("For a note: where people can read more"), value: draft.source, problem: invalid?["source"]))
        """
    }

    private static func offer(_ deed: ModerationAct.Deed) -> Phrase {
        switch deed {
        case .leave: Phrase("Leave it as it is")
        case .note: Phrase("Put a note beside it; it can still be read")
        case .hold: Phrase("Hold it: out of sight now, decided within \("n", ModerationAct.holdDays) days")
        case .hide: Phrase("Hide it; it is kept")
        case .remove: Phrase("Ask a second person to remove it; out of sight now")
        case .reject: Phrase("Do not keep it")
        }
    }

    static func done(_ deed: ModerationAct.Deed) -> Phrase {
        switch deed {
        case .leave: Phrase("Looked at and left as it was")
        case .note: Phrase("A note was put beside something")
        case .hold: Phrase("Something was held")
        case .hide: Phrase("Something was hidden")
        case .remove: Phrase("Something was removed")
        case .reject: Phrase("An answer was not kept")
        }
    }

    /// One act, for those who may decide about it: of the place, or asked from another one.
    static func act(_ view: ModerationActView, for visit: Visit, draft: AppealDraft = .init(), invalid: Invalid? = nil) -> Page {
        let act = view.act
        return Page(
            "\(say: done(act.deed))", in: view.place,
            """
            <p class="eyebrow">\(say: title(act, view))</p><h1>\(say: done(act.deed))</h1>\(quote(view.text))\
            <p>\(if: act.deed != .reject, "\(say: "Why: \("why", act.reason.words)") ")<span class="soft">\(say: Parts(Phrase("\("name", view.by)"), Phrase("\("day", act.day)")))</span></p>\
            <blockquote dir="auto">\(act.words)</blockquote>\
            \(act.appeal.map { "<h2>\(say: "What is said against it")</h2><blockquote dir=\"auto\">\($0)</blockquote>" as Markup })\
            \(act.answer.map { "<h2>\(say: "What was decided")</h2><blockquote dir=\"auto\">\($0)</blockquote>" as Markup })\
            \(view.may == .decide ? deciding(view, draft, invalid) : "")\(view.may == .lift ? lifting(view) : "")\
            \(if: view.may == .wait, "<p>\(say: "Somebody who took no part and did not write it has to decide.")</p>")\
            \(if: view.guestLink != nil, "<p>\(say: "Few people are here, so that a moderator of another place may be the second. Send one of them this link; it is good for this alone:")</p><pre dir=\"ltr\">\(view.guestLink ?? "")</pre>")
            """
        ).secretly
    }

    private static func title(_ act: ModerationAct, _ view: ModerationActView) -> Phrase {
        act.waitsForSecond ? title(act) : act.state == .lifted ? Phrase("Lifted") : Phrase("What moderators did")
    }

    private static func deciding(_ view: ModerationActView, _ draft: AppealDraft, _ invalid: Invalid?) -> Markup {
        let isRemoval = view.act.state == .proposed
        return Form.post(
            view.action,
            """
            \(Form.area("appeal", Phrase("Why, in your words"), value: draft.text, hint: Phrase("Whoever wrote it reads this."), problem: invalid?["appeal"], rows: 2))
            <div class="row"><button class="quiet" name="decision" value="stays">\(say: isRemoval ? Phrase("Remove it") : Phrase("It stays as decided"))</button>\
            <button class="quiet" name="decision" value="lifted">\(say: view.act.deed == .note ? Phrase("Take the note off") : Phrase("Bring it back"))</button></div>
            """)
    }

    private static func lifting(_ view: ModerationActView) -> Markup {
        """
        <div class="row">\(Form.button("/moderation/\(view.act.id)/lifting", view.act.deed == .note ? Phrase("Take the note off") : Phrase("Bring it back")))\
        \(if: view.act.deed == .hold, "<a class=\"button quiet\" href=\"/records/\(view.act.item)/moderation\">\(say: "Decide something else")</a>")</div>
        """
    }
}

/// One act as somebody may decide about it.
struct ModerationActView: Sendable {
    enum May: Sendable { case decide, lift, wait, nothing }

    let act: ModerationAct
    let text: Text?
    let place: Place
    /// Who did it.
    let by: String
    let may: May
    /// Where the decision is sent.
    let action: Href
    /// For a moderator of another place, where few people are.
    let guestLink: String?
}
