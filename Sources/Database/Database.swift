/// Which database holds the data.
public enum Engine: String, Sendable, Hashable {
    case sqlite
    case postgres
}

/// One open transaction. It is only good inside the closure it was given to.
///
/// After a statement failed, the transaction can only be given up, on both engines: further statements throw the same error, and so
/// does the end of the closure. What may fail without harm belongs in ``attempt(_:)``.
public protocol Connection: AnyObject {
    /// Which database this is, for the few places that must fork.
    var engine: Engine { get }

    /// Runs one statement and gives its rows. Throws ``DatabaseError``.
    @discardableResult func run(_ sql: SQL) throws -> [Row]

    /// Runs one statement and gives how many rows it changed. Throws ``DatabaseError``.
    @discardableResult func change(_ sql: SQL) throws -> Int

    /// Something to do once the transaction is safely on disk, and never if it is not. It runs on the database's thread: be brief.
    func afterCommit(_ act: @escaping @Sendable () -> Void)

    /// Runs statements that may fail: when the body throws, only what it did is undone, and the transaction goes on.
    @discardableResult func attempt<T>(_ body: () throws -> T) throws -> T
}

/// A place where rows are kept.
public protocol Database: Sendable {
    /// Which database this is.
    var engine: Engine { get }

    /// Reads from one consistent snapshot.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Changes rows, as if nobody else did at the same time. The body may run more than once; it returns to the caller after fsync.
    /// Do not call `read` or `write` from inside the body.
    @discardableResult func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Like `write` for work that takes its own row locks: on PostgreSQL each statement sees what is committed by then.
    @discardableResult func writeByLocks<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

    /// Waits for what is under way, then closes. Later calls throw ``DatabaseError/gone``.
    func close() async
}

extension Database {
    /// `write`, where the engine makes no difference between the two.
    @discardableResult public func writeByLocks<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await write(body)
    }
}

/// What can go wrong with a database. No case carries a value of a row.
public enum DatabaseError: Error, Equatable {
    /// A value that must be unique is there already; names the columns or the constraint.
    case unique(String)
    /// A row that is pointed at is missing, or is still pointed at.
    case foreignKey(String)
    /// The disk is full.
    case full
    /// The disk or the database takes no changes.
    case readOnly
    /// The server or the file is not there (any more); the next call tries again.
    case gone
    /// Somebody else held a lock for too long.
    case locked
    /// The database was made by a newer version of the program.
    case newer(found: Int, known: Int)
    /// Anything else, in the engine's words.
    case other(String)
}
