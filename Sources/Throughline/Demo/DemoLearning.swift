import Database
import Language

/// Writes what was learned in a story: noted, shared, checked, disagreed with.
struct DemoLearning {
    let writing: DemoWriting
    let story: DemoStory
    let question: Question
    let place: Place

    private var tx: any Connection { writing.tx }
    private var days: DemoDays { writing.days }

    func write(_ insight: DemoInsight) throws -> ID<Item> {
        let reader = try writing.cast.reader(insight.by, in: place)
        let act = days.act(insight.day, by: reader.person)
        let language = insight.language ?? story.worked ?? story.language
        let id = try InsightStore(tx).add(
            insight.claim, limits: insight.limits, in: language, from: question, evidence: evidence(insight), by: act)
        try writing.translate(id, "claim", insight.translations, on: act.day)
        if insight.state != "note" {
            let note = try find(id, reader)
            try InsightStore(tx).open(
                note, to: insight.openness ?? story.opened, confirmed: true, seen: note.item.version, as: reader,
                by: days.act(insight.day - 1, by: reader.person))
        }
        for dissent in insight.dissents { try write(dissent, on: id, reader) }
        if insight.state == "checked", let confidence = insight.confidence { try check(id, insight, confidence, max(insight.day - 5, 0)) }
        if insight.state == "withdrawn" { try writing.move(id, "withdraw", insight.day - 6, as: reader) }
        return id
    }

    private func find(_ id: ID<Item>, _ reader: Reader) throws -> Insight {
        try InsightStore(tx).find(id, for: reader, in: story.language, at: days.now)
    }

    private func evidence(_ insight: DemoInsight) throws -> [NewEvidence] {
        try insight.evidence.flatMap { piece in
            try piece.voices.map { key in
                let voice = try writing.voice(key)
                var new = NewEvidence(source: try writing.item(key), relation: piece.relation, kind: voice.kind, why: piece.why)
                (new.organisation, new.event, new.context) = (voice.organisation, voice.event, voice.place)
                return new
            }
        }
    }

    /// Who checked it looks again after a source was taken back.
    func checkAgain(_ insight: DemoInsight, _ id: ID<Item>, _ daysAgo: Int) throws {
        guard let confidence = insight.confidence, try LineStore(tx).unseen(id)?.state == "shared" else { return }
        try check(id, insight, confidence, daysAgo)
    }

    private func check(_ id: ID<Item>, _ insight: DemoInsight, _ confidence: Confidence, _ daysAgo: Int) throws {
        let reader = try writing.cast.reader(insight.reviewer, in: place)
        let found = try find(id, reader)
        var draft = CheckDraft()
        (draft.confidence, draft.reason, draft.knows) = (confidence.rawValue, insight.because, "yes")
        try InsightStore(tx).review(
            found, confidence, draft, in: insight.language ?? story.worked ?? story.language, fromElsewhere: false,
            seen: found.item.version,
            by: days.act(daysAgo, by: reader.person))
    }

    private func write(_ dissent: DemoDissent, on insight: ID<Item>, _ reader: Reader) throws {
        let author: Author =
            switch dissent.by {
            case .nobody: .nobody
            case .named(let name): .pseudonym(name)
            case .person(let key): .person(try writing.cast.person(key))
            case .member: writing.cast.active[story.place]?.last.map { .person($0) } ?? .nobody
            }
        guard let item = try LineStore(tx).unseen(insight) else { throw Refusal.notFound }
        var draft = DissentDraft()
        (draft.text, draft.alternative) = (dissent.text, dissent.instead)
        let id = try DissentStore(tx).add(
            draft, to: item, as: author, in: dissent.language, held: false, by: days.act(dissent.day, by: author.person))
        for (state, act) in [("answered", "answer"), ("kept", "keep")] where dissent.state == state {
            try writing.move(id, act, max(dissent.day - 4, 0), as: reader)
        }
    }
}
