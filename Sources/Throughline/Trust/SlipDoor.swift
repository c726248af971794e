import CSodium
import Database
import Language

/// Hands out pages that are shown once, and takes them back.
struct SlipDoor: Sendable {
    let house: House

    /// Leads to such a page.
    func lead(to showing: Slip.Showing, _ code: String, _ visit: Visit) -> Reply {
        .see(Slip(showing, code, at: visit.now, house.keys).href)
    }

    /// The page somebody asks for; refused when it was shown already.
    func shown(_ visit: Visit) async throws -> Slip {
        guard let slip = Slip(token: try visit.word("slip"), house.keys) else { throw Refusal.notFound }
        let (name, day, again) = (Self.name(slip), visit.now.day(in: .utc), visit.isReloading)
        let isFresh = slip.isYounger(than: Slip.shownFor, at: visit.now)
        guard try await house.db.write({ try SlipStore($0).show(name, reloading: again && isFresh, on: day) }), isFresh else {
            throw Refusal.shownOnce
        }
        return slip
    }

    /// The page a form was sent from; nil when the form names none, refused when it is closed.
    func sent(_ visit: Visit) async throws -> Slip? {
        guard let token = visit.fields["slip"].nonEmpty else { return nil }
        guard let slip = Slip(token: token, house.keys) else { throw Refusal.notFound }
        // The same form once more is the same answer again, though the page was closed with it.
        try await house.db.read { tx in if try SentForms(tx).answer(to: visit) == nil { try require(slip, visit, on: tx) } }
        return slip
    }

    /// Within a transaction: its forms may still be sent.
    func require(_ slip: Slip, _ visit: Visit, on tx: any Connection) throws {
        guard slip.isYounger(than: Slip.usedFor, at: visit.now), try SlipStore(tx).isOpen(Self.name(slip)) else { throw Refusal.shownOnce }
    }

    /// What it was for is done.
    func close(_ slip: Slip, _ visit: Visit, on tx: any Connection) throws {
        try SlipStore(tx).close(Self.name(slip), on: visit.now.day(in: .utc))
    }

    /// What is kept of it; nothing leads from there to what it shows.
    private static func name(_ slip: Slip) -> String {
        let bytes = Array(slip.token.utf8)
        var digest = [UInt8](repeating: 0, count: 16)
        crypto_generichash(&digest, 16, bytes, UInt64(bytes.count), nil, 0)
        return hex(digest)
    }
}
