import Database
import Language

/// Owns the table `partners`: places to which a place may show what is for its team.
struct PartnerStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func all(of space: ID<Space>) throws -> Set<ID<Space>> {
        Set(try tx.run("SELECT partner_id FROM partners WHERE space_id = \(space)").map { try $0.id("partner_id") })
    }

    func add(_ partner: ID<Space>, to space: ID<Space>, by act: Act) throws {
        let changed = try tx.change(
            """
            INSERT INTO partners (space_id, partner_id, since) VALUES (\(space), \(partner), \(act.day)) ON CONFLICT (space_id, partner_id) DO NOTHING
            """)
        guard changed == 1 else { return }
        try AuditStore(tx).record("partner.begin", item: nil, space: space, by: act, reason: partner.description, unnamed: false)
    }

    /// What is for the team is not shown there any more either.
    func end(_ partner: ID<Space>, of space: ID<Space>, by act: Act) throws {
        guard try tx.change("DELETE FROM partners WHERE space_id = \(space) AND partner_id = \(partner)") == 1 else {
            throw Refusal.conflict
        }
        try LineStore(tx).stopShowing(forTeamOf: space, to: partner, by: act)
        try AuditStore(tx).record("partner.end", item: nil, space: space, by: act, reason: partner.description, unnamed: false)
    }
}
