import Database
import Language

/// One of many items that are put on the path together, by nobody, each with one text and at most one link.
struct BulkItem: Sendable {
    let id: ID<Item>
    let kind: Kind
    let space: ID<Space>
    let language: LanguageTag
    let openness: Openness
    let state: String
    let day: Day
    let body: String
    let link: (relation: Relation, to: ID<Item>)?

    var audience: Audience {
        Audience.of(kind: kind, state: state, sensitivity: openness.marks.sensitivity, tlp: openness.marks.tlp)
    }
}

extension LineStore {
    /// Puts many items on the path, a hundred rows a statement, with their tallies. Who asks for it writes the audit of the whole.
    func addAll(_ items: [BulkItem]) throws {
        for start in stride(from: 0, to: items.count, by: Self.rowsAtOnce) {
            let part = items[start..<min(start + Self.rowsAtOnce, items.count)]
            try tx.run(
                """
                INSERT INTO items (id, kind, space_id, author_id, pseudonym, language, sensitivity, tlp, state, version, audience, day, made_at,
                    shown_from, shown_until) VALUES \(part.map(Self.item).joined(separator: ", "))
                """)
            try tx.run(
                """
                INSERT INTO texts (item_id, field, language, version, body, origin, made_on, is_current)
                VALUES \(part.map(Self.text).joined(separator: ", "))
                """)
            let links = part.compactMap(Self.link)
            if !links.isEmpty {
                try tx.run("INSERT INTO links (from_id, relation, to_id, day) VALUES \(links.joined(separator: ", "))")
            }
        }
        try count(items)
    }

    /// Rows in one statement: enough that the statement costs little, and always the same text for the statement cache.
    static let rowsAtOnce = 100

    private static func item(_ item: BulkItem) -> SQL {
        """
        (\(item.id), \(item.kind.rawValue), \(item.space), NULL, NULL, \(item.language), \(item.openness.marks.sensitivity.rawValue), \
        \(item.openness.marks.tlp.rawValue), \(item.state), 1, \(item.audience.rawValue), \(item.day), NULL, 0, \(forever))
        """
    }

    private static func text(_ item: BulkItem) -> SQL {
        "(\(item.id), \(item.kind.headline), \(item.language), 1, \(item.body), 'author', \(item.day), 1)"
    }

    private static func link(_ item: BulkItem) -> SQL? {
        item.link.map { link in "(\(item.id), \(link.relation.rawValue), \(link.to), \(item.day))" }
    }

    private struct Tally: Hashable {
        let space: ID<Space>
        let audience: Audience
        let kind: Kind
        let state: String
    }

    private func count(_ items: [BulkItem]) throws {
        let sums = items.reduce(into: [Tally: Int]()) {
            $0[Tally(space: $1.space, audience: $1.audience, kind: $1.kind, state: $1.state), default: 0] += 1
        }
        // In one order always, so that two writers never wait for each other crosswise.
        for (tally, n) in sums.sorted(by: { ($0.key.space.description, $0.key.audience) < ($1.key.space.description, $1.key.audience) }) {
            try count(tally.space, tally.audience, tally.kind, tally.state, by: n)
        }
    }
}
