import Database
import Language

/// Removes rows from the tables of every feature as `Schema.retention` says it: the one writer beside a table's owner, so that a new
/// table needs no more than its lifetime.
struct Erasing {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Everything about items that were taken back but their envelopes. First come the features that work something out from these
    /// rows, while the rows are there; then the rows.
    func withItems(_ gone: [ID<Item>], by act: Act) throws {
        guard !gone.isEmpty else { return }
        for source in try EvidenceStore(tx).sources(among: gone) { try InsightStore(tx).sourceWithdrawn(source, by: act) }
        let surveys = try StatementStore(tx).questions(of: gone)
        try VoiceStore(tx).forget(gone)
        try FlagStore(tx).forget(gone)
        try LineStore(tx).forgetNames(gone)
        try AuditStore(tx).eraseReasons(on: gone)
        for (table, retention) in Self.inOrder {
            guard case .withItem(let columns) = retention else { continue }
            for column in columns { try tx.run(SQL(verbatim: "DELETE FROM \(table) WHERE \(column) IN ") + "\(list: gone)") }
        }
        for survey in surveys { try StatementStore(tx).count(of: survey) }
    }

    /// Whatever has a time of its own that is over.
    func over(at now: Moment) throws {
        let today = now.day(in: .utc)
        for (table, retention) in Self.inOrder {
            switch retention {
            case .days(let days, let column):
                try tx.run(SQL(verbatim: "DELETE FROM \(table) WHERE \(column) < ") + "\(today - days)")
            case .until(let column): try tx.run(SQL(verbatim: "DELETE FROM \(table) WHERE \(column) <= ") + "\(now)")
            default: break
            }
        }
    }

    /// Always the same order, so that two at work do not lock each other out.
    private static let inOrder = Schema.retention.sorted { $0.key < $1.key }
}
