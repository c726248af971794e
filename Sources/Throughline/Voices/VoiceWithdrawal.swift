import Database
import Language

/// A voice as its own speaker finds it again, and what is left of it when it is taken back.
extension VoiceStore {
    /// The voice whatever its state, for its own speaker alone.
    func own(_ id: ID<Item>) throws -> Voice {
        guard let voice = try read(tx.run("\(Self.select) WHERE v.id = \(id)")).first else { throw Refusal.notFound }
        return voice
    }

    /// Everything an account said, the newest day first.
    func own(by person: ID<Person>, limit: Int = 100) throws -> [Voice] {
        try read(tx.run("\(Self.select) WHERE i.author_id = \(person) AND i.kind = 'voice' ORDER BY i.id DESC LIMIT \(limit)"))
    }

    /// Everything a person wrote or left with a voice, in the columns of this feature.
    func forget(_ voices: [ID<Item>]) throws {
        try tx.run(
            """
            UPDATE voices SET speaks_for = NULL, disagreed = NULL, place = NULL, told_to = NULL, organisation = NULL, role = NULL, source = NULL,
                guardian = NULL, quote_until = NULL, name_until = NULL, media_until = NULL, data_until = NULL, again_until = NULL,
                panel_until = NULL, machine_until = NULL,
                openness = CASE WHEN openness = 'safety' THEN openness ELSE 'team' END WHERE id IN \(list: voices)
            """)
        try tx.run("DELETE FROM files WHERE item_id IN \(list: voices)")
    }

    /// The hashes of a voice's recordings and photos.
    func files(of voice: ID<Item>) throws -> [String] {
        try tx.run("SELECT hash FROM files WHERE item_id = \(voice) ORDER BY hash").map { try $0.text("hash") }
    }

    /// Those of these files that no record holds any more.
    func unheld(_ hashes: [String]) throws -> [String] {
        let held = Set(try tx.run("SELECT hash FROM files WHERE hash IN \(list: hashes)").map { try $0.text("hash") })
        return hashes.filter { !held.contains($0) }
    }

    /// How many answers to a question were taken back, as a reader may know it, and the last day somebody did.
    func takenBack(from question: ID<Item>, for reader: Reader, in space: ID<Space>) throws -> (voices: Headcount, last: Day)? {
        try takenBack(from: question).map { (reader.headcount($0.voices, in: space), $0.last) }
    }
}
