import Database
import Language

/// Reads what came of a question in a fixed number of queries, seeing only what the reader may.
struct BecameReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    /// For one speaker: what their own words led to stands first, or alone where it is known.
    func view(_ question: ID<Item>, voice: Voice? = nil) throws -> WhatBecame {
        var view = WhatBecame()
        let items = try cited(question)
        let texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        let all = try learned(items.filter { $0.kind == .insight && $0.state != "note" }, texts, voice)
        let own = all.filter { $0.own != nil }
        view.learned = own.isEmpty ? Array(all.suffix(3)) : own
        view.done = try done(items.filter { ($0.kind == .decision || $0.kind == .commitment) && $0.state != "proposed" }, texts)
        if let asked = try LineStore(tx).unseen(question) {
            let panels = PanelReading(tx: tx, reader: reader, language: language, now: now)
            view.panels = try panels.results(on: asked, voice: voice?.id)
        }
        view.tellings = try TellingStore(tx).told(on: question)
        if let voice { view.heard = try heard(view.tellings, by: voice) }
        let duties = try DutyStore(tx).owed(on: question, kind: .tellBack)
        view.owed = duties.filter { $0.state == "owed" }.reduce(0) { $0 + $1.people }
        view.notTold = duties.filter { $0.state == "not_done" }.compactMap(\.because)
        view.next = try next(after: [question] + items.map(\.id))
        return view
    }

    /// Everything that answers the question, the oldest first.
    private func cited(_ question: ID<Item>) throws -> [Item] {
        try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM links l JOIN items i ON i.id = l.from_id
            WHERE l.to_id = \(question) AND l.relation = 'cites' AND i.kind IN ('insight', 'decision', 'commitment')
                AND \(Visibility.anywhere(for: reader, at: now)) ORDER BY i.day, i.id LIMIT 40
            """
        ).map(Item.init)
    }

    private func learned(_ items: [Item], _ texts: [ID<Item>: [String: Text]], _ voice: Voice?) throws -> [WhatBecame.Learned] {
        guard !items.isEmpty else { return [] }
        let ids = items.map(\.id)
        let own = try ownRelations(ids, voice)
        let others = try others(ids, besides: voice)
        // What lost the last words it rested on is nothing anybody said any more.
        let rows = try tx.run(
            """
            SELECT id, strength, confidence, sources FROM insights
            WHERE id IN \(list: ids) AND (sources > 0 OR withdrawn = 0)
            """)
        let known = try Dictionary(rows.map { (try $0.id("id") as ID<Item>, $0) }) { first, _ in first }
        let dissents = try dissents(ids)
        return try items.compactMap { item in
            guard let claim = texts[item.id]?["claim"], let row = known[item.id] else { return nil }
            let sureness = try Sureness(strength: row.text("strength"), confidence: row.textOrNil("confidence"), state: item.state)
            return try WhatBecame.Learned(
                item: item, claim: claim, sureness: sureness ?? Sureness(.none, nil, state: item.state), sources: row.int("sources"),
                dissents: dissents[item.id] ?? 0, own: own[item.id], others: others[item.id] ?? 0)
        }
    }

    /// What was told in the speaker's language and by their door, else in their language, else the newest this reader may see.
    private func heard(_ tellings: [Telling], by voice: Voice) throws -> Telling? {
        let rows = try tx.run(
            "SELECT i.id FROM items i WHERE i.id IN \(list: tellings.map(\.id)) AND \(Visibility.anywhere(for: reader, at: now))")
        let seen = Set(try rows.map { try $0.id("id") as ID<Item> })
        let open = tellings.filter { seen.contains($0.id) }
        let own = open.filter { $0.language == voice.toldLanguage }
        return own.last { $0.door == voice.door } ?? own.last ?? open.last
    }

    private func ownRelations(_ insights: [ID<Item>], _ voice: Voice?) throws -> [ID<Item>: Relation] {
        guard let voice else { return [:] }
        let rows = try tx.run("SELECT to_id, relation FROM links WHERE from_id = \(voice.id) AND to_id IN \(list: insights)")
        return try Dictionary(
            rows.compactMap { row in try Relation(rawValue: row.text("relation")).map { (ID<Item>(try row.text("to_id")), $0) } }
        ) { first, _ in first }
    }

    /// Other speakers whose words support it: an account or a chosen name counts once, every unnamed voice for itself.
    private func others(_ insights: [ID<Item>], besides voice: Voice?) throws -> [ID<Item>: Int] {
        let rows = try tx.run(
            """
            SELECT l.to_id, i.id, i.author_id, i.pseudonym FROM links l JOIN items i ON i.id = l.from_id
            WHERE l.to_id IN \(list: insights) AND l.relation = 'supports' AND i.kind = 'voice' AND i.state IN ('ready', 'held') LIMIT 5000
            """)
        var speakers: [ID<Item>: Set<String>] = [:]
        for row in rows {
            let id = try row.text("id")
            let author = try row.textOrNil("author_id") ?? row.textOrNil("pseudonym").map { "name " + $0 }
            if id == voice?.id.description { continue }
            if let person = voice?.item.author.person, author == person.description { continue }
            speakers[ID(try row.text("to_id")), default: []].insert(author ?? id)
        }
        return speakers.mapValues(\.count)
    }

    private func dissents(_ insights: [ID<Item>]) throws -> [ID<Item>: Int] {
        let rows = try tx.run(
            """
            SELECT l.to_id, COUNT(*) AS n FROM links l JOIN items i ON i.id = l.from_id
            WHERE l.to_id IN \(list: insights) AND l.relation = 'contradicts' AND i.kind IN ('dissent', 'voice')
                AND i.state NOT IN ('held', 'withdrawn', 'rejected', 'erased') AND \(Visibility.anywhere(for: reader, at: now))
            GROUP BY l.to_id
            """)
        return try Dictionary(rows.map { (ID<Item>(try $0.text("to_id")), try $0.int("n")) }) { first, _ in first }
    }

    private func done(_ items: [Item], _ texts: [ID<Item>: [String: Text]]) throws -> [WhatBecame.Done] {
        guard !items.isEmpty else { return [] }
        let ids = items.map(\.id)
        var known: [ID<Item>: (String, Day)] = [:]
        var reasons: [ID<Item>: [LapseReason]] = [:]
        for row in try tx.run("SELECT id, decided_by AS who, decided_on AS day FROM decisions WHERE id IN \(list: ids)") {
            known[try row.id("id")] = (try row.text("who"), try row.day("day"))
        }
        for row in try tx.run("SELECT id, who, due AS day, lapse FROM commitments WHERE id IN \(list: ids)") {
            known[try row.id("id")] = (try row.text("who"), try row.day("day"))
            let named = Set((try row.textOrNil("lapse") ?? "").split(separator: " ").map(String.init))
            reasons[try row.id("id")] = LapseReason.allCases.filter { named.contains($0.rawValue) }
        }
        let all = items.compactMap { item -> WhatBecame.Done? in
            guard let texts = texts[item.id], let what = texts["what"] else { return nil }
            let (who, day) = known[item.id] ?? ("", item.day)
            return WhatBecame.Done(
                item: item, what: what, by: who, on: item.kind == .decision ? day : item.day, happened: texts["happened"],
                because: texts["because"], reasons: reasons[item.id] ?? [])
        }
        // What was not done comes after what was, and a decision before the promises of its day.
        func place(_ done: WhatBecame.Done) -> (Int, Day, Int) { (done.isNotDone ? 1 : 0, done.on, done.item.kind == .decision ? 0 : 1) }
        return all.sorted { place($0) < place($1) }
    }

    private func next(after records: [ID<Item>]) throws -> [WhatBecame.Next] {
        let items = try tx.run(
            """
            SELECT DISTINCT \(SQL.itemColumns) FROM links l JOIN items i ON i.id = l.to_id
            WHERE l.from_id IN \(list: records) AND l.relation = 'led_to' AND i.kind = 'question'
                AND \(Visibility.anywhere(for: reader, at: now)) ORDER BY i.day, i.id LIMIT 3
            """
        ).map(Item.init)
        let texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        return items.compactMap { item in texts[item.id]?["text"].map { WhatBecame.Next(item: item, text: $0) } }
    }
}
