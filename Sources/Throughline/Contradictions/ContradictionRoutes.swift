import Database
import HTML
import Language

struct ContradictionRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/insights/:id/differences/new", form)
        roads.post("/insights/:id/differences", write)
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply {
        let (around, now) = try await around(visit, with: visit[query: "with"] ?? "")
        return .page(ContradictionPages.new(now.map(ContradictionDraft.init) ?? ContradictionDraft(), around))
    }

    @Sendable func write(_ visit: Visit) async throws -> Reply {
        let draft = ContradictionDraft(visit.fields)
        let version = try visit.fields.version()
        var around: ContradictionPages.Around
        do {
            around = try await self.around(visit, with: draft.against).0
        } catch Refusal.notFound {
            around = try await self.around(visit, with: "").0
            let gone = Invalid("against", Phrase("It was taken back meanwhile. Your words are still here."))
            return .refused(ContradictionPages.new(draft, around, invalid: gone))
        }
        around.version = version
        guard let other = around.other?.item else {
            var invalid = Invalid("against", Phrase("Choose what says otherwise."))
            do { _ = try draft.checked(on: visit.today) } catch { invalid.add(error) }
            return .refused(ContradictionPages.new(draft, around, invalid: invalid))
        }
        let checked: ContradictionDraft.Checked
        do {
            checked = try draft.checked(on: visit.today)
        } catch {
            return .refused(ContradictionPages.new(draft, around, invalid: error))
        }
        let (insight, place) = (around.insight, around.place)
        let language = place.language(of: draft.why + draft.check + draft.found, readBy: visit.language) ?? visit.language
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try ContradictionStore(tx).write(
                    checked, draft, between: insight.item, and: other, seen: version, in: language, by: act)
                return .to(insight.item)
            }
        } catch Refusal.conflict {
            let (again, now) = try await self.around(visit, with: draft.against)
            guard let now else { throw Refusal.conflict }
            return .raced(ContradictionPages.raced(draft, now: now, again, typed: visit.fields.pairs))
        }
    }

    /// The page's insight with the other side, and what was written of the two so far. Where it was written on the other one's page, that
    /// one is the page's.
    private func around(_ visit: Visit, with other: String) async throws -> (ContradictionPages.Around, Contradiction?) {
        let (insight, place, _) = try await house.ownInsight(visit)
        let against = ID<Item>(typed: other)
        return try await house.db.read { tx in
            let reading = ContradictionReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
            guard let against else {
                return (.init(insight: insight, place: place, candidates: try reading.candidates(for: insight)), nil)
            }
            let now = try ContradictionStore(tx).find(insight.id, and: against, in: insight.item.language)
            if let now, now.insight == against {
                let turned = try InsightStore(tx).find(against, for: visit.reader, in: visit.language, at: visit.now)
                return (
                    .init(insight: turned, place: place, other: (insight.item, insight.claim), version: now.version),
                    try ContradictionStore(tx).find(against, and: insight.id, in: turned.item.language)
                )
            }
            return (.init(insight: insight, place: place, other: try reading.other(against, of: insight), version: now?.version ?? 0), now)
        }
    }
}
