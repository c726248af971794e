import Database
import Language

/// Owns the tables `agendas` and `agenda_partners`.
struct AgendaStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// The agenda of a place; nil where it keeps none.
    func find(_ space: ID<Space>) throws -> Agenda? {
        try tx.run("SELECT * FROM agendas WHERE space_id = \(space) AND ended_on IS NULL").first.map { row in
            try Agenda(
                space: row.id("space_id"), title: row.text("title"), level: .init(rawValue: row.text("level")) ?? .project,
                stakeholders: row.text("stakeholders"), whyNot: row.text("why_not"), theory: row.text("theory"), until: row.day("until_on"),
                reviewEvery: row.int("review_every"), begunOn: row.day("begun_on"), version: row.int("version"))
        }
    }

    func isKept(in space: ID<Space>) throws -> Bool { try find(space) != nil }

    /// Begins it, or takes up one that was put away: what was on it is there again.
    func begin(_ checked: AgendaDraft.Checked, _ draft: AgendaDraft, in space: ID<Space>, by act: Act) throws {
        let changed = try tx.change(
            """
            INSERT INTO agendas (space_id, title, level, stakeholders, why_not, theory, until_on, review_every, begun_on, ended_on, version)
            VALUES (\(space), \(checked.title), \(checked.level.rawValue), \(draft.stakeholders), \(draft.whyNot), \(draft.theory),
                \(checked.until), \(checked.reviewEvery), \(act.day), NULL, 1)
            ON CONFLICT (space_id) DO UPDATE SET title = excluded.title, level = excluded.level, stakeholders = excluded.stakeholders,
                why_not = excluded.why_not, theory = excluded.theory, until_on = excluded.until_on, review_every = excluded.review_every,
                ended_on = NULL, version = agendas.version + 1
                WHERE agendas.ended_on IS NOT NULL
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try AuditStore(tx).record("agenda.begin", item: nil, space: space, by: act, unnamed: false)
    }

    func change(_ checked: AgendaDraft.Checked, _ draft: AgendaDraft, of agenda: Agenda, seen version: Int, by act: Act) throws {
        let changed = try tx.change(
            """
            UPDATE agendas SET title = \(checked.title), level = \(checked.level.rawValue), stakeholders = \(draft.stakeholders),
                why_not = \(draft.whyNot), theory = \(draft.theory), until_on = \(checked.until), review_every = \(checked.reviewEvery),
                version = version + 1 WHERE space_id = \(agenda.space) AND version = \(version) AND ended_on IS NULL
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try AuditStore(tx).record("agenda.change", item: nil, space: agenda.space, by: act, unnamed: false)
    }

    /// Puts it away: nobody meets it any more, and nothing is lost.
    func end(_ agenda: Agenda, seen version: Int, by act: Act) throws {
        let changed = try tx.change(
            """
            UPDATE agendas SET ended_on = \(act.day), version = version + 1
            WHERE space_id = \(agenda.space) AND version = \(version) AND ended_on IS NULL
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try AuditStore(tx).record("agenda.end", item: nil, space: agenda.space, by: act, unnamed: false)
    }

    /// Places to which this one shows its questions.
    func partners(of space: ID<Space>) throws -> [ID<Space>] {
        try tx.run("SELECT partner_id FROM agenda_partners WHERE space_id = \(space) ORDER BY partner_id").map { try $0.id("partner_id") }
    }

    /// Places whose questions are shown to this one.
    func sources(of space: ID<Space>) throws -> [ID<Space>] {
        try tx.run("SELECT space_id FROM agenda_partners WHERE partner_id = \(space) ORDER BY space_id").map { try $0.id("space_id") }
    }

    /// From now on its questions are shown there; those that are on it already at once.
    func share(_ agenda: Agenda, with partner: ID<Space>, by act: Act) throws {
        let changed = try tx.change(
            """
            INSERT INTO agenda_partners (space_id, partner_id, since) VALUES (\(agenda.space), \(partner), \(act.day))
            ON CONFLICT (space_id, partner_id) DO NOTHING
            """)
        guard changed == 1 else { return }
        try AuditStore(tx).record("agenda.share", item: nil, space: agenda.space, by: act, reason: partner.description, unnamed: false)
    }

    func stopSharing(_ agenda: Agenda, with partner: ID<Space>, by act: Act) throws {
        guard try tx.change("DELETE FROM agenda_partners WHERE space_id = \(agenda.space) AND partner_id = \(partner)") == 1 else {
            throw Refusal.conflict
        }
        try AuditStore(tx).record("agenda.unshare", item: nil, space: agenda.space, by: act, reason: partner.description, unnamed: false)
    }
}
