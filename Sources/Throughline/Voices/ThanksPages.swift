import HTML
import Language

/// After *Thank you*: the code, and what may be added. Nothing here has to be filled in, and nothing of it stays on the phone.
enum ThanksPages {
    /// The code stands on it the first time; a page given back to be mended does not show it again, `saved` does.
    static func thanks(
        _ slip: Slip, showsCode: Bool, _ question: Question, in place: Place, language: LanguageTag, others: [Voice], draft: DetailsDraft,
        arrived: [VoiceFile] = [], for visit: Visit, invalid: Invalid? = nil
    ) -> Page {
        var page = Page(
            "\(say: "Thank you")", in: place,
            """
            <h1>\(say: "Thank you")</h1>\(each: arrived, { "<p><b>\(say: came($0))</b></p>" })<p>\(AnswerBox.promise(question, in: place, language: language))</p>
            \(if: showsCode, words(slip.code))\(heard(others))
            <section aria-labelledby="more"><h2 id="more">\(say: "If you like, add something")</h2><p class="soft">\(say: "Everything here can be skipped. You can close this page.")</p>
            \(Form.post("/answers/details", forgotten: true, """
                \(Form.hidden("slip", slip.token))\(if: language == "und", wroteIn(draft, place, visit))\(opens(draft, place))\(returns(draft, place, language, visit, invalid))\(who(draft, visit, invalid))\(group(draft, invalid))\(if: place.asksGuardian, guardian(draft, invalid))
                <div class="row"><button>\(say: "Save")</button><a class="button quiet" href="\(place.home)">\(say: "Skip")</a></div>
                """))</section>
            """)
        page.secret = true
        page.offersLanguages = false
        return page
    }

    /// A sending on a weak line breaks off: whoever sent a photo or their voice reads that it is here.
    private static func came(_ file: VoiceFile) -> Phrase {
        guard file.kind == "sound" else { return Phrase("Your photo has arrived.") }
        guard let seconds = file.seconds else { return Phrase("Your recording has arrived.") }
        return Phrase.counted(
            seconds, one: "Your recording has arrived: \("n", seconds) second.",
            other: "Your recording has arrived: \("n", seconds) seconds.")
    }

    private static func words(_ code: String) -> Markup {
        """
        <section aria-labelledby="code"><h2 id="code">\(say: "Your words to find it again")</h2>\(written(code))
        <p class="soft">\(say: "With these words anyone can see what became of your answer, and take it back. Write them down, remember them, give them to a helper, or leave them: the answer counts all the same. We cannot look them up.")</p></section>
        """
    }

    /// The code as it stands on a slip: in its own language and direction, whatever the page around it is in.
    private static func written(_ code: String) -> Markup {
        let language = ReceiptCode(typed: code)?.language
        return "<p class=\"code\"\(if: language != nil, " lang=\"\(language ?? "und")\"") dir=\"ltr\" translate=\"no\">\(code)</p>"
    }

    /// Asked only where we cannot tell; what is chosen beforehand is a guess, and said as a question.
    private static func wroteIn(_ draft: DetailsDraft, _ place: Place, _ visit: Visit) -> Markup {
        let tags = place.languages + (place.languages.contains(visit.language) ? [] : [visit.language])
        return Form.choice(
            "language", Phrase("Did you write in this language?"), value: draft.language.nonEmpty ?? visit.language.description,
            options: tags.map { ($0.description, "\($0.endonym)") }, hint: Phrase("If not, choose yours: we answer in it."))
    }

    static func saved(_ slip: Slip, _ voice: Voice, _ question: Question, in place: Place, on today: Day) -> Page {
        var page = Page(
            "\(say: "Thank you")", in: place,
            """
            <h1>\(say: "Saved. Thank you")</h1><p>\(AnswerBox.promise(question, in: place, language: voice.toldLanguage))</p>
            <p>\(say: told(voice, on: today))</p>\(written(slip.code))\(if: voice.waitsForFaces, photo(slip))
            <p><a class="button quiet" href="\(place.home)">\(say: "To the first page")</a></p>
            """)
        page.secret = true
        page.offersLanguages = false
        return page
    }

    /// A photo stays with the team until somebody said who can be recognised in it.
    private static func photo(_ slip: Slip) -> Markup {
        """
        <p>\(say: "Your photo stays with the team until you have said who can be recognised in it.")</p>\
        \(Form.button("/photos", Phrase("Who can be recognised in the photo"), hidden: [("slip", slip.token)]))
        """
    }

    private static func told(_ voice: Voice, on today: Day) -> Phrase {
        switch voice.door {
        case .mail where voice.permission.holds(.again, on: today):
            Phrase(
                "We will write to you, and again when there is something new. Your address is kept locked away until you take that back.")
        case .mail: Phrase("We will write to you. Your address is kept locked away and forgotten once you have been told.")
        case .meeting: Phrase("You will hear it at the meeting. Nobody needs your name for that.")
        case .person: Phrase("The person you named will pass it on.")
        case .none: Phrase("We will not tell you anything. Your words count all the same.")
        default: Phrase("Come back with your words when you like.")
        }
    }

    private static func heard(_ others: [Voice]) -> Markup {
        guard !others.isEmpty else { return "" }
        return
            "<section aria-labelledby=\"others\"><h2 id=\"others\">\(say: "What others said")</h2><ul class=\"list\">\(each: others, { "<li>\(VoiceCard.draw($0))</li>" })</ul></section>"
    }

    static func opens(_ draft: DetailsDraft, _ place: Place) -> Markup {
        OpennessChoice.draw(draft.openness, team: place.team, hasSafetyLead: place.hasSafetyLead, isSealed: place.isSealed)
            + ConsentChoice.ticks(draft.asked.filter { $0 != .again }, yes: draft.consent.yes)
    }

    static func returns(_ draft: DetailsDraft, _ place: Place, _ language: LanguageTag, _ visit: Visit, _ invalid: Invalid?)
        -> Markup
    {
        let doors: [(value: String, words: Markup)] = [
            (Door.code.rawValue, "\(say: "I come back with my words")"), (Door.meeting.rawValue, "\(say: "At a meeting")"),
            (Door.person.rawValue, "\(say: "Through a person I trust")"), (Door.mail.rawValue, "\(say: "By mail")"),
            (Door.none.rawValue, "\(say: "Not needed")"),
        ]
        return """
            \(Form.circles("door", Phrase("How shall we tell you?"), value: draft.door, options: doors.filter { visit.sendsMail || $0.value != Door.mail.rawValue }))
            <details\(flag: "open", draft.door == Door.mail.rawValue || draft.door == Door.person.rawValue || invalid?["mail"] != nil)><summary>\(say: visit.sendsMail ? Phrase("Mail address, person, language") : Phrase("Person, meeting, language"))</summary>
            \(if: visit.sendsMail, Form.line("mail", Phrase("Mail address"), value: draft.mail, type: "email", problem: invalid?["mail"], autocomplete: "email"))
            \(if: visit.sendsMail, ConsentChoice.ticks([.again], yes: draft.consent.yes))
            \(Form.line("through", Phrase("Which person or meeting?"), value: draft.through, problem: invalid?["through"]))
            \(if: language != "und", Form.choice("language", Phrase("In which language did you write, and shall we answer?"), value: draft.language, options: [("", "\(say: "The one I wrote in")")] + place.languages.map { ($0.description, "\($0.endonym)") }))
            </details>
            """
    }

    private static func who(_ draft: DetailsDraft, _ visit: Visit, _ invalid: Invalid?) -> Markup {
        """
        <details\(flag: "open", invalid?["name"] != nil || invalid?["place"] != nil)><summary>\(say: "A name and a place")</summary>
        \(Form.line("name", Phrase("A name to show, real or not"), value: draft.name, hint: Phrase("It stands with your words, also where they are quoted. Leave it empty to stay without a name."), problem: invalid?["name"]))
        \(if: visit.reader.person != nil, Form.circles("as", Phrase("Or your account"), value: draft.asPerson ? "me" : "nobody", options: [("nobody", "\(say: "without my account")"), ("me", "\(say: "as \("name", visit.reader.name)")")]))
        \(Form.line("place", Phrase("Which place is it about?"), value: draft.place, hint: Phrase("A region is enough."), problem: invalid?["place"]))
        </details>
        """
    }

    /// Kept in words: who says yes is worth more than when somebody was born.
    static func guardian(_ draft: DetailsDraft, _ invalid: Invalid?) -> Markup {
        """
        <details\(flag: "open", invalid?["guardian"] != nil)><summary>\(say: "I am under 18")</summary>
        \(Form.line("guardian", Phrase("Who said yes to your answer?"), value: draft.guardian, hint: Phrase("In words, such as: my mother, my teacher. No name and no birthday. Only you and the team see it."), problem: invalid?["guardian"]))
        </details>
        """
    }

    static func group(_ draft: DetailsDraft, _ invalid: Invalid?, isOpen: Bool = false) -> Markup {
        """
        <details\(flag: "open", isOpen || invalid?["people"] != nil || invalid?["speaks_for"] != nil || invalid?["disagreed"] != nil)><summary>\(say: "We were a group")</summary>
        \(Form.line("people", Phrase("How many people?"), value: draft.people, type: "number", problem: invalid?["people"]))
        \(Form.line("speaks_for", Phrase("Who speaks for the group?"), value: draft.speaksFor, hint: Phrase("A role is enough, for example: the club's speaker."), problem: invalid?["speaks_for"]))
        \(Form.area("disagreed", Phrase("Did anyone disagree? In which way?"), value: draft.disagreed, problem: invalid?["disagreed"]))
        </details>
        """
    }
}
