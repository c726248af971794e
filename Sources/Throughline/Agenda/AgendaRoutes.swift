import Database
import HTML
import Language

struct AgendaRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/agenda", show)
        roads.post("/spaces/:space/agenda", begin)
        roads.get("/spaces/:space/agenda/settings", settings)
        roads.post("/spaces/:space/agenda/settings", change)
        roads.post("/spaces/:space/agenda/ending", end)
        roads.post("/spaces/:space/agenda/partners", share)
        roads.post("/spaces/:space/agenda/partners/ending", stopSharing)
        roads.get("/spaces/:space/agenda/table", table)
        roads.get("/spaces/:space/agenda/data", data)
        roads.get("/spaces/:space/agenda/work", work)
    }

    /// Where none is kept, a steward is shown how to switch it on; for everybody else there is nothing.
    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let (unkept, view) = try await house.db.read { tx -> (Place?, AgendaView?) in
            let place = try PlaceStore(tx).find(slug: slug)
            if visit.reader.may(.settle, in: place.id), try !AgendaStore(tx).isKept(in: place.id) { return (place, nil) }
            return (nil, try AgendaReading(tx: tx, visit: visit).view())
        }
        if let unkept { return .page(AgendaSettingPages.begin(AgendaDraft(), in: unkept)) }
        guard let view else { throw Refusal.notFound }
        return .page(AgendaPages.show(view, for: visit))
    }

    @Sendable func begin(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let place = try await house.db.read { try PlaceStore($0).find(slug: slug) }
        try visit.reader.require(.settle, in: place.id)
        let draft = AgendaDraft(visit.fields)
        let checked: AgendaDraft.Checked
        do {
            checked = try draft.checked(on: visit.now.day(in: place.zone))
        } catch {
            return .refused(AgendaSettingPages.begin(draft, in: place, invalid: error))
        }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try AgendaStore(tx).begin(checked, draft, in: place.id, by: act)
            return place.path("agenda")
        }
    }

    @Sendable func settings(_ visit: Visit) async throws -> Reply {
        let (place, agenda, partners) = try await settled(visit)
        return .page(AgendaSettingPages.change(AgendaDraft(agenda), agenda, in: place, partners: partners, seen: agenda.version))
    }

    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let (place, agenda, partners) = try await settled(visit)
        let (draft, version) = (AgendaDraft(visit.fields), try visit.fields.version())
        let checked: AgendaDraft.Checked
        do {
            checked = try draft.checked(on: visit.now.day(in: place.zone), changing: agenda)
        } catch {
            return .refused(AgendaSettingPages.change(draft, agenda, in: place, partners: partners, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try AgendaStore(tx).change(checked, draft, of: agenda, seen: version, by: act)
                return place.path("agenda")
            }
        } catch Refusal.conflict {
            return .raced(AgendaSettingPages.raced(draft, theirs: try await settled(visit).1, in: place, typed: visit.fields.pairs))
        }
    }

    @Sendable func end(_ visit: Visit) async throws -> Reply {
        let (place, agenda, partners) = try await settled(visit)
        let version = try visit.fields.version()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try AgendaStore(tx).end(agenda, seen: version, by: act)
            for facet in try all(in: place, visit, tx) {
                for partner in partners { try AgendaShowing(tx).stop(facet, to: partner.id, by: act) }
            }
            return place.more
        }
    }

    /// The questions that were adopted are shown there from now on, and each that will be.
    @Sendable func share(_ visit: Visit) async throws -> Reply {
        let (place, agenda, partners) = try await settled(visit)
        let typed = visit.fields["place"]
        let all = try await house.db.read { try PlaceStore($0).all() }
        guard let partner = PlaceDraftName(typed).found(among: all), partner.id != place.id else {
            return .refused(
                AgendaSettingPages.change(
                    AgendaDraft(agenda), agenda, in: place, partners: partners, seen: agenda.version, partner: typed,
                    invalid: Invalid("place", PlaceDraftName.noSuch)))
        }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try AgendaStore(tx).share(agenda, with: partner.id, by: act)
            for facet in try adopted(in: place, visit, tx) { try AgendaShowing(tx).show(facet, to: [partner.id], by: act) }
            return place.agenda("settings")
        }
    }

    @Sendable func stopSharing(_ visit: Visit) async throws -> Reply {
        let (place, agenda, partners) = try await settled(visit)
        guard let partner = partners.first(where: { $0.slug == visit.fields["place"] }) else { throw Refusal.notFound }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try AgendaStore(tx).stopSharing(agenda, with: partner.id, by: act)
            for facet in try all(in: place, visit, tx) { try AgendaShowing(tx).stop(facet, to: partner.id, by: act) }
            return place.agenda("settings")
        }
    }

    @Sendable func work(_ visit: Visit) async throws -> Reply {
        .page(AgendaWorkPages.show(try await house.db.read { try AgendaReading(tx: $0, visit: visit).work() }))
    }

    @Sendable func table(_ visit: Visit) async throws -> Reply {
        let view = try await house.db.read { try AgendaReading(tx: $0, visit: visit).view() }
        let csv = AgendaFile.csv(view, in: visit.tongue ?? .english)
        return .file(bytes: Array(csv.utf8), type: "text/csv; charset=utf-8", name: "agenda.csv", cached: false)
    }

    @Sendable func data(_ visit: Visit) async throws -> Reply {
        let view = try await house.db.read { try AgendaReading(tx: $0, visit: visit).view() }
        return .file(bytes: try AgendaFile.json(view), type: "application/json", name: "agenda.json", cached: false)
    }

    private func adopted(in place: Place, _ visit: Visit, _ tx: any Connection) throws -> [AgendaQuestion] {
        try all(in: place, visit, tx).filter(\.isAdopted)
    }

    /// Those too that were retired or became part of another since they were shown.
    private func all(in place: Place, _ visit: Visit, _ tx: any Connection) throws -> [AgendaQuestion] {
        try AgendaQuestionStore(tx).list(in: place.id, for: visit.reader, in: visit.language, at: visit.now)
    }

    private func settled(_ visit: Visit) async throws -> (Place, Agenda, [Place]) {
        try await house.db.read { tx in
            let (place, agenda) = try AgendaReading(tx: tx, visit: visit).standing()
            try visit.reader.require(.settle, in: place.id)
            return (place, agenda, try AgendaStore(tx).partners(of: place.id).map { try PlaceStore(tx).find($0) })
        }
    }
}
