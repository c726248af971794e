import GRDB
import GRDBSQLite

/// A transaction on SQLite. GRDB owns the connection and its prepared statements; binding and stepping are done here, because
/// GRDB's row conversions end the process where they cannot convert.
final class SQLiteConnection: Connection {
    let engine = Engine.sqlite
    private(set) var acts: [@Sendable () -> Void] = []
    private let database: GRDB.Database
    private var failure: (any Error)?
    private var attempts = 0

    init(_ database: GRDB.Database) {
        self.database = database
    }

    /// False when SQLite has rolled the transaction back by itself, as it does when the disk is full.
    var isInTransaction: Bool { database.isInsideTransaction }

    @discardableResult func run(_ sql: SQL) throws -> [Row] {
        try noting { try step(sql) }
    }

    @discardableResult func change(_ sql: SQL) throws -> Int {
        try noting {
            let before = database.totalChangesCount
            _ = try step(sql)
            // The count of the last statement stays when a statement changes nothing of its own, such as CREATE.
            return database.totalChangesCount == before ? 0 : database.changesCount
        }
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
            try check()
            try command("RELEASE \(name)")
            return value
        } catch {
            guard isInTransaction else { throw failure ?? error }
            acts.removeLast(acts.count - kept)
            try command("ROLLBACK TO \(name)")
            try command("RELEASE \(name)")
            failure = nil
            throw error
        }
    }

    /// Throws what an earlier statement threw, if the body kept it to itself.
    func check() throws {
        if let failure { throw failure }
    }

    /// A statement of ours, such as BEGIN: it works after a failure too.
    func command(_ text: String) throws {
        _ = try step(SQL(verbatim: text))
    }

    private func noting<T>(_ work: () throws -> T) throws -> T {
        try check()
        do {
            return try work()
        } catch {
            failure = error
            throw error
        }
    }

    private func step(_ sql: SQL) throws -> [Row] {
        let statement = try prepared(sql)
        let raw = statement.sqliteStatement
        defer {
            sqlite3_reset(raw)
            sqlite3_clear_bindings(raw)
        }
        for (index, value) in sql.values.enumerated() { try bind(value, at: Int32(index + 1), of: raw) }
        var rows: [Row] = []
        let count = sqlite3_column_count(raw)
        var columns: Columns?
        while true {
            switch sqlite3_step(raw) {
            case SQLITE_ROW:
                let names = columns ?? Self.columns(of: raw, count)
                columns = names
                rows.append(Row(columns: names, values: (0..<count).map { Self.value($0, of: raw) }))
            case SQLITE_DONE:
                return rows
            default:
                throw lastError()
            }
        }
    }

    private func prepared(_ sql: SQL) throws -> Statement {
        guard database.sqliteConnection != nil else { throw DatabaseError.gone }
        let text = sql.text(for: .sqlite)
        do {
            let statement = try sql.isReusable ? database.cachedStatement(sql: text) : database.makeStatement(sql: text)
            guard Int(sqlite3_bind_parameter_count(statement.sqliteStatement)) == sql.values.count else {
                throw DatabaseError.other("The statement and its values do not match in number.")
            }
            return statement
        } catch let error as GRDB.DatabaseError {
            throw SQLiteProblem.error(error.extendedResultCode.rawValue, error.message ?? "")
        }
    }

    private func bind(_ value: Value, at index: Int32, of raw: OpaquePointer) throws {
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        let code: Int32
        switch value {
        case .null: code = sqlite3_bind_null(raw, index)
        case .integer(let number): code = sqlite3_bind_int64(raw, index, number)
        case .real(let number): code = sqlite3_bind_double(raw, index, number)
        case .text(var text):
            code = text.withUTF8 { bytes in
                // PostgreSQL cannot store U+0000; a text that only one engine takes would be lost on the way to the other.
                if bytes.contains(0) { return SQLITE_MISMATCH }
                guard !bytes.isEmpty else { return sqlite3_bind_text(raw, index, "", 0, copied) }
                return bytes.withMemoryRebound(to: CChar.self) { sqlite3_bind_text(raw, index, $0.baseAddress, Int32($0.count), copied) }
            }
        case .bytes(let bytes):
            code =
                bytes.isEmpty
                ? sqlite3_bind_zeroblob(raw, index, 0)
                : bytes.withUnsafeBytes { sqlite3_bind_blob(raw, index, $0.baseAddress, Int32($0.count), copied) }
        }
        if code == SQLITE_MISMATCH { throw DatabaseError.other("Text with U+0000 cannot be stored.") }
        if code != SQLITE_OK { throw lastError() }
    }

    private func lastError() -> any Error {
        let code = sqlite3_extended_errcode(database.sqliteConnection)
        if code & 0xff == SQLITE_INTERRUPT { return CancellationError() }
        return SQLiteProblem.error(code, sqlite3_errmsg(database.sqliteConnection).map { String(cString: $0) } ?? "")
    }

    private static func columns(of raw: OpaquePointer, _ count: Int32) -> Columns {
        Columns((0..<count).map { index in sqlite3_column_name(raw, index).map { String(cString: $0) } ?? "" })
    }

    private static func value(_ index: Int32, of raw: OpaquePointer) -> Value {
        switch sqlite3_column_type(raw, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(raw, index))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(raw, index))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(raw, index) else { return .text("") }
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(raw, index))), as: UTF8.self))
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(raw, index) else { return .bytes([]) }
            return .bytes([UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(raw, index)))))
        default: return .null
        }
    }
}
