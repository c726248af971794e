import Database
import Language

/// Owns the table `spent_proofs`: what was good for one time and was used, under a keyed hash, until it would be too old anyway.
struct SpentStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Whether it was still unused; it no longer is. Of two who come at once one finds it spent.
    func spend(_ name: String, until: Int) throws -> Bool {
        try tx.change("INSERT INTO spent_proofs (mac, until) VALUES (\(name), \(until)) ON CONFLICT (mac) DO NOTHING") == 1
    }
}
