import Language

/// Everything one speaker sees about their own words.
struct MyWords: Sendable {
    let voice: Voice
    let question: Question
    let place: Place
    let became: WhatBecame
    let fate: Fate
    let reply: SpeakersReply?
    let corrections: [Correction]
    /// What names the voice in this page's forms: a page shown once, sealed; nil for somebody signed in.
    let slip: String?
    /// Whether this visitor may open pages for people who take part.
    let mayFollow: Bool
    /// From how many people on the speaker is given numbers.
    let fewest: Int
    /// What moderators did to it that holds, or was lifted last.
    var moderation: [ModerationAct] = []
    /// Whether anybody else may look again at what moderators did.
    var hasSecond = true
    /// What the speaker said may be done with the words, each answer as it was given.
    var agreed: [Agreed] = []
    /// What the team asks them before others read what was learned.
    var review: SpeakersReview?

    /// Nothing of the words is left to be shown or taken back.
    var isGone: Bool {
        switch fate {
        case .takenBack, .ended: true
        default: false
        }
    }

    /// One answer in the list of an account's own.
    struct Own: Sendable {
        let voice: Voice
        let question: Question?
        let takenBack: Day?
        /// The day it ended by itself.
        let ended: Day?
    }

    /// Where the words stand.
    enum Fate: Sendable {
        case waiting
        case counted
        case rejected(because: String?)
        case takenBack(Day)
        /// It could have cost somebody dearly, and its day has come.
        case ended(Day)
        /// Moderators keep it from everybody; nobody is shown the words, its speaker reads why.
        case outOfSight
        /// Two moderators removed it, and its words are erased.
        case removed(Day)
    }
}

/// What a speaker answered to what was made of their words.
enum SpeakersReply: String, Sendable, CaseIterable {
    case right, wrong
}

/// Something a speaker put right, beside what was made of their words.
struct Correction: Sendable {
    let item: Item
    let text: Text
    /// What it stands beside.
    let beside: ID<Item>
    let question: ID<Item>
    /// The name its speaker lets stand with their words, for whoever may read this.
    var name: String?
    /// What the team did with it, in its own words.
    var became: (how: Became, words: Text)?

    /// The team has not looked at it yet.
    var isNew: Bool { item.state == "open" }
}

/// A correction as it comes in.
struct CorrectionDraft: Sendable {
    var text = ""

    func checked() throws(Invalid) -> String {
        var invalid = Invalid()
        if text.isEmpty { invalid.refuse("text", Phrase("Write what you meant.")) }
        if text.count > 2_000 { invalid.refuse("text", Phrase("Keep this under \("n", 2_000) characters.")) }
        guard invalid.isEmpty else { throw invalid }
        return text
    }
}
