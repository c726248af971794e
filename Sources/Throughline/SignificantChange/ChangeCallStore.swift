import Database
import Language

/// Owns the table `change_calls`: the questions that collect stories of change. The words of each area stand among the question's own.
struct ChangeCallStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Whether people are offered to tell one there.
    func collects(_ question: Item) throws -> Bool {
        guard question.state == "open", try count(question.id) > 0 else { return false }
        return try PracticeStore(tx).used(in: question.space)[.significantChange] != nil
    }

    /// The areas people are offered; none where the question does not collect.
    func offered(on question: Item, in language: LanguageTag) throws -> [ChangeDomain] {
        try PracticeStore(tx).used(in: question.space)[.significantChange] == nil ? [] : domains(of: question.id, in: language)
    }

    func domains(of question: ID<Item>, in language: LanguageTag) throws -> [ChangeDomain] {
        let count = try count(question)
        guard count > 0 else { return [] }
        let texts = try TextStore(tx).all(of: question, for: language)
        return (1...count).compactMap { number in
            texts[ChangeDomain.field(number)].map { ChangeDomain(number: number, words: $0) }
        }
    }

    /// One more area; those that are there stay as they are, since stories were told in them.
    func add(_ words: String, to question: Question, in language: LanguageTag, by act: Act) throws {
        let number = try count(question.id) + 1
        guard number <= ChangeDomain.most else { throw Refusal.conflict }
        try tx.run(
            """
            INSERT INTO change_calls (question_id, domains, begun_on) VALUES (\(question.id), \(number), \(act.day))
            ON CONFLICT (question_id) DO UPDATE SET domains = excluded.domains
            """)
        try TextStore(tx).write(words, of: question.id, field: ChangeDomain.field(number), in: language, on: act.day)
        try AuditStore(tx).record("question.collect", item: question.id, space: question.item.space, by: act, unnamed: false)
    }

    /// Those of some questions that collect.
    func collecting(among questions: [Question]) throws -> [Question] {
        guard !questions.isEmpty else { return [] }
        let rows = try tx.run("SELECT question_id FROM change_calls WHERE question_id IN \(list: questions.map(\.id))")
        let ids = Set(try rows.map { try $0.id("question_id") as ID<Item> })
        return questions.filter { ids.contains($0.id) }
    }

    private func count(_ question: ID<Item>) throws -> Int {
        try tx.run("SELECT domains FROM change_calls WHERE question_id = \(question)").first?.int("domains") ?? 0
    }
}
