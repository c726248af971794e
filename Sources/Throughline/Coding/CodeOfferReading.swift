import Database
import Language

/// What a machine is given to propose codes from: the answers on the desk, those it may compare them with, and passages people coded.
private struct DeskWords: Sendable {
    let passages: [(code: ID<Code>, name: String, passage: Int, words: SaidSentence)]
    let others: [Voice]
    /// Answers of the desk a machine may read.
    let mine: Set<ID<Item>>
    let declined: [ID<Item>: Set<ID<Code>>]
}

extension DeskHelp {
    /// The same desk with what a machine proposes. Read first, compared outside of any transaction.
    static func beside(_ desk: CodingDesk, _ visit: Visit, _ house: House) async throws -> CodingDesk {
        let words = try await house.db.read { tx in
            try PracticeStore(tx).require(.machineCodes, in: desk.place.id)
            return try CodingReading(visit, tx).words(for: desk, MachineReading(visit, tx))
        }
        let coded = desk.voices.filter { words.mine.contains($0.voice.id) }
        let (mine, others) = (SaidSentences(coded.map(\.voice)), SaidSentences(words.others))
        let all = mine.all + others.all + words.passages.map(\.words)
        let compared = await house.machines.compared(all)
        var help = DeskHelp(engine: compared.engine, isInstead: compared.isInstead)
        if let read = compared.read { help.reading = (read, compared.count) }
        guard !compared.vectors.isEmpty else { return desk.with(help) }
        let start = mine.all.count + others.all.count
        let passages = words.passages.indices.map {
            (code: words.passages[$0].code, passage: words.passages[$0].passage, vector: compared.vectors[start + $0])
        }
        for (place, one) in coded.enumerated() {
            let sentences = mine.speakers.indices.filter { mine.speakers[$0] == place }.map { (place: $0, vector: compared.vectors[$0]) }
            let has = Set(one.codings.map(\.code)).union(words.declined[one.voice.id] ?? [])
            let open = passages.indices.filter { !has.contains(passages[$0].code) }
            let found = CodeOffer.likeliest(sentences, among: open.map { passages[$0] }, near: compared.near)
            help.offers[one.voice.id] = found.map { one in
                let passage = words.passages[open[one.passage]]
                return CodeOffer(code: one.code, name: passage.name, span: mine.spans[one.place], like: passage.words.words)
            }
            help.alike[one.voice.id] = alike(sentences, one.voice.id, others, words.others, compared, from: mine.all.count)
        }
        return desk.with(help)
    }

    private static func alike(
        _ sentences: [(place: Int, vector: [Float])], _ voice: ID<Item>, _ spoken: SaidSentences, _ voices: [Voice], _ compared: Comparison,
        from start: Int
    ) -> [(voice: Voice, words: String)] {
        var best: [Int: (sentence: Int, likeness: Float)] = [:]
        for place in spoken.all.indices where voices[spoken.speakers[place]].id != voice {
            let likeness = sentences.map { Vector.dot($0.vector, compared.vectors[start + place]) }.max() ?? 0
            guard likeness >= compared.near + 0.1, likeness > best[spoken.speakers[place]]?.likeness ?? 0 else { continue }
            best[spoken.speakers[place]] = (place, likeness)
        }
        let nearest = best.map { (answer: $0.key, sentence: $0.value.sentence, likeness: $0.value.likeness) }.sorted { one, other in
            one.likeness == other.likeness ? one.answer < other.answer : one.likeness > other.likeness
        }
        return nearest.prefix(mostAlike).map { (voice: voices[$0.answer], words: spoken.all[$0.sentence].words) }
    }
}

extension CodingDesk {
    fileprivate func with(_ help: DeskHelp) -> CodingDesk {
        var desk = self
        desk.help = help
        return desk
    }
}

extension CodingReading {
    /// Passages at once, of the newest answers.
    private static let mostPassages = 600

    fileprivate func words(for desk: CodingDesk, _ machine: MachineReading) throws -> DeskWords {
        let rule = MachineReading.here(on: now.day(in: .utc))
        let names = Dictionary(desk.codes.filter(\.isInUse).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        // What others gave is a hint of what they think: until somebody read an answer to its end, nobody's codes for it are shown.
        let here = desk.voices.map(\.voice.id)
        let unseen: SQL =
            here.isEmpty
            ? ""
            : """
             AND (c.voice_id NOT IN \(list: here) OR c.coder_id = \(desk.me) OR EXISTS (SELECT 1 FROM coding_reads r
                WHERE r.voice_id = c.voice_id AND r.person_id = \(desk.me) AND r.text_version = c.text_version))
            """
        let rows = try tx.run(
            """
            SELECT c.voice_id, c.code_id, c.start_at, c.stop_at, t.body, t.language FROM \(coded(in: desk.place.id)) AND \(rule)\(unseen)
            ORDER BY c.voice_id DESC, c.id LIMIT \(Self.mostPassages)
            """)
        var numbers: [String: Int] = [:]
        let passages = try rows.compactMap { row -> (code: ID<Code>, name: String, passage: Int, words: SaidSentence)? in
            let code: ID<Code> = try row.id("code_id")
            let key = try "\(row.text("voice_id")) \(row.int("start_at")) \(row.int("stop_at"))"
            let number = numbers[key] ?? numbers.count
            numbers[key] = number
            let words = Passage(try row.text("body"))[Span(start: try row.int("start_at"), stop: try row.int("stop_at"))]
            return names[code].map { (code, $0, number, SaidSentence(words: words, language: (try? row.text("language")) ?? "und")) }
        }
        let others = try machine.voices(of: desk.question.id, in: desk.place.id, rule)
        let may = here.isEmpty ? [] : try machine.voices(of: desk.question.id, in: desk.place.id, "v.id IN \(list: here) AND \(rule)")
        return try DeskWords(
            passages: passages, others: others, mine: Set(may.map(\.id)), declined: CodingStore(tx).declined(in: here, by: desk.me))
    }
}
