import Database
import Foundation

/// Databases with the changes made, built once per process and copied for each test.
actor Templates {
    static let shared = Templates()

    /// A database of one test.
    struct Place: Sendable {
        let name: String
        let url: String
    }

    private var files: [String: Task<[UInt8], any Error>] = [:]
    private var names: [String: Task<String, any Error>] = [:]
    private var admin: Task<PostgresDatabase, any Error>?
    /// A test may hold a handful of connections; the server has two hundred for everybody.
    private var freePlaces = 16
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// The bytes of a database file.
    func sqlite(_ changes: [Change]) async throws -> [UInt8] {
        let key = Self.key(changes)
        let building = files[key] ?? Task { try await Self.file(changes) }
        files[key] = building
        return try await building.value
    }

    /// A new database on the server.
    func postgres(_ server: String, _ changes: [Change]) async throws -> Place {
        if freePlaces > 0 { freePlaces -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
        do {
            let admin = try await administrator(of: server)
            let key = Self.key(changes)
            let building = names[key] ?? Task { try await Self.template(changes, on: server, admin) }
            names[key] = building
            let template = try await building.value
            let name = Self.freshName("test")
            let strategy = try await Self.strategy(on: admin)
            try await admin.runOutsideTransaction(SQL(verbatim: "CREATE DATABASE \(name) TEMPLATE \(template)" + strategy))
            return Place(name: name, url: Self.url(of: name, on: server))
        } catch {
            leave()
            throw error
        }
    }

    func drop(_ place: Place, on server: String) async throws {
        defer { leave() }
        try await administrator(of: server).runOutsideTransaction(SQL(verbatim: "DROP DATABASE \(place.name) WITH (FORCE)"))
    }

    private func leave() {
        if waiting.isEmpty { freePlaces += 1 } else { waiting.removeFirst().resume() }
    }

    private func administrator(of server: String) async throws -> PostgresDatabase {
        let opening = admin ?? Task { try await PostgresDatabase(url: server, connections: 2) }
        admin = opening
        return try await opening.value
    }

    private static func file(_ changes: [Change]) async throws -> [UInt8] {
        try await withFolder { folder in
            let database = try SQLiteDatabase(path: folder + "/template.sqlite", readers: 1, durable: false)
            _ = try await Migration(changes).run(on: database, now: 0, backUpFirst: nil)
            try await database.vacuumInto(folder + "/copy.sqlite")
            await database.close()
            return try [UInt8](Data(contentsOf: URL(filePath: folder + "/copy.sqlite")))
        }
    }

    /// The name of a migrated database. It stays on the server for later runs with the same changes, which find it by name.
    private static func template(_ changes: [Change], on server: String, _ admin: PostgresDatabase) async throws -> String {
        if changes.isEmpty { return "template0" }
        let name = "throughline_template_" + key(changes)
        let isThere = try await admin.read { try !$0.run("SELECT 1 AS one FROM pg_database WHERE datname = \(name)").isEmpty }
        if isThere { return name }
        let draft = freshName("draft")
        try await admin.runOutsideTransaction(SQL(verbatim: "CREATE DATABASE \(draft) TEMPLATE template0"))
        let database = try await PostgresDatabase(url: url(of: draft, on: server), connections: 1)
        _ = try await Migration(changes).run(on: database, now: 0, backUpFirst: nil)
        await database.close()
        do {
            try await admin.runOutsideTransaction(SQL(verbatim: "ALTER DATABASE \(draft) RENAME TO \(name)"))
        } catch {
            // Another test process was faster; its template is as good.
            try await admin.runOutsideTransaction(SQL(verbatim: "DROP DATABASE \(draft) WITH (FORCE)"))
            guard try await admin.read({ try !$0.run("SELECT 1 AS one FROM pg_database WHERE datname = \(name)").isEmpty }) else {
                throw error
            }
        }
        return name
    }

    /// Copying files costs a third of writing every page to the log, which is what PostgreSQL 15 and later do unasked.
    private static func strategy(on admin: PostgresDatabase) async throws -> String {
        let version = try await admin.read {
            try $0.run("SELECT CAST(current_setting('server_version_num') AS INTEGER) AS version").first?.int("version") ?? 0
        }
        return version >= 150_000 ? " STRATEGY FILE_COPY" : ""
    }

    private static func freshName(_ kind: String) -> String {
        "throughline_\(kind)_" + UUID().uuidString.lowercased().replacing("-", with: "")
    }

    private static func url(of name: String, on server: String) -> String {
        guard var parts = URLComponents(string: server) else { return server }
        parts.path = "/" + name
        return parts.string ?? server
    }

    /// FNV-1a, 64 bits, over all statements: enough to tell one list of changes from another in a test.
    private static func key(_ changes: [Change]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for change in changes {
            for text in [change.name] + change.statements(for: .sqlite) + change.statements(for: .postgres) {
                for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
                hash = (hash ^ 0x100) &* 0x100_0000_01b3
            }
        }
        return String(hash, radix: 16)
    }
}
