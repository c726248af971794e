import Database
import Language

/// A paper of the demonstration: what was written down at the meeting, in plain text, as clubs without a computer have it.
enum DemoPapers {
    private static let words = """
        WHAT WAS SAID WHEN THE STEERING GROUP SAT, AND WHAT WE DO

        There were eleven of us under the mango tree: eight club leaders, two mothers, and the chair.
        The forty answers were read aloud, the angry ones twice.

        1. Most who left were not bored. They went where something is earned, or where somebody needs them on that day.
        2. Twelve people and groups who do not know each other say the same.
        3. One leader said: then it is a workshop and not a club. It was written down as he said it.

        WE DO: every club has one hour a week for earning: repairing, sewing, selling, counting. We thought of paying people to come, and did not.
        WE LOOK AGAIN: in three months, with those who left, not only with those who stayed.

        """

    private static let called = "What was said when the steering group sat, and what we do"

    /// In the file store before anything points to it.
    static func put(in house: House) async throws -> (hash: String, size: Int) {
        let bytes = Array(words.utf8)
        return (try await house.files.put(bytes), bytes.count)
    }

    static func write(
        _ paper: (hash: String, size: Int), tx: any Connection, days: DemoDays, beside record: ID<Item>, by person: ID<Person>
    ) throws {
        guard let item = try LineStore(tx).unseen(record) else { return }
        let act = days.act(226, by: person)
        let waiting = WaitingDocument(
            item: item.id, by: person, hash: paper.hash, kind: .text, size: paper.size, traces: Traces(), since: act.now,
            title: called)
        _ = try DocumentStore(tx).add(waiting, as: paper.hash, beside: item, by: act)
    }
}
