import Database
import HTML
import Language

/// Asking who decides; for the team.
struct DeciderRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/deciders", show)
        roads.post("/questions/:id/deciders", ask)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let question = try await question(visit)
        var draft = AskDeciderDraft()
        draft.name = question.decider
        draft.mail = question.deciderMail ?? ""
        return .page(DeciderPages.show(try await view(question, draft, visit), draft))
    }

    @Sendable func ask(_ visit: Visit) async throws -> Reply {
        let question = try await question(visit)
        let draft = AskDeciderDraft(name: visit.fields["name"], mail: visit.fields["mail"], language: visit.fields["language"])
        let language: LanguageTag
        do {
            language = try draft.checked(needsMail: house.post != nil)
        } catch {
            return .refused(DeciderPages.show(try await view(question, draft, visit), draft, invalid: error))
        }
        let act = house.act(by: try visit.person())
        try house.brakes.press("decider", from: act.by?.description ?? "", limit: 30, minutes: 60, at: visit.now)
        let sealed = DeciderWork.seal(draft.mail, house)
        return try await house.answerOnce(visit) { tx in
            let asked = try AskedDeciderStore(tx).ask(draft.name, sealedMail: sealed, in: language, about: question, by: act)
            let brief = try DeciderReading(tx: tx, now: visit.now).brief(asked)
            let links = DeciderMail.Links(base: visit.base, token: asked.token(house.keys), language: language)
            try DeciderWork.send(DeciderMail.ask(brief, links), to: asked, brief.place, house, on: tx)
            return Href("/questions/\(question.id)/deciders").with(query: "asked", asked.id.description)
        }
    }

    private func question(_ visit: Visit) async throws -> Question {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            let question = try QuestionStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
            try visit.reader.require(.decide, in: question.item.space)
            return question
        }
    }

    private func view(_ question: Question, _ draft: AskDeciderDraft, _ visit: Visit) async throws -> DeciderPages.View {
        let wanted = LanguageTag(draft.language)
        let shown = visit[query: "asked"].flatMap { ID<AskedDecider>(typed: $0) }
        let (brief, asked) = try await house.db.read { tx in
            let place = try PlaceStore(tx).find(question.item.space)
            let brief = try DeciderReading(tx: tx, now: visit.now).brief(question.id, in: wanted ?? place.language)
            return (brief, try AskedDeciderStore(tx).all(about: question.id))
        }
        let tongue = house.catalogues.tongue(
            wanted ?? brief.place.language, zone: brief.place.zone, today: visit.now.day(in: brief.place.zone))
        // The preview holds no link that works.
        let blank = DeciderMail.Links(base: visit.base, token: "…", language: tongue.tag)
        let mine = asked.first { $0.id == shown }
        return DeciderPages.View(
            brief: brief, asked: asked,
            languages: brief.place.languages + house.catalogues.languages.filter { !brief.place.languages.contains($0) },
            hasMail: house.post != nil, preview: DeciderMail.ask(brief, blank).text(in: tongue), copy: try await copy(for: mine, visit))
    }

    private func copy(for asked: AskedDecider?, _ visit: Visit) async throws -> String? {
        guard house.post == nil, let asked else { return nil }
        let brief = try await house.db.read { tx in try DeciderReading(tx: tx, now: visit.now).brief(asked) }
        let links = DeciderMail.Links(base: visit.base, token: asked.token(house.keys), language: asked.language)
        let tongue = house.catalogues.tongue(asked.language, zone: brief.place.zone, today: visit.now.day(in: brief.place.zone))
        return DeciderMail.ask(brief, links).text(in: tongue)
    }
}
