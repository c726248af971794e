import Database
import Language

/// Words that were taken back go from wherever they were quoted; a mark stands in their place.
///
/// Only what was written after the voice came can quote it: else somebody could send a team's own words as an answer, take them back,
/// and erase the record. A voice and a text have a day and no hour, so on the day itself a text counts as later only where the team has
/// read the answer and let it through, or put it down as a source. Nothing is ever taken from the question that was asked, from other
/// speakers' answers, or from other places.
///
/// Where a place keeps its words locked, its speakers cannot look into its records. What they take back is then looked for, still sealed,
/// as soon as somebody opens the place.
enum QuoteWithdrawal {
    static let mark = "[…]"
    /// How many records around a question are searched.
    static let most = 2_000

    static func redact(_ voice: Voice, _ tx: any Connection, by act: Act) throws {
        let tellings = Set(try TellingStore(tx).quoting(voice.id).map(\.id))
        let sourced = Set(try EvidenceStore(tx).insights(from: voice.id)).union(tellings).union(try ReportStore(tx).quoting(voice.id))
        let isEverywhere = voice.item.state != "held"
        let wasRead = try AuditStore(tx).has("voice.release", on: voice.id)
        var changed: Set<ID<Item>> = []
        if voice.text?.isLocked == true {
            try LateRedactionStore(tx).expect(voice, sources: sourced, isEverywhere: isEverywhere, wasRead: wasRead, by: act)
        } else {
            let around = isEverywhere ? voice.question : nil
            changed = try redact(
                Passages(of: voice).all, sourced, around: around, in: voice.item.space, since: voice.item.day, wasRead: wasRead, tx)
        }
        try TranslationTaskStore(tx).dropDrafts(of: Array(changed))
        try follow(changed.union(tellings), isChanged: !changed.isEmpty, around: voice.question, in: voice.item.space, tx, by: act)
    }

    /// What follows where words were taken out.
    private static func follow(
        _ near: Set<ID<Item>>, isChanged: Bool, around question: ID<Item>, in space: ID<Space>, _ tx: any Connection, by act: Act
    ) throws {
        let line = LineStore(tx)
        try TellingStore(tx).mark(near, quoteGoneOn: act.day)
        // Whoever holds a prepared text for a chat has another one in hand than stands here now: "told" is asked of them again.
        for id in near.sorted(by: { $0.description < $1.description }) {
            guard let item = try line.unseen(id), item.kind == .telling, item.state == "prepared" else { continue }
            try line.touch(id, seen: item.version)
        }
        if isChanged { try owe(question, in: space, tx, by: act) }
    }

    /// A name that may not stand with a quote any more is nobody's to cut out of a sentence but its writer's: they are asked to.
    static func named(_ voice: Voice, _ tx: any Connection, by act: Act) throws {
        guard let name = voice.name else { return }
        let near = try TellingStore(tx).quoting(voice.id).map(\.id) + EvidenceStore(tx).insights(from: voice.id)
        let texts = try TextStore(tx).all(of: near, for: voice.item.language)
        guard texts.values.contains(where: { $0.values.contains { $0.body.contains(name) } }) else { return }
        try owe(voice.question, in: voice.item.space, tx, by: act)
    }

    /// Somebody of the team reads once more what a quote went out of.
    private static func owe(_ question: ID<Item>, in space: ID<Space>, _ tx: any Connection, by act: Act) throws {
        guard try DutyStore(tx).owed(.quoteGone, on: question, language: "und", door: .here) == nil else { return }
        try DutyStore(tx).owe(
            .quoteGone, on: question, in: space, language: "und", door: .here, due: act.day + 7, minutes: 5, people: 1,
            by: act)
    }

    /// What waited until somebody opened the place.
    static func redactLate(in space: ID<Space>, _ tx: any Connection, by act: Act) throws {
        for late in try LateRedactionStore(tx).all(in: space) {
            guard let words = late.words else { continue }
            let changed = try redact(
                Passages(of: words, quoted: Quote.of(words)).all, late.sources, around: late.isEverywhere ? late.question : nil, in: space,
                since: late.since, wasRead: late.wasRead, tx)
            try TranslationTaskStore(tx).dropDrafts(of: Array(changed))
            try follow(changed, isChanged: !changed.isEmpty, around: late.question, in: space, tx, by: act)
            try LateRedactionStore(tx).done(late.id)
        }
    }

    private static func redact(
        _ passages: [String], _ sourced: Set<ID<Item>>, around question: ID<Item>?, in space: ID<Space>, since day: Day, wasRead: Bool,
        _ tx: any Connection
    ) throws -> Set<ID<Item>> {
        guard !passages.isEmpty else { return [] }
        let line = LineStore(tx)
        let around = try question.map { try line.around($0, in: space, most: most) } ?? []
        var changed: Set<ID<Item>> = []
        for (items, since) in [(sourced, day), (Set(around).subtracting(sourced), wasRead ? day : day + 1)] {
            let items = items.sorted { $0.description < $1.description }
            changed.formUnion(try TextStore(tx).redact(passages, in: items, since: since, mark: mark))
            try line.redactReasons(passages, in: items, since: since, mark: mark)
            try EvidenceStore(tx).redact(passages, in: items, since: since, mark: mark)
        }
        try ThemeStore(tx).redact(passages, in: space, since: day, mark: mark)
        return changed
    }
}
