import Database
import Language

/// What moderators do, with everything that follows from it, in one write: the record, those who pointed at it, the log, and its author.
struct Moderating {
    let tx: any Connection
    let house: House

    private var store: ModerationStore { ModerationStore(tx) }
    private var line: LineStore { LineStore(tx) }

    /// Nobody moderates their own.
    static func authors(of item: Item, _ tx: any Connection) throws -> Set<ID<Person>> {
        if item.kind == .insight { return Set(try ReviewStore(tx).authors(of: item).map(\.person)) }
        return Set([item.author.person].compactMap { $0 })
    }

    /// The act, or nil where the record is left as it is.
    @discardableResult
    func act(_ new: ModerationDraft.Checked, on item: Item, by act: Act) throws -> ModerationAct? {
        guard let me = act.by, try !Self.authors(of: item, tx).contains(me) else { throw Refusal.notNow(.ownModeration) }
        try FlagStore(tx).close(on: item.id, as: new.deed.flag, saying: new.deed == .leave ? new.words.nonEmpty : nil, by: act)
        guard new.deed != .leave else {
            _ = try store.note(.leave, new.reason, in: item.space, by: act)
            return nil
        }
        let deed = try store.add(new, on: item, by: act)
        if let label = new.label {
            try line.label(item, label, by: act)
        } else if !Lifecycle.outOfSight.contains(item.state) {
            try line.moderate(item, to: "hidden", by: act)
            try hid(item, by: act)
        }
        try ModerationLetter(house: house).done(deed, to: item, at: act.now, on: tx)
        return deed
    }

    /// Somebody who took no part decides about a removal or an objection.
    func decide(_ deed: ModerationAct, stays: Bool, saying words: String?, by act: Act) throws {
        guard let item = try line.unseen(deed.item) else { throw Refusal.notFound }
        guard stays else { return try lift(deed, saying: words, by: act) }
        if deed.state == .proposed {
            try store.agree(deed, by: act)
            try line.moderate(item, to: "removed", by: act)
        } else {
            try store.uphold(deed, saying: words, by: act)
        }
        try ModerationLetter(house: house).done(store.find(deed.id), to: item, at: act.now, on: tx)
    }

    /// The note is taken off, or the record is back where it stood.
    func lift(_ deed: ModerationAct, saying words: String?, by act: Act) throws {
        guard let item = try line.unseen(deed.item) else { throw Refusal.notFound }
        try store.lift(deed, saying: words, by: act)
        if deed.deed == .note {
            try line.label(item, nil, by: act)
        } else if item.isOutOfSight {
            try line.moderate(item, to: deed.before, by: act)
            if let back = try line.unseen(item.id) { try putBack(back, by: act) }
        }
        try ModerationLetter(house: house).done(store.find(deed.id), to: item, at: act.now, on: tx)
    }

    /// Numbers and duties that rest on a record follow it out of sight, as they do when it is taken back.
    private func hid(_ item: Item, by act: Act) throws {
        switch item.kind {
        case .voice:
            let voice = try VoiceStore(tx).own(item.id)
            // As it counted before: its state has changed already.
            if let before = try wasCounted(voice, in: item.state) { try VoiceStore(tx).excuse(before, on: voice.question, by: act) }
            try InsightStore(tx).sourceChanged(item.id, by: act)
        case .statement: for question in try StatementStore(tx).questions(of: [item.id]) { try StatementStore(tx).count(of: question) }
        default: break
        }
    }

    private func putBack(_ item: Item, by act: Act) throws {
        switch item.kind {
        case .voice:
            let voice = try VoiceStore(tx).own(item.id)
            let reader = Reader(person: act.by, name: "", roles: [item.space: .steward])
            if let question = try QuestionStore(tx).all([voice.question], for: reader, in: voice.toldLanguage, at: act.now)[voice.question]
            {
                try VoiceStore(tx).oweAgain(voice, question, by: act)
            }
            try InsightStore(tx).sourceChanged(item.id, by: act)
        case .statement: for question in try StatementStore(tx).questions(of: [item.id]) { try StatementStore(tx).count(of: question) }
        default: break
        }
    }

    private func wasCounted(_ voice: Voice, in state: String) throws -> Voice? {
        guard state == "ready" || state == "held" else { return nil }
        return voice.standing(in: state)
    }
}

extension Voice {
    /// The same voice as it stood in an earlier state.
    fileprivate func standing(in state: String) -> Voice {
        let before = Item(
            id: item.id, kind: item.kind, space: item.space, author: item.author, language: item.language, sensitivity: item.sensitivity,
            tlp: item.tlp, state: state, version: item.version, audience: item.audience, day: item.day, label: item.label)
        var voice = self
        voice.item = before
        return voice
    }
}

/// What time brings: a hold nobody decided about ends, and what was removed is gone for good.
enum ModerationNights {
    static func run(_ house: House) async throws {
        let act = house.act(by: nil)
        for deed in try await house.db.read({ try ModerationStore($0).over(on: act.day) }) {
            try await house.db.write { tx in
                guard let item = try LineStore(tx).unseen(deed.item) else { return }
                if deed.deed == .remove { return try erase(item, tx, by: act) }
                // What endangers somebody stays away until somebody decides; the list of what waits says it is late.
                if !deed.reason.isDangerous { try Moderating(tx: tx, house: house).lift(deed, saying: nil, by: act) }
            }
        }
    }

    /// As thoroughly as when somebody takes their words back: quotes of them elsewhere go too.
    private static func erase(_ item: Item, _ tx: any Connection, by act: Act) throws {
        if item.kind == .voice {
            let voice = try VoiceStore(tx).own(item.id)
            for step in Withdrawal.steps { try step(tx, voice, act) }
        }
        try LineStore(tx).erase(item, by: act)
    }
}
