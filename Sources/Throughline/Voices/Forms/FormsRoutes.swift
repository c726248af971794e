import Database
import HTML
import Language

/// The wall of a place's forms, and which of them it uses.
struct FormsRoutes: Sendable {
    let house: House

    /// Entries on one page.
    static let page = 30

    func add(to roads: Roads) {
        roads.get("/spaces/:space/forms", wall)
        roads.get("/spaces/:space/forms/choosing", choosing)
        roads.post("/spaces/:space/forms/choosing", choose)
        roads.get("/voices/:id/sheet", sheet)
    }

    @Sendable func wall(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let only = visit[query: "form"].flatMap { FormID(rawValue: $0) }
        let kind = only == .failure ? visit[query: "class"].flatMap { FailureClass(rawValue: $0) } : nil
        let until = visit[query: "until"].flatMap { Quarter($0) }
        let before = visit[query: "before"].flatMap { ID<Item>(typed: $0) }
        let (keys, catalogues) = (house.keys, house.catalogues)
        return .page(
            try await house.db.read { tx in
                let place = try PlaceStore(tx).find(slug: slug)
                let ids = try CaptureStore(tx).list(
                    in: place.id, form: only, choosing: kind.map { ("class", $0.rawValue) }, for: visit.reader, at: visit.now,
                    before: before,
                    limit: Self.page + 1)
                let shown = Array(ids.prefix(Self.page))
                let voices = try VoiceStore(tx).all(shown, for: visit.reader, at: visit.now)
                let captures = try CaptureStore(tx).all(of: shown)
                let entries = shown.compactMap { id in voices[id].flatMap { voice in captures[id].map { (voice, $0) } } }
                let questions = try QuestionStore(tx).all(
                    entries.map(\.0.question), for: visit.reader, in: visit.language, at: visit.now)
                let open = try QuestionStore(tx).list(["open"], in: place.id, for: visit.reader, in: visit.language, at: visit.now)
                let chosen = open.first { $0.id.description == visit[query: "question"] }
                let drafts = try visit.reader.person.map { try FormDraftStore(tx, keys).all(of: $0, in: place.id) } ?? []
                var next = place.path("forms").with(query: "before", shown.last?.description ?? "")
                if let only { next = next.with(query: "form", only.rawValue) }
                if let kind { next = next.with(query: "class", kind.rawValue) }
                return FormsPages.wall(
                    .init(
                        place: place, forms: try PlaceFormsStore(tx).forms(of: place.id),
                        question: chosen ?? open.first { $0.isStanding(in: catalogues) } ?? open.first, isChosen: chosen != nil,
                        drafts: drafts, entries: entries, questions: questions, only: only, kind: kind, until: until,
                        next: ids.count > Self.page ? next : nil),
                    for: visit)
            })
    }

    @Sendable func choosing(_ visit: Visit) async throws -> Reply {
        let (place, forms) = try await settled(visit)
        return .page(FormsPages.choosing(forms, in: place, seen: place.version))
    }

    @Sendable func choose(_ visit: Visit) async throws -> Reply {
        let (place, now) = try await settled(visit)
        var forms = now
        forms.used = Set(visit.fields.all("used").compactMap { FormID(rawValue: $0) })
        forms.failureWord = FailureWord(rawValue: visit.fields["word"]) ?? now.failureWord
        let (chosen, version, act) = (forms, try visit.fields.version(), house.act(by: try visit.person()))
        do {
            return try await house.answerOnce(visit) { tx in
                try PlaceFormsStore(tx).choose(chosen, in: place, seen: version, by: act)
                return place.path("forms")
            }
        } catch Refusal.conflict {
            let (place, now) = try await settled(visit)
            return .raced(FormsPages.raced(chosen, theirs: now, in: place, typed: visit.fields.pairs))
        }
    }

    private func settled(_ visit: Visit) async throws -> (Place, PlaceForms) {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            try visit.reader.require(.settle, in: place.id)
            return (place, try PlaceFormsStore(tx).forms(of: place.id))
        }
    }

    /// One page for the wall of the office.
    @Sendable func sheet(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        return .page(
            try await house.db.read { tx in
                let voice = try VoiceStore(tx).find(id, for: visit.reader, at: visit.now)
                guard let capture = try CaptureStore(tx).all(of: [id])[id] else { throw Refusal.notFound }
                let question = try QuestionStore(tx).find(voice.question, for: visit.reader, in: visit.language, at: visit.now)
                return SheetPages.sheet(
                    capture, voice, question, in: try PlaceStore(tx).find(voice.item.space),
                    promises: try CaptureStore(tx).promises(of: id, for: visit.reader, in: visit.language, at: visit.now))
            })
    }
}
