import Language

/// Who answers for a place and how to reach them, in one language: what everybody may know before they say anything (GDPR 13).
struct PlaceNotice: Sendable {
    enum Field: String, Sendable, CaseIterable {
        /// Who decides what is done with what people say here.
        case controller
        case contact, complaint
        /// Where to turn when somebody who works here does harm; never the same desk as other complaints where that can be helped.
        case safeguarding
        /// What the place itself adds to what the product keeps.
        case privacy
        /// Beside every box into which people write: what does not belong there, and whom to turn to instead.
        case avoid, instead

        /// The others have to be there before anybody is asked anything.
        var isNeeded: Bool { ![.privacy, .avoid, .instead].contains(self) }
    }

    var texts: [Field: Text] = [:]

    var isComplete: Bool { Field.allCases.allSatisfy { !$0.isNeeded || texts[$0] != nil } }
}

/// The notice as it was typed, in one language.
struct PlaceNoticeDraft: Sendable {
    var words: [PlaceNotice.Field: String] = [:]

    static let longest = 1_000

    /// What a place says until its steward says it better: whoever set it up answers for it.
    static func first(team: String, steward: String, in tongue: Tongue) -> PlaceNoticeDraft {
        PlaceNoticeDraft(words: [
            .controller: Phrase("The \("team", team) team.").plain(in: tongue),
            .contact: Phrase("Ask for \("name", steward), who looks after this place.").plain(in: tongue),
            .complaint: Phrase("Tell \("name", steward), or anybody of the team you trust. You need not give your name.").plain(in: tongue),
            .safeguarding: Phrase("Tell \("name", steward) alone. What you say is not put on any page.").plain(in: tongue),
        ])
    }

    /// Empty fields are refused in the place's own language only: elsewhere that one is read.
    func checked(isOwnLanguage: Bool) throws(Invalid) {
        var invalid = Invalid()
        for field in PlaceNotice.Field.allCases {
            let words = words[field] ?? ""
            if words.isEmpty && field.isNeeded && isOwnLanguage {
                invalid.refuse(field.rawValue, Phrase("Nobody can answer here while this is empty."))
            }
            if words.count > Self.longest { invalid.refuse(field.rawValue, Phrase("Keep this under \("n", Self.longest) characters.")) }
        }
        guard invalid.isEmpty else { throw invalid }
    }
}

extension PlaceNotice.Field {
    var words: Phrase {
        switch self {
        case .controller: Phrase("Who is responsible for what people say here?")
        case .contact: Phrase("How can people reach them?")
        case .complaint: Phrase("Where can people complain?")
        case .safeguarding: Phrase("Whom to tell when somebody who works here does harm?")
        case .privacy: Phrase("Anything else about what you do with answers?")
        case .avoid: Phrase("What should nobody write here?")
        case .instead: Phrase("Whom should they turn to instead?")
        }
    }

    var hint: Phrase {
        switch self {
        case .controller: Phrase("An organisation and a country.")
        case .contact: Phrase("A name and a way that works without this website too.")
        case .complaint: Phrase("A person who does not do the asking, where you can.")
        case .safeguarding: Phrase("Somebody apart from the team; say whether they can be told without a name.")
        case .privacy: Phrase("It can stay empty. What this website keeps is said below it.")
        case .avoid: Phrase("It stands beside every box. For example: names of people who were arrested, or who is ill.")
        case .instead: Phrase("A name, and how to call or find them.")
        }
    }

    /// As its heading stands on the page everybody reads.
    var title: Phrase {
        switch self {
        case .controller: Phrase("Who is responsible")
        case .contact: Phrase("How to reach them")
        case .complaint: Phrase("If something went wrong")
        case .safeguarding: Phrase("If somebody who works here did harm")
        case .privacy: Phrase("What they do with answers")
        case .avoid: Phrase("What not to write here")
        case .instead: Phrase("Whom to turn to instead")
        }
    }
}

extension Refusal.Obstacle {
    static let nobodyAnswersWords = Phrase(
        "First a steward says who answers for this place: under More, “Who answers for this place”. Then people can be asked.")
}
