import Database
import Language

/// Owns the table `replies`: what speakers answered to what was made of their words, one answer a voice.
struct ReplyStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Said twice it counts once; the last answer stands.
    func say(_ reply: SpeakersReply, by voice: Voice, on day: Day) throws {
        try tx.run(
            """
            INSERT INTO replies (voice_id, question_id, reply, day) VALUES (\(voice.id), \(voice.question), \(reply.rawValue), \(day))
            ON CONFLICT (voice_id) DO UPDATE SET reply = excluded.reply, day = excluded.day
            """)
    }

    func reply(of voice: ID<Item>) throws -> SpeakersReply? {
        try tx.run("SELECT reply FROM replies WHERE voice_id = \(voice)").first.flatMap { SpeakersReply(rawValue: try $0.text("reply")) }
    }

    /// How many speakers on a question said that it is right, and how many that it is not.
    func count(on question: ID<Item>) throws -> [SpeakersReply: Int] {
        let rows = try tx.run("SELECT reply, COUNT(*) AS n FROM replies WHERE question_id = \(question) GROUP BY reply")
        return try Dictionary(rows.compactMap { row in try SpeakersReply(rawValue: row.text("reply")).map { ($0, try row.int("n")) } }) {
            first, _ in first
        }
    }

    func forget(_ voice: ID<Item>) throws {
        try tx.run("DELETE FROM replies WHERE voice_id = \(voice)")
    }
}
