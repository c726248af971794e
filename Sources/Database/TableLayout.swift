/// What tables and columns a database has, in words that are the same on both engines.
public enum TableLayout {
    /// Tables with their columns in order, each as its name and portable type: `"due_on INTEGER"`. Tables that one engine keeps for
    /// itself, such as those of a search index, are left out.
    public static func columns(of database: any Database) async throws -> [String: [String]] {
        try await database.read { connection in
            try Dictionary(
                uniqueKeysWithValues: tables(on: connection).map { table in
                    (table, try columns(of: table, on: connection).map { "\($0.name) \($0.type)" })
                })
        }
    }

    struct Column: Sendable {
        let name: String
        let type: String
    }

    static func tables(on connection: any Connection) throws -> [String] {
        let sql: SQL =
            switch connection.engine {
            case .sqlite:
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            case .postgres:
                """
                SELECT CAST(table_name AS TEXT) AS name FROM information_schema.tables
                WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY CAST(table_name AS TEXT) COLLATE "C"
                """
            }
        return try connection.run(sql).map { try $0.text("name") }
    }

    static func columns(of table: String, on connection: any Connection) throws -> [Column] {
        let sql: SQL =
            switch connection.engine {
            case .sqlite: "SELECT name, type FROM pragma_table_info(\(table)) ORDER BY cid"
            case .postgres:
                """
                SELECT CAST(column_name AS TEXT) AS name, CAST(data_type AS TEXT) AS type FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name = \(table) ORDER BY ordinal_position
                """
            }
        return try connection.run(sql).map { try Column(name: $0.text("name"), type: portable($0.text("type"))) }
    }

    /// The columns of the primary key, in its order.
    static func key(of table: String, on connection: any Connection) throws -> [String] {
        let sql: SQL =
            switch connection.engine {
            case .sqlite: "SELECT name FROM pragma_table_info(\(table)) WHERE pk > 0 ORDER BY pk"
            case .postgres:
                """
                SELECT CAST(k.column_name AS TEXT) AS name
                FROM information_schema.table_constraints t
                JOIN information_schema.key_column_usage k
                  ON k.constraint_schema = t.constraint_schema AND k.constraint_name = t.constraint_name AND k.table_name = t.table_name
                WHERE t.table_schema = current_schema() AND t.table_name = \(table) AND t.constraint_type = 'PRIMARY KEY'
                ORDER BY k.ordinal_position
                """
            }
        return try connection.run(sql).map { try $0.text("name") }
    }

    private static func portable(_ type: String) -> String {
        switch type.lowercased() {
        case "bigint", "integer", "int": "INTEGER"
        case "text": "TEXT"
        case "double precision", "real": "REAL"
        case "bytea", "blob": "BLOB"
        default: type
        }
    }
}

extension Database {
    /// ``Schema/columns(of:)``, for modules that have a `Schema` of their own.
    public func columnsOfTables() async throws -> [String: [String]] { try await TableLayout.columns(of: self) }
}
