import Database

extension Instance {
    /// Weighs what was learned from the most sources anew, so many times, as happens whenever one of them changes (domain 3).
    /// - Returns: how many sources it has, and the milliseconds of each time, its transaction included; nil where nothing was learned.
    public func weighHeaviest(times: Int) async throws -> (sources: Int, milliseconds: [Double])? {
        let heaviest = try await house.db.read { tx in
            try tx.run("SELECT insight_id, COUNT(*) AS n FROM evidence GROUP BY insight_id ORDER BY n DESC, insight_id LIMIT 1").first.map {
                (id: try $0.id("insight_id") as ID<Item>, sources: try $0.int("n"))
            }
        }
        guard let heaviest else { return nil }
        var milliseconds: [Double] = []
        for _ in 0..<times {
            let act = house.act(by: nil)
            let took = try await ContinuousClock().measure {
                try await house.db.write { tx in _ = try InsightStore(tx).recompute(heaviest.id, by: act) }
            }
            milliseconds.append(Double(took.components.seconds) * 1_000 + Double(took.components.attoseconds) / 1e15)
        }
        return (heaviest.sources, milliseconds)
    }
}
