import Language

/// Something a person or a group said in answer to a question.
struct Voice: Sendable {
    var item: Item
    let question: ID<Item>
    let text: Text?
    let openness: Openness
    /// What its speaker allows to be done with it, and until when.
    let permission: Permission
    /// One, or how many a group was.
    let people: Int
    let speaksFor: String?
    let disagreed: String?
    let place: String?
    let door: Door
    let toldLanguage: LanguageTag
    /// The day its speaker was told what became of it.
    let toldOn: Day?
    let organisation: String?
    let role: String?
    var files: [VoiceFile]
    /// Who said yes for somebody under 18, in words; for the team and the speaker alone.
    let guardian: String?
    /// The account's name or the chosen pseudonym; nil when nobody stands behind it.
    var name: String?

    var id: ID<Item> { item.id }
    var isGroup: Bool { people > 1 }
    /// How many people it counts for: one until somebody of the team has looked, so that one unread answer moves no number far.
    var counted: Int { item.state == "held" ? 1 : people }
}

/// A recording or photo that belongs to a voice, re-encoded and stripped.
struct VoiceFile: Sendable {
    let hash: String
    let kind: String
    let size: Int
    let seconds: Int?
    /// A photo in which everybody who can be recognised is covered or said yes; a recording.
    var isCleared = true
    /// The months in which its keeper lets it be shown; none where they said nothing of that.
    var months: Set<Int> = []

    func isInSeason(on day: Day) -> Bool { months.isEmpty || months.contains(day.month) }
}

/// An answer as it came in.
struct AnswerDraft: Sendable {
    var text = ""
    var hasRecording = false
    var hasPhoto = false
    /// For the safety lead alone, from the moment it is sent.
    var isForSafetyLead = false

    /// The longest answer in characters: about three pages.
    static let longest = 8_000

    /// What was meant for a safety lead never goes to the team for want of one.
    func checked(hasSafetyLead: Bool) throws(Invalid) {
        var invalid = Invalid()
        if isForSafetyLead && !hasSafetyLead {
            invalid.refuse(
                "text", Phrase("There is no safety lead here any more, and nothing was sent. Send it again if the team may read it."))
        }
        if text.isEmpty && !hasRecording && !hasPhoto { invalid.refuse("text", Phrase("Write or say something first.")) }
        if text.count > Self.longest {
            invalid.refuse(
                "text", Phrase("This is longer than we can keep in one piece. Send it in parts of up to \("n", Self.longest) characters."))
        }
        guard invalid.isEmpty else { throw invalid }
    }
}

/// What may be added after *Thank you*; every part can be skipped.
struct DetailsDraft: Sendable {
    var openness = Openness.team.rawValue
    /// What was chosen when the page was drawn.
    var was = ""
    var consent = ConsentDraft()
    /// There is a photo or recording to ask about.
    var hasMedia = false
    var name = ""
    var asPerson = false
    /// Chosen, not merely left: whoever stood behind it does not any more.
    var asNobody = false
    var door = Door.code.rawValue
    var mail = ""
    var through = ""
    /// The place lets a machine read.
    var asksMachine = false
    var language = ""
    var place = ""
    var people = ""
    var speaksFor = ""
    var disagreed = ""
    var guardian = ""

    struct Checked: Sendable {
        let openness: Openness
        let door: Door
        let people: Int
        let language: LanguageTag?
        /// Where the answer goes: a mail address, or who passes it on.
        let to: String?
        let consent: ConsentDraft.Checked
    }

    /// What the form asks: whoever gives a name wants it to stand there, and only a mail address can be written to.
    var asked: [Consent] {
        var asked: [Consent] = [.quote, .data]
        if asksMachine { asked.append(.machine) }
        if hasMedia { asked.append(.media) }
        if door == Door.mail.rawValue { asked.append(.again) }
        return asked
    }

    func checked(on today: Day) throws(Invalid) -> Checked {
        var invalid = Invalid()
        var said = ConsentDraft.Checked(answers: [:], until: nil)
        do throws(Invalid) {
            said = try consent.checked(asked: asked, on: today)
        } catch {
            for (field, message) in error.messages { invalid.refuse(field, message) }
        }
        let door = Door(rawValue: door) ?? .code
        if door == .mail && !mail.looksLikeMail { invalid.refuse("mail", Phrase("Write a mail address like name@example.org.")) }
        let count = people.isEmpty ? 1 : Int(people) ?? 0
        if count < 1 || count > 10_000 { invalid.refuse("people", Phrase("Write a number from 1 to \("n", 10_000), or leave it empty.")) }
        if name.count > 80 { invalid.refuse("name", Phrase("Keep this under \("n", 80) characters.")) }
        for (field, value) in [
            ("place", place), ("through", through), ("speaks_for", speaksFor), ("disagreed", disagreed), ("guardian", guardian),
        ]
        where value.count > 300 {
            invalid.refuse(field, Phrase("Keep this under \("n", 300) characters."))
        }
        guard invalid.isEmpty else { throw invalid }
        let to: String? = door == .mail ? mail : through.nonEmpty
        return Checked(
            openness: Openness(rawValue: openness) ?? .team, door: door, people: count, language: LanguageTag(language), to: to,
            consent: said)
    }
}
