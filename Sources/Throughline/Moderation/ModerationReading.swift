import Database
import Language

/// A record that people pointed at, for moderators.
struct FlaggedRecord: Sendable {
    let item: Item
    let text: Text?
    /// What was said to be wrong, the most dangerous first, and how often.
    let reasons: [(reason: FlagReason, times: Int)]
    let oldest: Day
}

/// An act that waits for somebody, with the record it is about.
struct WaitingAct: Sendable {
    let act: ModerationAct
    let text: Text?
    /// Whether this reader may decide.
    let isMine: Bool
}

/// Everything about one record on a moderator's desk.
struct ModeratedRecord: Sendable {
    let item: Item
    let text: Text?
    let place: Place
    let flags: [Flag]
    let acts: [ModerationAct]
    /// Nobody moderates their own.
    let isOwn: Bool
}

/// Reads what moderators of a place work with.
struct ModerationReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    /// A record whoever moderates may see, or one out of sight that they could have seen.
    func item(_ id: ID<Item>) throws -> Item {
        if let seen = try LineStore(tx).seen(id, for: reader, at: now) {
            try reader.require(.moderate, in: seen.space)
            return seen
        }
        guard let hidden = try LineStore(tx).unseen(id), reader.may(.moderate, in: hidden.space), try couldRead(hidden) else {
            throw Refusal.notFound
        }
        return hidden
    }

    /// What waits in a place: records people pointed at, and acts that need a second person or a decision.
    func desk(of place: Place) throws -> (flagged: [FlaggedRecord], waiting: [WaitingAct]) {
        try reader.require(.moderate, in: place.id)
        let open = Dictionary(grouping: try FlagStore(tx).open(in: place.id), by: \.item)
        let acts = try ModerationStore(tx).waiting(in: place.id)
        let items = try mine(Set(open.keys).union(acts.map(\.item)))
        let texts = try TextStore(tx).all(of: items.keys.sorted { $0.description < $1.description }, for: language)
        let people = try MembershipStore(tx).count(in: place.id)
        let flagged = open.compactMap { id, flags in
            items[id].map { item in
                let times = Dictionary(grouping: flags, by: \.reason).mapValues(\.count)
                return FlaggedRecord(
                    item: item, text: texts[id]?[item.kind.headline],
                    reasons: FlagReason.allCases.compactMap { reason in times[reason].map { (reason, $0) } },
                    oldest: flags.map(\.day).min() ?? item.day)
            }
        }
        let waiting = try acts.compactMap { act -> WaitingAct? in
            guard let item = items[act.item] else { return nil }
            let authors = try Moderating.authors(of: item, tx)
            let isMine = act.waitsForSecond ? act.second(authors: authors, peopleInSpace: people).mayBe(reader) : true
            return WaitingAct(act: act, text: texts[item.id]?[item.kind.headline], isMine: isMine)
        }
        return (flagged.sorted(by: Self.worstFirst), waiting)
    }

    func record(_ id: ID<Item>) throws -> ModeratedRecord {
        let item = try item(id)
        let isOwn = try Moderating.authors(of: item, tx).contains { $0 == reader.person }
        return try ModeratedRecord(
            item: item, text: TextStore(tx).all(of: id, for: language)[item.kind.headline], place: PlaceStore(tx).find(item.space),
            flags: isOwn ? [] : FlagStore(tx).open(on: id), acts: ModerationStore(tx).all(on: id), isOwn: isOwn)
    }

    /// Those of some records that this moderator may read and did not write.
    private func mine(_ ids: Set<ID<Item>>) throws -> [ID<Item>: Item] {
        let seen = try LineStore(tx).seen(ids, for: reader, at: now)
        return try LineStore(tx).unseen(ids).filter { id, item in
            guard try seen[id] != nil || couldRead(item) else { return false }
            return try !Moderating.authors(of: item, tx).contains { $0 == reader.person }
        }
    }

    private func couldRead(_ item: Item) throws -> Bool {
        guard item.isOutOfSight,
            let act = try ModerationStore(tx).standing(on: item.id).first(where: { $0.deed.takesOutOfSight })
        else { return false }
        let before = Audience.of(kind: item.kind, state: act.before, sensitivity: item.sensitivity, tlp: item.tlp)
        return before <= reader.level(in: item.space)
    }

    private static func worstFirst(_ a: FlaggedRecord, _ b: FlaggedRecord) -> Bool {
        func rank(_ record: FlaggedRecord) -> Int { record.reasons.first.flatMap { FlagReason.allCases.firstIndex(of: $0.reason) } ?? 99 }
        return (rank(a), a.oldest, a.item.id.description) < (rank(b), b.oldest, b.item.id.description)
    }
}
