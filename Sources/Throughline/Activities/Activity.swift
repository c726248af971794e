import Language

/// Something a place does to learn: a study, a round of stories, a meeting. A session of a learning journey is one too (domain 1,
/// LearningActivity and JourneySession).
struct Activity: Sendable {
    let item: Item
    let texts: [String: Text]
    let kind: Kind
    /// The journey it is a session of, and the how-manieth.
    let journey: ID<Item>?
    let number: Int
    let on: Day
    let leadName: String
    /// How many people are asked for their time, and for how many minutes each.
    let asked: Int
    let minutes: Int
    let cost: Int?
    let currency: String
    /// How many came; nil before anybody said.
    let came: Int?

    var id: ID<Item> { item.id }
    var state: State { State(rawValue: item.state) ?? .planned }
    func words(_ field: String) -> String { texts[field]?.body ?? "" }

    /// What it was planned for and nobody has said how it went.
    func isForgotten(on today: Day) -> Bool { [.planned, .running].contains(state) && on < today }

    /// It is done, or to be done, from a day on and soon enough to count.
    func covers(_ today: Day) -> Bool { state != .cancelled && on >= today && on <= today + Self.ahead }

    /// So many days ahead a question counts as worked on (domain 1).
    static let ahead = 90

    enum State: String, Sendable, CaseIterable {
        case planned, running, done, cancelled

        var words: Phrase {
            switch self {
            case .planned: Phrase("planned", context: "something done to learn")
            case .running: Phrase("under way", context: "something done to learn")
            case .done: Phrase("done", context: "something done to learn")
            case .cancelled: Phrase("does not happen", context: "something done to learn")
            }
        }
    }

    enum Kind: String, Sendable, CaseIterable {
        case event, consultation, review, stories, exchange, study, desk, survey, pause, session, action

        /// What can be chosen; a session begins on the page of its journey.
        static let choices = allCases.filter { $0 != .session }

        var words: Phrase {
            switch self {
            case .event: Phrase("a meeting")
            case .consultation: Phrase("a consultation")
            case .review: Phrase("a review after the work")
            case .stories: Phrase("a round of stories")
            case .exchange: Phrase("a visit among colleagues")
            case .study: Phrase("a study")
            case .desk: Phrase("reading what is there")
            case .survey: Phrase("a survey")
            case .pause: Phrase("a pause to think")
            case .session: Phrase("a session of a journey")
            case .action: Phrase("research by those who do the work")
            }
        }
    }
}

/// What the form of an activity or a session sent.
struct ActivityDraft: Sendable {
    var kind = ""
    var purpose = ""
    var on = ""
    var lead = ""
    var method = ""
    var asked = ""
    var minutes = ""
    var cost = ""
    var currency = ""
    var have = ""
    var needed = ""

    struct Checked: Sendable {
        let kind: Activity.Kind
        let on: Day
        let asked: Int
        let minutes: Int
        let cost: Int?
        let currency: String
    }

    static let longest = 300
    static let mostPeople = 100_000
    static let mostCost = 1_000_000_000

    func texts(of person: ID<Person>?) -> [(field: String, body: String)] {
        [("purpose", purpose), ("method", method), ("have", have), ("needed", needed), ("lead", person == nil ? lead : "")]
    }

    /// A session of a journey has its kind already; both may be written down after they were held.
    func checked(on today: Day, inJourney: Bool) throws(Invalid) -> Checked {
        var invalid = Invalid()
        let kind = inJourney ? .session : Activity.Kind(rawValue: kind).flatMap { Activity.Kind.choices.contains($0) ? $0 : nil }
        if kind == nil { invalid.refuse("kind", Phrase("Choose one.")) }
        if purpose.isEmpty { invalid.refuse("purpose", Phrase("Say what it is for.")) }
        if lead.isEmpty || !lead.isName { invalid.refuse("lead", Phrase("Write the name on one line, under \("n", 120) characters.")) }
        for (field, value) in [("purpose", purpose), ("method", method), ("have", have), ("needed", needed)]
        where value.count > Self.longest {
            invalid.refuse(field, Phrase("Keep this under \("n", Self.longest) characters."))
        }
        let day = Day(on).flatMap { abs($0 - today) <= 3_660 ? $0 : nil }
        if day == nil { invalid.refuse("on", Phrase("Choose a day.")) }
        let people = Self.number(asked, atMost: Self.mostPeople)
        if people == nil { invalid.refuse("asked", Phrase("A whole number from 0 to \("n", Self.mostPeople), or nothing.")) }
        let minutes = Self.number(minutes, atMost: 10_080)
        if minutes == nil { invalid.refuse("minutes", Phrase("A whole number from 0 to \("n", 10_080), or nothing.")) }
        if (people ?? 0) > 0 && minutes == 0 { invalid.refuse("minutes", Phrase("Say how many minutes each of them gives.")) }
        let money = cost.isEmpty ? nil : Self.number(cost, atMost: Self.mostCost)
        if !cost.isEmpty && money == nil { invalid.refuse("cost", Phrase("A whole number from 0 to \("n", Self.mostCost), or nothing.")) }
        let code = currency.uppercased()
        if (money ?? 0) > 0 && (code.count != 3 || !code.allSatisfy { $0.isASCII && $0.isLetter }) {
            invalid.refuse("currency", Phrase("Three letters, such as USD."))
        }
        guard let kind, let day, let people, let minutes, invalid.isEmpty else { throw invalid }
        return Checked(
            kind: kind, on: day, asked: people, minutes: minutes, cost: money, currency: money == nil ? "" : String(code.prefix(3)))
    }

    private static func number(_ text: String, atMost most: Int) -> Int? {
        text.isEmpty ? 0 : Int(text).flatMap { (0...most).contains($0) ? $0 : nil }
    }
}

extension ActivityDraft {
    init(_ fields: Fields) {
        self.init(
            kind: fields["kind"], purpose: fields["purpose"], on: fields["on"], lead: fields["lead"], method: fields["method"],
            asked: fields["asked"], minutes: fields["minutes"], cost: fields["cost"], currency: fields["currency"], have: fields["have"],
            needed: fields["needed"])
    }

    init(_ activity: Activity) {
        self.init(
            kind: activity.kind.rawValue, purpose: activity.words("purpose"), on: activity.on.text, lead: activity.leadName,
            method: activity.words("method"), asked: activity.asked == 0 ? "" : "\(activity.asked)",
            minutes: activity.minutes == 0 ? "" : "\(activity.minutes)", cost: activity.cost.map { "\($0)" } ?? "",
            currency: activity.currency, have: activity.words("have"), needed: activity.words("needed"))
    }
}

/// How it went: what went in, who came, what came out of it in words.
struct ActivityReport: Sendable {
    var how = "done"
    var came = ""
    var evidence = ""
    var practice = ""
    var outputs = ""
    var because = ""

    static let longest = 1_000
    static let fields = ["evidence", "practice", "outputs"]

    var texts: [(field: String, body: String)] { [("evidence", evidence), ("practice", practice), ("outputs", outputs)] }

    /// The step it leads to, and how many came.
    func checked() throws(Invalid) -> (step: String, came: Int?) {
        var invalid = Invalid()
        let step = ["done": "finish", "cancelled": "cancel"][how]
        if step == nil { invalid.refuse("how", Phrase("Choose one.")) }
        let number = Int(came).flatMap { (0...ActivityDraft.mostPeople).contains($0) ? $0 : nil }
        if !came.isEmpty && number == nil {
            invalid.refuse("came", Phrase("A whole number from 0 to \("n", ActivityDraft.mostPeople), or nothing."))
        }
        for (field, value) in texts where value.count > Self.longest {
            invalid.refuse(field, Phrase("Keep this under \("n", Self.longest) characters."))
        }
        if step == "finish" && outputs.isEmpty { invalid.refuse("outputs", Phrase("Say what came out of it, if only “nothing new”.")) }
        invalid.checkReason(because, isNeeded: step == "cancel")
        guard let step, invalid.isEmpty else { throw invalid }
        return (step, number)
    }
}

extension ActivityReport {
    init(_ fields: Fields) {
        self.init(
            how: fields["how"], came: fields["came"], evidence: fields["evidence"], practice: fields["practice"],
            outputs: fields["outputs"], because: fields["because_cancelled"])
    }
}
