import CPostgreSQL

/// One connection of libpq. It is not safe to share: its session serialises every use.
final class PostgresConnection: Connection {
    let engine = Engine.postgres
    private(set) var acts: [@Sendable () -> Void] = []
    /// True when the transaction met another one and must run again, whatever the body made of the error.
    private(set) var mustRunAgain = false
    private(set) var isLost = false
    private let raw: OpaquePointer
    private var failure: (any Error)?
    private var attempts = 0
    private var prepared: [String: String] = [:]
    private var preparedCount = 0
    private static let largestCache = 500

    /// Connects; waits at most ten seconds.
    init(url: String, statementTimeout: Int) throws(DatabaseError) {
        let keywords = ["dbname", "client_encoding", "application_name", "connect_timeout"]
        let values = [url, "UTF8", "throughline", "10"]
        guard let raw = Self.connect(keywords, values) else { throw .other("There is no memory for a connection.") }
        self.raw = raw
        guard PQstatus(raw) == CONNECTION_OK else {
            let said = PQerrorMessage(raw).map { String(cString: $0) } ?? ""
            // A server that is there and says no is a matter of settings; one that is not there may come back.
            let isRefusal = said.contains("FATAL") && !said.contains("starting up") && !said.contains("shutting down")
            throw isRefusal || said.contains("invalid") ? .other(said) : .gone
        }
        PQsetNoticeProcessor(raw, { _, _ in }, nil)
        for setting in [
            "SET TimeZone = 'UTC'", "SET bytea_output = 'hex'", "SET standard_conforming_strings = on", "SET synchronous_commit = on",
            "SET statement_timeout = \(statementTimeout)", "SET client_min_messages = error",
        ] {
            try command(setting)
        }
    }

    deinit {
        PQfinish(raw)
    }

    @discardableResult func run(_ sql: SQL) throws -> [Row] {
        try noting { try execute(sql) { $0.rows() } }
    }

    @discardableResult func change(_ sql: SQL) throws -> Int {
        try noting { try execute(sql) { $0.changed } }
    }

    func afterCommit(_ act: @escaping @Sendable () -> Void) {
        acts.append(act)
    }

    @discardableResult func attempt<T>(_ body: () throws -> T) throws -> T {
        if let failure { throw failure }
        attempts += 1
        defer { attempts -= 1 }
        let name = "attempt_\(attempts)"
        let kept = acts.count
        try command("SAVEPOINT \(name)")
        do {
            let value = try body()
            if let failure { throw failure }
            try command("RELEASE \(name)")
            return value
        } catch {
            if isLost || mustRunAgain { throw error }
            acts.removeLast(acts.count - kept)
            try command("ROLLBACK TO \(name)")
            try command("RELEASE \(name)")
            failure = nil
            throw error
        }
    }

    /// Opens a transaction with the given words.
    func begin(_ text: String) throws(DatabaseError) {
        acts = []
        failure = nil
        mustRunAgain = false
        try command(text)
    }

    /// Commits, or throws what an earlier statement threw if the body kept it to itself.
    func commit() throws {
        if let failure { throw failure }
        let said = try execute("COMMIT") { $0.command }
        // The server answers the COMMIT of a failed transaction with ROLLBACK and no error.
        if said != "COMMIT" { throw DatabaseError.other("The server rolled the transaction back.") }
    }

    /// Undoes what is open. A connection where that fails is not used again.
    func rollback() {
        if isLost { return }
        do { try command("ROLLBACK") } catch { isLost = true }
    }

    /// A statement of ours without values, outside the statement cache.
    func command(_ text: String) throws(DatabaseError) {
        let result = PQexec(raw, text)
        defer { PQclear(result) }
        try check(result)
    }

    private func noting<T>(_ work: () throws -> T) throws -> T {
        if let failure { throw failure }
        do {
            return try work()
        } catch {
            failure = error
            throw error
        }
    }

    private func execute<T>(_ sql: SQL, _ take: (PostgresResult) -> T) throws(DatabaseError) -> T {
        let text = sql.text(for: .postgres)
        let parameters = PostgresParameters(sql.values)
        let count = Int32(sql.values.count)
        let result: OpaquePointer?
        if sql.isReusable {
            let name = try prepare(text, parameters.types)
            result = parameters.withPointers { PQexecPrepared(raw, name, count, $0, $1, $2, 0) }
        } else {
            result = parameters.withPointers { PQexecParams(raw, text, count, parameters.types, $0, $1, $2, 0) }
        }
        defer { PQclear(result) }
        try check(result)
        guard let result else { throw .gone }
        return take(PostgresResult(result))
    }

    /// The name of the prepared statement for a text with parameters of these types.
    private func prepare(_ text: String, _ types: [Oid]) throws(DatabaseError) -> String {
        let key = types.reduce(into: text) { $0 += " \($1)" }
        if let name = prepared[key] { return name }
        if prepared.count >= Self.largestCache {
            prepared = [:]
            try command("DEALLOCATE ALL")
        }
        preparedCount += 1
        let name = "s\(preparedCount)"
        let result = PQprepare(raw, name, text, Int32(types.count), types)
        defer { PQclear(result) }
        try check(result)
        prepared[key] = name
        return name
    }

    private func check(_ result: OpaquePointer?) throws(DatabaseError) {
        let status = PQresultStatus(result)
        if status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK { return }
        let problem = PostgresProblem(result, on: raw)
        if problem.isConnectionLost { isLost = true }
        if problem.isWorthAnotherTry {
            mustRunAgain = true
            // A plan that no longer fits its table would fail again; the names of the others stay taken on the server, unused.
            if problem.state == "0A000" { prepared = [:] }
        }
        throw problem.translated
    }

    private static func connect(_ keywords: [String], _ values: [String]) -> OpaquePointer? {
        // libpq takes arrays that end in a null pointer.
        withCStrings(keywords) { keywords in
            withCStrings(values) { values in PQconnectdbParams(keywords, values, 1) }
        }
    }

    private static func withCStrings<T>(_ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> T) -> T {
        let bytes = texts.map { Array($0.utf8CString) }
        let starts = bytes.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
        return Array(bytes.joined()).withUnsafeBufferPointer { all in
            body(texts.indices.map { all.baseAddress?.advanced(by: starts[$0]) } + [nil])
        }
    }
}
