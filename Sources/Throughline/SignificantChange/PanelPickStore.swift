import Database
import Language

/// Owns the table `panel_picks`: what each who sits on a panel chooses, sealed, and for those who sit on it alone.
struct PanelPickStore {
    let tx: any Connection
    let keys: Keys

    init(_ tx: any Connection, _ keys: Keys) { (self.tx, self.keys) = (tx, keys) }

    /// In the place of what they had chosen before.
    func choose(_ chosen: [(story: ID<Item>, why: String)], of person: ID<Person>, on panel: Panel, by act: Act) throws {
        guard panel.isReading else { throw Refusal.conflict }
        try tx.run("DELETE FROM panel_picks WHERE panel_id = \(panel.id) AND person_id = \(person)")
        for one in chosen {
            let why = try WordSealing(tx).sealed(keys.sealed(one.why, for: .keptForms), beside: .panel, in: panel.item.space)
            try tx.run(
                """
                INSERT INTO panel_picks (panel_id, person_id, voice_id, why) VALUES (\(panel.id), \(person), \(one.story), \(why))
                """)
        }
        try PanelStore(tx).done(person, on: panel.id, day: act.day)
    }

    /// Of those who sit on it; of one of them alone where `person` is given.
    func picks(on panel: ID<Item>, of person: ID<Person>? = nil) throws -> [PanelPick] {
        var sql: SQL = """
            SELECT k.person_id, k.voice_id, k.why, p.name FROM panel_picks k JOIN people p ON p.id = k.person_id
            JOIN items i ON i.id = k.voice_id WHERE k.panel_id = \(panel) AND i.state = 'ready'
            """
        if let person { sql += " AND k.person_id = \(person)" }
        return try tx.run(sql + " ORDER BY p.name, k.person_id, k.voice_id").map { row in
            try PanelPick(
                name: row.text("name"), person: row.id("person_id"), story: row.id("voice_id"),
                why: keys.opened(row.text("why"), as: String.self, for: .keptForms) ?? "…")
        }
    }

    /// What was chosen before the place was locked.
    static func seal(_ space: ID<Space>, to lock: PlaceLock, _ tx: any Connection) throws {
        let rows = try tx.run(
            """
            SELECT k.panel_id, k.person_id, k.voice_id, k.why FROM panel_picks k JOIN items i ON i.id = k.panel_id WHERE i.space_id = \(space)
            """)
        for row in rows {
            let stored = try row.storedText("why")
            guard !SealedWords.isSealed(stored) else { continue }
            try tx.run(
                """
                UPDATE panel_picks SET why = \(lock.seal(words: stored)) WHERE panel_id = \(row.text("panel_id"))
                    AND person_id = \(row.text("person_id")) AND voice_id = \(row.text("voice_id"))
                """)
        }
    }

    static func forget(_ voice: ID<Item>, on panel: ID<Item>, _ tx: any Connection) throws {
        try tx.run("DELETE FROM panel_picks WHERE panel_id = \(panel) AND voice_id = \(voice)")
    }

    static func forget(_ person: ID<Person>, _ tx: any Connection) throws {
        try tx.run("DELETE FROM panel_picks WHERE person_id = \(person)")
    }
}
