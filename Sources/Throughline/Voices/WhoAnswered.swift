import Database
import Language

/// What people who answered are counted by.
enum PeopleBy: String, Sendable, CaseIterable {
    case place, language, role, organisation

    var words: Phrase {
        switch self {
        case .place: Phrase("Where they are")
        case .language: Phrase("Their language")
        case .role: Phrase("What they do")
        case .organisation: Phrase("Their organisation")
        }
    }
}

/// One or two of these.
struct Grouping: Sendable, Equatable {
    var rows: PeopleBy
    var columns: PeopleBy?

    init(_ rows: PeopleBy, _ columns: PeopleBy? = nil) { (self.rows, self.columns) = (rows, columns == rows ? nil : columns) }

    /// From a form or a row; something must be chosen.
    init(typed rows: String?, _ columns: String? = nil) {
        self.init(rows.flatMap(PeopleBy.init) ?? .place, columns.flatMap(PeopleBy.init))
    }

    var key: String { rows.rawValue + (columns.map { " " + $0.rawValue } ?? "") }

    init(key: String) {
        let parts = key.split(separator: " ").map(String.init)
        self.init(typed: parts.first, parts.dropFirst().first)
    }
}

/// Who answered a question, in numbers: for the team as counted, for everybody else as published.
struct WhoAnswered: Sendable {
    let question: Question
    let place: Place
    let grouping: Grouping
    /// Exact, for the team alone.
    let counted: CountTable?
    /// What this reader is shown; for the team what anybody would be shown.
    let published: PublishedTable?
    /// The day these numbers were published; nil while they are a preview.
    let day: Day?

    var ofTeam: Bool { counted != nil }
}

/// Reads and publishes the numbers of a question.
struct WhoAnsweredReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    /// `asked`: the grouping the team looks at; others see what was published, and nothing before.
    func view(_ id: ID<Item>, by asked: Grouping?) throws -> WhoAnswered {
        let question = try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(question.item.space)
        if reader.may(.learn, in: place.id) {
            let last = try ReleaseStore(tx).newest(of: id, for: .anybody)
            let grouping = asked ?? last.map { Grouping(key: $0.grouping) } ?? Grouping(.place)
            let counted = try VoiceStore(tx).counted(question: id, by: grouping)
            return WhoAnswered(
                question: question, place: place, grouping: grouping, counted: counted,
                published: Self.publish(counted, question, for: .anybody), day: last?.day)
        }
        guard let release = try ReleaseStore(tx).newest(of: id, for: reader.releases(in: place.id)) else { throw Refusal.notFound }
        return WhoAnswered(
            question: question, place: place, grouping: Grouping(key: release.grouping), counted: nil, published: release.table,
            day: release.day)
    }

    /// Publishes what stands now, for everybody and for partners, if neither tells on the few who came since an earlier release.
    func publish(_ view: WhoAnswered, by act: Act) throws {
        guard let counted = view.counted else { throw Refusal.notAllowed }
        let store = ReleaseStore(tx)
        for readers in ReleaseReaders.allCases {
            let table = Self.publish(counted, view.question, for: readers)
            if let earlier = try store.conflict(table, of: view.question.id, for: readers) {
                throw Invalid(
                    "numbers",
                    Phrase(
                        "Beside the numbers of \("day", earlier.day), these would point at the few people who came or went since. Wait until more have answered, or count by something else."
                    ))
            }
            try store.add(NumbersRelease(grouping: view.grouping.key, table: table, day: act.day), of: view.question.id, for: readers)
        }
        try QuestionStore(tx).setCounted(view.question.id, on: act.day)
        try AuditStore(tx).record("question.count", item: view.question.id, space: view.place.id, by: act, unnamed: false)
    }

    private static func publish(_ counted: CountTable, _ question: Question, for readers: ReleaseReaders) -> PublishedTable {
        SmallNumbers.publish(counted, from: readers.fewest, isSensitive: question.item.sensitivity >= .high)
    }
}

extension Reader {
    /// Which release of a place's numbers they read.
    func releases(in space: ID<Space>) -> ReleaseReaders { fewest(in: space) < Headcount.anybody ? .partners : .anybody }
}

extension VoiceStore {
    /// The people behind a question's answers, as far as its team reads them.
    func counted(question: ID<Item>, by grouping: Grouping) throws -> CountTable {
        let rows = try tx.run(
            """
            SELECT v.people, v.place, v.role, v.organisation, i.language FROM voices v JOIN items i ON i.id = v.id
            WHERE v.question_id = \(question) AND i.state = 'ready' AND i.audience <= \(Audience.team.rawValue)
            """)
        func of(_ row: Row, _ by: PeopleBy?) throws -> String? {
            switch by {
            case nil: nil
            case .place: try row.textOrNil("place")?.nonEmpty
            case .role: try row.textOrNil("role")?.nonEmpty
            case .organisation: try row.textOrNil("organisation")?.nonEmpty
            case .language: try row.language("language") == "und" ? nil : row.language("language").endonym
            }
        }
        return CountTable(try rows.map { try (row: of($0, grouping.rows), column: of($0, grouping.columns), people: $0.int("people")) })
    }
}
