import Database
import Language

/// Owns the tables `audit` and `audit_reasons`: who did what to which item, when. The reason is a row of its own, so that it can be erased.
struct AuditStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// An unnamed act keeps its day only.
    func record(_ name: String, item: ID<Item>?, space: ID<Space>?, by act: Act, reason: String? = nil, unnamed: Bool) throws {
        let id: ID<Act> = act.id()
        let (who, when): (ID<Person>?, Moment?) = unnamed ? (nil, nil) : (act.by, act.now)
        try tx.run(
            """
            INSERT INTO audit (id, item_id, space_id, actor_id, act, day, made_at) VALUES (\(id), \(item), \(space), \(who), \(name), \(act.day), \(when))
            """)
        if let reason, !reason.isEmpty {
            try tx.run("INSERT INTO audit_reasons (audit_id, reason) VALUES (\(id), \(reason))")
        }
    }
}
