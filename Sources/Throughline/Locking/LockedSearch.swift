import Database
import Language

/// Looking for words in a place that is locked. There is no index of them: the newest texts are opened one by one while one waits.
struct LockedSearch {
    let tx: any Connection
    let visit: Visit

    /// Texts opened for one search.
    static let most = 5_000
    static let shown = 50

    struct Found: Sendable {
        let item: Item
        let text: Text
    }

    struct Result: Sendable {
        let found: [Found]
        /// How many texts were opened.
        let looked: Int
        /// There are older ones that were not.
        let isCut: Bool
    }

    func look(for words: String, in place: Place, most: Int = LockedSearch.most) throws -> Result {
        let wanted = Self.folded(words).split(separator: " ").map(String.init)
        guard !wanted.isEmpty else { return Result(found: [], looked: 0, isCut: false) }
        let rows = try tx.run(
            """
            SELECT \(SQL.itemColumns), t.language AS text_language, t.origin, t.body FROM items i JOIN texts t ON t.item_id = i.id AND t.is_current = 1
            WHERE \(Visibility.inSpace(place.id, for: visit.reader, at: visit.now)) ORDER BY i.day DESC, i.id DESC, t.field, t.language
            LIMIT \(most + 1)
            """)
        var (found, seen, looked): ([Found], Set<ID<Item>>, Int) = ([], [], 0)
        for row in rows.prefix(most) {
            if found.count == Self.shown { break }
            looked += 1
            let body = try row.text("body")
            let folded = Self.folded(body)
            guard wanted.allSatisfy(folded.contains) else { continue }
            let item = try Item(row)
            if seen.insert(item.id).inserted {
                found.append(
                    Found(item: item, text: Text(body: body, language: try row.language("text_language"), origin: try row.text("origin"))))
            }
        }
        return Result(found: found, looked: looked, isCut: looked < rows.count)
    }

    /// Without case, accents and double spaces.
    private static func folded(_ text: String) -> String {
        ReceiptWords.folded(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
