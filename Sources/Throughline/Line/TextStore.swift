import Database
import Language

/// One sentence someone wrote, as it is shown: the words, their language, and whether a person or a machine brought them over.
struct Text: Sendable {
    let body: String
    let language: LanguageTag
    let origin: String
    /// For a translation: the name its translator wants beside it, and whether somebody else has looked at it since.
    var credit: String?
    var isChecked = false

    var isOriginal: Bool { origin == "author" }
}

/// A text as a person brought it into a language, and the language it was written in.
struct BroughtText: Sendable {
    let text: Text
    let original: LanguageTag
}

/// Owns the table `texts`: the original is the record, translations stand beside it.
struct TextStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Writes the next version of a text; earlier versions stay.
    func write(
        _ body: String, of item: ID<Item>, field: String, in language: LanguageTag, origin: String = "author", credit: String? = nil,
        on day: Day
    ) throws {
        let body = try WordSealing(tx).sealed(body, of: item)
        let last = try tx.run(
            "SELECT version FROM texts WHERE item_id = \(item) AND field = \(field) AND language = \(language) AND is_current = 1"
        ).first?.int("version")
        if last != nil {
            try tx.run("UPDATE texts SET is_current = 0 WHERE item_id = \(item) AND field = \(field) AND language = \(language)")
        }
        try tx.run(
            """
            INSERT INTO texts (item_id, field, language, version, body, origin, made_on, is_current, credit)
            VALUES (\(item), \(field), \(language), \((last ?? 0) + 1), \(body), \(origin), \(day), 1, \(credit))
            """)
    }

    /// The text that stands there in exactly this language, with its version; nil when nobody wrote it.
    func standing(of item: ID<Item>, field: String, in language: LanguageTag) throws -> (text: Text, version: Int)? {
        try tx.run(
            """
            SELECT body, origin, version FROM texts
            WHERE item_id = \(item) AND field = \(field) AND language = \(language) AND is_current = 1
            """
        ).first.map { try (Text(body: $0.text("body"), language: language, origin: $0.text("origin")), $0.int("version")) }
    }

    /// All current texts of an item: in the reader's language where they are in it, else the original.
    func all(of item: ID<Item>, for language: LanguageTag) throws -> [String: Text] {
        try all(of: [item], for: language)[item] ?? [:]
    }

    func all(of items: [ID<Item>], for language: LanguageTag) throws -> [ID<Item>: [String: Text]] {
        guard !items.isEmpty else { return [:] }
        let rows = try tx.run(
            """
            SELECT item_id, field, language, body, origin, credit, checked_by FROM texts
            WHERE item_id IN \(list: items) AND is_current = 1 AND (language = \(language) OR origin = 'author')
            """)
        var found: [ID<Item>: [String: Text]] = [:]
        for row in rows {
            let id: ID<Item> = try row.id("item_id")
            let field = try row.text("field")
            let text = try Text(row)
            if let held = found[id]?[field], !text.isBetter(than: held, for: language) { continue }
            found[id, default: [:]][field] = text
        }
        return found
    }

    /// What a text said before it was written anew, the newest first, with the day each was written.
    func earlier(of item: ID<Item>, field: String, in language: LanguageTag) throws -> [(text: Text, day: Day)] {
        try tx.run(
            """
            SELECT body, made_on FROM texts WHERE item_id = \(item) AND field = \(field) AND language = \(language) AND is_current = 0
                AND origin = 'author' ORDER BY version DESC LIMIT 20
            """
        ).map { try (Text(body: $0.text("body"), language: language, origin: "author"), $0.day("made_on")) }
    }

    /// The original words of a field as they stood at the end of a day, by item.
    func written(_ items: [ID<Item>], field: String, until day: Day) throws -> [ID<Item>: String] {
        try tx.run(
            """
            SELECT item_id, body FROM texts WHERE item_id IN \(list: items) AND field = \(field) AND origin = 'author' AND made_on <= \(day)
            ORDER BY item_id, version
            """
        ).reduce(into: [:]) { all, row in
            let id: ID<Item> = try row.id("item_id")
            all[id] = try row.text("body")
        }
    }

    /// What a person brought into a language, of those among some items that are in another one.
    func brought(_ items: [Item], field: String, into language: LanguageTag) throws -> [ID<Item>: BroughtText] {
        let others = Dictionary(
            items.filter { $0.language != language }.map { ($0.id, $0.language) }, uniquingKeysWith: { first, _ in first })
        guard !others.isEmpty else { return [:] }
        let rows = try tx.run(
            """
            SELECT item_id, language, body, origin, credit, checked_by FROM texts WHERE item_id IN \(list: Array(others.keys))
                AND field = \(field) AND language = \(language) AND is_current = 1 AND origin = 'human'
            """)
        return try rows.reduce(into: [:]) { all, row in
            let id: ID<Item> = try row.id("item_id")
            all[id] = try BroughtText(text: Text(row), original: others[id] ?? "und")
        }
    }

    /// Every translation of a text by a person, with its version.
    func translations(of item: ID<Item>) throws -> [(field: String, text: Text, version: Int)] {
        try tx.run(
            """
            SELECT field, language, version, body, origin, credit, checked_by FROM texts
            WHERE item_id = \(item) AND is_current = 1 AND origin = 'human' ORDER BY field, language
            """
        ).map { try ($0.text("field"), Text($0), $0.int("version")) }
    }

    /// Somebody who did not make it says that a translation says the same; refused when another one stands there by now.
    func check(_ item: ID<Item>, field: String, in language: LanguageTag, seen version: Int, by person: ID<Person>) throws {
        let changed = try tx.change(
            """
            UPDATE texts SET checked_by = \(person) WHERE item_id = \(item) AND field = \(field) AND language = \(language)
                AND version = \(version) AND is_current = 1 AND origin = 'human'
            """)
        guard changed == 1 else { throw Refusal.conflict }
    }

    /// Whoever brought it over is named no more.
    func uncredit(_ item: ID<Item>, field: String, in language: LanguageTag) throws {
        try tx.run("UPDATE texts SET credit = NULL WHERE item_id = \(item) AND field = \(field) AND language = \(language)")
    }

    /// The languages an item's field is written or translated into, the original first.
    func languages(of item: ID<Item>, field: String) throws -> [LanguageTag] {
        try tx.run(
            """
            SELECT language FROM texts WHERE item_id = \(item) AND field = \(field) AND is_current = 1
            ORDER BY CASE WHEN origin = 'author' THEN 0 ELSE 1 END, language
            """
        ).map { try $0.language("language") }
    }

    /// Moves the original texts to the language they were really written in.
    func relabel(_ item: ID<Item>, from old: LanguageTag, to new: LanguageTag) throws {
        try tx.run("DELETE FROM texts WHERE item_id = \(item) AND language = \(new) AND origin <> 'author'")
        try tx.run("UPDATE texts SET language = \(new) WHERE item_id = \(item) AND language = \(old) AND origin = 'author'")
    }

    /// Puts a mark in the place of somebody's words wherever they were quoted, in every version; gives the items it found them in.
    /// A text that had the words before that day had them of its own.
    func redact(_ passages: [String], in items: [ID<Item>], since day: Day, mark: String) throws -> Set<ID<Item>> {
        guard !items.isEmpty else { return [] }
        let rows = try tx.run(
            """
            SELECT item_id, field, language, version, body, made_on, origin FROM texts WHERE item_id IN \(list: items)
            ORDER BY item_id, field, language, version
            """)
        var own: Set<String> = []
        var touched: Set<ID<Item>> = []
        for row in rows {
            let (item, field, language, body) = try (row.text("item_id"), row.text("field"), row.text("language"), row.text("body"))
            let name = "\(item) \(field) \(language) "
            if try row.day("made_on") < day { for passage in passages where body.contains(passage) { own.insert(name + passage) } }
            guard let left = body.without(passages.filter { !own.contains(name + $0) }, mark: mark) else { continue }
            try tx.run(
                """
                UPDATE texts SET body = \(WordSealing(tx).sealed(left, of: ID(item))) WHERE item_id = \(item) AND field = \(field) AND language = \(language)
                    AND version = \(row.int("version"))
                """)
            // A translation says the same in other words; it goes with what it was made from.
            if try row.text("origin") == "author" {
                try tx.run("DELETE FROM texts WHERE item_id = \(item) AND field = \(field) AND origin <> 'author'")
            }
            touched.insert(ID(item))
        }
        return touched
    }

    /// A field whose name says whose words they are goes by another name, or is removed with them.
    func rename(_ field: String, of item: ID<Item>, to other: String?) throws {
        if let other {
            try tx.run("UPDATE texts SET field = \(other) WHERE item_id = \(item) AND field = \(field)")
        } else {
            try tx.run("DELETE FROM texts WHERE item_id = \(item) AND field = \(field)")
        }
    }

    /// Removes the words for good; part of the sweep after a withdrawal.
    func erase(_ items: [ID<Item>]) throws {
        try tx.run("DELETE FROM texts WHERE item_id IN \(list: items)")
    }
}

extension Text {
    init(_ row: Row) throws {
        try self.init(
            body: row.text("body"), language: row.language("language"), origin: row.text("origin"), credit: row.textOrNil("credit"),
            isChecked: row.textOrNil("checked_by") != nil)
    }

    fileprivate func isBetter(than other: Text, for language: LanguageTag) -> Bool {
        if (self.language == language) != (other.language == language) { return self.language == language }
        return isOriginal && !other.isOriginal
    }
}

extension String {
    /// The text with a mark in the place of every passage, or nil where it has none of them.
    func without(_ passages: [String], mark: String) -> String? {
        var text = self
        for passage in passages where text.contains(passage) { text = text.replacing(passage, with: mark) }
        return text == self ? nil : text
    }
}
