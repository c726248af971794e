import GRDB
import GRDBSQLite

/// SQLite's result codes (https://www.sqlite.org/rescode.html) as our errors.
enum SQLiteProblem {
    static func error(_ extendedCode: Int32, _ message: String) -> DatabaseError {
        // SQLITE_CONSTRAINT_PRIMARYKEY, _UNIQUE and _ROWID, written out: their C macros are expressions Swift does not import.
        let constraint: Int32 = 19
        switch extendedCode {
        case constraint | 6 << 8, constraint | 8 << 8, constraint | 10 << 8: return .unique(named(in: message))
        case constraint | 3 << 8: return .foreignKey(message)
        default: break
        }
        switch extendedCode & 0xff {
        case SQLITE_FULL: return .full
        case SQLITE_READONLY, SQLITE_PERM: return .readOnly
        case SQLITE_BUSY, SQLITE_LOCKED: return .locked
        case SQLITE_CANTOPEN, SQLITE_MISUSE: return .gone
        // The number says which of the many disk errors it was.
        default: return .other("\(message) (SQLite \(extendedCode))")
        }
    }

    /// GRDB's errors as ours, for the calls that go through it; everything else as it is.
    static func translated(_ error: any Error) -> any Error {
        guard let error = error as? GRDB.DatabaseError else { return error }
        if error.resultCode == .SQLITE_INTERRUPT { return CancellationError() }
        return Self.error(error.extendedResultCode.rawValue, error.message ?? "")
    }

    /// "people.name" of "UNIQUE constraint failed: people.name".
    private static func named(in message: String) -> String {
        guard let colon = message.firstIndex(of: ":") else { return message }
        return String(message[message.index(after: colon)...].drop { $0 == " " })
    }
}
