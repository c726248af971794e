import Database
import Language

/// Owns the tables `audit` and `audit_reasons`: who did what to which item, when. The reason is a row of its own, so that it can be erased.
struct AuditStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// An unnamed act keeps its day only. So does a named one `about` words people said: they were said before it, so its moment would
    /// narrow down theirs.
    func record(
        _ name: String, item: ID<Item>?, about kind: Kind? = nil, space: ID<Space>?, by act: Act, reason: String? = nil, unnamed: Bool
    ) throws {
        let id: ID<Act> = act.id()
        let who: ID<Person>? = unnamed ? nil : act.by
        let when: Moment? = unnamed || kind?.isSpoken == true ? nil : act.now
        try tx.run(
            """
            INSERT INTO audit (id, item_id, space_id, actor_id, act, day, made_at) VALUES (\(id), \(item), \(space), \(who), \(name), \(act.day), \(when))
            """)
        if let reason, !reason.isEmpty {
            try tx.run("INSERT INTO audit_reasons (audit_id, reason) VALUES (\(id), \(reason))")
        }
    }

    /// What somebody did to an item was done by nobody, on its day, as far as no seal closes it in.
    func forget(_ person: ID<Person>, on item: ID<Item>) throws {
        try tx.run("UPDATE audit SET actor_id = NULL, made_at = NULL WHERE item_id = \(item) AND actor_id = \(person) AND seal IS NULL")
    }

    /// Why something was done to an item, the last time it was; nil when no reason was given or it was erased.
    func reason(of name: String, on item: ID<Item>) throws -> String? {
        try tx.run(
            """
            SELECT r.reason FROM audit a JOIN audit_reasons r ON r.audit_id = a.id WHERE a.item_id = \(item) AND a.act = \(name)
            ORDER BY a.day DESC, a.made_at DESC NULLS LAST LIMIT 1
            """
        ).first?.text("reason")
    }

    /// Whether something was ever done to an item.
    func has(_ name: String, on item: ID<Item>) throws -> Bool {
        try !tx.run("SELECT id FROM audit WHERE item_id = \(item) AND act = \(name) LIMIT 1").isEmpty
    }

    /// Removes every reason written about these items; what was done, and when, stays.
    func eraseReasons(on items: [ID<Item>]) throws {
        try tx.run("DELETE FROM audit_reasons WHERE audit_id IN (SELECT id FROM audit WHERE item_id IN \(list: items))")
    }

    /// Somebody is gone for good: no reason speaks of them or, where their words go too, is theirs. The acts stay under the seals, and
    /// what they name leads to nobody any more.
    func forget(_ person: ID<Person>, withWords: Bool) throws {
        try tx.run("DELETE FROM audit_reasons WHERE reason LIKE \("%\(person)%")")
        guard withWords else { return }
        try tx.run("DELETE FROM audit_reasons WHERE audit_id IN (SELECT id FROM audit WHERE actor_id = \(person))")
    }
}
