import Database
import Language

/// A voice as it comes in.
struct NewVoice: Sendable {
    let question: Question
    let text: String
    let language: LanguageTag
    let author: Author
    let held: Bool
    var openness = Openness.team
    /// What its speaker allowed as they spoke.
    var allows: Set<Consent> = []
    var people = 1
    var speaksFor: String?
    var disagreed: String?
    var place: String?
    var door = Door.code
    /// A mail address or who passes it on, sealed.
    var sealedTo: String?
    var guardian: String?
    /// The language its speaker wants to hear in, where somebody wrote the words down in another one.
    var told: LanguageTag?
    var organisation: String?
    var role: String?
    /// Where it came from when not from our own pages, such as an import.
    var source: String?
}

/// Owns the tables `voices`, `receipts`, `files` and `turnouts`.
struct VoiceStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Keeps an answer, owes its speaker a telling-back, and links it to its question.
    @discardableResult
    func add(_ new: NewVoice, files: [VoiceFile] = [], types: [String: String] = [:], by act: Act) throws -> ID<Item> {
        let marks = new.openness.marks
        let question = new.question
        let (door, sealedTo) = new.openness.reached(by: new.door, new.sealedTo)
        let id = try LineStore(tx).add(
            NewItem(
                kind: .voice, space: question.item.space, author: new.author, language: new.language, sensitivity: marks.sensitivity,
                tlp: marks.tlp, state: new.held ? "held" : "ready"),
            texts: [("text", new.text)], by: act)
        func sealed(_ words: String?) throws -> String? { try WordSealing(tx).sealed(words, beside: .voice, in: question.item.space) }
        try tx.run(
            """
            INSERT INTO voices (id, question_id, openness, people, speaks_for, disagreed, place, door, told_language, told_to,
                organisation, role, source, guardian)
            VALUES (\(id), \(question.id), \(new.openness.rawValue), \(new.people), \(sealed(new.speaksFor)),
                \(sealed(new.disagreed)), \(sealed(new.place)), \(door.rawValue), \(new.told ?? new.language), \(sealedTo),
                \(new.organisation), \(new.role), \(new.source), \(sealed(new.guardian)))
            """)
        for file in files {
            try tx.run(
                """
                INSERT INTO files (item_id, hash, kind, type, size, seconds)
                VALUES (\(id), \(file.hash), \(file.kind), \(types[file.hash] ?? ""), \(file.size), \(file.seconds))
                ON CONFLICT (item_id, hash) DO NOTHING
                """)
        }
        try LineStore(tx).link(id, .answers, question.id, by: act)
        try tally(Turnout(new.held ? "held" : "ready", people: new.people, for: new.openness), on: question.id)
        if new.openness != .safety { try owe(question, new.told ?? new.language, door, people: new.held ? 1 : new.people, by: act) }
        if !new.allows.isEmpty {
            let said = ConsentDraft.Checked(answers: Dictionary(uniqueKeysWithValues: new.allows.map { ($0, true) }), until: nil)
            try agree(said, to: id, asked: new.told ?? new.language, by: act)
        }
        return id
    }

    /// What a code opens: its keyed hash leads to the voice, nothing leads from the voice to the code.
    func remember(_ mac: String, for voice: ID<Item>, on day: Day) throws {
        try tx.run("INSERT INTO receipts (mac, voice_id, day) VALUES (\(mac), \(voice), \(day)) ON CONFLICT (mac) DO NOTHING")
    }

    func voice(behind macs: [String]) throws -> ID<Item>? {
        try tx.run("SELECT voice_id FROM receipts WHERE mac IN \(list: macs)").first?.id("voice_id")
    }

    /// What somebody adds after *Thank you*. The telling-back moves with the door and the number of people, so the voice is read in the
    /// same transaction.
    func detail(
        _ voice: Voice, _ question: Question, _ checked: DetailsDraft.Checked, _ draft: DetailsDraft, sealedTo: String?, author: Author,
        asked: LanguageTag, by act: Act
    ) throws {
        let line = LineStore(tx)
        // As it stands within this write: somebody may have saved, or taken it back, since it was read.
        let voice = try own(voice.id)
        guard voice.item.state == "ready" || voice.item.state == "held" else { throw Refusal.notFound }
        let openness = draft.openness(checked.openness, over: voice.openness)
        let marks = openness.marks
        try line.mark(voice.item, marks.sensitivity, marks.tlp, by: act)
        if author != voice.item.author {
            try line.own(voice.id, as: author)
            for correction in try CorrectionStore(tx).own(of: voice.id) { try line.own(correction.item.id, as: author) }
        }
        let language = checked.language ?? voice.toldLanguage
        if let written = checked.language, let now = try line.unseen(voice.id) { try line.relabel(now, as: written) }
        let people = voice.item.state == "held" ? 1 : checked.people
        let (door, sealedTo) = openness.reached(by: checked.door, sealedTo)
        if openness == .safety {
            try excuse(voice, on: question.id, by: act)
        } else if voice.toldOn == nil {
            try owe(question, voice, language, door, people: people, by: act)
        }
        func sealed(_ words: String?) throws -> String? { try WordSealing(tx).sealed(words, beside: .voice, in: voice.item.space) }
        try tx.run(
            """
            UPDATE voices SET openness = \(openness.rawValue), people = \(checked.people),
                speaks_for = \(sealed(draft.speaksFor.nonEmpty)), disagreed = \(sealed(draft.disagreed.nonEmpty)),
                place = \(sealed(draft.place.nonEmpty)),
                door = \(door.rawValue), told_language = \(language), told_to = \(sealedTo),
                guardian = \(sealed(draft.guardian.nonEmpty))
            WHERE id = \(voice.id)
            """)
        let before = Turnout(voice.item.state, people: voice.people, for: voice.openness)
        try tally(Turnout(voice.item.state, people: checked.people, for: openness) - before, on: question.id)
        var answers = checked.consent.answers.filter { $0.key != .media || !voice.files.isEmpty }
        // A name that is given here is given to be read.
        if author != .nobody || voice.item.author != .nobody { answers[.name] = author != .nobody }
        try agree(.init(answers: answers, until: checked.consent.until), to: voice.id, asked: asked, by: act)
    }

    /// What is owed moves with its listener. While they hear in the same way it stays the same duty, whoever holds it and whatever was
    /// prepared for it.
    private func owe(_ question: Question, _ voice: Voice, _ language: LanguageTag, _ door: Door, people: Int, by act: Act) throws {
        guard voice.openness != .safety else { return try owe(question, language, door, people: people, by: act) }
        let duties = DutyStore(tx)
        let stays = language == voice.toldLanguage && door == voice.door
        if stays, try duties.owed(.tellBack, on: question.id, language: language, door: door) != nil {
            let more = people - voice.counted
            if more > 0 { try owe(question, language, door, people: more, by: act) }
            if more < 0 { try duties.excuse(.tellBack, on: question.id, language: language, door: door, people: -more) }
            return
        }
        let gone = try duties.excuse(.tellBack, on: question.id, language: voice.toldLanguage, door: voice.door, people: voice.counted)
        try owe(question, language, door, people: people, by: act)
        guard let gone else { return }
        try TellingStore(tx).follow(duties.owed(.tellBack, on: question.id, language: language, door: door), from: gone, by: act)
    }

    /// Nobody waits to be told about this voice any more; who was told already stays told. What was rejected or hidden was excused then:
    /// taken back as well, it takes nobody else off the list.
    func excuse(_ voice: Voice, on question: ID<Item>, by act: Act) throws {
        guard voice.openness != .safety, voice.toldOn == nil, ["ready", "held"].contains(voice.item.state) else { return }
        let gone = try DutyStore(tx).excuse(.tellBack, on: question, language: voice.toldLanguage, door: voice.door, people: voice.counted)
        if let gone { try TellingStore(tx).follow(nil, from: gone, by: act) }
    }

    /// Its speaker waits again to be told: what moderators had taken out of sight is back.
    func oweAgain(_ voice: Voice, _ question: Question, by act: Act) throws {
        guard voice.openness != .safety, voice.toldOn == nil else { return }
        try owe(question, voice.toldLanguage, voice.door, people: voice.counted, by: act)
    }

    /// Once the team has looked, a group counts for as many as it said.
    func letThrough(_ voice: Voice, _ question: Question, by act: Act) throws {
        guard voice.openness != .safety, voice.toldOn == nil, voice.people > voice.counted else { return }
        try owe(question, voice.toldLanguage, voice.door, people: voice.people - voice.counted, by: act)
    }

    /// A duty for each language and door; nobody is owed anything who does not want to hear.
    private func owe(_ question: Question, _ language: LanguageTag, _ door: Door, people: Int, by act: Act) throws {
        guard door != .none else { return }
        try DutyStore(tx).owe(
            .tellBack, on: question.id, in: question.item.space, language: language, door: door, due: question.hearBy, minutes: 4,
            people: people,
            by: act)
    }

    /// What people said to one question, newest day first, as far as this reader may see it.
    func list(
        of question: ID<Item>, in space: ID<Space>, state: String = "ready", for reader: Reader, at now: Moment, before: ID<Item>? = nil,
        limit: Int = 30
    )
        throws -> [Voice]
    {
        let day = now.day(in: .utc)
        var sql: SQL = """
            \(Self.select) WHERE v.question_id = \(question) AND i.state = \(state) AND \(Visibility.inSpace(space, for: reader, at: now))
                AND (t.body IS NOT NULL OR \(PermissionSQL.hasSomething(for: reader, on: day)))
            """
        // Few wait among many that do not: the index items_held knows them.
        if state == "held" {
            sql += " AND v.id IN (SELECT h.id FROM items h WHERE h.space_id = \(space) AND h.kind = 'voice' AND h.state = 'held')"
        }
        if let before { sql += " AND v.id < \(before)" }
        return try read(tx.run(sql + " ORDER BY v.id DESC LIMIT \(limit)")).map { $0.shown(to: reader, on: day) }
    }

    func find(_ id: ID<Item>, for reader: Reader, at now: Moment) throws -> Voice {
        guard let voice = try all([id], for: reader, at: now)[id] else { throw Refusal.notFound }
        return voice
    }

    /// Those of some voices that this reader may see, by id.
    func all(_ ids: [ID<Item>], for reader: Reader, at now: Moment) throws -> [ID<Item>: Voice] {
        guard !ids.isEmpty else { return [:] }
        let day = now.day(in: .utc)
        let voices = try read(
            tx.run(
                """
                \(Self.select) WHERE v.id IN \(list: ids) AND \(Visibility.anywhere(for: reader, at: now))
                    AND (t.body IS NOT NULL OR \(PermissionSQL.hasSomething(for: reader, on: day)))
                """))
        return Dictionary(voices.map { ($0.id, $0.shown(to: reader, on: day)) }, uniquingKeysWith: { first, _ in first })
    }

    /// How many of them one reader may read among those that were let through.
    func count(of question: ID<Item>, in space: ID<Space>, for reader: Reader, at now: Moment) throws -> Int {
        try tx.run(
            """
            SELECT COUNT(*) AS n FROM voices v JOIN items i ON i.id = v.id
            WHERE v.question_id = \(question) AND i.state = 'ready' AND \(Visibility.inSpace(space, for: reader, at: now))
                AND \(PermissionSQL.hasSomething(for: reader, on: now.day(in: .utc)))
            """
        ).first?.int("n") ?? 0
    }

    /// The type of a file this reader may have.
    func file(_ hash: String, for reader: Reader, at now: Moment) throws -> String? {
        try tx.run(
            """
            SELECT f.type FROM files f JOIN items i ON i.id = f.item_id JOIN voices v ON v.id = f.item_id WHERE f.hash = \(hash)
                AND \(PermissionSQL.media(for: reader, on: now.day(in: .utc))) AND \(Visibility.anywhere(for: reader, at: now)) LIMIT 1
            """
        ).first.map { try $0.text("type") }
    }

    func read(_ rows: [Row]) throws -> [Voice] {
        let withFiles = try rows.filter { try $0.int("files") > 0 }.map { try $0.id("id") as ID<Item> }
        var files: [ID<Item>: [VoiceFile]] = [:]
        if !withFiles.isEmpty {
            var months: [ID<Item>: Set<Int>] = [:]
            for row in try tx.run(
                "SELECT voice_id, value FROM capture_choices WHERE voice_id IN \(list: withFiles) AND field = \(Keepsake.season)")
            {
                if let month = Int(try row.text("value")) { months[try row.id("voice_id"), default: []].insert(month) }
            }
            for row in try tx.run(
                """
                SELECT item_id, hash, kind, size, seconds, looked_on,
                    (SELECT COUNT(*) FROM faces c WHERE c.item_id = f.item_id AND c.answer = 'open') AS open_faces
                FROM files f WHERE item_id IN \(list: withFiles) ORDER BY kind, hash
                """)
            {
                let isCleared = try row.text("kind") != "photo" || (row.dayOrNil("looked_on") != nil && row.int("open_faces") == 0)
                try files[row.id("item_id"), default: []].append(
                    VoiceFile(
                        hash: row.text("hash"), kind: row.text("kind"), size: row.int("size"), seconds: row.intOrNil("seconds"),
                        isCleared: isCleared, months: months[row.id("item_id")] ?? []))
            }
        }
        return try rows.map { try Voice($0, files: files[$0.id("id")] ?? []) }
    }

    static let select: SQL = """
        SELECT \(SQL.itemColumns), v.question_id, v.openness, v.people, v.speaks_for, v.disagreed, v.place, v.door, v.told_language,
            v.told_on, v.organisation, v.role, v.guardian, v.quote_until, v.name_until,
            v.media_until, v.data_until, v.again_until, v.panel_until, v.machine_until, t.body, t.language AS text_language, p.name,
            (SELECT COUNT(*) FROM files f WHERE f.item_id = v.id) AS files
        FROM voices v JOIN items i ON i.id = v.id
        LEFT JOIN texts t ON t.item_id = v.id AND t.field = 'text' AND t.language = i.language AND t.is_current = 1
        LEFT JOIN people p ON p.id = i.author_id
        """
}
