import Database
import HTML
import Language

struct InvitationRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/invitations", list)
        roads.post("/spaces/:space/invitations", make)
        roads.get("/spaces/:space/invitations/:id", show)
        roads.post("/spaces/:space/invitations/:id/ending", end)
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let (place, role, open, providers) = try await around(visit)
        var draft = InvitationDraft()
        draft.until = (visit.now.day(in: place.zone) + 14).text
        return .page(InvitationPages.list(open, draft, in: place, by: role, among: providers))
    }

    @Sendable func make(_ visit: Visit) async throws -> Reply {
        let (place, role, open, providers) = try await around(visit)
        let draft = InvitationDraft(visit.fields)
        let checked: InvitationDraft.Checked
        do {
            checked = try draft.checked(on: visit.now.day(in: place.zone), by: role, among: providers)
        } catch {
            return .refused(InvitationPages.list(open, draft, in: place, by: role, among: providers, invalid: error))
        }
        let person = try visit.person()
        let act = house.act(by: person)
        return try await house.answerOnce(visit) { tx in
            "/spaces/\(place.slug)/invitations/\(try InvitationStore(tx).add(checked, to: place.id, by: person, act: act))"
        }
    }

    /// The link can be shown again: it is the invitation's id with our own mark, and nothing secret is stored.
    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let (place, invitation) = try await found(visit)
        let token = house.keys.token(invitation.id.description, for: .invitations)
        return .page(
            InvitationPages.show(
                invitation, in: place, address: visit.address("/join/\(token)"),
                isOpen: invitation.isOpen(on: visit.now.day(in: place.zone))))
    }

    @Sendable func end(_ visit: Visit) async throws -> Reply {
        let (place, invitation) = try await found(visit)
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try InvitationStore(tx).end(invitation.id, in: place.id, by: act)
            return place.path("invitations")
        }
    }

    private func around(_ visit: Visit) async throws -> (Place, Role, [Invitation], [Provider]) {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            try visit.reader.require(.invite, in: place.id)
            let open = try InvitationStore(tx).open(in: place.id, on: visit.now.day(in: place.zone))
            return (place, visit.reader.role(in: place.id) ?? .member, open, try ProviderStore(tx).all())
        }
    }

    /// An invitation of this place that the reader could have made: a link to more than they have is not shown to them.
    private func found(_ visit: Visit) async throws -> (Place, Invitation) {
        let (slug, id): (String, ID<Invitation>) = (try visit.word("space"), try visit.id())
        return try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            try visit.reader.require(.invite, in: place.id)
            let invitation = try InvitationStore(tx).find(id)
            guard invitation.space == place.id, visit.reader.role(in: place.id)?.mayGive(invitation.role) == true else {
                throw Refusal.notFound
            }
            return (place, invitation)
        }
    }
}

extension InvitationDraft {
    init(_ fields: Fields) {
        role = fields["role"]
        uses = fields["uses"]
        until = fields["until"]
        note = fields["note"]
        through = fields["through"]
    }
}
