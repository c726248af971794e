import Language

/// What came of a question, as one reader may see it: what was learned, decided and done, who was told, and what is asked next.
struct WhatBecame: Sendable {
    /// Something learned, and how the speaker's own words stand to it.
    struct Learned: Sendable {
        let item: Item
        let claim: Text
        let sureness: Sureness
        let sources: Int
        /// How many people see it differently.
        let dissents: Int
        /// How one's own words stand to it; nil when they are not among its sources.
        let own: Relation?
        /// How many others said something close to it, besides oneself.
        let others: Int
    }

    /// A decision or a promise with what happened to it.
    struct Done: Sendable {
        let item: Item
        let what: Text
        let by: String
        let on: Day
        let happened: Text?
        let because: Text?
        let reasons: [LapseReason]

        /// Why it was not done, or not all of it: in somebody's words, else in the reasons they chose.
        var why: Phrase? {
            if let said = because ?? (isNotDone ? happened : nil) { return Phrase("\("why", said.body)") }
            return reasons.isEmpty ? nil : Phrase("\("why", Listed(reasons.map(\.words)))")
        }

        var isNotDone: Bool { ["not_fulfilled", "reversed", "declined", "released"].contains(item.state) }
        var isKept: Bool { ["fulfilled", "partly", "applied", "checked", "kept"].contains(item.state) }
    }

    /// A record that follows, in one line.
    struct Next: Sendable {
        let item: Item
        let text: Text
    }

    /// What panels chose among the stories of change, and why.
    var panels: [PanelResult] = []
    var learned: [Learned] = []
    var done: [Done] = []
    var tellings: [Telling] = []
    /// What was said to the speaker, or to others where nobody told them yet.
    var heard: Telling?
    /// How many people still wait to be told.
    var owed = 0
    /// Why some will not be told.
    var notTold: [String] = []
    var next: [Next] = []

    /// Every record it speaks of, for the path.
    var records: [ID<Item>] { panels.map(\.panel.id) + learned.map(\.item.id) + done.map(\.item.id) }

    /// How many heard, of how many, in which languages and by which doors.
    var told: (told: Int, people: Int, unreachable: Int, languages: [LanguageTag], doors: [Door]) {
        let languages = Set(tellings.map(\.language)).sorted()
        let doors = Door.allCases.filter { door in tellings.contains { $0.door == door } }
        return (
            tellings.reduce(0) { $0 + $1.told }, tellings.reduce(0) { $0 + $1.people }, tellings.reduce(0) { $0 + $1.unreachable },
            languages, doors
        )
    }
}
