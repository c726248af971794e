import Database
import Language

/// One record that went into something done to learn, or came out of it.
struct Joined: Sendable {
    let item: Item
    let text: Text?
}

/// What went in and what came out, as far as a reader may see it.
struct InAndOut: Sendable {
    var into: [Joined] = []
    var out: [Joined] = []
}

struct ActivityView: Sendable {
    let activity: Activity
    let place: Place
    /// The journey it is a session of, or the question it is done for.
    let home: [Joined]
    let around: InAndOut
    /// What may be joined to it and is not.
    let choices: [Joined]
    let trail: (before: [Step], after: [Step])
    let today: Day
}

/// Reads what the pages of activities show, each in one snapshot.
struct ActivityReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func view(_ id: ID<Item>) throws -> ActivityView {
        let activity = try ActivityStore(tx).find(id, for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(activity.item.space)
        let around = try around([id])[id] ?? InAndOut()
        let home = try joined(
            """
            SELECT \(SQL.itemColumns) FROM links l JOIN items i ON i.id = l.to_id
            WHERE l.from_id = \(id) AND l.relation IN ('part_of', 'cites') AND i.kind IN ('journey', 'question')
                AND \(Visibility.anywhere(for: reader, at: now)) ORDER BY i.id LIMIT 20
            """)
        let known = Set((around.into + around.out).map(\.item.id))
        let choices = reader.may(.learn, in: place.id) ? try choices(near: activity, home: home).filter { !known.contains($0.item.id) } : []
        return try ActivityView(
            activity: activity, place: place, home: home, around: around, choices: choices,
            trail: Trail(tx: tx, reader: reader, now: now).around(id, in: language), today: now.day(in: place.zone))
    }

    /// What went into some activities and what came out of them.
    func around(_ activities: [ID<Item>]) throws -> [ID<Item>: InAndOut] {
        guard !activities.isEmpty else { return [:] }
        let rows = try tx.run(
            """
            SELECT \(SQL.itemColumns), l.from_id AS activity, CASE WHEN l.relation = 'led_to' THEN 1 ELSE 0 END AS came_out
            FROM links l JOIN items i ON i.id = l.to_id
            WHERE l.from_id IN \(list: activities) AND l.relation IN ('cites', 'led_to') AND i.kind NOT IN ('question', 'journey')
                AND \(Visibility.anywhere(for: reader, at: now))
            UNION ALL
            SELECT \(SQL.itemColumns), l.to_id AS activity, 1 AS came_out FROM links l JOIN items i ON i.id = l.from_id
            WHERE l.to_id IN \(list: activities) AND l.relation = 'heard_at' AND \(Visibility.anywhere(for: reader, at: now))
            ORDER BY 1
            """)
        let items = try rows.map(Item.init)
        let texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        let spoken = try VoiceStore(tx).all(items.filter { $0.kind == .voice }.map(\.id), for: reader, at: now)
        return try zip(rows, items).reduce(into: [:]) { all, pair in
            // Somebody's words stand here only for those they may be quoted to.
            if pair.1.kind == .voice, spoken[pair.1.id]?.mayBeQuoted(to: reader, on: now.day(in: .utc)) != true { return }
            let joined = Joined(item: pair.1, text: texts[pair.1.id]?[pair.1.kind.headline])
            let id: ID<Item> = try pair.0.id("activity")
            if try pair.0.int("came_out") == 1 {
                all[id, default: InAndOut()].out.append(joined)
            } else {
                all[id, default: InAndOut()].into.append(joined)
            }
        }
    }

    /// Some records with the words that name them.
    func joined(_ sql: SQL) throws -> [Joined] {
        let items = try tx.run(sql).map(Item.init)
        let texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        return items.map { Joined(item: $0, text: texts[$0.id]?[$0.kind.headline]) }
    }

    /// What lies on the questions it is done for: what people said, what was learned, decided, promised and tried, the newest first.
    private func choices(near activity: Activity, home: [Joined]) throws -> [Joined] {
        let questions: [ID<Item>]
        if let journey = activity.journey {
            questions = try tx.run("SELECT to_id FROM links WHERE from_id = \(journey) AND relation = 'cites' ORDER BY to_id").map {
                try $0.id("to_id")
            }
        } else {
            questions = home.map(\.item.id)
        }
        guard !questions.isEmpty else { return [] }
        return try joined(
            """
            SELECT DISTINCT \(SQL.itemColumns) FROM links l JOIN items i ON i.id = l.from_id
            WHERE l.to_id IN \(list: questions) AND l.relation IN ('cites', 'answers') AND i.kind IN \(list: Activity.joinable.map(\.rawValue))
                AND i.sensitivity < \(Sensitivity.high.rawValue) AND \(Visibility.anywhere(for: reader, at: now)) ORDER BY i.id DESC LIMIT 40
            """)
    }
}

extension Activity {
    /// What can go in or come out.
    static let joinable: [Throughline.Kind] = [.voice, .insight, .decision, .commitment, .outcome, .experiment]
}

extension String {
    /// Enough to know a record by.
    var beginning: String {
        guard count > 140 else { return self }
        let cut = prefix(140)
        return cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)] + " …"
    }
}
