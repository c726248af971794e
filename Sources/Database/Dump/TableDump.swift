/// All rows of all tables as lines of JSON, the same bytes from either engine: the form backups of PostgreSQL take and exports are made of.
///
/// The first line names the format and how many changes the schema had. Each table is a line with its name and columns and then a line
/// per row, in the order of its key. The last line says how many rows there were, so that a cut file is noticed. `schema_changes` and
/// tables that one engine keeps for itself are not in it.
public enum TableDump {
    /// Writes all tables but the named ones from one snapshot; the columns of `blank`, by table, are written as NULL. `start` is called
    /// anew when the snapshot must be taken again. Throws ``DumpError`` and ``DatabaseError``.
    public static func write(
        from database: any Database, except unwanted: Set<String> = [], blank: [String: Set<String>] = [:],
        to start: @escaping @Sendable () throws -> any DumpSink
    ) async throws {
        try await database.read { connection in
            if connection.engine == .postgres { try connection.run("SET LOCAL statement_timeout = 0") }
            let sink = try start()
            let known = try TableLayout.tables(on: connection)
            let changes = known.contains("schema_changes") ? try connection.run("SELECT number FROM schema_changes").count : 0
            try sink.write(DumpLine.head(changes: changes))
            var rows = 0
            for table in known where table != "schema_changes" && !unwanted.contains(table) {
                rows += try write(table, blank: blank[table] ?? [], on: connection, to: sink)
            }
            try sink.write(DumpLine.end(rows: rows))
            try sink.finish()
        }
    }

    /// Puts the rows of a dump into a database that has the same tables, in one transaction. With `replacing` what was in these tables is
    /// deleted first; without, a table that has rows is an error. `open` is called anew when the transaction must run again.
    /// Gives the number of rows. Throws ``DumpError`` and ``DatabaseError``.
    @discardableResult public static func load(
        into database: any Database, replacing: Bool = false, from open: @escaping @Sendable () throws -> any DumpSource
    ) async throws -> Int {
        try await database.writeByLocks { connection in
            let bonds = try Bonds.loosen(on: connection)
            var loading = Loading(connection: connection, isReplacing: replacing, columns: [:])
            let source = try open()
            while let line = try source.next() { try loading.take(line) }
            let rows = try loading.end()
            try bonds.fasten(on: connection)
            return rows
        }
    }

    private static func write(_ table: String, blank: Set<String>, on connection: any Connection, to sink: any DumpSink) throws -> Int {
        let columns = try TableLayout.columns(of: table, on: connection)
        let key = try TableLayout.key(of: table, on: connection)
        guard !key.isEmpty else { throw DumpError.noKey(table) }
        try sink.write(DumpLine.table(table, columns))
        let keyNames = SQL(verbatim: key.map(quoted).joined(separator: ", "))
        let wanted = SQL(
            verbatim: columns.map { blank.contains($0.name) ? "NULL AS \(quoted($0.name))" : quoted($0.name) }.joined(separator: ", "))
        var last: [Value]?
        var count = 0
        while true {
            let after: SQL = last.map { "WHERE (\(keyNames)) > \(list: $0)" } ?? ""
            let page = try connection.run(
                "SELECT \(wanted) FROM \(SQL(verbatim: quoted(table))) \(after) ORDER BY \(keyNames) LIMIT \(pageSize)")
            guard let end = page.last else { return count }
            try sink.write(page.flatMap { DumpLine.row($0.allValues) })
            count += page.count
            last = try key.map { try end.value(named: $0) }
        }
    }

    static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }

    private static let pageSize = 500
}

/// Where a dump goes.
public protocol DumpSink: AnyObject {
    /// Takes some more whole lines.
    func write(_ lines: [UInt8]) throws
    /// Everything was written: make it safe.
    func finish() throws
}

/// Where a dump comes from.
public protocol DumpSource: AnyObject {
    /// The next line without its end, or nil.
    func next() throws -> [UInt8]?
}

/// A dump cannot be made or read. Lines count from 1.
public enum DumpError: Error, Equatable {
    case noKey(_ table: String)
    case badLine(Int)
    case unknownTable(String)
    case otherColumns(_ table: String)
    case notEmpty(_ table: String)
    /// The end is missing, or tells another number of rows.
    case cut
    case file(String)
}
