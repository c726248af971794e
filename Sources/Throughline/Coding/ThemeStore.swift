import Database
import Language

/// Owns the tables `themes` and `theme_codes`.
struct ThemeStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func all(of space: ID<Space>) throws -> [Theme] {
        let rows = try tx.run("\(Self.select) WHERE space_id = \(space) ORDER BY id DESC LIMIT \(ThemeDraft.most)")
        return try themes(rows)
    }

    func find(_ id: ID<Theme>, in space: ID<Space>) throws -> Theme {
        guard let theme = try themes(tx.run("\(Self.select) WHERE id = \(id) AND space_id = \(space)")).first else {
            throw Refusal.notFound
        }
        return theme
    }

    func add(_ checked: ThemeDraft.Checked, _ draft: ThemeDraft, in space: ID<Space>, by act: Act) throws -> ID<Theme> {
        try WordSealing(tx).requireUnsealed(space)
        let id: ID<Theme> = act.id()
        try tx.run(
            """
            INSERT INTO themes (id, space_id, statement, changes, written_on, version)
            VALUES (\(id), \(space), \(draft.statement), \(draft.changes), \(act.day), 1)
            """)
        try put(checked.codes, under: id)
        try AuditStore(tx).record("theme.add", item: nil, space: space, by: act, unnamed: false)
        return id
    }

    func change(_ theme: Theme, _ checked: ThemeDraft.Checked, _ draft: ThemeDraft, seen version: Int, by act: Act) throws {
        let changed = try tx.change(
            """
            UPDATE themes SET statement = \(draft.statement), changes = \(draft.changes), written_on = \(act.day),
                version = version + 1
            WHERE id = \(theme.id) AND version = \(version)
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try put(checked.codes, under: theme.id)
        try AuditStore(tx).record("theme.change", item: nil, space: theme.space, by: act, unnamed: false)
    }

    /// Passages and codes stay; what they were said to say together goes.
    func remove(_ theme: Theme, seen version: Int, by act: Act) throws {
        guard try tx.change("DELETE FROM themes WHERE id = \(theme.id) AND version = \(version)") == 1 else { throw Refusal.conflict }
        try AuditStore(tx).record("theme.remove", item: nil, space: theme.space, by: act, unnamed: false)
    }

    private func put(_ codes: Set<ID<Code>>, under theme: ID<Theme>) throws {
        try tx.run("DELETE FROM theme_codes WHERE theme_id = \(theme)")
        for code in codes.sorted(by: { $0.description < $1.description }) {
            try tx.run("INSERT INTO theme_codes (theme_id, code_id) VALUES (\(theme), \(code))")
        }
    }

    /// A code is another one now, in its themes too.
    func follow(_ code: ID<Code>, into other: ID<Code>) throws {
        try tx.run(
            """
            INSERT INTO theme_codes (theme_id, code_id) SELECT theme_id, \(other) FROM theme_codes WHERE code_id = \(code)
            ON CONFLICT (theme_id, code_id) DO NOTHING
            """)
        try tx.run("DELETE FROM theme_codes WHERE code_id = \(code)")
    }

    /// Words that were taken back go from what was written of a theme.
    func redact(_ passages: [String], in space: ID<Space>, since day: Day, mark: String) throws {
        let lock = try WordSealing(tx).lock(in: space)
        let rows = try tx.run("SELECT id, statement, changes FROM themes WHERE space_id = \(space) AND written_on >= \(day)")
        for row in rows {
            let (statement, changes) = try (row.text("statement"), row.text("changes"))
            let left = (statement.without(passages, mark: mark), changes.without(passages, mark: mark))
            guard left.0 != nil || left.1 != nil else { continue }
            func kept(_ words: String) -> String { lock?.seal(words: words) ?? words }
            try tx.run(
                """
                UPDATE themes SET statement = \(kept(left.0 ?? statement)), changes = \(kept(left.1 ?? changes)), version = version + 1
                WHERE id = \(row.text("id"))
                """)
        }
    }

    /// What was written before the place was locked would lie open beside words that are.
    func seal(_ space: ID<Space>, to lock: PlaceLock) throws {
        for row in try tx.run("SELECT id, statement, changes FROM themes WHERE space_id = \(space)") {
            func sealed(_ column: StaticString) throws -> String {
                let stored = try row.storedText(column)
                return stored.isEmpty || SealedWords.isSealed(stored) ? stored : lock.seal(words: stored)
            }
            try tx.run(
                "UPDATE themes SET statement = \(sealed("statement")), changes = \(sealed("changes")) WHERE id = \(row.text("id"))")
        }
    }

    private func themes(_ rows: [Row]) throws -> [Theme] {
        let ids: [ID<Theme>] = try rows.map { try $0.id("id") }
        guard !ids.isEmpty else { return [] }
        var codes: [ID<Theme>: Set<ID<Code>>] = [:]
        for row in try tx.run("SELECT theme_id, code_id FROM theme_codes WHERE theme_id IN \(list: ids)") {
            try codes[row.id("theme_id"), default: []].insert(row.id("code_id"))
        }
        return try zip(ids, rows).map { id, row in
            try Theme(
                id: id, space: row.id("space_id"), statement: row.text("statement"), changes: row.text("changes"), codes: codes[id] ?? [],
                version: row.int("version"))
        }
    }

    private static let select: SQL = "SELECT id, space_id, statement, changes, version FROM themes"
}
