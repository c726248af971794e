/// What every table and column means, in a sentence each: the one source for the dictionary that goes with every export, and for what
/// is a secret. A test fails when a column is not described here.
struct DataDictionary: Sendable {
    struct Table: Sendable, Equatable {
        let name: String
        let about: String
        /// Carried only in an encrypted export.
        let isSecret: Bool
        var columns: [Column] = []
    }

    struct Column: Sendable, Equatable {
        let name: String
        let about: String
        let isSecret: Bool
    }

    let tables: [Table]

    static let whole = DataDictionary(reading: text)

    /// The tables no plain export carries.
    var secretTables: Set<String> { Set(tables.filter(\.isSecret).map(\.name)) }

    /// The columns that are empty in a plain export, by table.
    var secretColumns: [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for table in tables where !table.isSecret {
            let secret = table.columns.filter(\.isSecret).map(\.name)
            if !secret.isEmpty { found[table.name] = Set(secret) }
        }
        return found
    }

    /// Reads `table: sentence` and, indented under it, `column: sentence`; a name that ends in `!` is a secret.
    init(reading text: String) {
        var tables: [Table] = []
        for line in text.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let about = line[line.index(after: colon)...].drop { $0 == " " }
            let name = line[..<colon].drop { $0 == " " }
            let (bare, isSecret) = (String(name.filter { $0 != "!" }), name.hasSuffix("!"))
            if line.hasPrefix(" ") {
                tables.indices.last.map { tables[$0].columns.append(Column(name: bare, about: String(about), isSecret: isSecret)) }
            } else {
                tables.append(Table(name: bare, about: String(about), isSecret: isSecret))
            }
        }
        self.tables = tables
    }
}
