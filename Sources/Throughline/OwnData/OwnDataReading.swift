import Database
import Language

/// Reads what one person gave, in a fixed number of queries a page, and never what others said that they may not read.
struct OwnDataReading {
    let tx: any Connection
    let person: ID<Person>
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    /// Records that rest on one, at most.
    private static let uses = 12

    func account() throws -> OwnAccount {
        let people = PersonStore(tx)
        let (made, seen) = try people.days(of: person)
        let offices = try OfficeStore(tx).all(of: person)
        let places = try MembershipStore(tx).all(of: person).map { at in
            (
                place: try PlaceStore(tx).find(at.space), role: at.role,
                offices: Office.allCases.filter { offices[at.space]?.contains($0) ?? false }, joined: at.joined
            )
        }
        return try OwnAccount(
            account: people.account(person), made: made, seen: seen, sessions: SessionStore(tx).list(of: person, at: now).count,
            secondFactorSince: SecondFactorStore(tx).since(person), places: places, leavesOn: LeavingStore(tx).wish(of: person)?.due,
            hands: WrittenDownStore(tx).count(by: person))
    }

    /// The newest day first, from one record on.
    func records(before: ID<Item>? = nil, limit: Int) throws -> [OwnRecord] {
        var sql: SQL = """
            SELECT \(SQL.itemColumns), c.person_id AS promised_by, w.insight_id AS wrote FROM items i
            LEFT JOIN commitments c ON c.id = i.id
            LEFT JOIN insight_authors w ON w.insight_id = i.id AND w.person_id = \(person)
            WHERE i.id IN (SELECT id FROM items WHERE author_id = \(person) UNION SELECT id FROM commitments WHERE person_id = \(person)
                UNION SELECT insight_id FROM insight_authors WHERE person_id = \(person)
                UNION SELECT insight_id FROM reviews WHERE person_id = \(person))
            """
        if let before { sql += " AND i.id < \(before)" }
        let rows = try tx.run(sql + " ORDER BY i.id DESC LIMIT \(limit)")
        let items = try rows.map(Item.init)
        return try records(items, rows)
    }

    /// One of theirs.
    func record(_ item: Item) throws -> OwnRecord {
        let rows = try tx.run("SELECT NULL AS promised_by, NULL AS wrote FROM items i WHERE i.id = \(item.id)")
        guard let record = try records([item], rows).first else { throw Refusal.notFound }
        return record
    }

    private func records(_ items: [Item], _ rows: [Row]) throws -> [OwnRecord] {
        guard !items.isEmpty else { return [] }
        let ids = items.map(\.id)
        let beside = try beside(items)
        let seen = try LineStore(tx).seen(ids + beside.values, for: reader, at: now)
        let pieces = try pieces(of: ids)
        let asked = try asked(items)
        let uses = try uses(of: items, answering: asked.mapValues(\.id))
        let gone = try LineStore(tx).takenBack(ids)
        let ended = try LineStore(tx).ended(ids)
        let files = try files(of: ids)
        let checks = try checks(of: ids)
        let names = try places(of: items)
        let agreed = try ConsentStore(tx).all(about: items.filter { $0.kind == .voice && $0.author == .person(person) }.map(\.id))
        return try zip(rows, items).map { row, item in
            let promisedBy = try row.textOrNil("promised_by")
            let hasWritten = try row.textOrNil("wrote") != nil
            let isTheirs = item.author == .person(person) || hasWritten
            let part: OwnRecord.Part =
                item.kind.isSpoken
                ? .said
                : promisedBy == person.description
                    ? .promised : isTheirs ? .wrote : item.kind == .commitment ? .promised : .checked
            let isOpen = item.author == .person(person) || part == .promised || seen[item.id] != nil
            let kept = (pieces[item.id] ?? []).filter { piece in
                if piece.field.hasPrefix("reason.") { return piece.field.hasSuffix(person.description) }
                // What they may not read any more they find as they first wrote it, without what others changed since.
                let isOwnWording = item.kind.isSpoken || seen[item.id] != nil || (piece.field == item.kind.headline && piece.version == 1)
                return isOpen && isOwnWording && part != .checked
            }
            var record = OwnRecord(
                item: item, place: names[item.space] ?? "", texts: kept, question: asked[item.id]?.text, uses: uses[item.id] ?? [],
                files: files[item.id] ?? [], check: checks[item.id], part: part, takenBack: gone[item.id],
                hasPage: item.kind == .voice || (beside[item.id].map { seen[$0] != nil } ?? (seen[item.id] != nil)),
                agreed: agreed[item.id] ?? [])
            record.hasEnded = ended[item.id] != nil
            return record
        }
    }

    private func pieces(of ids: [ID<Item>]) throws -> [ID<Item>: [OwnRecord.Piece]] {
        let rows = try tx.run(
            """
            SELECT item_id, field, language, version, origin, body, is_current FROM texts WHERE item_id IN \(list: ids)
            ORDER BY item_id, field, version, language
            """)
        return try rows.reduce(into: [:]) { all, row in
            all[try row.id("item_id"), default: []].append(
                try OwnRecord.Piece(
                    field: row.text("field"), language: row.language("language"), version: row.int("version"), origin: row.text("origin"),
                    body: row.text("body"), isCurrent: row.bool("is_current")))
        }
    }

    /// The question an answer was given to, by answer, with its words as far as they may be read.
    private func asked(_ items: [Item]) throws -> [ID<Item>: (id: ID<Item>, text: Text?)] {
        let voices = items.filter { $0.kind == .voice }.map(\.id)
        guard !voices.isEmpty else { return [:] }
        let rows = try tx.run("SELECT id, question_id FROM voices WHERE id IN \(list: voices)")
        let pairs = try rows.map { (voice: try $0.id("id") as ID<Item>, question: try $0.id("question_id") as ID<Item>) }
        let seen = try LineStore(tx).seen(pairs.map(\.question), for: reader, at: now)
        let texts = try TextStore(tx).all(of: Array(seen.keys), for: language)
        return Dictionary(pairs.map { ($0.voice, ($0.question, texts[$0.question]?["text"])) }, uniquingKeysWith: { first, _ in first })
    }

    /// What rests on each: one step along the path from it, what followed from that, and where its question was told back.
    private func uses(of items: [Item], answering asked: [ID<Item>: ID<Item>]) throws -> [ID<Item>: [OwnRecord.Use]] {
        var origins: [ID<Item>: Set<ID<Item>>] = [:]
        var found: [ID<Item>: [Item]] = [:]
        for item in items { origins[item.id] = [item.id] }
        for (voice, question) in asked { origins[question, default: []].insert(voice) }
        var edge = Array(origins.keys)
        for step in 0..<3 where !edge.isEmpty {
            var next: [ID<Item>: Set<ID<Item>>] = [:]
            for (via, item) in try following(edge, isFirst: step == 0) {
                for origin in origins[via] ?? [] where origin != item.id {
                    // From a question only what was told leads on: what else came of it rests on others' words too.
                    if asked[origin] == via && item.kind != .telling { continue }
                    if found[origin]?.contains(where: { $0.id == item.id }) == true { continue }
                    found[origin, default: []].append(item)
                    next[item.id, default: []].insert(origin)
                }
            }
            for (item, from) in next { origins[item, default: []].formUnion(from) }
            edge = Array(next.keys)
        }
        let all = found.values.flatMap { $0 }
        let texts = try TextStore(tx).all(of: Array(Set(all.map(\.id))), for: language)
        let days = try OwnDays(tx).of(all)
        return found.mapValues { items in
            items.prefix(Self.uses).map { item in
                OwnRecord.Use(item: item, day: days[item.id] ?? item.day, text: texts[item.id]?[item.kind.headline])
            }.sorted { ($0.day, $0.item.id.description) < ($1.day, $1.item.id.description) }
        }
    }

    /// The records one step on that this person may read, without what others said.
    private func following(_ edge: [ID<Item>], isFirst: Bool) throws -> [(via: ID<Item>, item: Item)] {
        let along = Relation.allCases.filter(\.pointsForward).map(\.rawValue)
        let against = [Relation.returnedTo, .adapts].map(\.rawValue)
        let rule: SQL = "i.kind IN ('insight', 'decision', 'commitment', 'telling') AND \(Visibility.anywhere(for: reader, at: now))"
        return try tx.run(
            """
            SELECT \(SQL.itemColumns), l.from_id AS via FROM links l JOIN items i ON i.id = l.to_id
            WHERE l.from_id IN \(list: edge) AND l.relation IN \(list: along) AND \(rule)
            UNION ALL
            SELECT \(SQL.itemColumns), l.to_id AS via FROM links l JOIN items i ON i.id = l.from_id
            WHERE l.to_id IN \(list: edge) AND l.relation IN \(list: against) AND i.state <> 'prepared' AND \(rule)
            ORDER BY 12, 1 LIMIT 600
            """
        ).map { (try $0.id("via"), try Item($0)) }
    }

    /// What has no page of its own stands on another record's.
    private func beside(_ items: [Item]) throws -> [ID<Item>: ID<Item>] {
        let ids = items.filter { $0.kind == .dissent || $0.kind == .correction }.map(\.id)
        guard !ids.isEmpty else { return [:] }
        let relations = [Relation.contradicts, .complicates].map(\.rawValue)
        let rows = try tx.run("SELECT from_id, to_id FROM links WHERE from_id IN \(list: ids) AND relation IN \(list: relations)")
        return try Dictionary(rows.map { (try $0.id("from_id"), try $0.id("to_id")) }) { first, _ in first }
    }

    private func files(of ids: [ID<Item>]) throws -> [ID<Item>: [VoiceFile]] {
        // A paper is found by its own number, since its bytes are served for its record's sake.
        let rows = try tx.run(
            """
            SELECT f.item_id, COALESCE(d.id, f.hash) AS hash, f.kind, f.size, f.seconds FROM files f
            LEFT JOIN documents d ON d.item_id = f.item_id AND d.hash = f.hash
            WHERE f.item_id IN \(list: ids) ORDER BY f.item_id, f.hash
            """)
        return try rows.reduce(into: [:]) { all, row in
            all[try row.id("item_id"), default: []].append(
                try VoiceFile(hash: row.text("hash"), kind: row.text("kind"), size: row.int("size"), seconds: row.intOrNil("seconds")))
        }
    }

    private func checks(of ids: [ID<Item>]) throws -> [ID<Item>: OwnRecord.Check] {
        let rows = try tx.run(
            "SELECT insight_id, confidence, day FROM reviews WHERE person_id = \(person) AND insight_id IN \(list: ids) ORDER BY wording")
        return try Dictionary(
            rows.map { (try $0.id("insight_id"), try OwnRecord.Check(confidence: $0.text("confidence"), day: $0.day("day"))) }
        ) {
            _, last in last
        }
    }

    private func places(of items: [Item]) throws -> [ID<Space>: String] {
        let spaces = Array(Set(items.map(\.space)))
        return try Dictionary(spaces.map { ($0, try PlaceStore(tx).find($0).name) }) { first, _ in first }
    }
}
