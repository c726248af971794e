import Database
import Language

/// What two coders are compared by, for one of the team.
struct TwoCodersView: Sendable {
    let place: Place
    let coders: [Coder]
    let first: Coder?
    let second: Coder?
    let result: TwoCoders
    let names: [ID<Code>: String]
    /// The newest answers on which they differ.
    let voices: [Voice]

    static let listed = 30
}

extension CodingReading {
    func coders(in place: Place) throws -> [Coder] {
        try tx.run(
            """
            SELECT r.person_id, p.name, COUNT(*) AS n FROM coding_reads r JOIN items i ON i.id = r.voice_id JOIN people p ON p.id = r.person_id
            WHERE i.space_id = \(place.id) GROUP BY r.person_id, p.name ORDER BY n DESC, p.name, r.person_id LIMIT 50
            """
        ).map { try Coder(id: $0.id("person_id"), name: $0.text("name"), read: $0.int("n")) }
    }

    /// Without names of two, whoever asks and whoever else has read most.
    func compare(_ one: ID<Person>?, _ other: ID<Person>?, in place: Place) throws -> TwoCodersView {
        let coders = try coders(in: place)
        let first = coders.first { $0.id == one } ?? coders.first { $0.id == reader.person } ?? coders.first
        let second = coders.first { $0.id == other && $0.id != first?.id } ?? coders.first { $0.id != first?.id }
        var result = TwoCoders(answers: [])
        if let first, let second { result = try shared(first.id, second.id, in: place.id) }
        let names = try Dictionary(CodeStore(tx).all(of: place.id).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let differing = result.differences.prefix(TwoCodersView.listed).map(\.voice)
        let voices = try VoiceStore(tx).all(Array(differing), for: reader, at: now)
        return TwoCodersView(
            place: place, coders: coders, first: first, second: second, result: result, names: names,
            voices: differing.compactMap { voices[$0] })
    }

    /// Read without a machine that proposes codes, by both: else it is the machine that agrees with itself.
    private static let alone: SQL = """
        a.helped IS NULL AND b.helped IS NULL AND NOT EXISTS (SELECT 1 FROM codings s WHERE s.voice_id = a.voice_id AND s.suggested = 1
            AND s.coder_id IN (a.person_id, b.person_id))
        AND NOT EXISTS (SELECT 1 FROM offers_declined d WHERE d.voice_id = a.voice_id AND d.person_id IN (a.person_id, b.person_id))
        """

    /// The answers both have read to their end as they stand now, the newest first.
    private func shared(_ first: ID<Person>, _ second: ID<Person>, in space: ID<Space>) throws -> TwoCoders {
        let voices: [ID<Item>] = try tx.run(
            """
            SELECT a.voice_id FROM coding_reads a JOIN coding_reads b ON b.voice_id = a.voice_id AND b.text_version = a.text_version
            JOIN items i ON i.id = a.voice_id
            JOIN texts t ON t.item_id = a.voice_id AND t.field = 'text' AND t.language = i.language AND t.is_current = 1 AND t.version = a.text_version
            WHERE a.person_id = \(first) AND b.person_id = \(second) AND i.state = 'ready' AND \(Self.alone) AND \(Visibility.inSpace(space, for: reader, at: now))
            ORDER BY a.voice_id DESC LIMIT 20000
            """
        ).map { try $0.id("voice_id") }
        var given: [ID<Item>: [ID<Person>: Set<ID<Code>>]] = [:]
        let rows = try tx.run(
            "SELECT DISTINCT c.voice_id, c.coder_id, c.code_id FROM \(coded(in: space)) AND c.coder_id IN \(list: [first, second])")
        for row in rows {
            let voice: ID<Item> = try row.id("voice_id")
            given[voice, default: [:]][try row.id("coder_id"), default: []].insert(try row.id("code_id"))
        }
        return TwoCoders(
            answers: voices.map { .init(voice: $0, first: given[$0]?[first] ?? [], second: given[$0]?[second] ?? []) })
    }
}
