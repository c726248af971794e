import Database
import Language

/// Words a machine may read for somebody of the team: never more than they read themselves, and not what its speakers kept from machines.
struct MachineReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    /// Answers at once, the newest ones; pages say so where there are more.
    static let most = 400

    init(_ visit: Visit, _ tx: any Connection) { (self.tx, reader, language, now) = (tx, visit.reader, visit.language, visit.now) }

    /// One question with the answers a machine here may read.
    struct Heard: Sendable {
        let question: Question
        let place: Place
        let voices: [Voice]
        /// Answers the reader may read and a machine may not, or that are older than the newest so many.
        let left: Int
        let brought: [ID<Item>: BroughtText]
        /// Those that may go to a machine outside; empty where the place does not use one.
        let outside: [Voice]
        let usesOutside: Bool
        let usesHere: Bool
    }

    func heard(on id: ID<Item>) throws -> Heard {
        let question = try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        let space = question.item.space
        try reader.require(.learn, in: space)
        let used = try PracticeStore(tx).used(in: space)
        let (here, outside) = (used[.machineSummary] != nil, used[.machineOutside] != nil)
        try PracticeStore(tx).require(here ? .machineSummary : .machineOutside, in: space)
        let all = try voices(of: id, in: space, "1 = 1")
        let may = here ? try voices(of: id, in: space, Self.here(on: now.day(in: .utc))) : []
        let left = try count(of: id, in: space) - may.count
        return Heard(
            question: question, place: try PlaceStore(tx).find(space), voices: may, left: max(left, 0),
            brought: try TextStore(tx).brought(all.map(\.item), field: "text", into: language),
            outside: outside ? try voices(of: id, in: space, Self.outside(on: now.day(in: .utc))) : [], usesOutside: outside, usesHere: here
        )
    }

    /// Those of a place, whatever they answer.
    func voices(in space: ID<Space>) throws -> [Voice] {
        try read("i.space_id = \(space) AND i.kind = 'voice' AND \(Self.here(on: now.day(in: .utc)))", in: space)
    }

    func voices(of question: ID<Item>, in space: ID<Space>, _ rule: SQL) throws -> [Voice] {
        try read("v.question_id = \(question) AND \(rule)", in: space)
    }

    private func read(_ rule: SQL, in space: ID<Space>) throws -> [Voice] {
        try VoiceStore(tx).read(
            tx.run(
                """
                \(VoiceStore.select) WHERE \(rule) AND i.state = 'ready' AND t.body IS NOT NULL
                    AND \(Visibility.inSpace(space, for: reader, at: now)) ORDER BY v.id DESC LIMIT \(Self.most)
                """))
    }

    private func count(of question: ID<Item>, in space: ID<Space>) throws -> Int {
        try tx.run(
            """
            SELECT COUNT(*) AS n FROM voices v JOIN items i ON i.id = v.id WHERE v.question_id = \(question) AND i.state = 'ready'
                AND EXISTS (SELECT 1 FROM texts w WHERE w.item_id = v.id AND w.field = 'text' AND w.is_current = 1)
                AND \(Visibility.inSpace(space, for: reader, at: now))
            """
        ).first?.int("n") ?? 0
    }

    /// On this server, over `voices v` and `items i`: nothing that could harm somebody, nothing for people by name, and nobody who was
    /// asked and did not say yes.
    static func here(on day: Day) -> SQL {
        """
        (i.sensitivity < \(Sensitivity.high.rawValue) AND i.tlp <> \(TLP.red.rawValue) AND v.openness <> 'safety'
            AND (\(PermissionSQL.holds(.machine, on: day))
                OR NOT EXISTS (SELECT 1 FROM consents m WHERE m.item_id = v.id AND m.purpose = 'machine')))
        """
    }

    /// Beyond it: only who said yes, and nothing that stays within the place.
    static func outside(on day: Day) -> SQL {
        """
        (i.sensitivity < \(Sensitivity.high.rawValue) AND i.tlp IN \(list: [TLP.clear, .green, .amber].map(\.rawValue))
            AND v.openness <> 'safety' AND \(PermissionSQL.holds(.machine, on: day)))
        """
    }
}

/// Answers cut into sentences, in one row.
struct SaidSentences: Sendable {
    let all: [SaidSentence]
    /// For each, which of the answers it stands in.
    let speakers: [Int]
    let spans: [Span]

    init(_ voices: [Voice]) {
        var (all, speakers, spans): ([SaidSentence], [Int], [Span]) = ([], [], [])
        for (place, voice) in voices.enumerated() {
            guard let text = voice.text, !text.isLocked else { continue }
            let passage = Passage(text.body)
            for span in passage.sentences.prefix(40) {
                all.append(SaidSentence(words: passage[span], language: text.language.description))
                speakers.append(place)
                spans.append(span)
            }
        }
        (self.all, self.speakers, self.spans) = (all, speakers, spans)
    }
}
