import Database
import HTML
import Language

struct ThemeRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/themes", list)
        roads.post("/spaces/:space/themes", begin)
        roads.get("/spaces/:space/themes/:theme", show)
        roads.post("/spaces/:space/themes/:theme", change)
        roads.post("/spaces/:space/themes/:theme/ending", end)
    }

    /// All a page of themes needs.
    private struct Standing: Sendable {
        let place: Place
        let codes: [Code]
        let themes: [Theme]
    }

    private func standing(_ visit: Visit) async throws -> Standing {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            let place = try CodingReading(visit, tx).place(slug: slug)
            return try Standing(place: place, codes: CodeStore(tx).all(of: place.id), themes: ThemeStore(tx).all(of: place.id))
        }
    }

    private func thread(_ visit: Visit, in place: Place) async throws -> ThemeThread {
        guard let id = ID<Theme>(typed: try visit.word("theme")) else { throw Refusal.notFound }
        return try await house.db.read { tx in try CodingReading(visit, tx).thread(id, in: place.id) }
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let now = try await standing(visit)
        return .page(ThemePages.list(now.themes, codes: now.codes, in: now.place))
    }

    @Sendable func begin(_ visit: Visit) async throws -> Reply {
        let now = try await standing(visit)
        let draft = ThemeDraft(visit.fields)
        let checked: ThemeDraft.Checked
        do {
            checked = try draft.checked(among: now.codes.filter(\.isInUse), isNew: true, standing: now.themes.count)
        } catch {
            return .refused(ThemePages.list(now.themes, codes: now.codes, in: now.place, draft: draft, invalid: error))
        }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            "\(now.place.path("themes"))/\(try ThemeStore(tx).add(checked, draft, in: now.place.id, by: act).description)"
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let now = try await standing(visit)
        return .page(ThemePages.show(try await thread(visit, in: now.place), codes: now.codes, in: now.place))
    }

    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let now = try await standing(visit)
        let thread = try await thread(visit, in: now.place)
        let (draft, version) = (ThemeDraft(visit.fields), try visit.fields.version())
        let checked: ThemeDraft.Checked
        do {
            let offered = now.codes.filter { $0.isInUse || thread.theme.codes.contains($0.id) }
            checked = try draft.checked(among: offered, isNew: false, standing: now.themes.count)
        } catch {
            return .refused(ThemePages.show(thread, codes: now.codes, in: now.place, draft: draft, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try ThemeStore(tx).change(thread.theme, checked, draft, seen: version, by: act)
                return "\(now.place.path("themes"))/\(thread.theme.id.description)"
            }
        } catch Refusal.conflict {
            let theirs = try await self.thread(visit, in: now.place).theme
            return .raced(ThemePages.raced(draft, theirs: theirs, codes: now.codes, in: now.place, typed: visit.fields.pairs))
        }
    }

    @Sendable func end(_ visit: Visit) async throws -> Reply {
        let now = try await standing(visit)
        let theme = try await thread(visit, in: now.place).theme
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try ThemeStore(tx).remove(theme, seen: version, by: act)
            return now.place.path("themes")
        }
    }
}
