import HTML
import Language

/// The lock of a place: what it does, where one stands with it, and the pages that open it.
enum LockPages {
    /// For people of a place that is not locked and is not theirs to lock.
    static func notLocked(_ view: LockView) -> Page {
        Page(
            "\(say: "Locked words")", in: view.place,
            """
            <h1>\(say: "Locked words")</h1><p>\(say: "The words of this place are not locked. A steward can lock them.")</p>\(LockWords.meaning)
            """)
    }

    /// What it does and what it costs, before the form: nobody locks a place by the way.
    static func explained(_ view: LockView) -> Page {
        Page(
            "\(say: "Locked words")", in: view.place,
            """
            <h1>\(say: "Lock the words of this place?")</h1>\(LockWords.meaning)\
            <p><a class="button" href="\(view.place.lock("beginning"))">\(say: "Go on")</a></p>
            """)
    }

    static func begin(_ view: LockView, _ draft: LockDraft, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Locked words")", in: view.place,
            """
            <h1>\(say: "Lock the words of this place")</h1>\(Form.post(view.place.path("lock"), forgotten: true, """
                \(phrase("key_phrase", Phrase("Your key phrase"), new: true, invalid))
                \(holders(draft, invalid))
                \(Form.tick("sure", Phrase("I have read what it does. It cannot be undone."), on: draft.isSure, problem: invalid?["sure"]))
                <div class="row"><button>\(say: "Lock it")</button></div>
                """))
            """
        ).secretly
    }

    /// Each holds half of a spare key.
    static func holders(_ draft: LockDraft, _ invalid: Invalid?) -> Markup {
        """
        <p class="soft">\(say: "Two people hold half of a spare key each, on paper. Together they can help somebody who lost their key phrase; one alone opens nothing.")</p>\
        \(Form.line("first_holder", Phrase("Who holds one half?"), value: draft.first, hint: Phrase("Somebody of this place, by the name they have here."), problem: invalid?["first_holder"]))\
        \(Form.line("second_holder", Phrase("And the other half?"), value: draft.second, problem: invalid?["second_holder"]))
        """
    }

    /// Shown in the answer to the form and nowhere else.
    static func slips(_ slips: [(holder: LockView.Keyholder, words: ReceiptCode)], in place: Place) -> Page {
        var page = Page(
            "\(say: "The spare key")", in: place,
            """
            <h1>\(say: "The spare key")</h1>\
            <p>\(say: "Write each half on its own paper now, and give it to its holder by hand: it is shown this once. Nobody should have both.")</p>\
            \(each: slips, { "<section><h2>\(say: Phrase("Half of \("name", $0.holder.name)"))</h2>\(code($0.words))</section>" })\
            <div class="row"><a class="button" href="\(place.path("lock"))">\(say: "I have written them down")</a></div>
            """
        ).secretly
        page.offersLanguages = false
        return page
    }

    static func handed(_ words: ReceiptCode, to whom: LockView.Keyholder, in place: Place) -> Page {
        var page = Page(
            "\(say: "A key for somebody")", in: place,
            """
            <h1>\(say: Phrase("A key for \("name", whom.name)"))</h1>\
            <p>\(say: Phrase("Tell \("name", whom.name) these words by mouth or on paper, not by mail or chat. They open the place once, within \("n", LockCopy.handedDays) days; then \("name", whom.name) chooses a key phrase nobody else knows."))</p>\
            \(code(words))<div class="row"><a class="button" href="\(place.path("lock"))">\(say: "I have passed it on")</a></div>
            """
        ).secretly
        page.offersLanguages = false
        return page
    }

    private static func code(_ words: ReceiptCode) -> Markup {
        "<p class=\"code\"\(if: words.language != nil, " lang=\"\(words.language ?? "und")\"") dir=\"ltr\" translate=\"no\">\(words.text)</p>"
    }

    static func opening(_ view: LockView, to: String, invalid: Invalid? = nil) -> Page {
        let isHanded = view.copy?.isHanded == true
        return Page(
            "\(say: "Open this place")", in: view.place,
            """
            <h1>\(say: "Open this place")</h1>\
            \(if: view.isGood, """
                <p class="soft">\(say: "Its words are locked. They stay open to you on this device for \("n", OpeningStore.idleMinutes) minutes after you last used it, and until you sign out.")</p>
                """, else: "<p>\(say: "You have no key to this place yet. Ask somebody who has one.")</p>")\
            \(if: view.isGood, Form.post(view.place.lock("opening"), forgotten: true, """
                \(Form.hidden("to", to))
                \(phrase("key_phrase", isHanded ? Phrase("The words you were given") : Phrase("Your key phrase"), new: false, invalid))
                \(if: isHanded, phrase("new_key_phrase", Phrase("A key phrase of your own, for the next time"), new: true, invalid))
                <div class="row"><button>\(say: "Open")</button></div>
                """))\
            <p><a href="\(view.place.lock("lost"))">\(say: "I lost my key phrase")</a></p>
            """
        ).secretly
    }

    static func phrase(_ view: LockView, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "My key phrase")", in: view.place,
            """
            <h1>\(say: "My key phrase")</h1>\(Form.post(view.place.lock("phrase"), forgotten: true, """
                \(phrase("key_phrase", Phrase("A new key phrase"), new: true, invalid))<div class="row"><button>\(say: "Save")</button></div>
                """))
            """
        ).secretly
    }

    static func phrase(_ name: String, _ label: Phrase, new: Bool, _ invalid: Invalid?) -> Markup {
        let hint = Phrase("Four words of your own or more, that nobody can guess. Write them down where no telephone lies.")
        // A new one is seen while it is typed: a slip would lock its owner out for good.
        return Form.line(
            name, label, value: "", type: new ? "text" : "password", hint: new ? hint : nil, problem: invalid?[name], autocomplete: "off")
    }

    /// Where one stands: open or not, who has a key, who waits for help.
    static func show(_ view: LockView, for visit: Visit, invalid: Invalid? = nil) -> Page {
        let place = view.place
        return Page(
            "\(say: "Locked words")", in: place,
            """
            <h1>\(say: "Locked words")</h1>\(if: visit[query: "saved"] != nil, "<p class=\"turn\" role=\"status\">\(say: "Saved.")</p>")\
            <p>\(say: state(view))</p>\(button(view))\(help(view, invalid))\
            \(if: view.isOpen, keys(view, for: visit, invalid))<details><summary>\(say: "What this means")</summary>\(LockWords.meaning)</details>
            """
        ).secretly
    }

    private static func state(_ view: LockView) -> Phrase {
        guard let standing = view.standing, let day = standing.sealedOn else {
            return Phrase(
                "The words of this place are being locked. What was written earlier is sealed piece by piece, and gone from the disk after the coming night."
            )
        }
        return Phrase("The words of this place are locked since \("day", day).")
    }

    private static func button(_ view: LockView) -> Markup {
        if view.isOpen {
            return
                "<p>\(say: "It is open to you on this device.")</p>\(Form.button(view.place.lock("closing"), Phrase("Lock it again")))"
        }
        return "<p><a class=\"button\" href=\"\(view.place.lock("opening"))\">\(say: "Open this place")</a></p>"
    }

    private static func keys(_ view: LockView, for visit: Visit, _ invalid: Invalid?) -> Markup {
        let (place, without) = (view.place, view.people.filter { !$0.hasCopy })
        let names = view.holders.map { Phrase("\("name", $0.name)") }
        return """
            <p class="go"><a href="\(place.path("find"))">\(say: "Find words")</a><br><a href="\(place.lock("phrase"))">\(say: "Change my key phrase")</a></p>\
            <section><h2>\(say: "Who has a key")</h2>\
            <p>\(say: Parts(all: view.people.filter(\.hasCopy).map { Phrase("\("name", $0.name)") }))</p>\
            \(if: !without.isEmpty, """
                \(Form.post(place.lock("copies"), """
                    \(Form.choice("person", Phrase("Give a key to somebody who has none, or who lost it"), value: visit.fields["person"], options: (without + view.people.filter(\.hasCopy)).map { ($0.name, "\($0.name)") }, problem: invalid?["person"]))
                    <div class="row"><button class="quiet">\(say: "Make a key")</button></div>
                    """))
                """)\(handed(view))</section>\
            <section><h2>\(say: "The spare key")</h2><p>\(say: names.count == 2 ? Phrase("Its halves are held by \("names", Listed(names)).") : Phrase("One of those who held it is gone: name two people again, or nobody can help who loses a key phrase."))</p>\
            \(if: visit.reader.may(.settle, in: place.id), "<p><a href=\"\(place.lock("spare"))\">\(say: "Name others")</a></p>")</section>
            """
    }

    /// Keys on their way: who made them, until when they open anything, and the end of them.
    private static func handed(_ view: LockView) -> Markup {
        guard !view.handed.isEmpty else { return "" }
        return """
            <h3>\(say: "Made, and not used yet")</h3><ul class="list">\(each: view.handed, { copy in
                """
                <li>\(say: "For \("name", copy.name), by \("giver", copy.giver), until \("day", copy.lastDay)") \
                \(Form.button("\(view.place.lock("copies"))/ending", Phrase("It opens nothing any more"), hidden: [("person", copy.person.description)]))</li>
                """
            })</ul>
            """
    }

    /// For whoever holds a half, while somebody waits for it.
    private static func help(_ view: LockView, _ invalid: Invalid?) -> Markup {
        guard let whom = view.toHelp else { return "" }
        return """
            <section class="turn"><h2>\(say: Phrase("\("name", whom.name) lost their key phrase"))</h2>\
            <p>\(say: "You hold half of the spare key. With it and the other half, \("name", whom.name) can open this place again.")</p>\
            \(Form.post(view.place.lock("helping"), forgotten: true, """
                \(Form.hidden("request", whom.id.description))
                \(Form.tick("is_them", Phrase("I have talked to \("name", whom.name): it is them."), on: false, problem: invalid?["is_them"]))
                \(phrase("spare_phrase", Phrase("The words of your half"), new: false, invalid))
                <div class="row"><button class="quiet">\(say: "Give my half")</button></div>
                """))</section>
            """
    }
}

/// What locking does, keeps readable and costs, said plainly: on the page before it, and on the page after it.
enum LockWords {
    static var meaning: Markup {
        """
        \(each: parts, { part in
            "<section><h2>\(say: part.title)</h2><ul class=\"list\">\(each: part.lines, { "<li>\(say: $0)</li>" })</ul></section>" })
        """
    }

    private static var parts: [(title: Phrase, lines: [Phrase])] {
        [
            (
                Phrase("What it does"),
                [
                    Phrase(
                        "What people say here, what you learn, decide and promise, photos and recordings are kept sealed. Whoever takes the disk, a backup or the keys of the server reads none of it."
                    ),
                    Phrase(
                        "Everybody who takes part opens it with a key phrase of their own. It locks again after \("n", OpeningStore.idleMinutes) minutes without use, and when they sign out."
                    ),
                ]
            ),
            (
                Phrase("What stays readable"),
                [
                    Phrase("Questions, statements to agree with, and what you tell back: people outside read them and have no key."),
                    Phrase(
                        "Names: who takes part, names people chose, who decides or promised, where evidence comes from. Days, numbers, what is ticked in a form, and the reasons for turning an answer away."
                    ),
                ]
            ),
            (
                Phrase("What it does not protect against"),
                [
                    Phrase(
                        "A server that is taken while it runs, or whose program was changed unseen: whoever holds it reads what is opened from then on, and every key phrase that is typed."
                    ),
                    Phrase("Backups and exports made before. Delete them, or keep them as you would keep the words."),
                    Phrase("People. Whoever leaves keeps in mind what they have read; their key is removed."),
                ]
            ),
            (
                Phrase("What it costs"),
                [
                    Phrase("Who answers with a code does not see their own words here again, only what you tell them."),
                    Phrase("No record can be shown to another place or by a link, and no letter carries words of it."),
                    Phrase(
                        "Words that are taken back go at once. Where somebody quoted them, they go when one of you next opens the place."),
                    Phrase(
                        "When everybody’s key phrases are lost and half of the spare key too, nobody can read these words ever again, neither we nor whoever runs the server."
                    ),
                ]
            ),
        ]
    }
}
