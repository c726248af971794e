import Database
import Language

/// Words that were taken back go from wherever they were quoted; a mark stands in their place.
///
/// Only what was written after the voice came can quote it: else somebody could send a team's own words as an answer, take them back,
/// and erase the record. A voice and a text have a day and no hour, so on the day itself a text counts as later only where the team has
/// read the answer and let it through, or put it down as a source. Nothing is ever taken from the question that was asked, from other
/// speakers' answers, or from other places.
enum QuoteWithdrawal {
    static let mark = "[…]"
    /// How many records around a question are searched.
    static let most = 2_000

    static func redact(_ voice: Voice, _ tx: any Connection, by act: Act) throws {
        let line = LineStore(tx)
        let tellings = Set(try TellingStore(tx).quoting(voice.id).map(\.id))
        let passages = Passages(of: voice).all
        var changed: Set<ID<Item>> = []
        if !passages.isEmpty {
            let sourced = Set(try EvidenceStore(tx).insights(from: voice.id)).union(tellings)
            let around = voice.item.state == "held" ? [] : try line.around(voice.question, in: voice.item.space, most: most)
            let day = voice.item.day
            let isRead = try AuditStore(tx).has("voice.release", on: voice.id)
            let others = Set(around).subtracting(sourced)
            for (items, since) in [(sourced, day), (others, isRead ? day : day + 1)] {
                let items = items.sorted { $0.description < $1.description }
                changed.formUnion(try TextStore(tx).redact(passages, in: items, since: since, mark: mark))
                try line.redactReasons(passages, in: items, since: since, mark: mark)
                try EvidenceStore(tx).redact(passages, in: items, since: since, mark: mark)
            }
        }
        try TellingStore(tx).mark(changed.union(tellings), quoteGoneOn: act.day)
        // Whoever holds a prepared text for a chat has another one in hand than stands here now: "told" is asked of them again.
        for id in changed.union(tellings).sorted(by: { $0.description < $1.description }) {
            guard let item = try line.unseen(id), item.kind == .telling, item.state == "prepared" else { continue }
            try line.touch(id, seen: item.version)
        }
        if !changed.isEmpty { try owe(voice, tx, by: act) }
    }

    /// A name that may not stand with a quote any more is nobody's to cut out of a sentence but its writer's: they are asked to.
    static func named(_ voice: Voice, _ tx: any Connection, by act: Act) throws {
        guard let name = voice.name else { return }
        let near = try TellingStore(tx).quoting(voice.id).map(\.id) + EvidenceStore(tx).insights(from: voice.id)
        let texts = try TextStore(tx).all(of: near, for: voice.item.language)
        guard texts.values.contains(where: { $0.values.contains { $0.body.contains(name) } }) else { return }
        try owe(voice, tx, by: act)
    }

    /// Somebody of the team reads once more what a quote went out of.
    private static func owe(_ voice: Voice, _ tx: any Connection, by act: Act) throws {
        guard try DutyStore(tx).owed(.quoteGone, on: voice.question, language: "und", door: .here) == nil else { return }
        try DutyStore(tx).owe(
            .quoteGone, on: voice.question, in: voice.item.space, language: "und", door: .here, due: act.day + 7, minutes: 5, people: 1,
            by: act)
    }
}
