import Database
import Language

/// Owns the table `witnesses`.
struct WitnessStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func ask(_ draft: WitnessDraft, sealedMail: String, in language: LanguageTag, about outcome: Outcome, by act: Act) throws -> Witness {
        let id: ID<Witness> = act.id()
        try tx.run(
            """
            INSERT INTO witnesses (id, outcome_id, name, knows, mail, language, asked_on, view, replied_on, may_name, wording)
            VALUES (\(id), \(outcome.id), \(draft.name), \(draft.knows), \(sealedMail), \(language), \(act.day), NULL, NULL, 0, \(outcome.wording))
            """)
        try AuditStore(tx).record("outcome.witness", item: outcome.id, space: outcome.item.space, by: act, unnamed: act.by == nil)
        guard let witness = try find(id) else { throw Refusal.notFound }
        return witness
    }

    func find(_ id: ID<Witness>) throws -> Witness? {
        try tx.run("SELECT \(Self.columns) FROM witnesses w WHERE w.id = \(id)").first.map(Witness.init)
    }

    func all(of outcome: ID<Item>) throws -> [Witness] {
        try tx.run("SELECT \(Self.columns) FROM witnesses w WHERE w.outcome_id = \(outcome) ORDER BY w.asked_on, w.id LIMIT 40").map(
            Witness.init)
    }

    /// What those who were asked about some changes answered.
    func views(of outcomes: [ID<Item>]) throws -> [ID<Item>: [Witness.View]] {
        guard !outcomes.isEmpty else { return [:] }
        let rows = try tx.run(
            "SELECT outcome_id, view FROM witnesses WHERE outcome_id IN \(list: outcomes) AND view IS NOT NULL ORDER BY outcome_id, id")
        return try rows.reduce(into: [:]) { all, row in
            if let view = Witness.View(rawValue: try row.text("view")) { all[try row.id("outcome_id"), default: []].append(view) }
        }
    }

    /// Keeps the answer beside the change, once; the address is forgotten with it.
    func reply(
        _ witness: Witness, about outcome: Item, _ view: Witness.View, _ draft: WitnessReplyDraft, in language: LanguageTag, by act: Act
    )
        throws
    {
        let changed = try tx.change(
            """
            UPDATE witnesses SET view = \(view.rawValue), replied_on = \(act.day), may_name = \(draft.mayName), mail = ''
            WHERE id = \(witness.id) AND view IS NULL
            """)
        guard changed == 1 else { throw Refusal.conflict }
        if !draft.words.isEmpty {
            try TextStore(tx).write(draft.words, of: witness.outcome, field: witness.field, in: language, on: act.day)
        }
        try AuditStore(tx).record("outcome.answer", item: outcome.id, space: outcome.space, by: act, unnamed: true)
    }

    /// Somebody who is gone for good was asked under their name, in the places they were in.
    func forget(_ name: String, in spaces: [ID<Space>]) throws {
        guard !spaces.isEmpty else { return }
        try tx.run(
            """
            UPDATE witnesses SET name = '', mail = '' WHERE name = \(name)
                AND outcome_id IN (SELECT i.id FROM items i WHERE i.space_id IN \(list: spaces) AND i.kind = 'outcome')
            """)
    }

    /// One of the nightly acts: an address nobody needs any more is forgotten.
    static func forgetOld(_ house: House) async throws {
        let last = house.clock().day(in: .utc) - Witness.life
        try await house.db.write { tx in
            try tx.run("UPDATE witnesses SET mail = '' WHERE asked_on < \(last) AND mail <> ''")
        }
    }

    private static let columns: SQL =
        "w.id, w.outcome_id, w.name, w.knows, w.mail, w.language, w.asked_on, w.view, w.replied_on, w.may_name, w.wording"
}

extension Witness {
    fileprivate init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), outcome: row.id("outcome_id"), name: row.text("name"), knows: row.text("knows"), sealedMail: row.text("mail"),
            language: row.language("language"), askedOn: row.day("asked_on"), view: row.textOrNil("view").flatMap { View(rawValue: $0) },
            repliedOn: row.dayOrNil("replied_on"), mayName: row.bool("may_name"), wording: row.int("wording"))
    }
}
