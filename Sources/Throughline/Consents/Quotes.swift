import Database
import Language

/// What may be done with the words said to one question, for its team.
struct QuotesView: Sendable {
    let question: Question
    let place: Place
    /// How many answers allow each purpose today.
    let allowed: [Consent: Headcount]
    /// How many of these end within `QuotesReading.soon` days.
    let ending: Headcount
    let quotes: [Voice]
    /// What quotes were taken out of.
    let gone: [(item: Item, text: Text)]
    /// Nobody has read that again yet.
    let waits: Bool
    /// Whether enough people let their words be passed on for a file of them.
    let isEnough: Bool
    let day: Day
}

/// One line of the file that is passed on: words with what their speaker allows.
struct PassedOn: Sendable {
    let voice: Voice
    let day: Day

    /// Words for others to work with leave only from so many people on: of fewer, a neighbour knows who spoke.
    static let fewest = Headcount.takingPart

    /// Whoever speaks twice under one name counts once; every unnamed answer for itself.
    static func isEnough(_ lines: [PassedOn]) -> Bool {
        Set(lines.map { $0.voice.item.author.counted(as: $0.voice.id) }).count >= fewest
    }

    var name: String { voice.allows(.name, for: .everyone, on: day) ? voice.name ?? "" : "" }
    var mayBeQuoted: Bool { voice.allows(.quote, for: .everyone, on: day) }
    /// The last day the file may be used with this line in it.
    var until: Day? { voice.permission.until[.data].flatMap { $0 == Permission.always ? nil : $0 } }

    /// As CSV (RFC 4180). Words come from people: none of them is ever taken for a formula.
    static func csv(_ lines: [PassedOn], head: [String], yes: String, no: String) -> String {
        let rows =
            [head]
            + lines.map { line in
                let text = line.voice.text
                return [
                    text?.body ?? "", text?.language.description ?? "", line.name, line.mayBeQuoted ? yes : no, line.until?.text ?? "",
                ]
            }
        return rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}

struct QuotesReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    /// Days.
    static let soon = 30
    static let most = 60

    private var day: Day { now.day(in: .utc) }

    func view(_ id: ID<Item>) throws -> QuotesView {
        let (question, place) = try asked(id)
        let here = visible(question)
        var columns: [SQL] = Consent.allCases.map { consent in
            "SUM(CASE WHEN \(PermissionSQL.holds(consent, on: day)) THEN 1 ELSE 0 END) AS " + SQL(verbatim: consent.rawValue)
        }
        let soon = Consent.allCases.map { consent -> SQL in
            "(\(PermissionSQL.holds(consent, on: day)) AND " + PermissionSQL.column(consent) + " <= \(day + Self.soon))"
        }
        columns.append("SUM(CASE WHEN \(soon.joined(separator: " OR ")) THEN 1 ELSE 0 END) AS ending")
        let counts = try tx.run("SELECT \(columns.joined(separator: ", ")) FROM voices v JOIN items i ON i.id = v.id WHERE \(here)").first
        func count(_ n: Int?) -> Headcount { reader.headcount(n ?? 0, in: place.id) }
        let numbers: [Consent: Headcount] = try [
            .quote: count(counts?.intOrNil("quote")), .name: count(counts?.intOrNil("name")), .media: count(counts?.intOrNil("media")),
            .data: count(counts?.intOrNil("data")), .again: count(counts?.intOrNil("again")),
            .machine: count(counts?.intOrNil("machine")),
        ]
        return try QuotesView(
            question: question, place: place, allowed: numbers, ending: count(counts?.intOrNil("ending")),
            quotes: voices("\(here) AND \(PermissionSQL.holds(.quote, on: day)) AND t.body IS NOT NULL", limit: Self.most),
            gone: gone(question), waits: DutyStore(tx).owed(.quoteGone, on: id, language: "und", door: .here) != nil,
            isEnough: PassedOn.isEnough(passedOn(id)), day: day)
    }

    /// What everybody may see and its speakers let leave: never a word more than they may read here anyway.
    func passedOn(_ id: ID<Item>) throws -> [PassedOn] {
        let (question, _) = try asked(id)
        let rule: SQL = "\(visible(question)) AND \(PermissionSQL.holds(.data, on: day)) AND v.openness = 'everyone' AND i.audience = 0"
        return try voices(rule + " AND \(PermissionSQL.mayBeCopied) AND i.label IS NULL AND t.body IS NOT NULL", limit: 10_000).map {
            PassedOn(voice: $0, day: day)
        }
    }

    private func asked(_ id: ID<Item>) throws -> (Question, Place) {
        let question = try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        try reader.require(.learn, in: question.item.space)
        return (question, try PlaceStore(tx).find(question.item.space))
    }

    private func visible(_ question: Question) -> SQL {
        "v.question_id = \(question.id) AND i.state = 'ready' AND \(Visibility.inSpace(question.item.space, for: reader, at: now))"
    }

    private func voices(_ rule: SQL, limit: Int) throws -> [Voice] {
        try VoiceStore(tx).read(tx.run("\(VoiceStore.select) WHERE \(rule) ORDER BY v.id DESC LIMIT \(limit)"))
    }

    /// The records around a question that hold the mark of a quote that went.
    private func gone(_ question: Question) throws -> [(item: Item, text: Text)] {
        let around = try LineStore(tx).around(question.id, in: question.item.space, most: QuoteWithdrawal.most)
        let items = try LineStore(tx).seen(around.filter { $0 != question.id }, for: reader, at: now).values.filter { !$0.kind.isSpoken }
        let texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        return items.sorted { $0.id.description > $1.id.description }.compactMap { item in
            texts[item.id]?[item.kind.headline].flatMap { $0.body.contains(QuoteWithdrawal.mark) ? (item, $0) : nil }
        }
    }
}

extension Author {
    /// Whoever speaks twice under one name counts once; every unnamed answer for itself.
    func counted(as voice: ID<Item>) -> String {
        switch self {
        case .nobody: voice.description
        case .person(let id): id.description
        case .pseudonym(let name): "name " + name
        }
    }
}
