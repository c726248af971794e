import Database
import Language

/// One voice as somebody marks passages in it.
struct CodedVoice: Sendable {
    let voice: Voice
    /// Which version of its words the spans count in.
    let version: Int
    let passage: Passage
    let sentences: [Span]
    /// Others' are here only once the reader has read it themselves, so that nobody copies.
    let codings: [Coding]
    let isRead: Bool
    let brought: BroughtText?
}

/// The voices of one question on a desk, so many at a time.
struct CodingDesk: Sendable {
    let question: Question
    let place: Place
    let codes: [Code]
    let voices: [CodedVoice]
    /// The last one, where there are more.
    let last: ID<Item>?
    /// Voices of this question its reader has read.
    let read: Int
    /// Also those read already.
    let isAll: Bool
    /// Where the list went on from, so that a form leads back to the same answers.
    let from: String
    let me: ID<Person>
    /// Whether a machine may propose codes in this place, and what it proposes where somebody asked for it.
    var mayBeHelped = false
    var help: DeskHelp?
}

/// Passages with a code, for a list.
struct CodedPassage: Sendable {
    let coding: Coding
    let voice: Voice
    let words: String
}

/// Reads what has codes, for one person of the team, never more than they may read of what people said.
struct CodingReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    static let onDesk = 10
    static let onPage = 30

    init(tx: any Connection, reader: Reader, language: LanguageTag, now: Moment) {
        (self.tx, self.reader, self.language, self.now) = (tx, reader, language, now)
    }

    init(_ visit: Visit, _ tx: any Connection) {
        (self.tx, reader, language, now) = (tx, visit.reader, visit.language, visit.now)
    }

    /// A place that gives codes, for somebody of its team.
    func place(slug: String) throws -> Place {
        let place = try PlaceStore(tx).find(slug: slug)
        try reader.require(.learn, in: place.id)
        try requireOn(place)
        return place
    }

    private func requireOn(_ place: Place) throws {
        guard !place.isSealed, try CodeStore(tx).isOn(in: place.id) else { throw Refusal.notFound }
    }

    /// Codes with how many passages have each.
    func codes(of space: ID<Space>) throws -> [Code] {
        let counts = try tx.run("SELECT c.code_id, COUNT(*) AS n FROM \(coded(in: space)) GROUP BY c.code_id")
        let found = try Dictionary(counts.map { (try $0.text("code_id"), try $0.int("n")) }, uniquingKeysWith: +)
        return try CodeStore(tx).all(of: space).map { code in
            var code = code
            code.passages = found[code.id.description] ?? 0
            return code
        }
    }

    /// `codings c` with `items i`, `voices v` and the current text `t` they count in: of one place, what was let through, what this
    /// reader may read. It begins with the few codes of the place (`h`) and never with all that was said there: engines without
    /// statistics keep to the order of a cross join.
    func coded(in space: ID<Space>) -> SQL {
        """
        codes h CROSS JOIN codings c CROSS JOIN items i CROSS JOIN voices v CROSS JOIN texts t
        WHERE h.space_id = \(space) AND c.code_id = h.id AND i.id = c.voice_id AND v.id = c.voice_id AND t.item_id = c.voice_id
            AND t.field = 'text' AND t.language = i.language AND t.is_current = 1 AND t.version = c.text_version
            AND i.state = 'ready' AND \(Visibility.inSpace(space, for: reader, at: now))
        """
    }

    /// What can be marked: words that were let through.
    func desk(_ id: ID<Item>, before: ID<Item>?, all: Bool, helped: Bool = false) throws -> CodingDesk {
        let question = try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        let space = question.item.space
        try reader.require(.learn, in: space)
        let place = try PlaceStore(tx).find(space)
        try requireOn(place)
        guard let me = reader.person else { throw Refusal.signInFirst }
        var sql: SQL = """
            \(VoiceStore.select) WHERE v.question_id = \(id) AND i.state = 'ready' AND t.body IS NOT NULL
                AND \(Visibility.inSpace(space, for: reader, at: now))
            """
        if !all {
            sql += """
                 AND NOT EXISTS (SELECT 1 FROM coding_reads r WHERE r.voice_id = v.id AND r.person_id = \(me) AND r.text_version = t.version)
                """
        }
        if let before { sql += " AND v.id < \(before)" }
        let voices = try VoiceStore(tx).read(tx.run(sql + " ORDER BY v.id DESC LIMIT \(Self.onDesk + 1)"))
        let shown = Array(voices.prefix(Self.onDesk))
        let read = try tx.run(
            "SELECT COUNT(*) AS n FROM coding_reads r JOIN voices v ON v.id = r.voice_id WHERE r.person_id = \(me) AND v.question_id = \(id)"
        ).first?.int("n")
        return try CodingDesk(
            question: question, place: place, codes: CodeStore(tx).all(of: space), voices: coded(shown),
            last: voices.count > shown.count ? shown.last?.id : nil, read: read ?? 0,
            isAll: all, from: (all ? "all" : "") + (helped ? "help" : "") + (before.map { "." + $0.description } ?? ""), me: me,
            mayBeHelped: PracticeStore(tx).used(in: space)[.machineCodes] != nil)
    }

    /// One voice for somebody who may give it codes, with its place and the codes there.
    func voice(_ id: ID<Item>) throws -> (voice: CodedVoice, place: Place, codes: [Code]) {
        let voice = try VoiceStore(tx).find(id, for: reader, at: now)
        try reader.require(.learn, in: voice.item.space)
        let place = try PlaceStore(tx).find(voice.item.space)
        try requireOn(place)
        guard voice.item.state == "ready", let coded = try coded([voice]).first else { throw Refusal.notFound }
        return (coded, place, try CodeStore(tx).all(of: place.id))
    }

    private func coded(_ voices: [Voice]) throws -> [CodedVoice] {
        let ids = voices.map(\.id)
        guard !ids.isEmpty, let me = reader.person else { return [] }
        let versions = try Dictionary(
            tx.run(
                """
                SELECT t.item_id, t.version FROM texts t JOIN items i ON i.id = t.item_id
                WHERE t.item_id IN \(list: ids) AND t.field = 'text' AND t.language = i.language AND t.is_current = 1
                """
            ).map { (try $0.id("item_id") as ID<Item>, try $0.int("version")) }, uniquingKeysWith: max)
        let read = try Dictionary(
            tx.run("SELECT voice_id, text_version FROM coding_reads WHERE person_id = \(me) AND voice_id IN \(list: ids)")
                .map { (try $0.id("voice_id") as ID<Item>, try $0.int("text_version")) }, uniquingKeysWith: max)
        let codings = try Dictionary(grouping: self.codings("c.voice_id IN \(list: ids)"), by: \.coding.voice)
        let brought = try TextStore(tx).brought(voices.map(\.item), field: "text", into: language)
        return voices.compactMap { voice in
            guard let text = voice.text, let version = versions[voice.id] else { return nil }
            let passage = Passage(text.body)
            let isRead = read[voice.id] == version
            let here = (codings[voice.id] ?? []).filter { $0.version == version && (isRead || $0.coding.coder == me) }.map(\.coding)
            return CodedVoice(
                voice: voice, version: version, passage: passage, sentences: passage.sentences, codings: here, isRead: isRead,
                brought: brought[voice.id])
        }
    }

    private func codings(_ rule: SQL) throws -> [(coding: Coding, version: Int)] {
        try tx.run("\(Self.select) WHERE \(rule) ORDER BY c.voice_id, c.start_at, c.stop_at, c.id").map {
            (try Coding($0), try $0.int("text_version"))
        }
    }

    /// The passages with a code, or with any; the newest voices first.
    func passages(of code: Code?, in space: ID<Space>, before: ID<Coding>?) throws -> (passages: [CodedPassage], next: ID<Coding>?) {
        var rule: SQL = ""
        if let code { rule += " AND c.code_id = \(code.id)" }
        if let before, let last = try tx.run("SELECT voice_id FROM codings WHERE id = \(before)").first?.text("voice_id") {
            rule += " AND (c.voice_id < \(last) OR (c.voice_id = \(last) AND c.id < \(before)))"
        }
        let rows = try tx.run(
            "SELECT c.id FROM \(coded(in: space))\(rule) ORDER BY c.voice_id DESC, c.id DESC LIMIT \(Self.onPage + 1)")
        let ids = try rows.prefix(Self.onPage).map { try $0.id("id") as ID<Coding> }
        return (try passages(ids), rows.count > Self.onPage ? ids.last : nil)
    }

    /// Some passages with the voices they stand in, in the order asked.
    func passages(_ ids: [ID<Coding>]) throws -> [CodedPassage] {
        guard !ids.isEmpty else { return [] }
        let codings = try codings("c.id IN \(list: ids)").map(\.coding)
        let voices = try VoiceStore(tx).all(Array(Set(codings.map(\.voice))), for: reader, at: now)
        let found = codings.compactMap { coding -> CodedPassage? in
            guard let voice = voices[coding.voice], let text = voice.text else { return nil }
            return CodedPassage(coding: coding, voice: voice, words: Passage(text.body)[coding.span])
        }
        let byID = Dictionary(found.map { ($0.coding.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { byID[$0] }
    }

    private static let select: SQL = """
        SELECT c.id, c.voice_id, c.text_version, c.start_at, c.stop_at, c.code_id, c.coder_id, c.day, k.name, w.name AS was, p.name AS coder
        FROM codings c JOIN codes k ON k.id = c.code_id LEFT JOIN codes w ON w.id = c.was_code LEFT JOIN people p ON p.id = c.coder_id
        """
}

extension Coding {
    fileprivate init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), voice: row.id("voice_id"), span: Span(start: row.int("start_at"), stop: row.int("stop_at")),
            code: row.id("code_id"), name: row.text("name"), was: row.textOrNil("was"), coder: row.id("coder_id"),
            coderName: row.textOrNil("coder") ?? "", day: row.day("day"))
    }
}
