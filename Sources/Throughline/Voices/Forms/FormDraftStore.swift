import Database
import Language

/// Owns the table `form_drafts`: forms put aside, each sealed and for its own account alone.
struct FormDraftStore {
    let tx: any Connection
    let keys: Keys

    init(_ tx: any Connection, _ keys: Keys) { (self.tx, self.keys) = (tx, keys) }

    /// Days a form waits.
    static let days = Schema.days("form_drafts")
    /// What one person may have put aside at once.
    static let most = 20

    /// Puts a form aside, over what it was resumed from where nobody saved that since; otherwise beside it, so that neither is lost.
    func keep(
        _ pairs: [[String]], _ form: FormID, on question: Question, over kept: (id: ID<FormDraft>, version: Int)?, of person: ID<Person>,
        by act: Act
    ) throws {
        let body = try WordSealing(tx).sealed(keys.sealed(pairs, for: .keptForms), beside: .voice, in: question.item.space)
        if let kept {
            let changed = try tx.change(
                """
                UPDATE form_drafts SET body = \(body), saved_on = \(act.day), version = version + 1
                WHERE id = \(kept.id) AND person_id = \(person) AND version = \(kept.version)
                """)
            if changed == 1 { return }
        }
        let id: ID<FormDraft> = act.id()
        try tx.run(
            """
            INSERT INTO form_drafts (id, person_id, question_id, form, body, saved_on, version)
            VALUES (\(id), \(person), \(question.id), \(form.rawValue), \(body), \(act.day), 1)
            """)
        let old: [ID<FormDraft>] = try tx.run(
            "SELECT id FROM form_drafts WHERE person_id = \(person) ORDER BY saved_on DESC, id DESC LIMIT 100"
        ).map { try $0.id("id") }
        for id in old.dropFirst(Self.most) { try remove(id, of: person) }
    }

    func all(of person: ID<Person>, in space: ID<Space>) throws -> [FormDraft] {
        try tx.run(
            """
            SELECT d.id, d.question_id, d.form, d.body, d.saved_on, d.version FROM form_drafts d JOIN items i ON i.id = d.question_id
            WHERE d.person_id = \(person) AND i.space_id = \(space) ORDER BY d.saved_on DESC, d.id DESC LIMIT \(Self.most)
            """
        ).compactMap(read)
    }

    /// All of theirs, wherever they put them aside.
    func all(of person: ID<Person>) throws -> [FormDraft] {
        try tx.run(
            """
            SELECT id, question_id, form, body, saved_on, version FROM form_drafts WHERE person_id = \(person)
            ORDER BY saved_on DESC, id DESC LIMIT \(Self.most)
            """
        ).compactMap(read)
    }

    /// One of their own; nil where it is not there any more.
    func find(_ id: ID<FormDraft>, of person: ID<Person>) throws -> FormDraft? {
        try tx.run(
            """
            SELECT id, question_id, form, body, saved_on, version FROM form_drafts WHERE id = \(id) AND person_id = \(person)
            """
        ).first.flatMap(read)
    }

    func remove(_ id: ID<FormDraft>, of person: ID<Person>) throws {
        try tx.run("DELETE FROM form_drafts WHERE id = \(id) AND person_id = \(person)")
    }

    private func read(_ row: Row) throws -> FormDraft? {
        guard let form = FormID(rawValue: try row.text("form")) else { return nil }
        let pairs = keys.opened(try row.text("body"), as: [[String]].self, for: .keptForms) ?? []
        return try FormDraft(
            id: row.id("id"), question: row.id("question_id"), form: form, savedOn: row.day("saved_on"), version: row.int("version"),
            pairs: pairs)
    }
}
