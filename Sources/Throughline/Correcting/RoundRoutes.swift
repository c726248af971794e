import Database
import HTML
import Language

/// The team's side: showing sentences to those who said them, and saying what became of what they put right.
struct RoundRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/correcting", desk)
        roads.post("/questions/:id/correcting", begin)
        roads.get("/corrections/:id/became", became)
        roads.post("/corrections/:id/became", tell)
    }

    @Sendable func desk(_ visit: Visit) async throws -> Reply {
        let wanted = visit[query: "insight"].map { Set([$0]) }
        let view = try await read(visit, wanted: wanted ?? [])
        return .page(page(view, RoundDraft(insights: wanted ?? Set(view.open.map(\.id.description))), visit))
    }

    @Sendable func begin(_ visit: Visit) async throws -> Reply {
        let draft = RoundDraft(insights: Set(visit.fields.all("insights")))
        let view = try await read(visit, wanted: draft.insights)
        let act = house.act(by: try visit.person())
        if view.place.isSealed { throw Refusal.notNow(.placeSealed) }
        guard !view.isBlocked else { throw Refusal.conflict }
        let chosen: [ID<Item>]
        do throws(Invalid) {
            chosen = try draft.checked(among: view.open.map(\.id))
        } catch {
            return .refused(page(view, draft, visit, invalid: error))
        }
        let (question, here, base) = (view.question.item, Href("/questions/\(view.question.id)/correcting"), visit.base)
        return try await house.answerOnce(visit) { tx in
            let letters = RoundLetters(house: house)
            let people = try letters.reachable(RoundStore(tx).speakers(behind: chosen, on: act.day))
            guard people.contains(where: { $0.way != .none }) else { throw Refusal.conflict }
            let round = try RoundStore(tx).begin(chosen, on: question, asking: people, by: act)
            try letters.ask(people, round, base: base, on: tx, at: act.now)
            return here
        }
    }

    private func page(_ view: RoundDesk, _ draft: RoundDraft, _ visit: Visit, invalid: Invalid? = nil) -> Page {
        let today = visit.now.day(in: .utc)
        return RoundPages.desk(view, until: CorrectionRound.lastDay(from: today), on: today, draft: draft, invalid: invalid)
    }

    private func read(_ visit: Visit, wanted: Set<String>) async throws -> RoundDesk {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            try RoundReading(tx: tx, language: visit.language, now: visit.now).desk(
                id, wanted: wanted, for: visit.reader, reaching: RoundLetters(house: house).reachable)
        }
    }

    @Sendable func became(_ visit: Visit) async throws -> Reply {
        let (correction, place) = try await correction(visit)
        return .page(BecamePages.form(BecameDraft(), correction, in: place, seen: correction.item.version))
    }

    /// What the team did with it stands beside it, and is told to whoever wrote it.
    @Sendable func tell(_ visit: Visit) async throws -> Reply {
        let (correction, place) = try await correction(visit)
        let version = try visit.fields.version()
        let draft = BecameDraft(choice: visit.fields["became"], words: visit.fields["words"])
        let choice: Became
        do throws(Invalid) {
            choice = try draft.checked()
        } catch {
            return .refused(BecamePages.form(draft, correction, in: place, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        let language = place.language(of: draft.words, readBy: visit.language) ?? visit.language
        let base = visit.base
        return try await house.answerOnce(visit) { tx in
            let store = CorrectionStore(tx)
            try store.look(correction.item, open: choice != .kept, seen: version, as: visit.reader, by: act)
            try TextStore(tx).write(draft.words, of: correction.item.id, field: choice.rawValue, in: language, on: act.day)
            if let id = try store.voice(of: correction.item.id) {
                try RoundLetters(house: house).tell(VoiceStore(tx).own(id), draft.words, base: base, on: tx, at: act.now)
            }
            return "/corrections/\(correction.item.id)"
        }
    }

    /// One that waits for the team's answer.
    private func correction(_ visit: Visit) async throws -> (Correction, Place) {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            let item = try LineStore(tx).find(id, kind: .correction, for: visit.reader, at: visit.now)
            try visit.reader.require(.learn, in: item.space)
            guard let correction = try CorrectionStore(tx).find(id), correction.isNew else { throw Refusal.conflict }
            return (correction, try PlaceStore(tx).find(item.space))
        }
    }
}
