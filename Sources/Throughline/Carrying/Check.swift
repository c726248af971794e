import Database
import Foundation
import Language

/// What a look at everything found.
public struct CheckReport: Sendable {
    /// One sentence a finding; those that want something done begin with `WRONG`.
    public private(set) var lines: [String] = []
    /// Nothing is wrong.
    public private(set) var isSound = true

    mutating func fine(_ words: String) { lines.append("ok     " + words) }
    mutating func note(_ words: String) { lines.append("note   " + words) }
    mutating func wrong(_ words: String, do what: String) {
        lines.append("WRONG  " + words + " " + what)
        isSound = false
    }

    /// All lines.
    public var text: String { lines.joined(separator: "\n") }
}

/// Looks at an installation without changing it: settings, keys, schema, the file itself, audit, files, jobs, ledger and tallies.
public enum Check {
    /// Throws ``CarryError`` or ``DatabaseError`` only when there is nothing to look at.
    ///
    /// - Parameter head: what a letter said of the audit, to be compared.
    public static func run(_ options: InstanceOptions, head: String? = nil) async throws -> CheckReport {
        let storage = try await Storage.open(options)
        var report = CheckReport()
        settings(options, &report)
        do {
            try await look(storage, head, &report)
        } catch {
            await storage.close()
            throw error
        }
        await storage.close()
        return report
    }

    private static func settings(_ options: InstanceOptions, _ report: inout CheckReport) {
        report.note("Data folder: \(options.data)")
        report.note("Database: \(options.database.map(hidingPassword) ?? Storage.sqlite(in: options.data))")
        let file = options.data + "/keys.json"
        guard FileManager.default.fileExists(atPath: file) else {
            return report.wrong(
                "There is no key file \(file).", do: "Put your copy back; without it codes, links and sealed addresses do not open.")
        }
        do {
            let keys = try Keys.load(file: file)
            report.fine("Keys: \(keys.masters.count) generation\(keys.masters.count == 1 ? "" : "s"), readable by you only.")
        } catch {
            report.wrong(PlainWords.of(error), do: "Codes, links and sealed addresses do not open until then.")
        }
        if (try? BackupKey.lock(in: options.data)) == nil { report.note("No backup key yet: make one with `throughline keys backup-key`.") }
    }

    static func hidingPassword(_ url: String) -> String {
        guard let scheme = url.range(of: "://"), let at = url[scheme.upperBound...].lastIndex(of: "@") else { return hidingQuery(url) }
        let user = url[scheme.upperBound..<at].prefix { $0 != ":" }
        return hidingQuery("\(url[..<scheme.upperBound])\(user):…\(url[at...])")
    }

    private static func hidingQuery(_ url: String) -> String {
        url.firstIndex(of: "?").map { "\(url[..<$0])?…" } ?? url
    }

    private static func look(_ storage: Storage, _ head: String?, _ report: inout CheckReport) async throws {
        guard try await schema(storage, &report) else { return }
        try await engine(storage, &report)
        try await files(storage, &report)
        let now = wallClock()
        let found = try await storage.db.read { tx in try Rows(tx, at: now) }
        found.tell(&report)
        try await AuditCheck.look(storage, head, &report)
    }

    /// False when the tables are not those this program knows, so that nothing else can be looked at.
    private static func schema(_ storage: Storage, _ report: inout CheckReport) async throws -> Bool {
        do {
            let pending = try await Migration(Schema.changes).pending(on: storage.db)
            if pending.isEmpty {
                report.fine("Schema: all \(Schema.changes.count) changes made.")
                return true
            }
            report.note("Schema: \(pending.count) of \(Schema.changes.count) changes wait. `serve` makes them, after a backup of its own.")
        } catch DatabaseError.newer(let found, let known) {
            report.wrong("The database has \(found) changes and this program knows \(known).", do: "Install the newer Throughline.")
        } catch let error as MigrationError {
            report.wrong(PlainWords.of(error), do: "Use the version that made it.")
        }
        return false
    }

    private static func engine(_ storage: Storage, _ report: inout CheckReport) async throws {
        guard let sqlite = storage.db as? SQLiteDatabase else {
            return report.fine("PostgreSQL answers, and holds the links between rows itself.")
        }
        let problems = try await sqlite.problems()
        for problem in problems { report.wrong(problem, do: "Restore the last backup into a new folder.") }
        if problems.isEmpty { report.fine("The SQLite file is whole, and every row points at something.") }
    }

    private static func files(_ storage: Storage, _ report: inout CheckReport) async throws {
        let wanted = Set(try await storage.wantedFiles())
        let there = Set(try await storage.files.all())
        let missing = wanted.subtracting(there)
        var (damaged, unreadable) = (0, 0)
        for hash in wanted.intersection(there) {
            do { _ = try await storage.files.get(hash) } catch FileStoreError.damaged { damaged += 1 } catch FileStoreError.other {
                unreadable += 1
            }
        }
        if !missing.isEmpty {
            report.wrong(
                "\(missing.count) recordings or photos are missing, the first is \(missing.min() ?? "").", do: "Restore them from a backup."
            )
        }
        if damaged > 0 { report.wrong("\(damaged) recordings or photos are not what was put there.", do: "Restore them from a backup.") }
        if unreadable > 0 {
            report.wrong(
                "\(unreadable) recordings or photos cannot be read.", do: "Let the server's user read the folder \(storage.folder)/files.")
        }
        if missing.isEmpty && damaged == 0 && unreadable == 0 {
            report.fine("All \(wanted.count) recordings and photos are there, as they were put.")
        }
        let orphans = there.subtracting(wanted).count
        if orphans > 0 { report.note("\(orphans) files belong to nothing any more. The nightly sweep removes them.") }
    }
}

/// What rows alone can tell, read in one snapshot.
private struct Rows: Sendable {
    let chain: [String]
    let seals: Int
    let unsealed: Int
    let failed: Int
    let kinds: String
    let returned: Int
    let crooked: Int
    let crookedTurnouts: Int
    let lastBackup: Moment?
    let now: Moment

    init(_ tx: any Connection, at now: Moment) throws {
        func count(_ sql: SQL) throws -> Int { try tx.run(sql).first?.int("n") ?? 0 }
        self.now = now
        chain = try Seals(tx).problems()
        seals = try count("SELECT COUNT(*) AS n FROM seals")
        unsealed = try count("SELECT COUNT(*) AS n FROM audit WHERE seal IS NULL AND day < \(now.day(in: .utc) - 2)")
        failed = try count("SELECT COUNT(*) AS n FROM jobs WHERE failed_at IS NOT NULL")
        kinds = try tx.run("SELECT DISTINCT kind FROM jobs WHERE failed_at IS NOT NULL ORDER BY kind").map { try $0.text("kind") }.joined(
            separator: ", ")
        returned = try count(
            "SELECT COUNT(*) AS n FROM ledger l JOIN items i ON i.id = l.item_id WHERE i.audience < \(Audience.nobody.rawValue)")
        crooked = try count(
            """
            SELECT COUNT(*) AS n FROM (
                SELECT t.space_id, t.audience, t.kind, t.state, t.n FROM tallies t WHERE t.n <> 0
                EXCEPT SELECT space_id, audience, kind, state, COUNT(*) FROM items GROUP BY space_id, audience, kind, state) AS differing
            """)
        crookedTurnouts = try VoiceStore(tx).crookedTurnouts()
        lastBackup = try LastBackup.read(tx)
    }

    func tell(_ report: inout CheckReport) {
        for problem in chain { report.wrong(problem, do: "Somebody changed the audit by hand; compare it with a backup.") }
        if chain.isEmpty { report.fine("The audit chain holds: \(seals) seals.") }
        if unsealed > 0 {
            report.wrong("\(unsealed) acts of the audit were never sealed.", do: "`serve` seals them; see whether its jobs run.")
        }
        if failed > 0 {
            report.wrong("\(failed) jobs have failed for good (\(kinds)).", do: "Look at them in the space's list of failed work.")
        }
        if failed == 0 { report.fine("No job has failed for good.") }
        if returned > 0 {
            report.wrong(
                "\(returned) things that were taken back are visible again.", do: "Stop `serve` and restore with the newest ledger.")
        }
        if crooked > 0 {
            report.wrong(
                "\(crooked) tallies do not agree with the items.",
                do: "Numbers on pages may be off until they are counted anew; please report this.")
        }
        if crooked == 0 { report.fine("The tallies agree with the items.") }
        if crookedTurnouts > 0 {
            report.wrong(
                "The number of answers kept for \(crookedTurnouts) questions is not what counting them gives.",
                do: "Numbers on pages may be off until they are counted anew; please report this.")
        }
        if crookedTurnouts == 0 { report.fine("The number of answers kept for each question is right.") }
        guard let lastBackup else { return report.note("No backup was ever made with `throughline backup`.") }
        let days = now.day(in: .utc) - lastBackup.day(in: .utc)
        if days > 7 { report.wrong("The last backup is \(days) days old.", do: "Make one with `throughline backup FILE --verify`.") }
        if days <= 7 { report.fine("The last backup is of \(lastBackup.day(in: .utc).text).") }
    }
}
