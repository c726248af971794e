import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

struct SchemaTests {
    private typealias Changes = Throughline.Schema

    @Test("What goes with a record is written over in the night, or only people with an account write it")
    func noTableKeepsTheOrderOfADay() {
        // None of these is written by somebody who answers without a name.
        let named: Set = [
            "shares", "grants", "stubs", "questions", "asks", "agreements", "agreement_returns", "releases", "insights", "reviews",
            "insight_authors", "decisions", "stays", "outcomes", "contributions", "witnesses", "asked_deciders", "emergencies",
            "translation_tasks", "documents", "correction_rounds", "correction_claims", "needs", "need_days", "agenda_questions",
            "agenda_answers",
            "agenda_words", "follow_ups", "experiments", "put_off", "contradictions", "change_calls", "panels", "panel_members",
            "panel_stories",
            "panel_picks",
            "journeys", "journey_looks", "activities", "partner_plans", "plan_tasks", "plan_deliveries",
            "reports", "report_writers",
        ]
        for (table, retention) in Schema.retention {
            switch retention {
            case .withItem, .emptied: #expect(PostgresRewriting.names.contains(table) != named.contains(table), "\(table)")
            default: #expect(!named.contains(table), "\(table)")
            }
        }
    }

    @Test func bothEnginesEndWithTheSameColumns() async throws {
        var found: [[String: [String]]] = []
        try await onBothEngines(changes: Changes.changes) { found.append(try await $0.columnsOfTables()) }
        #expect(found.count == TestEngine.available.count && (found.first?.count ?? 0) > 30)
        #expect(Set(found).count == 1)
    }

    @Test func theDictionaryDescribesEveryColumnAndNoOther() async throws {
        let columns = try await withDatabase(.sqlite, changes: Changes.changes) { try await $0.columnsOfTables() }
        let real = columns.filter { $0.key != "schema_changes" }.mapValues { $0.map { String($0.split(separator: " ")[0]) } }
        let described = Dictionary(uniqueKeysWithValues: DataDictionary.whole.tables.map { ($0.name, $0.columns.map(\.name)) })
        for table in Set(real.keys).union(described.keys).sorted() {
            #expect(described[table] == real[table], "say in Schema/DictionaryText.swift what the columns of \(table) mean, in their order")
        }
        for table in DataDictionary.whole.tables {
            #expect(table.about.hasSuffix("."))
            for column in table.columns { #expect(column.about.hasSuffix("."), "\(table.name).\(column.name)") }
        }
    }

    @Test func thatPasswordsSessionsCodesAndAddressesAreSecretIsSaidInOnePlace() {
        #expect(
            DataDictionary.whole.secretTables == [
                "sessions", "receipts", "nonces", "slips", "invitations", "shut_out", "jobs", "sign_in_links", "second_factors",
                "recovery_codes",
                "second_factor_resets", "passkeys", "spent_proofs", "providers", "outside_accounts", "sealed_talks", "sealed_letters",
                "address_changes", "guest_links", "translation_tasks", "lock_copies", "spare_keys", "lost_phrases", "openings",
                "late_redactions", "form_drafts", "fault_notes", "fault_readers", "handovers", "panel_picks",
            ])
        #expect(
            DataDictionary.whole.secretColumns == [
                "people": ["password", "phrase_mac"], "voices": ["told_to"], "flags": ["receipt"], "emergencies": ["reason"],
                "written_down": ["scribe_id", "scribe_role"],
            ])
    }

    @Test(arguments: TestEngine.available)
    func aDatabaseOfEveryEarlierChangeKeepsItsRows(_ engine: TestEngine) async throws {
        // From the first change on which has something to keep.
        for count in [1, Changes.changes.count / 2, Changes.changes.count - 1] {
            try await withDatabase(engine, changes: Array(Changes.changes.prefix(count))) { db in
                try await db.write { tx in
                    _ = try tx.run("INSERT INTO jobs (id, kind, payload, due_at, attempts) VALUES ('a', 'kept', 'é', 5, 0)")
                }
                let migration = Migration(Changes.changes)
                #expect(try await migration.run(on: db, now: 1, backUpFirst: nil) == Changes.changes.count - count)
                let kept = try await db.read { tx in try tx.run("SELECT payload FROM jobs").map { try $0.text("payload") } }
                #expect(kept == ["é"])
            }
        }
    }

    /// Answers given before they were counted are counted when the count begins.
    @Test(arguments: TestEngine.available)
    func earlierAnswersAreCountedByQuestion(_ engine: TestEngine) async throws {
        let place = try #require(Changes.changes.firstIndex { $0.name.hasPrefix("answers counted by question") })
        try await withDatabase(engine, changes: Array(Changes.changes.prefix(place))) { db in
            try await db.write { tx in
                func item(_ id: String, _ kind: String, _ state: String) throws {
                    try tx.run(
                        """
                        INSERT INTO items (id, kind, space_id, language, sensitivity, tlp, state, version, audience, day, shown_from, shown_until)
                        VALUES (\(id), \(kind), 's', 'en', 0, 'CLEAR', \(state), 1, 0, 100, 0, 0)
                        """)
                }
                for question in ["q1", "q2"] { try item(question, "question", "open") }
                for (n, state) in ["ready", "held", "rejected", "withdrawn", "withdrawn"].enumerated() {
                    try item("v\(n)", "voice", state)
                    try tx.run(
                        """
                        INSERT INTO voices (id, question_id, openness, quotable, people, door, told_language) VALUES (\("v\(n)"), 'q1', 'team', 0,
                            \(n + 2), 'code', 'en')
                        """)
                }
                try tx.run("INSERT INTO ledger (item_id, act, day) VALUES ('v3', 'withdraw', 120)")
            }
            _ = try await Migration(Changes.changes).run(on: db, now: 1, backUpFirst: nil)
            let (count, back, none, crooked) = try await db.read { tx in
                let voices = VoiceStore(tx)
                return try (
                    voices.count(of: ID("q1")), voices.takenBack(from: ID("q1")), voices.count(of: ID("q2")), voices.crookedTurnouts()
                )
            }
            #expect(count == (2, 3, 1) && none == (0, 0, 0) && crooked == 0)
            #expect(back?.voices == 2 && back?.last == Day(number: 120))
            // The one no ledger knew is in it now, so that no backup brings it back.
            #expect(try await db.read { try LineStore($0).takenBack(ID("v4")) } == Day(number: 100))
        }
    }

    @Test(arguments: TestEngine.available)
    func beforeTablesChangeACopyIsMadeOnEitherEngine(_ engine: TestEngine) async throws {
        try await withFolder { folder in
            try await withDatabase(engine, changes: Array(Changes.changes.prefix(2))) { db in
                try await db.write { tx in
                    _ = try tx.run("INSERT INTO jobs (id, kind, payload, due_at, attempts) VALUES ('a', 'kept', 'x', 5, 0)")
                }
                _ = try await Migration(Changes.changes).run(on: db, now: 1) { try await Backup.beforeMigration(db, to: folder + "/copy") }
            }
            switch engine {
            case .sqlite:
                let copy = try SQLiteDatabase(path: folder + "/copy.sqlite")
                #expect(try await Migration(Changes.changes).pending(on: copy).count == Changes.changes.count - 2)
                await copy.close()
            case .postgres:
                try await withDatabase(.sqlite) { db in
                    #expect(try await Loader.load({ try DumpFileSource(folder + "/copy.jsonl") }, into: db) == 1)
                    let kept = try await db.read { tx in try tx.run("SELECT payload FROM jobs").count }
                    #expect(kept == 1)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func aNewerDatabaseIsRefusedInWords(_ engine: TestEngine) async throws {
        let newer = Changes.changes + [Change("from the future", "CREATE TABLE future (id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID")]
        try await withDatabase(engine, changes: newer) { db in
            do {
                _ = try await Migration(Changes.changes).run(on: db, now: 1, backUpFirst: nil)
                Issue.record("it was taken")
            } catch {
                #expect(PlainWords.of(error).hasPrefix("This database was made by a newer Throughline"))
            }
        }
    }
}
