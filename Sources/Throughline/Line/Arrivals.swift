import Database
import Language

/// An item that comes in with many others, such as a row of an import. It happened on a day of its own.
struct ArrivingItem: Sendable {
    let id: ID<Item>
    let new: NewItem
    let texts: [(field: String, body: String)]
    let day: Day
}

extension LineStore {
    /// Puts many items of one space and kind on the path, a few statements for all. No time of day is kept of any.
    func addAll(_ arrivals: [ArrivingItem], by act: Act) throws {
        guard let first = arrivals.first?.new else { return }
        try tx.run("\(Self.insertItems) \(arrivals.map(Self.row).joined(separator: ", "))")
        try TextStore(tx).writeFirst(arrivals)
        try AuditStore(tx).recordAll(first.kind.rawValue + ".import", items: arrivals.map(\.id), space: first.space, by: act)
        for (group, members) in Dictionary(grouping: arrivals, by: { Group($0.new) }) {
            try count(group.space, group.audience, group.kind, group.state, by: members.count)
        }
    }

    /// Many links of one relation, each said once.
    func linkAll(_ pairs: [(from: ID<Item>, to: ID<Item>)], _ relation: Relation, by act: Act) throws {
        guard !pairs.isEmpty else { return }
        let rows = pairs.map {
            "\(list: [$0.from.sqlValue, relation.rawValue.sqlValue, $0.to.sqlValue, act.by.orNull, act.day.sqlValue])" as SQL
        }
        try tx.run(
            """
            INSERT INTO links (from_id, relation, to_id, by_id, day) VALUES \(rows.joined(separator: ", "))
            ON CONFLICT (from_id, relation, to_id) DO NOTHING
            """)
    }

    private struct Group: Hashable {
        let space: ID<Space>
        let audience: Audience
        let kind: Kind
        let state: String

        init(_ new: NewItem) {
            (space, kind, state) = (new.space, new.kind, new.state)
            audience = Audience.of(kind: new.kind, state: new.state, sensitivity: new.sensitivity, tlp: new.tlp)
        }
    }

    private static let insertItems: SQL = """
        INSERT INTO items (id, kind, space_id, author_id, pseudonym, language, sensitivity, tlp, state, version, audience, day, made_at,
            shown_from, shown_until) VALUES
        """

    private static func row(_ arriving: ArrivingItem) -> SQL {
        let new = arriving.new
        let values: [Value] = [
            arriving.id.sqlValue, new.kind.rawValue.sqlValue, new.space.sqlValue, new.author.person.orNull, new.author.pseudonym.orNull,
            new.language.sqlValue, new.sensitivity.rawValue.sqlValue, new.tlp.rawValue.sqlValue, new.state.sqlValue, 1.sqlValue,
            Group(new).audience.rawValue.sqlValue, arriving.day.sqlValue, .null, 0.sqlValue, forever.sqlValue,
        ]
        return "\(list: values)"
    }
}

extension TextStore {
    /// The first version of the texts of new items.
    func writeFirst(_ arrivals: [ArrivingItem]) throws {
        guard let first = arrivals.first?.new else { return }
        let lock = try WordSealing(tx).lock(on: first.kind, in: first.space)
        let rows = arrivals.flatMap { arriving in
            arriving.texts.filter { !$0.body.isEmpty }.map { text -> SQL in
                let body = lock?.seal(words: text.body) ?? text.body
                let values: [Value] = [
                    arriving.id.sqlValue, text.field.sqlValue, arriving.new.language.sqlValue, 1.sqlValue, body.sqlValue,
                    "author".sqlValue, arriving.day.sqlValue, 1.sqlValue,
                ]
                return "\(list: values)"
            }
        }
        guard !rows.isEmpty else { return }
        try tx.run(
            """
            INSERT INTO texts (item_id, field, language, version, body, origin, made_on, is_current) VALUES \(rows.joined(separator: ", "))
            """)
    }
}

extension AuditStore {
    /// The same act on many items. Only the day is kept, as for every act that may touch unnamed contributions.
    func recordAll(_ name: String, items: [ID<Item>], space: ID<Space>, by act: Act) throws {
        guard !items.isEmpty else { return }
        let rows = items.map { item -> SQL in
            let id: ID<Act> = act.id()
            return "\(list: [id.sqlValue, item.sqlValue, space.sqlValue, name.sqlValue, act.day.sqlValue])"
        }
        try tx.run("INSERT INTO audit (id, item_id, space_id, act, day) VALUES \(rows.joined(separator: ", "))")
    }
}

extension Optional where Wrapped: SQLValue {
    /// The value, or NULL.
    var orNull: Value { self?.sqlValue ?? .null }
}
