import Database
import Language

/// Owns the tables `captures`, `capture_parts` and `capture_choices`.
struct CaptureStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Beside a voice that was just added with the same text.
    func add(_ voice: ID<Item>, _ checked: CheckedCapture, in space: ID<Space>) throws {
        try tx.run("INSERT INTO captures (voice_id, space_id, form) VALUES (\(voice), \(space), \(checked.form.rawValue))")
        for (place, part) in checked.parts.enumerated() {
            try tx.run(
                """
                INSERT INTO capture_parts (voice_id, number, field, starts_at, length)
                VALUES (\(voice), \(place + 1), \(part.field), \(part.start), \(part.length))
                """)
        }
        for choice in checked.choices {
            try tx.run("INSERT INTO capture_choices (voice_id, field, value) VALUES (\(voice), \(choice.field), \(choice.value))")
        }
    }

    /// Those among some voices that came in a form, by id. Whoever asks has found the voices first.
    func all(of voices: [ID<Item>]) throws -> [ID<Item>: Capture] {
        guard !voices.isEmpty else { return [:] }
        let forms = try tx.run("SELECT voice_id, form FROM captures WHERE voice_id IN \(list: voices)")
        guard !forms.isEmpty else { return [:] }
        var parts: [ID<Item>: [CapturePart]] = [:]
        for row in try tx.run(
            "SELECT voice_id, field, starts_at, length FROM capture_parts WHERE voice_id IN \(list: voices) ORDER BY voice_id, number")
        {
            try parts[row.id("voice_id"), default: []].append(
                CapturePart(field: row.text("field"), start: row.int("starts_at"), length: row.int("length")))
        }
        var choices: [ID<Item>: [String: [String]]] = [:]
        for row in try tx.run(
            "SELECT voice_id, field, value FROM capture_choices WHERE voice_id IN \(list: voices) ORDER BY voice_id, field, value")
        {
            try choices[row.id("voice_id"), default: [:]][row.text("field"), default: []].append(row.text("value"))
        }
        return try forms.reduce(into: [:]) { all, row in
            let id: ID<Item> = try row.id("voice_id")
            guard let form = FormID(rawValue: try row.text("form")) else { return }
            all[id] = Capture(form: CaptureForm.of(form), parts: parts[id] ?? [], choices: choices[id] ?? [:])
        }
    }

    /// The newest day first, as far as this reader may see them: of one form, or of all.
    func list(
        in space: ID<Space>, form: FormID? = nil, choosing choice: (field: String, value: String)? = nil, for reader: Reader,
        at now: Moment,
        before: ID<Item>? = nil, limit: Int
    ) throws -> [ID<Item>] {
        var sql: SQL = """
            SELECT c.voice_id FROM captures c JOIN items i ON i.id = c.voice_id
            WHERE c.space_id = \(space) AND i.state = 'ready' AND \(Visibility.inSpace(space, for: reader, at: now))
            """
        if let form { sql += " AND c.form = \(form.rawValue)" }
        if let choice {
            sql += """
                 AND EXISTS (SELECT 1 FROM capture_choices h WHERE h.voice_id = c.voice_id AND h.field = \(choice.field)
                    AND h.value = \(choice.value))
                """
        }
        if let before { sql += " AND c.voice_id < \(before)" }
        return try tx.run(sql + " ORDER BY c.voice_id DESC LIMIT \(limit)").map { try $0.id("voice_id") }
    }

    /// The voice was taken back: nothing of what was chosen beside its words stays.
    func forget(_ voice: ID<Item>) throws {
        try tx.run("DELETE FROM capture_choices WHERE voice_id = \(voice)")
        try tx.run("DELETE FROM capture_parts WHERE voice_id = \(voice)")
        try tx.run("DELETE FROM captures WHERE voice_id = \(voice)")
    }

    /// What a review led to: its promises, as far as this reader may see them.
    func promises(of voice: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [Commitment] {
        let ids: [ID<Item>] = try tx.run(
            """
            SELECT i.id FROM links l JOIN items i ON i.id = l.to_id
            WHERE l.from_id = \(voice) AND l.relation = 'led_to' AND i.kind = 'commitment' AND \(Visibility.anywhere(for: reader, at: now))
            ORDER BY i.id LIMIT 20
            """
        ).map { try $0.id("id") }
        return try ids.map { try CommitmentStore(tx).find($0, for: reader, in: language, at: now) }.sorted { $0.due < $1.due }
    }
}
