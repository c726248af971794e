import Database
import Foundation

/// An engine tests run on: `@Test(arguments: TestEngine.available)`.
public enum TestEngine: String, CaseIterable, Sendable {
    case sqlite
    case postgres

    /// SQLite always; PostgreSQL when `THROUGHLINE_POSTGRES` names a server where databases may be created.
    public static var available: [TestEngine] {
        allCases.filter { $0 == .sqlite || postgresURL != nil }
    }

    static var postgresURL: String? {
        ProcessInfo.processInfo.environment["THROUGHLINE_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// Runs the body on a fresh database of each available engine, with the given changes made to it.
public func onBothEngines(changes: [Change] = [], _ body: (any Database) async throws -> Void) async throws {
    for engine in TestEngine.available { try await withDatabase(engine, changes: changes, body) }
}

/// Runs the body on a fresh database that is gone afterwards.
@discardableResult public func withDatabase<T>(
    _ engine: TestEngine, changes: [Change] = [], _ body: (any Database) async throws -> T
) async throws -> T {
    switch engine {
    case .sqlite:
        return try await withSQLite(changes: changes, body)
    case .postgres:
        guard let server = TestEngine.postgresURL else { throw DatabaseError.gone }
        return try await withPostgres(server, changes: changes) { url in
            let database = try await PostgresDatabase(url: url, connections: 3)
            do {
                let value = try await body(database)
                await database.close()
                return value
            } catch {
                await database.close()
                throw error
            }
        }
    }
}

/// Runs the body with the URL of a fresh PostgreSQL database, for tests that open it themselves, more than once.
@discardableResult public func withPostgresURL<T>(changes: [Change] = [], _ body: (String) async throws -> T) async throws -> T {
    guard let server = TestEngine.postgresURL else { throw DatabaseError.gone }
    return try await withPostgres(server, changes: changes, body)
}

/// Runs the body with the path of a new folder that is gone afterwards.
public func withFolder<T>(_ body: (String) async throws -> T) async throws -> T {
    let folder = FileManager.default.temporaryDirectory.appending(path: "throughline-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path(percentEncoded: false))
}

private func withSQLite<T>(changes: [Change], _ body: (any Database) async throws -> T) async throws -> T {
    try await withFolder { folder in
        let path = folder + "/test.sqlite"
        if !changes.isEmpty { try await Data(Templates.shared.sqlite(changes)).write(to: URL(filePath: path)) }
        let database = try SQLiteDatabase(path: path, durable: false)
        do {
            let value = try await body(database)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }
}

private func withPostgres<T>(_ server: String, changes: [Change], _ body: (String) async throws -> T) async throws -> T {
    let place = try await Templates.shared.postgres(server, changes)
    do {
        let value = try await body(place.url)
        try await Templates.shared.drop(place, on: server)
        return value
    } catch {
        try? await Templates.shared.drop(place, on: server)
        throw error
    }
}
