import Database
import DatabaseTesting

@testable import Throughline

/// Counts the statements a piece of work needs.
final class Counting: Connection {
    private let tx: any Connection
    private(set) var statements = 0

    init(_ tx: any Connection) { self.tx = tx }

    var engine: Engine { tx.engine }

    func run(_ sql: SQL) throws -> [Row] {
        statements += 1
        return try tx.run(sql)
    }

    func change(_ sql: SQL) throws -> Int {
        statements += 1
        return try tx.change(sql)
    }

    func afterCommit(_ act: @escaping @Sendable () -> Void) { tx.afterCommit(act) }
    func attempt<T>(_ body: () throws -> T) throws -> T { try tx.attempt(body) }
}
