import Database
import Language

/// Owns the tables `insights` and `evidence`.
struct InsightStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// A source was taken back: it is gone from every insight, and each says so with the day.
    func sourceWithdrawn(_ source: ID<Item>, by act: Act) throws {
        let insights = try tx.run("SELECT insight_id FROM evidence WHERE source_id = \(source)").map { try $0.id("insight_id") as ID<Item> }
        guard !insights.isEmpty else { return }
        try tx.run("DELETE FROM evidence WHERE source_id = \(source)")
        try tx.run(
            """
            UPDATE insights SET sources = CASE WHEN sources > 0 THEN sources - 1 ELSE 0 END, withdrawn = withdrawn + 1, withdrawn_on = \(act.day)
            WHERE id IN \(list: insights)
            """)
    }
}
