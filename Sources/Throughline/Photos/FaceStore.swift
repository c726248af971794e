import Database
import Language

/// Owns the table `faces`.
struct FaceStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// More people than these stand in no photo that anybody goes through one by one.
    static let most = 40

    func all(of voice: ID<Item>) throws -> [Face] {
        try tx.run("SELECT number, squares, answer, day FROM faces WHERE item_id = \(voice) ORDER BY number").map { row in
            try Face(
                number: row.int("number"), squares: row.text("squares").split(separator: " ").compactMap { Int($0) },
                answer: Face.Answer(rawValue: row.text("answer")) ?? .open, day: row.day("day"))
        }
    }

    func add(_ squares: [Int], _ answer: Face.Answer, to voice: ID<Item>, on day: Day) throws {
        let faces = try all(of: voice)
        guard faces.count < Self.most else { throw Refusal.conflict }
        if let same = faces.first(where: { $0.squares == squares }) { return try set(same.number, answer, of: voice, on: day) }
        let written = squares.map(String.init).joined(separator: " ")
        try tx.run(
            """
            INSERT INTO faces (item_id, number, squares, answer, day)
            VALUES (\(voice), \((faces.last?.number ?? 0) + 1), \(written), \(answer.rawValue), \(day))
            """)
    }

    /// What is covered stays covered.
    func set(_ number: Int, _ answer: Face.Answer, of voice: ID<Item>, on day: Day) throws {
        try tx.run(
            """
            UPDATE faces SET answer = \(answer.rawValue), day = \(day)
            WHERE item_id = \(voice) AND number = \(number) AND answer <> 'covered' AND answer <> \(answer.rawValue)
            """)
    }
}
