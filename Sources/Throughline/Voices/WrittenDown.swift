import Language

/// That an answer was said aloud and somebody else wrote it down: kept apart from who spoke, and for the team alone.
struct WrittenDown: Sendable {
    let voice: ID<Item>
    /// The language it was spoken in, whichever it was written in; nil where it was not said.
    let spokenIn: LanguageTag?
    /// Who wrote it down, by name or by role; nil where that is kept nowhere.
    let scribe: String?

    var words: Phrase {
        switch (spokenIn, scribe) {
        case (let language?, let scribe?): Phrase("Said aloud in \("language", language), written down by \("name", scribe).")
        case (nil, let scribe?): Phrase("Said aloud, written down by \("name", scribe).")
        case (let language?, nil): Phrase("Said aloud in \("language", language), written down by somebody else.")
        case (nil, nil): Phrase("Said aloud, written down by somebody else.")
        }
    }
}

/// What is kept of whoever writes. Nothing, unless they say so: whose hand it was links everything they wrote on one day.
enum ScribeKept: String, Sendable {
    case nobody, me, role
}

/// What somebody says, written down by somebody else.
struct ScribeDraft: Sendable {
    var text = ""
    var spokenIn = ""
    /// Who may see it, how its speaker hears, a name, a place, a group: what any answer may say. Never the account of whoever writes.
    var details = DetailsDraft()
    var wantsNoWords = false
    var kept = ScribeKept.nobody.rawValue
    var role = ""
    /// A group speaks with one voice.
    var isGroup = false
    /// It was read aloud what happens with an answer, and the speaker said yes.
    var saidYes = false

    static let longestRole = 80

    struct Checked: Sendable {
        let details: DetailsDraft.Checked
        let spokenIn: LanguageTag?
        let kept: ScribeKept

        /// What the speaker said may be done with it; a name that is given here is given to be read.
        func allowed(naming author: Author) -> ConsentDraft.Checked {
            var answers = details.consent.answers
            if author != .nobody { answers[.name] = true }
            return ConsentDraft.Checked(answers: answers, until: details.consent.until)
        }
    }

    /// What is chosen once, before anybody speaks.
    func checkedTable() throws(Invalid) -> ScribeKept {
        var invalid = Invalid()
        let kept = ScribeKept(rawValue: kept) ?? .nobody
        if kept == .role && role.isEmpty { invalid.refuse("role", Phrase("Write a role, or choose that it is not kept.")) }
        if role.count > Self.longestRole { invalid.refuse("role", Phrase("Keep this under \("n", Self.longestRole) characters.")) }
        if details.place.count > Self.longestRole {
            invalid.refuse("place", Phrase("Keep this under \("n", Self.longestRole) characters."))
        }
        guard invalid.isEmpty else { throw invalid }
        return kept
    }

    func checked(hasSafetyLead: Bool, on today: Day) throws(Invalid) -> Checked {
        var invalid = Invalid()
        do throws(Invalid) {
            try AnswerDraft(text: text, isForSafetyLead: details.openness == Openness.safety.rawValue).checked(hasSafetyLead: hasSafetyLead)
        } catch { invalid.add(error) }
        var checked: DetailsDraft.Checked?
        do throws(Invalid) { checked = try details.checked(on: today) } catch { invalid.add(error) }
        if wantsNoWords, checked?.door == .code {
            invalid.refuse("no_words", Phrase("Without words they cannot come back: choose another way to tell them."))
        }
        if !saidYes { invalid.refuse("said_yes", Phrase("First read aloud what stands at the top, and ask whether they say yes.")) }
        guard let checked, invalid.isEmpty else { throw invalid }
        return Checked(
            details: checked, spokenIn: spokenIn == "und" ? nil : LanguageTag(spokenIn), kept: ScribeKept(rawValue: kept) ?? .nobody)
    }

    /// What the next person at the same table finds filled in: nothing of the one before.
    var carried: ScribeDraft {
        var next = ScribeDraft()
        (next.spokenIn, next.details.place, next.kept, next.role, next.isGroup) = (spokenIn, details.place, kept, role, isGroup)
        return next
    }
}

/// What the page after an answer knows: the speaker's words, and what goes on to the next person. It travels sealed in its address.
struct HandedOver: Sendable {
    let question: ID<Item>
    let carried: ScribeDraft
    /// Empty for somebody who wanted none.
    let code: String

    /// Whatever was typed into one line stays on one line.
    var line: String {
        [question.description, carried.spokenIn, carried.kept, carried.role, carried.isGroup ? "yes" : "", carried.details.place, code]
            .map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }.joined(separator: "\n")
    }

    init(question: ID<Item>, carried: ScribeDraft, code: String) { (self.question, self.carried, self.code) = (question, carried, code) }

    init?(line: String) {
        let parts = line.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 7, let question = ID<Item>(typed: parts[0]) else { return nil }
        var carried = ScribeDraft()
        (carried.spokenIn, carried.kept, carried.role, carried.isGroup) = (parts[1], parts[2], parts[3], parts[4] == "yes")
        carried.details.place = parts[5]
        self.init(question: question, carried: carried, code: parts[6])
    }
}
