/// One run through the lines of a dump.
struct Loading {
    let connection: any Connection
    let isReplacing: Bool
    /// The columns of the tables of the database, looked up when the dump comes to them.
    var columns: [String: [String]]
    private var insert: SQL?
    private var width = 0
    /// Rows that wait to be inserted together.
    private var waiting: [[Value]] = []
    private static let together = 100
    private var line = 0
    private var rows = 0
    private var isEnded = false

    init(connection: any Connection, isReplacing: Bool, columns: [String: [String]]) {
        self.connection = connection
        self.isReplacing = isReplacing
        self.columns = columns
    }

    mutating func take(_ bytes: [UInt8]) throws {
        line += 1
        if isEnded { throw DumpError.badLine(line) }
        guard bytes.first == UInt8(ascii: "[") else { return try takeMark(bytes) }
        guard insert != nil, let values = DumpLine.values(bytes), values.count == width else { throw DumpError.badLine(line) }
        waiting.append(values)
        rows += 1
        if waiting.count == Self.together { try insertWaiting() }
    }

    private mutating func insertWaiting() throws {
        guard let insert, !waiting.isEmpty else { return }
        try connection.run("\(insert) \(waiting.map { "\(list: $0)" as SQL }.joined(separator: ", "))")
        waiting = []
    }

    func end() throws -> Int {
        guard isEnded else { throw DumpError.cut }
        return rows
    }

    private mutating func takeMark(_ bytes: [UInt8]) throws {
        try insertWaiting()
        switch DumpLine.mark(bytes) {
        case .head where line == 1: break
        case .table(let name, let columns) where line > 1: try begin(name, columns)
        case .end(let count) where line > 1:
            guard count == rows else { throw DumpError.cut }
            isEnded = true
        default: throw DumpError.badLine(line)
        }
    }

    private mutating func begin(_ table: String, _ dumped: [String]) throws {
        let ours = try TableLayout.columns(of: table, on: connection)
        guard !ours.isEmpty else { throw DumpError.unknownTable(table) }
        guard ours.map({ "\($0.name) \($0.type)" }) == dumped else { throw DumpError.otherColumns(table) }
        let name = SQL(verbatim: TableDump.quoted(table))
        if isReplacing { try connection.run("DELETE FROM \(name)") }
        guard try connection.run("SELECT 1 AS one FROM \(name) LIMIT 1").isEmpty else { throw DumpError.notEmpty(table) }
        insert = "INSERT INTO \(name) (\(SQL(verbatim: ours.map { TableDump.quoted($0.name) }.joined(separator: ", ")))) VALUES"
        width = ours.count
    }
}

/// Foreign keys while rows come in any order: they hold again at the end, or nothing is kept.
struct Bonds {
    /// Table, name and definition of the foreign keys taken off on PostgreSQL, which checks each row at once.
    private let taken: [(table: String, name: String, definition: String)]

    static func loosen(on connection: any Connection) throws -> Bonds {
        guard connection.engine == .postgres else {
            try connection.run("PRAGMA defer_foreign_keys = ON")
            return Bonds(taken: [])
        }
        try connection.run("SET LOCAL statement_timeout = 0")
        let taken = try connection.run(
            """
            SELECT CAST(r.relname AS TEXT) AS table_name, CAST(c.conname AS TEXT) AS name, pg_get_constraintdef(c.oid) AS definition
            FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid JOIN pg_namespace n ON n.oid = r.relnamespace
            WHERE c.contype = 'f' AND n.nspname = current_schema() ORDER BY r.relname, c.conname
            """
        ).map { try (table: $0.text("table_name"), name: $0.text("name"), definition: $0.text("definition")) }
        for key in taken {
            try connection.run(
                SQL(verbatim: "ALTER TABLE \(TableDump.quoted(key.table)) DROP CONSTRAINT \(TableDump.quoted(key.name))"))
        }
        return Bonds(taken: taken)
    }

    func fasten(on connection: any Connection) throws {
        for key in taken {
            let table = TableDump.quoted(key.table)
            let name = TableDump.quoted(key.name)
            try connection.run(SQL(verbatim: "ALTER TABLE \(table) ADD CONSTRAINT \(name) \(key.definition)"))
        }
        guard connection.engine == .sqlite else { return }
        // Found here rather than at the commit, which the write may share with others.
        guard try connection.run("PRAGMA foreign_key_check").isEmpty else {
            throw DatabaseError.foreignKey("A row of the dump points at nothing.")
        }
        try connection.run("PRAGMA defer_foreign_keys = OFF")
    }
}
