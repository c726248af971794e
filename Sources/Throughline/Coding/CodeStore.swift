import Database
import Language

/// Owns the tables `codebooks` and `codes`: which places give codes to passages, and which codes they have.
struct CodeStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func isOn(in space: ID<Space>) throws -> Bool {
        try !tx.run("SELECT space_id FROM codebooks WHERE space_id = \(space)").isEmpty
    }

    func begin(in space: ID<Space>, by act: Act) throws {
        try WordSealing(tx).requireUnsealed(space)
        try tx.run("INSERT INTO codebooks (space_id, begun_on) VALUES (\(space), \(act.day)) ON CONFLICT (space_id) DO NOTHING")
        try AuditStore(tx).record("coding.begin", item: nil, space: space, by: act, unnamed: false)
    }

    /// Folds it away again. Codes and passages stay, for whoever switches it on once more.
    func end(in space: ID<Space>, by act: Act) throws {
        guard try tx.change("DELETE FROM codebooks WHERE space_id = \(space)") == 1 else { return }
        try AuditStore(tx).record("coding.end", item: nil, space: space, by: act, unnamed: false)
    }

    /// The names and meanings of codes from before the place was locked: they would lie open beside words that are.
    func seal(_ space: ID<Space>, to lock: PlaceLock) throws {
        for row in try tx.run("SELECT id, name, name_key, about, use_when, not_when FROM codes WHERE space_id = \(space)") {
            func sealed(_ column: StaticString) throws -> String {
                let stored = try row.storedText(column)
                return stored.isEmpty || SealedWords.isSealed(stored) ? stored : lock.seal(words: stored)
            }
            try tx.run(
                """
                UPDATE codes SET name = \(sealed("name")), name_key = \(sealed("name_key")), about = \(sealed("about")),
                    use_when = \(sealed("use_when")), not_when = \(sealed("not_when")) WHERE id = \(row.text("id"))
                """)
        }
    }

    func all(of space: ID<Space>) throws -> [Code] {
        try tx.run("\(Self.select) WHERE space_id = \(space) ORDER BY name_key, id LIMIT 2000").map(Code.init)
    }

    func find(_ id: ID<Code>, in space: ID<Space>) throws -> Code {
        guard let row = try tx.run("\(Self.select) WHERE id = \(id) AND space_id = \(space)").first else { throw Refusal.notFound }
        return try Code(row)
    }

    /// A code becomes part of another one.
    func put(_ code: ID<Code>, under parent: ID<Code>) throws {
        try tx.run("UPDATE codes SET parent_id = \(parent) WHERE id = \(code)")
    }

    /// Two who begin the same name at once begin it once; the second is told.
    @discardableResult
    func add(_ new: CodeDraft.Checked, in space: ID<Space>, by act: Act) throws -> ID<Code> {
        let id: ID<Code> = act.id()
        let made = try tx.change(
            """
            INSERT INTO codes (id, space_id, name, name_key, about, use_when, not_when, state, parent_id, version, made_by, made_on)
            VALUES (\(id), \(space), \(new.name), \(Code.key(new.name)), \(new.about), \(new.use), \(new.not), \(new.state.rawValue),
                \(new.parent), 1, \(act.by), \(act.day))
            ON CONFLICT (space_id, name_key) DO NOTHING
            """)
        guard made == 1 else { throw Invalid("name", Phrase("There is a code of this name.")) }
        try AuditStore(tx).record("code.add", item: nil, space: space, by: act, unnamed: false)
        return id
    }

    /// Codes from a file, each under the one it names; a circle of parents leaves its last one by itself.
    @discardableResult
    func addAll(_ new: [(draft: CodeDraft.Checked, parent: String)], in space: ID<Space>, by act: Act) throws -> [ID<Code>] {
        let made = try new.map { try add($0.draft, in: space, by: act) }
        for (id, wanted) in zip(made, new.map(\.parent)) where !wanted.isEmpty {
            let codes = try all(of: space)
            guard let parent = codes.named(wanted), !codes.hangs(parent.id, below: id) else { continue }
            try put(id, under: parent.id)
        }
        return made
    }

    func change(_ code: Code, to new: CodeDraft.Checked, seen version: Int, by act: Act) throws {
        let same = try tx.run(
            "SELECT id FROM codes WHERE space_id = \(code.space) AND name_key = \(Code.key(new.name)) AND id <> \(code.id)")
        guard same.isEmpty else { throw Invalid("name", Phrase("There is a code of this name.")) }
        let changed = try tx.change(
            """
            UPDATE codes SET name = \(new.name), name_key = \(Code.key(new.name)), about = \(new.about), use_when = \(new.use),
                not_when = \(new.not), state = \(new.state.rawValue), parent_id = \(new.parent), version = version + 1
            WHERE id = \(code.id) AND version = \(version) AND state <> 'merged'
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try AuditStore(tx).record("code.change", item: nil, space: code.space, by: act, unnamed: false)
    }

    /// One code becomes part of another: what had it has the other from now on and says what it was called; what stood under it stands
    /// under the other. Its name still leads there.
    func merge(_ code: Code, into other: Code, seen version: Int, by act: Act) throws {
        guard code.id != other.id, other.isInUse, other.space == code.space else { throw Refusal.notFound }
        let changed = try tx.change(
            """
            UPDATE codes SET state = 'merged', merged_into = \(other.id), merged_on = \(act.day), parent_id = NULL, version = version + 1
            WHERE id = \(code.id) AND version = \(version) AND state <> 'merged'
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try tx.run("UPDATE codes SET merged_into = \(other.id) WHERE merged_into = \(code.id)")
        let parent = other.parent == code.id ? code.parent : other.parent
        try tx.run("UPDATE codes SET parent_id = \(other.id) WHERE parent_id = \(code.id) AND id <> \(other.id)")
        try tx.run("UPDATE codes SET parent_id = \(parent), version = version + 1 WHERE id = \(other.id)")
        try CodingStore(tx).move(from: code.id, to: other.id)
        try ThemeStore(tx).follow(code.id, into: other.id)
        try AuditStore(tx).record("code.merge", item: nil, space: code.space, by: act, unnamed: false)
    }

    /// Whoever made a code is gone; the code is the place's.
    func forget(_ person: ID<Person>) throws {
        try tx.run("UPDATE codes SET made_by = NULL WHERE made_by = \(person)")
    }

    private static let select: SQL = """
        SELECT id, space_id, name, about, use_when, not_when, state, parent_id, merged_into, merged_on, version FROM codes
        """
}

extension Code {
    init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), space: row.id("space_id"), name: row.text("name"), about: row.text("about"), use: row.text("use_when"),
            not: row.text("not_when"), state: CodeState(rawValue: row.text("state")) ?? .retired, parent: row.idOrNil("parent_id"),
            mergedInto: row.idOrNil("merged_into"), mergedOn: row.dayOrNil("merged_on"), version: row.int("version"))
    }
}

extension WordSealing {
    /// Codes and what they mean would lie open beside words that are locked.
    func requireUnsealed(_ space: ID<Space>) throws {
        guard try lock(in: space) == nil else { throw Refusal.notNow(.placeSealed) }
    }
}
