import Database
import Language

/// Owns the tables `agreements` and `agreement_returns`. The words of an agreement are texts of its question, so that none is ever lost.
struct AgreementStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func find(_ question: ID<Item>) throws -> Agreement? {
        guard
            let row = try tx.run("SELECT state, number, side, consent_way, changed_on FROM agreements WHERE question_id = \(question)")
                .first
        else { return nil }
        let returns = try tx.run(
            "SELECT what, due, commitment_id FROM agreement_returns WHERE question_id = \(question) ORDER BY number"
        ).map { try Agreement.Return(what: $0.text("what"), due: $0.day("due"), commitment: $0.idOrNil("commitment_id")) }
        return try Agreement(
            question: question, state: Agreement.State(rawValue: row.text("state")) ?? .proposed, number: row.int("number"),
            side: Agreement.Side(rawValue: row.text("side")) ?? .asker,
            consentWay: Agreement.ConsentWay(rawValue: row.text("consent_way")) ?? .each, returns: returns, changedOn: row.day("changed_on")
        )
    }

    /// Proposes it, or changes what stands at number `seen`; 0 where there is none yet. Whoever writes says yes to it by that.
    func write(
        _ draft: AgreementDraft, _ checked: (way: Agreement.ConsentWay, returns: [Agreement.Return]), of question: Question,
        as side: Agreement.Side, seen: Int, by act: Act
    ) throws {
        let standing = try find(question.id)
        guard (standing?.number ?? 0) == seen, standing?.state != .inForce else { throw Refusal.conflict }
        try tx.run(
            """
            INSERT INTO agreements (question_id, state, number, side, consent_way, changed_on)
            VALUES (\(question.id), \(Agreement.State.proposed.rawValue), 1, \(side.rawValue), \(checked.way.rawValue), \(act.day))
            ON CONFLICT (question_id) DO UPDATE SET state = excluded.state, number = agreements.number + 1, side = excluded.side,
                consent_way = excluded.consent_way, changed_on = excluded.changed_on
            """)
        let texts = TextStore(tx)
        for (part, words) in draft.parts where question.words(part.rawValue) != words {
            try texts.write(words, of: question.id, field: part.rawValue, in: question.item.language, on: act.day)
        }
        try tx.run("DELETE FROM agreement_returns WHERE question_id = \(question.id)")
        for (number, line) in checked.returns.enumerated() {
            try tx.run(
                """
                INSERT INTO agreement_returns (question_id, number, what, due, commitment_id)
                VALUES (\(question.id), \(number + 1), \(line.what), \(line.due), NULL)
                """)
        }
        try record(standing == nil ? "agreement.propose" : "agreement.change", question, by: act)
    }

    /// The other side's yes or no to what stands at number `seen`.
    func answer(_ state: Agreement.State, to question: Question, as side: Agreement.Side, seen: Int, because: String, by act: Act) throws {
        let changed = try tx.change(
            """
            UPDATE agreements SET state = \(state.rawValue), number = number + 1, changed_on = \(act.day)
            WHERE question_id = \(question.id) AND number = \(seen) AND state = \(Agreement.State.proposed.rawValue)
                AND side = \(side.other.rawValue)
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try record(state == .inForce ? "agreement.agree" : "agreement.refuse", question, because: because, by: act)
    }

    /// What comes back is promised from now on, like anything else that is promised.
    func promised(_ line: Int, of question: ID<Item>, as commitment: ID<Item>) throws {
        try tx.run("UPDATE agreement_returns SET commitment_id = \(commitment) WHERE question_id = \(question) AND number = \(line)")
    }

    private func record(_ name: String, _ question: Question, because: String? = nil, by act: Act) throws {
        try AuditStore(tx).record(name, item: question.id, space: question.item.space, by: act, reason: because, unnamed: false)
    }
}
