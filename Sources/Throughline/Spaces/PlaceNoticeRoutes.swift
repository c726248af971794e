import Database
import HTML
import Language

struct PlaceNoticeRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/about", show)
        roads.get("/spaces/:space/about/words", words)
        roads.post("/spaces/:space/about/words", write)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let (place, notice) = try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            return (place, try PlaceNoticeStore(tx).notice(of: place, for: visit.language))
        }
        return .page(PlaceNoticePages.show(notice, in: place, for: visit))
    }

    @Sendable func words(_ visit: Visit) async throws -> Reply {
        let (place, language, draft) = try await standing(visit, in: visit[query: "in"])
        return .page(PlaceNoticePages.form(draft, in: place, language: language, seen: place.version))
    }

    @Sendable func write(_ visit: Visit) async throws -> Reply {
        let (place, language, theirs) = try await standing(visit, in: visit.fields["language"])
        let draft = PlaceNoticeDraft(
            words: Dictionary(uniqueKeysWithValues: PlaceNotice.Field.allCases.map { ($0, visit.fields[$0.rawValue]) }))
        let version = try visit.fields.version()
        do {
            try draft.checked(isOwnLanguage: language == place.language)
        } catch {
            return .refused(PlaceNoticePages.form(draft, in: place, language: language, seen: version, invalid: error))
        }
        try visit.requireConfirmed()
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try PlaceStore(tx).touch(place.id, seen: version)
                try PlaceNoticeStore(tx).write(draft, of: place, in: language, by: act)
                return place.path("about")
            }
        } catch Refusal.conflict {
            return .raced(PlaceNoticePages.raced(draft, theirs: theirs, in: place, language: language, typed: visit.fields.pairs))
        }
    }

    /// The place for its steward, the language, and what is said in exactly that language.
    private func standing(_ visit: Visit, in asked: String?) async throws -> (Place, LanguageTag, PlaceNoticeDraft) {
        let slug = try visit.word("space")
        let (place, language, notice) = try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            try visit.reader.require(.settle, in: place.id)
            let language = asked.flatMap { LanguageTag($0) }.flatMap { tag in place.languages.first { $0 == tag } } ?? place.language
            return (place, language, try PlaceNoticeStore(tx).notice(of: place, for: language))
        }
        let words = notice.texts.filter { $0.value.language == language }.mapValues(\.body)
        return (place, language, PlaceNoticeDraft(words: words))
    }
}
