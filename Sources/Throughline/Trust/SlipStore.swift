import Database
import Language

/// Owns the table `slips`: how often a page that is shown once was shown. It names no voice, and nothing in it opens one.
struct SlipStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// A dropped line asks for the page anew this often.
    static let mostTimes = 6
    private static let closed = 1_000

    /// Counts one showing; false when it was shown already. Whoever loads it anew may see it again a few times; whoever comes to it by
    /// Back, Forward or the list of pages visited closes it.
    func show(_ name: String, reloading: Bool, on day: Day) throws -> Bool {
        let before = try times(name)
        let now = before == 0 ? 1 : reloading && before < Self.mostTimes ? before + 1 : Self.closed
        try set(name, now, on: day)
        return now < Self.closed
    }

    /// Whether its forms may still be sent.
    func isOpen(_ name: String) throws -> Bool { try times(name) < Self.closed }

    /// What it was for is done.
    func close(_ name: String, on day: Day) throws { try set(name, Self.closed, on: day) }

    private func times(_ name: String) throws -> Int {
        try tx.run("SELECT shown FROM slips WHERE name = \(name)").first?.int("shown") ?? 0
    }

    private func set(_ name: String, _ shown: Int, on day: Day) throws {
        try tx.run(
            """
            INSERT INTO slips (name, shown, day) VALUES (\(name), \(shown), \(day)) ON CONFLICT (name) DO UPDATE SET shown = excluded.shown
            """)
    }
}
