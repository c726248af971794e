import Language

/// Asking whoever promised something how it goes, some months later: four questions at most, by a link that needs no account.
struct FollowUp: AskedByLink {
    let id: ID<FollowUp>
    /// What it asks about: a promise so far; a meeting can be followed up the same way.
    let item: ID<Item>
    let space: ID<Space>
    let person: ID<Person>?
    let months: Int
    let due: Day
    /// The promise was made in a meeting, where people met others.
    let hadMeeting: Bool
    let state: State
    let sentOn: Day?
    let reminders: Int
    let remindedOn: Day?
    let answeredOn: Day?
    let because: Skip?
    let engaged: Engaged?
    let came: Came?
    let hindered: Set<LapseReason>

    static let prefix = "follow-"
    var askedOn: Day { sentOn ?? due }
    /// They were asked and have not answered; late is better than never.
    var mayBeAnswered: Bool { state == .sent || state == .noAnswer }

    enum State: String, Sendable {
        case scheduled, sent, answered
        case noAnswer = "no_answer"
        case skipped
    }

    /// Why somebody is not asked.
    enum Skip: String, Sendable {
        /// Places together asked them as often as anybody should be.
        case tired
        /// They said: no more of these.
        case refused
        /// The promise was declined, released or taken out of sight.
        case ended
        /// Their account is gone.
        case gone
    }

    /// What came of it. Nothing is an answer like any other.
    enum Came: String, Sendable, CaseIterable {
        case something, nothing, early

        var words: Phrase {
            switch self {
            case .something: Phrase("something came of it")
            case .nothing: Phrase("nothing came of it")
            case .early: Phrase("it is too early to say")
            }
        }
    }

    /// Months after it was promised or settled, with the days they are.
    static let rhythm: [(months: Int, days: Int)] = [(1, 30), (3, 91), (6, 182), (12, 365)]
    static let minutes = 2
    static let mostReminders = 2
    /// Days between two letters, and from the last one until no answer is expected any more.
    static let rest = 7

    /// The fields in which their words stand beside the promise.
    func field(_ name: Question) -> String { "\(name.rawValue) \(id)" }

    enum Question: String, Sendable, CaseIterable {
        case whom, stays, came, hindered, help
    }

    /// At most four (domain 4). Where people met, the first is whom they talked to again: events mostly lead to that.
    var questions: [Question] { hadMeeting ? [.whom, .stays, .came, .hindered] : [.stays, .came, .hindered, .help] }
}

/// What the form behind the link sent.
struct FollowUpDraft: Sendable {
    var whom = ""
    var stays = ""
    var came = ""
    var what = ""
    var hindered: Set<String> = []
    var help = ""

    static let longest = 600

    struct Checked: Sendable {
        let engaged: Engaged
        let came: FollowUp.Came?
        let hindered: Set<LapseReason>
    }

    /// Only the first tap is needed; every other question may stay open.
    func checked() throws(Invalid) -> Checked {
        var invalid = Invalid()
        let engaged = Engaged(rawValue: stays)
        if engaged == nil { invalid.refuse("stays", Phrase("Choose one.")) }
        for (field, value) in [("whom", whom), ("what", what), ("help", help)] where value.count > Self.longest {
            invalid.refuse(field, Phrase("Keep this under \("n", Self.longest) characters."))
        }
        guard let engaged, invalid.isEmpty else { throw invalid }
        // Who wrote what came of it said that something did.
        let result = FollowUp.Came(rawValue: came) ?? (what.isEmpty ? nil : .something)
        return Checked(engaged: engaged, came: result, hindered: Set(hindered.compactMap { LapseReason(rawValue: $0) }))
    }
}

extension FollowUpDraft {
    init(_ fields: Fields) {
        self.init(
            whom: fields["whom"], stays: fields["stays"], came: fields["came"], what: fields["what"], hindered: Set(fields.all("hindered")),
            help: fields["help"])
    }
}

/// What all who were asked in a place answered, in numbers that never stand without how many were asked.
struct FollowFigures: Sendable, Equatable {
    var asked = 0
    var answered = 0
    /// Still with it, or somewhat.
    var staying = 0
    var something = 0
    var nothing = 0
    var early = 0
    /// Not asked, so that nobody is asked too often.
    var spared = 0

    /// In whole percent.
    var rate: Int { asked == 0 ? 0 : (200 * answered + asked) / (2 * asked) }
    /// Below half, no figure says much (domain 4).
    var isFew: Bool { answered * 2 < asked }
}
