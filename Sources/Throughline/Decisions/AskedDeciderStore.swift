import Database
import Language

/// Owns the table `asked_deciders`.
struct AskedDeciderStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Asks somebody, and owes the question an answer from them by its date. `decision` is what they are to confirm.
    func ask(
        _ name: String, sealedMail: String, in language: LanguageTag, about question: Question, confirming decision: ID<Item>? = nil,
        by act: Act
    ) throws -> AskedDecider {
        let id: ID<AskedDecider> = act.id()
        try tx.run(
            """
            INSERT INTO asked_deciders (id, question_id, name, mail, language, asked_by, asked_on, reply, replied_on, because, again_on,
                confirms, decision_id)
            VALUES (\(id), \(question.id), \(name), \(sealedMail), \(language), \(act.by?.description ?? ""), \(act.day), NULL, NULL, NULL, NULL,
                \(decision != nil), \(decision))
            """)
        let due = question.decisionBy.map { max($0, act.day) } ?? act.day + 14
        try DutyStore(tx).owe(
            .askDecider, on: question.id, in: question.item.space, language: language, door: .mail, due: due, minutes: 2, people: 1, by: act
        )
        try AuditStore(tx).record("decider.ask", item: question.id, space: question.item.space, by: act, unnamed: act.by == nil)
        guard let asked = try find(id) else { throw Refusal.notFound }
        return asked
    }

    func find(_ id: ID<AskedDecider>) throws -> AskedDecider? {
        try tx.run("SELECT \(Self.columns) FROM asked_deciders a WHERE a.id = \(id)").first.map(AskedDecider.init)
    }

    /// Who was asked about a question, the newest first.
    func all(about question: ID<Item>) throws -> [AskedDecider] {
        try tx.run("SELECT \(Self.columns) FROM asked_deciders a WHERE a.question_id = \(question) ORDER BY a.id DESC LIMIT 40").map(
            AskedDecider.init)
    }

    /// Who was asked to confirm a decision.
    func confirming(_ decision: ID<Item>) throws -> AskedDecider? {
        try tx.run(
            "SELECT \(Self.columns) FROM asked_deciders a WHERE a.decision_id = \(decision) AND a.confirms = 1 ORDER BY a.id DESC LIMIT 1"
        )
        .first.map(AskedDecider.init)
    }

    /// Keeps an answer; a last answer stays, whoever presses again.
    func reply(_ asked: AskedDecider, _ reply: AskedDecider.Reply, because: String, againOn: Day?, decision: ID<Item>?, by act: Act) throws
    {
        let changed = try tx.change(
            """
            UPDATE asked_deciders SET reply = \(reply.rawValue), replied_on = \(act.day), because = \(because.nonEmpty), again_on = \(againOn),
                decision_id = coalesce(\(decision), decision_id)
            WHERE id = \(asked.id) AND (reply IS NULL OR reply NOT IN ('decided', 'confirmed'))
            """)
        guard changed == 1 else { throw Refusal.conflict }
        let duties = DutyStore(tx)
        guard
            let duty = try duties.owed(on: asked.question, kind: .askDecider).first(where: {
                $0.language == asked.language && $0.state == "owed"
            })
        else { return }
        switch reply {
        case .decided, .confirmed:
            if duty.people > 1 {
                try duties.excuse(.askDecider, on: asked.question, language: asked.language, door: .mail, people: 1)
            } else {
                try duties.finish(duty.id, by: act)
            }
        case .notYet: if let againOn { try duties.move(duty.id, to: againOn) }
        case .notForMe, .denied: try duties.move(duty.id, to: act.day)
        }
    }

    /// Somebody who is gone for good was asked under their name, in the places they were in: neither it nor their address stays.
    func forget(_ name: String, in spaces: [ID<Space>]) throws {
        guard !spaces.isEmpty else { return }
        try tx.run(
            """
            UPDATE asked_deciders SET name = '', mail = '' WHERE name = \(name)
                AND question_id IN (SELECT i.id FROM items i WHERE i.space_id IN \(list: spaces) AND i.kind = 'question')
            """)
    }

    /// One of the nightly acts: an address nobody needs any more is forgotten.
    static func forgetOld(_ house: House) async throws {
        let last = house.clock().day(in: .utc) - AskedDecider.life
        try await house.db.write { tx in
            try tx.run("UPDATE asked_deciders SET mail = '' WHERE asked_on < \(last) AND mail <> ''")
        }
    }

    private static let columns: SQL =
        "a.id, a.question_id, a.name, a.mail, a.language, a.asked_on, a.reply, a.replied_on, a.because, a.again_on, a.confirms, a.decision_id"
}

extension AskedDecider {
    fileprivate init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), question: row.id("question_id"), name: row.text("name"), sealedMail: row.text("mail"),
            language: row.language("language"), askedOn: row.day("asked_on"), reply: row.textOrNil("reply").flatMap { Reply(rawValue: $0) },
            repliedOn: row.dayOrNil("replied_on"), because: row.textOrNil("because"), againOn: row.dayOrNil("again_on"),
            isConfirmation: row.bool("confirms"), decision: row.idOrNil("decision_id"))
    }
}
