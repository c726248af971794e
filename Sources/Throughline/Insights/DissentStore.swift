import Database
import Language

/// Somebody who sees it differently, in their own words.
struct Dissent: Sendable {
    let item: Item
    let text: Text
    /// What they read out of it instead.
    let alternative: Text?
    /// The account's name or the chosen one; nil when nobody stands behind it.
    let name: String?
}

/// Reads and writes dissents, which are items and texts on the path and nothing else.
struct DissentStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Keeps another way to see it, open to whoever may see the claim. An unnamed one may have to wait until the team lets it through.
    @discardableResult
    func add(_ draft: DissentDraft, to insight: Item, as author: Author, in language: LanguageTag, held: Bool, by act: Act) throws -> ID<
        Item
    > {
        let marks = insight.audience.marks
        let line = LineStore(tx)
        let id = try line.add(
            NewItem(
                kind: .dissent, space: insight.space, author: author, language: language, sensitivity: marks.sensitivity, tlp: marks.tlp,
                state: held ? "held" : "open"),
            texts: [("text", draft.text), ("alternative", draft.alternative)], by: act)
        try line.link(id, .contradicts, insight.id, by: act)
        return id
    }

    /// Who sees the claim sees its dissents: their marks follow the insight's.
    func follow(_ insight: Item, by act: Act) throws {
        let marks = insight.audience.marks
        for row in try tx.run(
            "SELECT \(SQL.itemColumns) FROM links l JOIN items i ON i.id = l.from_id WHERE \(Self.on(insight.id)) ORDER BY i.id")
        {
            let item = try Item(row)
            if item.sensitivity != marks.sensitivity || item.tlp != marks.tlp {
                try LineStore(tx).mark(item, marks.sensitivity, marks.tlp, by: act)
            }
        }
    }

    /// The oldest first, as an argument reads; those that wait only for people who may let them through.
    func all(
        on insight: ID<Item>, states: [String] = ["open", "answered", "kept"], for reader: Reader, in language: LanguageTag, at now: Moment
    ) throws
        -> [Dissent]
    {
        let rows = try tx.run(
            """
            SELECT \(SQL.itemColumns), p.name FROM links l JOIN items i ON i.id = l.from_id LEFT JOIN people p ON p.id = i.author_id
            WHERE \(Self.on(insight)) AND i.state IN \(list: states) AND \(Visibility.anywhere(for: reader, at: now)) ORDER BY i.id LIMIT 100
            """)
        let items = try rows.map(Item.init)
        let texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        return try zip(rows, items).compactMap { row, item in
            guard let text = texts[item.id]?["text"] else { return nil }
            return Dissent(
                item: item, text: text, alternative: texts[item.id]?["alternative"],
                name: try row.textOrNil("name") ?? item.author.pseudonym)
        }
    }

    /// The insight a dissent speaks about.
    func insight(of dissent: ID<Item>) throws -> ID<Item>? {
        try tx.run("SELECT to_id FROM links WHERE from_id = \(dissent) AND relation = \(Relation.contradicts.rawValue)").first?.id("to_id")
    }

    private static func on(_ insight: ID<Item>) -> SQL {
        "l.to_id = \(insight) AND l.relation = \(Relation.contradicts.rawValue) AND i.kind = 'dissent'"
    }
}

extension Audience {
    /// Marks that give this class whatever the state.
    fileprivate var marks: (sensitivity: Sensitivity, tlp: TLP) {
        switch self {
        case .everyone: Openness.everyone.marks
        case .circle: Openness.circle.marks
        case .team: Openness.team.marks
        case .safety: Openness.safety.marks
        case .named, .nobody: (.high, .red)
        }
    }
}
