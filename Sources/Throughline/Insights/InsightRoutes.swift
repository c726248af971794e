import Database
import HTML
import Language

struct InsightRoutes: Sendable {
    let house: House

    /// Voices offered at once while a note is written.
    static let offered = 60
    /// Entries on one page of the list.
    static let page = 30

    func add(to roads: Roads) {
        roads.get("/questions/:id/insights/new", note)
        roads.post("/questions/:id/insights", keep)
        roads.get("/spaces/:space/insights", list)
        roads.get("/insights/:id", show)
        roads.get("/insights/:id/wording", wording)
        roads.post("/insights/:id/wording", reword)
        roads.get("/insights/:id/sharing", sharing)
        roads.post("/insights/:id/sharing", share)
        EvidenceRoutes(house: house).add(to: roads)
        CheckRoutes(house: house).add(to: roads)
        DissentRoutes(house: house).add(to: roads)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        return .page(InsightPages.show(try await house.insight(id, visit), for: visit))
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let before = visit[query: "before"].flatMap { ID<Item>(typed: $0) }
        let (place, insights) = try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            let states = ["shared", "checked"] + (visit.reader.may(.learn, in: place.id) ? ["note"] : [])
            let insights = try InsightStore(tx).list(
                states, in: place.id, for: visit.reader, in: visit.language, at: visit.now, before: before, limit: Self.page + 1)
            return (place, insights)
        }
        let shown = Array(insights.prefix(Self.page))
        let next = insights.count > shown.count ? shown.last.map { place.path("insights").with(query: "before", $0.id.description) } : nil
        return .page(InsightPages.list(shown, in: place, next: next, for: visit))
    }

    @Sendable func note(_ visit: Visit) async throws -> Reply {
        let asked = Self.voices(visit[query: "voices"])
        let desk = try await desk(visit, with: asked)
        return .page(desk.page(NoteDraft(voices: Set(asked.map(\.description)))))
    }

    @Sendable func keep(_ visit: Visit) async throws -> Reply {
        let desk = try await desk(visit, with: visit.fields.all("voices").compactMap { ID<Item>(typed: $0) })
        var draft = NoteDraft(claim: visit.fields["claim"], voices: Set(visit.fields.all("voices")))
        // Only words that were let through, of this question, and that this person may read.
        draft.voices.formIntersection(desk.voices.map(\.id.description))
        do {
            try draft.checked()
        } catch {
            return .refused(desk.page(draft, invalid: error))
        }
        let language = desk.place.language(of: draft.claim, readBy: visit.language) ?? visit.language
        let act = house.act(by: try visit.person())
        let chosen = desk.voices.filter { draft.voices.contains($0.id.description) }.map { NewEvidence(speaking: $0) }
        let (claim, question) = (draft.claim, desk.question)
        return try await house.answerOnce(visit) { tx in
            "/insights/\(try InsightStore(tx).add(claim, in: language, from: question, evidence: chosen, by: act))"
        }
    }

    /// What writing a note needs: the question, its place, and the words that can be ticked.
    private struct Desk: Sendable {
        let question: Question
        let place: Place
        let voices: [Voice]
        let hasMore: Bool

        func page(_ draft: NoteDraft, invalid: Invalid? = nil) -> Page {
            InsightFormPages.note(draft, question, voices: voices, hasMore: hasMore, in: place, invalid: invalid)
        }
    }

    /// The answers a link to this page brings with it, as `voices=ID.ID`.
    private static func voices(_ typed: String?) -> [ID<Item>] {
        (typed ?? "").split(separator: ".").prefix(offered).compactMap { ID<Item>(typed: String($0)) }
    }

    /// `wanted`: answers to offer also where they are not among the newest.
    private func desk(_ visit: Visit, with wanted: [ID<Item>]) async throws -> Desk {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            let question = try QuestionStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
            try visit.reader.require(.learn, in: question.item.space)
            let voices = try VoiceStore(tx).list(of: id, in: question.item.space, for: visit.reader, at: visit.now, limit: Self.offered + 1)
            let newest = Array(voices.prefix(Self.offered))
            let missing = Set(wanted.prefix(Self.offered)).subtracting(newest.map(\.id))
            let older = try VoiceStore(tx).all(missing.sorted { $0.description > $1.description }, for: visit.reader, at: visit.now).values
                .filter { $0.question == id && $0.item.state == "ready" }.sorted { $0.id.description > $1.id.description }
            return Desk(
                question: question, place: try PlaceStore(tx).find(question.item.space), voices: newest + older,
                hasMore: voices.count > Self.offered)
        }
    }

    @Sendable func wording(_ visit: Visit) async throws -> Reply {
        let (insight, place, _) = try await house.ownInsight(visit)
        let draft = WordingDraft(insight)
        return .page(InsightFormPages.wording(draft, insight, in: place, seen: insight.item.version))
    }

    @Sendable func reword(_ visit: Visit) async throws -> Reply {
        let (insight, place, _) = try await house.ownInsight(visit)
        let version = try visit.fields.version()
        let draft = WordingDraft(visit.fields)
        do {
            try draft.checked()
        } catch {
            return .refused(InsightFormPages.wording(draft, insight, in: place, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try InsightStore(tx).reword(insight, draft, seen: version, by: act)
                return .to(insight.item)
            }
        } catch Refusal.conflict {
            let (theirs, _, _) = try await house.ownInsight(visit)
            return .raced(InsightFormPages.raced(draft, theirs: theirs, in: place, typed: visit.fields.pairs))
        }
    }

    @Sendable func sharing(_ visit: Visit) async throws -> Reply {
        let (insight, place, strictest) = try await house.ownInsight(visit)
        let now = insight.isNote ? strictest : insight.item.audience
        let draft = SharingDraft(openness: Openness(noWiderThan: now).rawValue)
        let waiting = try await waiting(insight, visit)
        return .page(
            InsightFormPages.sharing(
                draft, insight, strictest: strictest, waitingUntil: waiting?.round.until, in: place, seen: insight.item.version))
    }

    /// The round in which those who said it can still put it right.
    private func waiting(_ insight: Insight, _ visit: Visit) async throws -> RoundStanding? {
        let standing = try await house.db.read { tx in
            try RoundReading(tx: tx, language: visit.language, now: visit.now).standing(of: insight)
        }
        return standing.flatMap { $0.round.isOpen(on: visit.now.day(in: .utc)) ? $0 : nil }
    }

    @Sendable func share(_ visit: Visit) async throws -> Reply {
        let (insight, place, strictest) = try await house.ownInsight(visit)
        let version = try visit.fields.version()
        let draft = SharingDraft(
            openness: visit.fields["openness"], isConfirmed: visit.fields["confirmed"] == "yes", early: visit.fields["early"])
        let waiting = try await waiting(insight, visit)
        let today = visit.now.day(in: .utc)
        let openness: Openness
        do {
            openness = try draft.checked(strictest: strictest, maySafeguard: visit.reader.may(.safeguard, in: place.id)) {
                SharingDraft.isEarly($0, insight, waiting, on: today)
            }
        } catch {
            return .refused(
                InsightFormPages.sharing(
                    draft, insight, strictest: strictest, waitingUntil: waiting?.round.until, in: place, seen: version, invalid: error))
        }
        let language = place.language(of: draft.early, readBy: visit.language) ?? visit.language
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try InsightStore(tx).open(
                    insight, to: openness, confirmed: draft.isConfirmed, seen: version, as: visit.reader, by: act)
                if SharingDraft.isEarly(openness, insight, waiting, on: today) {
                    try InsightStore(tx).openedEarly(insight, because: draft.early, in: language, by: act)
                }
                return .to(insight.item)
            }
        } catch Refusal.conflict {
            let (theirs, _, _) = try await house.ownInsight(visit)
            return .raced(InsightFormPages.raced(openness, theirs: theirs, in: place, typed: visit.fields.pairs))
        }
    }
}

extension NewEvidence {
    /// Words as evidence, with what their speaker said about themselves.
    init(speaking voice: Voice) {
        self.init(source: voice.item, organisation: voice.organisation, context: voice.place)
    }
}

extension House {
    /// Something learned with all its page shows, for one visitor.
    func insight(_ id: ID<Item>, _ visit: Visit) async throws -> InsightView {
        try await db.read { tx in
            try InsightReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).view(id)
        }
    }

    /// Something learned in its own language for somebody of its team, with its place and the class of its strictest source.
    func ownInsight(_ visit: Visit) async throws -> (Insight, Place, Audience) {
        let id: ID<Item> = try visit.id()
        return try await db.read { tx in
            let item = try LineStore(tx).find(id, kind: .insight, for: visit.reader, at: visit.now)
            try visit.reader.require(.learn, in: item.space)
            let insight = try InsightStore(tx).find(id, for: visit.reader, in: item.language, at: visit.now)
            return (insight, try PlaceStore(tx).find(item.space), try InsightStore(tx).strictest(of: insight))
        }
    }
}
