import Database
import Language

/// One act in a place, as its people may read it.
struct ActEntry: Sendable {
    let id: ID<Act>
    let act: String
    let day: Day
    /// Who did it; nil where nobody's name was kept.
    let name: String?
    /// The record it was done to, while this reader may see it.
    let item: Item?
    let text: Text?
}

/// Reads the audit of a place for one of its people: what was done to what they may see, and to the place itself. What people say for
/// themselves is left out: when somebody spoke is nobody's to look up.
struct ActLog {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    static let page = 40

    func entries(in space: ID<Space>, before: ID<Act>?, limit: Int) throws -> [ActEntry] {
        let spoken = Kind.allCases.filter(\.isSpoken).map(\.rawValue)
        var sql: SQL = """
            SELECT a.id AS act_id, a.act, a.day AS act_day, p.name, \(SQL.itemColumns) FROM audit a
            LEFT JOIN people p ON p.id = a.actor_id LEFT JOIN items i ON i.id = a.item_id
            WHERE a.space_id = \(space) AND (a.item_id IS NULL
                OR (i.kind NOT IN \(list: spoken) AND \(Visibility.inSpace(space, for: reader, at: now))))
            """
        if let before { sql += " AND a.id < \(before)" }
        let rows = try tx.run(sql + " ORDER BY a.id DESC LIMIT \(limit)")
        let items = try rows.map { try $0.textOrNil("id") == nil ? nil : Item($0) }
        let texts = try TextStore(tx).all(of: items.compactMap { $0?.id }, for: language)
        return try zip(rows, items).map { row, item in
            ActEntry(
                id: try row.id("act_id"), act: try row.text("act"), day: try row.day("act_day"), name: try row.textOrNil("name"),
                item: item,
                text: item.flatMap { texts[$0.id]?[$0.kind.headline] })
        }
    }
}
