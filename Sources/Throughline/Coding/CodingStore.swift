import Database
import Language

/// Owns the tables `codings`, `coding_reads` and `offers_declined`: which passage has which code by whom, who has read which voice to its
/// end, and which codes a machine proposed that they did not want.
struct CodingStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Passages of one version get a code. What this person gave already stays as it is; gives the new ones.
    @discardableResult
    func add(_ spans: [Span], of voice: ID<Item>, version: Int, code: ID<Code>, suggested: Bool = false, by act: Act) throws -> [ID<Coding>]
    {
        guard let coder = act.by else { throw Refusal.signInFirst }
        var made: [ID<Coding>] = []
        for span in spans {
            let id: ID<Coding> = act.id()
            let changed = try tx.change(
                """
                INSERT INTO codings (id, voice_id, text_version, start_at, stop_at, code_id, coder_id, was_code, day, suggested)
                VALUES (\(id), \(voice), \(version), \(span.start), \(span.stop), \(code), \(coder), NULL, \(act.day),
                    \(suggested ? 1 : nil as Int?))
                ON CONFLICT (voice_id, text_version, start_at, stop_at, code_id, coder_id) DO NOTHING
                """)
            if changed == 1 { made.append(id) }
        }
        return made
    }

    /// Takes one's own code off a passage; another's is not there to be taken off.
    func remove(_ id: ID<Coding>, of voice: ID<Item>, by person: ID<Person>) throws {
        let changed = try tx.change("DELETE FROM codings WHERE id = \(id) AND voice_id = \(voice) AND coder_id = \(person)")
        guard changed == 1 else { throw Refusal.notFound }
    }

    func setRead(_ voice: ID<Item>, version: Int, _ isRead: Bool, helped: Bool = false, by person: ID<Person>, on day: Day) throws {
        guard isRead else {
            try tx.run("DELETE FROM coding_reads WHERE voice_id = \(voice) AND person_id = \(person)")
            return
        }
        try tx.run(
            """
            INSERT INTO coding_reads (voice_id, person_id, text_version, day, helped)
            VALUES (\(voice), \(person), \(version), \(day), \(helped ? 1 : nil as Int?))
            ON CONFLICT (voice_id, person_id) DO UPDATE SET text_version = excluded.text_version, day = excluded.day, helped = COALESCE(coding_reads.helped, excluded.helped)
            """)
    }

    /// Somebody does not want a code a machine proposed for a voice; it is not proposed to them again.
    func decline(_ code: ID<Code>, of voice: ID<Item>, by person: ID<Person>, on day: Day) throws {
        try tx.run(
            """
            INSERT INTO offers_declined (voice_id, code_id, person_id, day) VALUES (\(voice), \(code), \(person), \(day))
            ON CONFLICT (voice_id, code_id, person_id) DO NOTHING
            """)
    }

    func declined(in voices: [ID<Item>], by person: ID<Person>) throws -> [ID<Item>: Set<ID<Code>>] {
        guard !voices.isEmpty else { return [:] }
        let rows = try tx.run("SELECT voice_id, code_id FROM offers_declined WHERE person_id = \(person) AND voice_id IN \(list: voices)")
        return try rows.reduce(into: [:]) { all, row in
            let voice: ID<Item> = try row.id("voice_id")
            all[voice, default: []].insert(try row.id("code_id"))
        }
    }

    /// A code was merged: what had it has the other, and remembers what it was called first. What has both keeps one.
    func move(from old: ID<Code>, to new: ID<Code>) throws {
        try tx.run(
            """
            DELETE FROM codings WHERE code_id = \(old) AND EXISTS (SELECT 1 FROM codings o WHERE o.code_id = \(new) AND o.voice_id = codings.voice_id
                AND o.text_version = codings.text_version AND o.start_at = codings.start_at AND o.stop_at = codings.stop_at
                AND o.coder_id = codings.coder_id)
            """)
        try tx.run("DELETE FROM offers_declined WHERE code_id = \(old)")
        try tx.run("UPDATE codings SET was_code = COALESCE(was_code, \(old)), code_id = \(new) WHERE code_id = \(old)")
    }

    /// A voice was taken back, and what was marked in it.
    func forget(_ voice: ID<Item>) throws {
        try tx.run("DELETE FROM codings WHERE voice_id = \(voice)")
        try tx.run("DELETE FROM coding_reads WHERE voice_id = \(voice)")
        try tx.run("DELETE FROM offers_declined WHERE voice_id = \(voice)")
    }

    /// A coder leaves: with their words goes what they marked; else it stays under a number that leads to nobody.
    func forget(_ person: ID<Person>, keepingWords: Bool, by act: Act) throws {
        try tx.run("DELETE FROM coding_reads WHERE person_id = \(person)")
        try tx.run("DELETE FROM offers_declined WHERE person_id = \(person)")
        if keepingWords {
            let nobody: ID<Person> = act.id()
            try tx.run("UPDATE codings SET coder_id = \(nobody) WHERE coder_id = \(person)")
        } else {
            try tx.run("DELETE FROM codings WHERE coder_id = \(person)")
        }
    }
}
