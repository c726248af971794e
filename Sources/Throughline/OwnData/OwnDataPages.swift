import HTML
import Language

/// What I gave: everything under one's account, where it was used, and what one may do with it.
enum OwnDataPages {
    static func show(_ own: OwnAccount, _ records: [OwnRecord], isFirst: Bool, next: Href?) -> Page {
        Page(
            "\(say: "What I gave")", in: nil,
            """
            <h1>\(say: "What I gave")</h1>\(if: isFirst, top(own))\
            <section aria-labelledby="gave"><h2 id="gave">\(say: "Said, promised and written")</h2>\
            \(Records.list(records, ordered: Phrase("The newest day first."), next: next, empty: Phrase("Nothing under your account yet."), entry))</section>\
            \(if: isFirst, kept(own))
            """
        ).secretly
    }

    private static func top(_ own: OwnAccount) -> Markup {
        """
        \(if: own.leavesOn != nil, "<p class=\"turn\">\(say: "Your account is erased on \("day", own.leavesOn ?? own.made).") <a href=\"\(Href("/me/leaving"))\">\(say: "Change that")</a></p>")\
        <p>\(say: "Only you see this page. What you said without a name, or under another one, is not here: nothing leads from you to it. Its code opens it.") \
        <a href="\(Href("/my-words"))">\(say: "I have a code")</a></p>\
        <details><summary>\(say: "Save a copy of everything")</summary>\
        <p>\(say: "One file that any phone opens, with your words, their translations and what they led to. It stays on this phone until you delete it.")</p>\
        <div class="row"><a class="button quiet" href="\(Href("/me/data/file"))">\(say: "Save it, to read")</a>\
        <a class="button quiet" href="\(Href("/me/data/file").with(query: "as", "json"))">\(say: "Save it, for a program")</a></div></details>
        """
    }

    static func entry(_ record: OwnRecord) -> Markup {
        let question: Markup? = record.question.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span><br>" }
        let place: Markup = "<bdi>\(record.place)</bdi>"
        let uses: Markup = record.uses.isEmpty ? "" : "<ul class=\"list\">\(each: record.uses, { "<li>\(use($0))</li>" })</ul>"
        return """
            <span class="eyebrow">\(say: record.title)</span>\(words(record))\
            <p class="soft">\(question ?? "")\(say: Parts(place, Phrase("\("day", record.item.day)"), record.standing))</p>\(allowed(record))\(uses)\(acts(record))
            """
    }

    private static func words(_ record: OwnRecord) -> Markup {
        guard let piece = record.headline else { return "" }
        return "<blockquote lang=\"\(piece.language)\" dir=\"auto\">\(piece.body)</blockquote>"
    }

    /// What they said last of each thing that may be done with it.
    static func allowed(_ record: OwnRecord) -> Markup {
        let last = Consent.allCases.compactMap { consent in record.agreed.last { $0.consent == consent } }
        return last.isEmpty ? "" : "<ul>\(each: last, { "<li>\(ConsentChoice.line($0))</li>" })</ul>"
    }

    static func use(_ use: OwnRecord.Use) -> Markup {
        """
        <span class="soft">\(say: use.title)</span> <a href="\(Href.to(use.item))" lang="\(use.text?.language ?? "und")" dir="auto">\(use.text?.body ?? "…")</a>
        """
    }

    private static func acts(_ record: OwnRecord) -> Markup {
        if record.isTakenBack { return "" }
        let look: Href = record.item.kind == .voice ? "/me/words/\(record.id)" : .to(record.item)
        return """
            <div class="row">\(if: record.hasPage, "<a href=\"\(look)\">\(say: record.part == .said ? Phrase("See it or put it right") : Phrase("See it or change it"))</a>")\
            \(if: record.mayBeTakenBack, takingBack(record))</div>
            """
    }

    private static func takingBack(_ record: OwnRecord) -> Markup {
        record.item.kind == .voice
            ? Form.button("/my-words/taking-back", Phrase("Take it back"), hidden: [("voice", record.id.description)])
            : Form.button("/me/data/taking-back", Phrase("Take it back"), hidden: [("record", record.id.description)])
    }

    /// What we keep about the account itself, in a list.
    private static func kept(_ own: OwnAccount) -> Markup {
        """
        <section aria-labelledby="kept"><h2 id="kept">\(say: "What is kept about you")</h2><ul class="list">\
        \(each: own.facts, { "<li>\(say: $0)</li>" })</ul>\
        \(if: own.hands > 0, Form.button("/me/data/hands", Phrase("Take my name off what I wrote down")))\
        <div class="row"><a href="\(Href("/me"))">\(say: "Change it")</a><a href="\(Href("/me/sessions"))">\(say: "Where you are signed in")</a></div></section>\
        <section aria-labelledby="places"><h2 id="places">\(say: "Where you are")</h2>\
        \(Records.list(own.places, empty: Phrase("In no place just now.")) { at in
            """
            <a href="\(at.place.home)">\(at.place.name)</a> <span class="soft">\(say: Parts(at.role.words, at.offices.isEmpty ? nil : Listed(at.offices.map(\.words)), Phrase("here since \("day", at.joined)")))</span> \
            <a href="\(Href("/spaces/\(at.place.slug)/people/\(own.account.id)"))">\(say: "Leave")</a>
            """
        })</section>\
        <p class="go"><a href="\(Href("/me/leaving"))">\(say: "Leave for good")</a></p>
        """
    }

    /// Says what will happen, before anything does.
    static func takingBack(_ record: OwnRecord) -> Page {
        Page(
            "\(say: "Take it back")", in: nil,
            """
            <h1>\(say: "Take it back?")</h1>\(words(record))\
            <ul><li>\(say: "It is gone from every page at once, and from our disk in the coming night.")</li>\
            <li>\(say: "Copies others made on paper or in a chat cannot be called back. Backups are cleaned when they are used.")</li></ul>\
            \(Form.post("/me/data/taking-back", """
                \(Form.hidden("record", record.id.description))\(Form.hidden("sure", "yes"))<div class="row"><button>\(say: "Take it back")</button></div>
                """))
            <p class="go"><a href="\(Href("/me/data"))">\(say: "Keep it")</a></p>
            """
        ).secretly
    }
}

extension OwnRecord {
    /// What it is, in words.
    var title: Phrase {
        switch (part, item.kind) {
        case (.checked, _): Phrase("You looked at what others learned")
        case (_, .voice): Phrase("You said")
        case (_, .dissent): Phrase("You see it differently")
        case (_, .correction): Phrase("You put something right")
        case (_, .statement): Phrase("You put a sentence to the vote")
        case (.promised, _): Phrase("You promised")
        case (_, .question): Phrase("You asked")
        case (_, .insight): Phrase("You wrote what was learned")
        case (_, .decision): Phrase("You wrote down a decision")
        case (_, .commitment): Phrase("You wrote down a promise")
        case (_, .telling): Phrase("You told people back")
        case (_, .outcome): Phrase("You wrote down a change")
        case (_, .need): Phrase("You said what should be learned")
        case (_, .adaptation): Phrase("You wrote down that you used something")
        case (_, .experiment): Phrase("You tried something in a small way")
        case (_, .panel): Phrase("You called a panel together")
        case (_, .journey): Phrase("You began a learning journey")
        case (_, .activity): Phrase("You planned something to learn")
        case (_, .partnerPlan), (_, .planTask): Phrase("You began a learning partner's plan")
        case (_, .report): Phrase("You wrote a report")
        }
    }

    /// Where it stands, where that is not plain to see.
    var standing: Phrase? {
        if let day = takenBack, hasEnded { return Phrase("it ended on \("day", day), as had been said") }
        if let day = takenBack { return Phrase("you took it back on \("day", day)") }
        return switch item.state {
        case "held": Phrase("waits for the team")
        case "rejected": Phrase("not kept by the team")
        case "draft", "note": Phrase("not shared yet")
        default: nil
        }
    }
}

extension OwnRecord.Use {
    var title: Phrase {
        switch item.kind {
        case .insight: Phrase("What was learned, \("day", day):")
        case .decision: Phrase("Decided, \("day", day):")
        case .commitment: Phrase("Promised, \("day", day):")
        default: Phrase("Told back, \("day", day):")
        }
    }
}

extension OwnAccount {
    /// Everything kept about the account, a sentence each.
    var facts: [Phrase] {
        let notices = account.notices
        var facts = [
            Phrase("Your name: \("name", account.name)"),
            account.email.map { Phrase("Your mail address: \("address", $0)") } ?? Phrase("No mail address"),
            Phrase("Your language: \("language", account.language)"),
            Phrase("Your account since \("day", made)"),
        ]
        if let seen { facts.append(Phrase("Last here in the month that began on \("day", seen), no finer")) }
        facts.append(
            Phrase.counted(
                sessions, one: "Signed in on \("n", sessions) browser", other: "Signed in on \("n", sessions) browsers"))
        facts.append(
            secondFactorSince.map { Phrase("A second step at signing in since \("day", $0)") } ?? Phrase("No second step at signing in"))
        facts.append(Phrase("You hear from us by: \("way", notices.channel.words)"))
        if notices.channel == .mail { facts.append(notices.every.words) }
        if hands > 0 {
            facts.append(
                Phrase.counted(
                    hands, one: "Your name is kept with \("n", hands) answer you wrote down for somebody",
                    other: "Your name is kept with \("n", hands) answers you wrote down for others"))
        }
        return facts
    }
}
