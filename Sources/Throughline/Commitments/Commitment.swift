import Language

/// A promise: who does what by when, what it needs, and what became of it.
struct Commitment: Sendable {
    let item: Item
    let texts: [String: Text]
    let question: ID<Item>?
    let who: String
    /// The account of who promised, when they have one.
    let person: ID<Person>?
    let organisation: String
    let due: Day
    let needs: Set<Need>
    /// Whole units of `currency`.
    let amount: Int?
    /// ISO 4217.
    let currency: String?
    /// Days of work.
    let days: Int?
    let secured: Secured
    let lapse: Set<LapseReason>
    let engaged: Engaged?
    let settledOn: Day?

    var id: ID<Item> { item.id }
    var isOpen: Bool { ["made", "accepted", "under_way"].contains(item.state) }
    func isLate(on today: Day) -> Bool { isOpen && due < today }
    func words(_ field: String) -> Text? { texts[field] }
}

/// What a promise needs before it can be kept; nothing at all is the empty set.
enum Need: String, Sendable, CaseIterable {
    case money, time, people, permission

    var words: Phrase {
        switch self {
        case .money: Phrase("money")
        case .time: Phrase("time")
        case .people: Phrase("people")
        case .permission: Phrase("a permission")
        }
    }
}

/// Whether what it needs is there.
enum Secured: String, Sendable, CaseIterable {
    case yes, partly, no

    var words: Phrase {
        switch self {
        case .yes: Phrase("It is there.")
        case .partly: Phrase("A part of it is there.")
        case .no: Phrase("It is not there yet.")
        }
    }
}

/// Why a promise was kept in part or not at all (domain 4, LapseReason).
enum LapseReason: String, Sendable, CaseIterable {
    case resources, time, priorities
    case leftRole = "left_role"
    case security
    case notUseful = "not_useful"
    case unclear, other

    var words: Phrase {
        switch self {
        case .resources: Phrase("money or means were missing")
        case .time: Phrase("no time was given for it")
        case .priorities: Phrase("other things came first")
        case .leftRole: Phrase("who promised has another task now")
        case .security: Phrase("it was not safe")
        case .notUseful: Phrase("it was not useful any more")
        case .unclear: Phrase("it was not clear what to do")
        case .other: Phrase("something else")
        }
    }
}

/// Whether who promised is still with it; asked apart from the result.
enum Engaged: String, Sendable, CaseIterable {
    case yes, somewhat, no

    var words: Phrase {
        switch self {
        case .yes: Phrase("yes")
        case .somewhat: Phrase("somewhat")
        case .no: Phrase("no")
        }
    }
}

/// What the form for a promise sent.
struct PromiseDraft: Sendable {
    var who = ""
    var organisation = ""
    var promise = ""
    var due = ""
    var needs: Set<String> = []
    var amount = ""
    var currency = ""
    var days = ""
    var secured = Secured.no.rawValue
    /// Who promises has an account here, under this name.
    var hasAccount = false
    var opening = OpeningDraft()

    struct Checked: Sendable {
        let due: Day
        let needs: PromiseNeeds
        let openness: Openness?
    }

    /// `person` is whose promise it is, found by the name.
    func checked(on today: Day, by person: ID<Person>?, sources: Openness?) throws(Invalid) -> Checked {
        var invalid = Invalid()
        if who.isEmpty { invalid.refuse("who", Phrase("Say who promises.")) }
        for (field, value) in [("who", who), ("organisation", organisation)] where !value.isName {
            invalid.refuse(field, Phrase("Write the name on one line, under \("n", 120) characters."))
        }
        if hasAccount && person == nil && !who.isEmpty {
            invalid.refuse("member", Phrase("Nobody here has this name. Write it as it stands under People, or take the tick away."))
        }
        Self.check(promise, &invalid)
        let day = Day(due).flatMap { $0 >= today && $0 <= today + 3_660 ? $0 : nil }
        if day == nil { invalid.refuse("due", Phrase("Choose a day from \("day", today) on.")) }
        let needs = wanted.checked(&invalid)
        let openness = opening.checked(sources: sources, &invalid)
        guard let day, invalid.isEmpty else { throw invalid }
        return Checked(due: day, needs: needs, openness: openness)
    }

    /// The words of a promise.
    static func check(_ promise: String, _ invalid: inout Invalid) {
        if promise.isEmpty { invalid.refuse("promise", Phrase("Say what will be done, with a verb.")) }
        if promise.count > 300 { invalid.refuse("promise", Phrase("Keep this under \("n", 300) characters.")) }
    }

    /// What it needs, as typed.
    var wanted: NeedsDraft { NeedsDraft(needs: needs, amount: amount, currency: currency, days: days, secured: secured) }
}

/// What the report on a promise sent: kept, partly, not, and then why.
struct OutcomeDraft: Sendable {
    var how = ""
    var lapse: Set<String> = []
    var note = ""
    var engaged = ""

    struct Checked: Sendable {
        /// The step of the lifecycle.
        let act: String
        let lapse: Set<LapseReason>
        let engaged: Engaged?
    }

    func checked() throws(Invalid) -> Checked {
        var invalid = Invalid()
        let acts = ["kept": "fulfil", "partly": "fulfil_partly", "not": "lapse"]
        let act = acts[how]
        let reasons = Set(lapse.compactMap { LapseReason(rawValue: $0) })
        if act == nil { invalid.refuse("how", Phrase("Say what became of it.")) }
        if let act, act != "fulfil", reasons.isEmpty { invalid.refuse("lapse", Phrase("Say why; at least one reason.")) }
        if note.count > 1_000 { invalid.refuse("note", Phrase("Keep this under \("n", 1_000) characters.")) }
        guard let act, invalid.isEmpty else { throw invalid }
        return Checked(act: act, lapse: act == "fulfil" ? [] : reasons, engaged: Engaged(rawValue: engaged))
    }
}
