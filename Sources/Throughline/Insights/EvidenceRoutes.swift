import Database
import HTML
import Language

struct EvidenceRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/insights/:id/evidence/new", form)
        roads.post("/insights/:id/evidence", put)
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply {
        let (insight, place, _) = try await house.ownInsight(visit)
        let changing = visit[query: "voice"].flatMap { ID<Item>(typed: $0) }
        let (around, standing) = try await around(insight, place, changing, visit)
        var draft = EvidenceDraft()
        if let standing { draft = EvidenceDraft(standing) }
        return .page(EvidencePages.form(draft, around))
    }

    @Sendable func put(_ visit: Visit) async throws -> Reply {
        let (insight, place, _) = try await house.ownInsight(visit)
        let changing = ID<Item>(typed: visit.fields["changing"])
        let version = changing == nil ? nil : try visit.fields.version()
        var draft = EvidenceDraft(visit.fields)
        let ids = draft.voices.compactMap { ID<Item>(typed: $0) }
        let chosen = try await house.db.read { tx in
            try VoiceStore(tx).all(ids, for: visit.reader, at: visit.now).values.filter {
                $0.question == insight.question && $0.item.state == "ready"
            }
        }
        draft.voices = Set(chosen.map(\.id.description))
        let checked: EvidenceDraft.Checked
        do {
            checked = try draft.checked()
        } catch {
            var (around, _) = try await around(insight, place, changing, visit)
            around.version = version ?? around.version
            return .refused(EvidencePages.form(draft, around, invalid: error))
        }
        let (act, written) = (house.act(by: try visit.person()), draft)
        let evidence = chosen.sorted { $0.id.description < $1.id.description }.map { NewEvidence($0, checked, written) }
        do {
            return try await house.answerOnce(visit) { tx in
                let opened = try InsightStore(tx).attach(evidence, to: insight, seen: version, staysOpen: written.staysOpen, by: act)
                try AgendaMail(house: house).contradicted(opened, in: place, visit, on: tx)
                return .to(insight.item)
            }
        } catch Refusal.conflict where changing != nil {
            return try await raced(written, place, changing, visit)
        }
    }

    /// Somebody changed it meanwhile: both texts. When the piece is gone there is nothing to compare with.
    private func raced(_ draft: EvidenceDraft, _ place: Place, _ changing: ID<Item>?, _ visit: Visit) async throws -> Reply {
        let (theirs, _, _) = try await house.ownInsight(visit)
        let (around, standing) = try await around(theirs, place, changing, visit)
        guard let standing else { throw Refusal.conflict }
        return .raced(EvidencePages.raced(draft, around, now: standing, typed: visit.fields.pairs))
    }

    private func around(_ insight: Insight, _ place: Place, _ changing: ID<Item>?, _ visit: Visit) async throws
        -> (EvidencePages.Around, StandingEvidence?)
    {
        let before = visit[query: "before"].flatMap { ID<Item>(typed: $0) }
        return try await house.db.read { tx in
            if let changing {
                guard let standing = try EvidenceStore(tx).entry(changing, of: insight.id),
                    let voice = try VoiceStore(tx).all([changing], for: visit.reader, at: visit.now)[changing]
                else { throw Refusal.notFound }
                return (
                    EvidencePages.Around(
                        insight: insight, version: insight.item.version, place: place, voices: [voice], older: nil, changing: changing,
                        mayClose: false),
                    standing
                )
            }
            let standing = Set(try EvidenceStore(tx).all(of: insight.id).map(\.source.id))
            guard let question = insight.question else { throw Refusal.notFound }
            var (voices, older): ([Voice], Href?) = ([], nil)
            var cursor = before
            // A page on which everything stands beside it already is passed over.
            repeat {
                let found = try VoiceStore(tx).list(
                    of: question, in: place.id, for: visit.reader, at: visit.now, before: cursor, limit: InsightRoutes.page + 1)
                let page = found.prefix(InsightRoutes.page)
                cursor = page.last?.id
                older = found.count > page.count ? cursor.map { "/insights/\(insight.id)/evidence/new?before=\($0)" } : nil
                voices = page.filter { !standing.contains($0.id) }
            } while voices.isEmpty && older != nil
            let mayClose =
                !insight.isNote && voices.contains { $0.item.sensitivity > insight.item.sensitivity || $0.item.tlp > insight.item.tlp }
            return (
                EvidencePages.Around(
                    insight: insight, version: insight.item.version, place: place, voices: voices, older: older, changing: nil,
                    mayClose: mayClose), nil
            )
        }
    }
}

extension NewEvidence {
    /// Words as evidence: what the team says about them, else what their speaker said.
    fileprivate init(_ voice: Voice, _ checked: EvidenceDraft.Checked, _ draft: EvidenceDraft) {
        self.init(
            source: voice.item, relation: checked.relation, kind: checked.kind, why: draft.why,
            organisation: draft.organisation.nonEmpty ?? voice.organisation, event: draft.event.nonEmpty, document: draft.document.nonEmpty,
            context: draft.context.nonEmpty ?? voice.place)
    }
}

extension EvidenceDraft {
    fileprivate init(_ fields: Fields) {
        voices = Set(fields.all("voices"))
        relation = fields["relation"]
        why = fields["why"]
        kind = fields["kind"].nonEmpty ?? SourceKind.unsaid.rawValue
        event = fields["event"]
        organisation = fields["organisation"]
        document = fields["document"]
        context = fields["context"]
        staysOpen = fields["stays_open"] == "yes"
    }

    fileprivate init(_ standing: StandingEvidence) {
        let evidence = standing.evidence
        voices = [standing.source.id.description]
        relation = evidence.relation.rawValue
        why = standing.why ?? ""
        kind = evidence.kind.rawValue
        event = evidence.event ?? ""
        organisation = evidence.organisation ?? ""
        document = evidence.document ?? ""
        context = evidence.context ?? ""
    }
}
