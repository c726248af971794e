import Database
import Language

/// What the path knows of somebody with an account, and what is left of it when they are gone for good.
extension LineStore {
    /// Everything somebody said for themselves that was not taken back yet: the newest day first.
    func spoken(by person: ID<Person>) throws -> [Item] {
        let kinds = Kind.allCases.filter(\.isSpoken).map(\.rawValue)
        return try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM items i WHERE i.author_id = \(person) AND i.kind IN \(list: kinds)
                AND i.state NOT IN ('withdrawn', 'erased') ORDER BY i.id DESC
            """
        ).map(Item.init)
    }

    /// Nobody stands behind what somebody made any more. Several answers of theirs to one question stay one speaker's, so that one person
    /// is not counted as many; nothing leads from one question to another, or to who it was.
    func forget(_ person: ID<Person>, by act: Act) throws {
        let rows = try tx.run(
            """
            SELECT i.id, a.to_id FROM items i JOIN links a ON a.from_id = i.id AND a.relation = 'answers'
            WHERE i.author_id = \(person) AND i.kind = 'voice' AND i.state NOT IN ('withdrawn', 'erased') ORDER BY i.id
            """)
        let voices = try rows.map { (id: try $0.text("id"), question: try $0.text("to_id")) }
        for answers in Dictionary(grouping: voices, by: \.question).values where answers.count > 1 {
            let somebody: ID<Person> = act.id()
            try tx.run("UPDATE items SET author_id = \(somebody), made_at = NULL WHERE id IN \(list: answers.map(\.id))")
        }
        try tx.run("UPDATE items SET author_id = NULL, made_at = NULL WHERE author_id = \(person)")
        try tx.run("UPDATE links SET by_id = NULL WHERE by_id = \(person)")
        try tx.run("UPDATE grants SET by_id = NULL WHERE by_id = \(person)")
        try tx.run("DELETE FROM grants WHERE person_id = \(person)")
        try tx.run("UPDATE shares SET by_id = '' WHERE by_id = \(person)")
    }

    /// Keeps the id of an account that was erased, so that no backup brings it to life.
    func remember(gone person: ID<Person>, keepingWords: Bool, on day: Day) throws {
        try remember(ID(person.description), keepingWords ? LedgerEntry.account : LedgerEntry.accountWithWords, on: day)
    }
}

extension LedgerEntry {
    /// The acts of entries that name an account, whose owner left their words or took them back.
    static let account = "account"
    static let accountWithWords = "account_with_words"

    /// The account it names; nil when it names something on the path.
    var person: ID<Person>? { [Self.account, Self.accountWithWords].contains(act) ? ID(item.description) : nil }
}
