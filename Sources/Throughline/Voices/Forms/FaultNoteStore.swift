import Database
import Language

/// Owns the tables `fault_notes` and `fault_readers`.
struct FaultNoteStore {
    let tx: any Connection
    let keys: Keys

    init(_ tx: any Connection, _ keys: Keys) { (self.tx, self.keys) = (tx, keys) }

    func add(_ note: FaultNote, on voice: ID<Item>, for readers: [ID<Person>]) throws {
        try tx.run("INSERT INTO fault_notes (voice_id, body) VALUES (\(voice), \(keys.sealed(note.rawValue, for: .keptForms)))")
        for reader in Set(readers) {
            try tx.run("INSERT INTO fault_readers (voice_id, person_id) VALUES (\(voice), \(reader))")
        }
    }

    /// For whoever wrote it and those they named. Whoever asks has found the record first.
    func note(on voice: Voice, for reader: Reader) throws -> FaultNote? {
        guard let person = reader.person else { return nil }
        let rows = try tx.run(
            """
            SELECT n.body, (SELECT COUNT(*) FROM fault_readers r WHERE r.voice_id = n.voice_id AND r.person_id = \(person)) AS named
            FROM fault_notes n WHERE n.voice_id = \(voice.id)
            """)
        guard let row = rows.first, try voice.item.author.person == person || row.int("named") > 0 else { return nil }
        return keys.opened(try row.text("body"), as: String.self, for: .keptForms).flatMap { FaultNote(rawValue: $0) }
    }

    /// The record was taken back.
    static func forget(_ voice: ID<Item>, _ tx: any Connection) throws {
        try tx.run("DELETE FROM fault_readers WHERE voice_id = \(voice)")
        try tx.run("DELETE FROM fault_notes WHERE voice_id = \(voice)")
    }
}
