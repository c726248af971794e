import Database
import Language

extension Instance {
    /// Brings a Polis export in: a question with its statements and votes. A second run goes on where the first stopped, and changes
    /// nothing when that was the end. Gives a summary to print. Throws ``CarryError`` and ``DatabaseError``.
    public func importPolis(folder: String, _ choices: ImportChoices, report: CarryReport) async throws -> String {
        let places = try await house.db.read { try PlaceStore($0).all() }
        let landing = try ImportLanding(choices, usually: .everyone, in: places)
        return try await PolisImport(house: house, landing: landing, export: PolisExport(folder: folder, report: report), report: report)
            .run()
    }
}

/// One run of an import from Polis.
struct PolisImport: Sendable {
    let house: House
    let landing: ImportLanding
    let export: PolisExport
    let report: CarryReport

    /// Rows of one write, so that others get their turn in between.
    static let batch = 500
    static let votesAtOnce = 2_000

    private var source: String { "polis/\(landing.place.id)/\(export.address)" }

    func run() async throws -> String {
        let act = house.act(by: nil)
        let (question, names) = try await begin(act)
        let statements = try await addStatements(to: question, act)
        try await addVotes(statements.ids, names)
        report.progress("counting")
        let poll = try await house.writePatiently { tx in
            try StatementStore(tx).count(of: question)
            return try StatementStore(tx).poll(of: question)
        }
        let rejected = export.comments.count { $0.isRejected }
        return """
            Question \(question): \(poll?.statements ?? 0) statements (\(rejected) of them moderated out, kept but shown to nobody), \
            \(poll?.votes ?? 0) votes by \(poll?.voters ?? 0) people (\(export.replaced) more were replaced by a later vote of the same person).
            New this time: \(statements.added) statements.
            """
    }

    private func begin(_ act: Act) async throws -> (question: ID<Item>, names: ImportNames) {
        try await house.writePatiently { tx in
            let store = ImportStore(tx, source)
            let names = ImportNames(keys: house.keys, master: try store.master(house.keys), source: source)
            if let known = try store.known("question") { return (known, names) }
            let question = try landing.ask(export.topic, about: export.about, in: tx, by: act)
            try store.remember([("question", question)])
            return (question, names)
        }
    }

    private func addStatements(to question: ID<Item>, _ act: Act) async throws -> (ids: [Int: ID<Item>], added: Int) {
        var ids: [Int: ID<Item>] = [:]
        var added = 0
        for start in stride(from: 0, to: export.comments.count, by: Self.batch) {
            let batch = Array(export.comments[start..<min(start + Self.batch, export.comments.count)])
            let (found, new) = try await house.writePatiently { tx in try add(batch, to: question, in: tx, act) }
            ids.merge(found) { first, _ in first }
            added += new
            report.progress("\(ids.count) of \(export.comments.count) statements")
        }
        return (ids, added)
    }

    private func add(_ comments: [PolisExport.Comment], to question: ID<Item>, in tx: any Connection, _ act: Act) throws -> (
        [Int: ID<Item>], Int
    ) {
        let store = ImportStore(tx, source)
        let known = try store.known(comments.map(Self.key))
        var ids: [Int: ID<Item>] = [:]
        var arrivals: [(comment: PolisExport.Comment, item: ArrivingItem)] = []
        let marks = landing.openness.marks
        for comment in comments {
            if let id = known[Self.key(comment)] {
                ids[comment.number] = id
                continue
            }
            let id = ID<Item>.fresh(on: comment.day, random: act.random)
            let new = NewItem(
                kind: .statement, space: landing.place.id, author: .nobody, language: landing.language(of: comment.text),
                sensitivity: marks.sensitivity, tlp: marks.tlp, state: comment.isRejected ? "rejected" : "ready")
            arrivals.append((comment, ArrivingItem(id: id, new: new, texts: [("text", comment.text)], day: comment.day)))
            ids[comment.number] = id
        }
        try LineStore(tx).addAll(arrivals.map(\.item), by: act)
        try StatementStore(tx).addAll(arrivals.map { ($0.item.id, $0.comment.number) }, to: question)
        try LineStore(tx).linkAll(arrivals.map { ($0.item.id, question) }, .answers, by: act)
        try store.remember(arrivals.map { (Self.key($0.comment), $0.item.id) })
        return (ids, arrivals.count)
    }

    /// Votes are told apart by statement and voter alone, so writing them again changes nothing. Sorted, so that no table keeps the
    /// order in which people voted.
    private func addVotes(_ statements: [Int: ID<Item>], _ names: ImportNames) async throws {
        var voters: [String: String] = [:]
        var votes: [NewVote] = []
        votes.reserveCapacity(export.votes.count)
        for (cast, vote, day) in export.votes {
            guard let statement = statements[cast.comment] else { continue }
            let voter = try voters[cast.voter] ?? names.name("voter", cast.voter)
            voters[cast.voter] = voter
            votes.append(NewVote(statement: statement, voter: voter, vote: vote, day: day))
        }
        votes.sort { ($0.statement.description, $0.voter) < ($1.statement.description, $1.voter) }
        for start in stride(from: 0, to: votes.count, by: Self.votesAtOnce) {
            let batch = Array(votes[start..<min(start + Self.votesAtOnce, votes.count)])
            try await house.writePatiently { tx in try StatementStore(tx).vote(batch) }
            report.progress("\(start + batch.count) of \(votes.count) votes")
        }
    }

    private static func key(_ comment: PolisExport.Comment) -> String { "statement:\(comment.number)" }
}
