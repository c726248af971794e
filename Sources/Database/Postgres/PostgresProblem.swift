import CPostgreSQL

/// What the server said when it refused (https://www.postgresql.org/docs/15/errcodes-appendix.html).
struct PostgresProblem: Error {
    let state: String
    /// The first line only: the detail line quotes values of rows.
    let message: String
    let constraint: String
    let isConnectionLost: Bool

    init(_ result: OpaquePointer?, on connection: OpaquePointer) {
        // PG_DIAG_SQLSTATE and its like are C character macros, which Swift does not import.
        func field(_ code: Character) -> String {
            guard let result, let ascii = code.asciiValue, let text = PQresultErrorField(result, Int32(ascii)) else { return "" }
            return String(cString: text)
        }
        state = field("C")
        let said = field("M")
        message = said.isEmpty ? PQerrorMessage(connection).map { String(cString: $0) } ?? "" : said
        let table = field("t")
        let name = field("n")
        constraint = table.isEmpty || name.isEmpty ? name : "\(table): \(name)"
        isConnectionLost = PQstatus(connection) == CONNECTION_BAD || ["57P01", "57P02", "57P03"].contains(state)
    }

    /// Two transactions met (40001, 40P01), or a prepared statement outlived a change of its table (0A000): running again helps.
    var isWorthAnotherTry: Bool {
        state == "40001" || state == "40P01" || (state == "0A000" && message.contains("cached plan"))
    }

    /// The same as an error of ours.
    var translated: DatabaseError {
        if isConnectionLost { return .gone }
        return switch state {
        case "23505": .unique(constraint)
        case "23503": .foreignKey(constraint)
        case "53100": .full
        case "25006": .readOnly
        case "55P03", "40001", "40P01": .locked
        default: .other(state.isEmpty ? message : "\(message) (\(state))")
        }
    }
}
