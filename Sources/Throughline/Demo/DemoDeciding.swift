import Database
import Language

/// Writes what was decided and promised in a story, and what became of it.
struct DemoDeciding {
    let tx: any Connection
    let days: DemoDays
    let cast: DemoCast
    let question: Question
    let place: Place
    let story: DemoStory

    func write(_ decision: DemoDecision, from source: Item) throws -> ID<Item> {
        let reader = try cast.reader(decision.by, in: place)
        let act = days.act(decision.day, by: reader.person)
        var draft = DecisionDraft()
        (draft.what, draft.decidedBy, draft.why, draft.expected) = (decision.what, decision.decidedBy, decision.why, decision.expected)
        draft.isProposed = decision.state == "proposed"
        draft.opening.hasReadSources = true
        let checked = DecisionDraft.Checked(
            type: decision.type, level: decision.level, decidedOn: act.day, checkOn: decision.checkIn.map { days.today + $0 },
            openness: Openness.everyone)
        let sources = source.kind == .question ? [] : [source]
        let id = try DecisionStore(tx).add(checked, draft, on: question, from: sources, in: story.worked ?? story.language, by: act)
        try translate(id, "what", decision.translations, on: act.day)
        try follow(decision, id, reader)
        try translate(id, "happened", decision.happenedElsewhere, on: days.day(max(decision.day - 75, 0)))
        return id
    }

    /// The steps a decision took, as far as it has come.
    private func follow(_ decision: DemoDecision, _ id: ID<Item>, _ reader: Reader) throws {
        let store = DecisionStore(tx)
        func find() throws -> Decision { try store.find(id, for: reader, in: story.language, at: days.now) }
        func act(_ later: Int) -> Act { days.act(max(decision.day - later, 0), by: reader.person) }
        guard !["proposed", "decided"].contains(decision.state) else { return }
        let happened = decision.state == "applied" ? decision.happened : ""
        var now = try find()
        try store.apply(now, happened: happened, seen: now.item.version, as: reader, by: act(25))
        now = try find()
        if let result = decision.result {
            try store.check(now, result, found: decision.happened, seen: now.item.version, as: reader, by: act(75))
        }
        now = try find()
        if decision.state == "kept" { try store.keep(now, seen: now.item.version, as: reader, by: act(80)) }
        if decision.state == "reversed" {
            try store.reverse(now, because: decision.because, seen: now.item.version, as: reader, by: act(85))
        }
    }

    func write(_ promise: DemoPromise, from source: Item) throws -> ID<Item> {
        let reader = try cast.reader(promise.person ?? story.by, in: place)
        let act = days.act(promise.day, by: reader.person)
        var draft = PromiseDraft()
        (draft.who, draft.organisation, draft.promise) = (promise.who, promise.organisation, promise.what)
        draft.opening.hasReadSources = true
        let checked = PromiseDraft.Checked(
            due: days.today + promise.dueIn,
            needs: PromiseNeeds(
                needs: promise.needs, amount: promise.amount, currency: promise.currency, days: promise.days, secured: promise.secured),
            openness: .everyone)
        let sources = source.kind == .question ? [] : [source]
        let id = try CommitmentStore(tx).add(
            checked, draft, of: promise.person == nil ? nil : reader.person, on: question, from: sources,
            in: promise.language ?? story.worked ?? story.language, by: act)
        try translate(id, "what", promise.translations, on: act.day)
        try follow(promise, id, reader)
        return id
    }

    /// What became of a promise. Reports come a few days after the day it was due, and never in the future.
    private func follow(_ promise: DemoPromise, _ id: ID<Item>, _ reader: Reader) throws {
        let store = CommitmentStore(tx)
        func find() throws -> Commitment { try store.find(id, for: reader, in: story.language, at: days.now) }
        func move(_ name: String, because: String = "", by act: Act) throws {
            let now = try find()
            try store.move(now, name, because: because, seen: now.item.version, as: reader, by: act)
        }
        let soon = days.act(max(promise.day - 2, 0), by: reader.person)
        let after = days.act(max(min(promise.day, -promise.dueIn - 2), 0), by: reader.person)
        switch promise.state {
        case "made": return
        case "declined": return try move("decline", because: promise.because, by: soon)
        case "released": return try move("release", because: promise.because, by: after)
        default: try move("accept", by: soon)
        }
        if promise.state == "under_way" {
            try move("start", by: days.act(max(promise.day - 6, 0), by: reader.person))
            try write(promise.happened, as: "happened", of: find(), on: after.day)
        }
        let acts = ["fulfilled": "fulfil", "partly": "fulfil_partly", "not_fulfilled": "lapse"]
        guard let name = acts[promise.state] else { return }
        let outcome = OutcomeDraft.Checked(act: name, lapse: promise.lapse.map { [$0] } ?? [], engaged: name == "lapse" ? .somewhat : .yes)
        let now = try find()
        try store.report(now, outcome, note: promise.happened, seen: now.item.version, as: reader, by: after)
        try write(promise.because, as: "because", of: find(), on: after.day)
    }

    private func write(_ words: String, as field: String, of promise: Commitment, on day: Day) throws {
        guard !words.isEmpty else { return }
        try TextStore(tx).write(words, of: promise.id, field: field, in: promise.item.language, on: day)
    }

    private func translate(_ id: ID<Item>, _ field: String, _ words: [LanguageTag: String], on day: Day) throws {
        for (language, body) in words.sorted(by: { $0.key < $1.key }) {
            try TextStore(tx).write(body, of: id, field: field, in: language, origin: "human", on: day)
        }
    }
}
