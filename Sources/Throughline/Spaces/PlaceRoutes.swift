import Database
import HTML
import Language

struct PlaceRoutes: Sendable {
    let house: House
    /// What was built, so that no list leads to a page that is not there.
    let known: Roads.Known

    func add(to roads: Roads) {
        roads.get("/spaces/:space/settings", settings)
        roads.post("/spaces/:space/settings", settle)
        roads.get("/spaces/:space/more", more)
        roads.get("/spaces/:space/who-sees-what", whoSees)
    }

    @Sendable func settings(_ visit: Visit) async throws -> Reply {
        let place = try await settled(visit)
        return .page(
            SettingsPages.form(
                PlaceDraft(place), in: place, seen: place.version, zone: .init(visit[query: "zone"]), saved: visit[query: "saved"] != nil))
    }

    @Sendable func settle(_ visit: Visit) async throws -> Reply {
        let (place, draft) = (try await settled(visit), PlaceDraft(visit.fields))
        let version = try visit.fields.version()
        func refused(_ invalid: Invalid) -> Reply {
            .refused(SettingsPages.form(draft, in: place, seen: version, zone: .init(visit.fields["zone_part"].nonEmpty), invalid: invalid))
        }
        let checked: PlaceDraft.Checked
        do { checked = try draft.checked() } catch { return refused(error) }
        for (field, name, before) in [("name", checked.name, place.name), ("team", checked.team, place.team)] where name != before {
            guard try await house.db.read({ try PlaceStore($0).isTaken(name, but: place.id) }) else { continue }
            return refused(Invalid(field, Phrase("Another place here goes by this name. Choose one nobody mistakes for it.")))
        }
        try visit.requireConfirmed()
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try PlaceStore(tx).change(place.with(checked, draft, version: version))
                try AuditStore(tx).record("space.change", item: nil, space: place.id, by: act, unnamed: false)
                return place.path("settings").with(query: "saved", "yes")
            }
        } catch Refusal.conflict {
            return try await .raced(SettingsPages.raced(draft, theirs: settled(visit), typed: visit.fields.pairs))
        }
    }

    @Sendable func more(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let (place, hasCodes, keepsAgenda, used) = try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            return (
                place, try CodeStore(tx).isOn(in: place.id), try AgendaStore(tx).isKept(in: place.id),
                try PracticeStore(tx).used(in: place.id)
            )
        }
        let entries = Self.pages.filter { page in
            guard known.has("GET", "/spaces/:space/" + page.path) else { return false }
            switch page.needs {
            case .anybody: return true
            case .someoneHere: return visit.reader.takesPart(in: place.id)
            case .right(let right): return visit.reader.may(right, in: place.id)
            case .switched: return visit.reader.may(hasCodes ? .learn : .settle, in: place.id)
            case .agenda: return keepsAgenda ? visit.reader.takesPart(in: place.id) : visit.reader.may(.settle, in: place.id)
            case .used(let practice): return used[practice] != nil
            case .practice(let practice, let right): return used[practice] != nil && visit.reader.may(right, in: place.id)
            }
        }
        return .page(
            MorePages.list(entries.map { .init(href: place.path($0.path), words: $0.words, group: .of($0.path)) }, in: place, for: visit))
    }

    @Sendable func whoSees(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        return .page(WhoSeesPages.show(try await house.db.read { try PlaceStore($0).find(slug: slug) }))
    }

    /// Every page of a place that stands on its own, and who is led there.
    private static let pages: [(path: String, words: Phrase, needs: Needs)] = [
        ("week", Phrase("This week"), .right(.ask)),
        ("asking", Phrase("Ask"), .right(.ask)),
        ("questions", Phrase("All questions"), .anybody),
        ("insights", Phrase("What we learned"), .anybody),
        ("decisions", Phrase("Decisions and promises"), .anybody),
        ("told", Phrase("What became of it"), .anybody),
        ("follow-ups", Phrase("How promises go"), .practice(.followUps, .decide)),
        ("left-lying", Phrase("Seen and dropped"), .practice(.leftLying, .decide)),
        ("forms", Phrase("Reviews and stories"), .anybody),
        ("changes", Phrase("Stories of change"), .used(.significantChange)),
        ("keepsakes", Phrase("Things people keep"), .used(.keepsakes)),
        ("agenda", Phrase("A learning agenda"), .agenda),
        ("experiments", Phrase("Small experiments"), .used(.experiments)),
        ("journeys", Phrase("Learning journeys"), .used(.journeys)),
        ("partner-plans", Phrase("Learning partners' plans"), .used(.partnerPlans)),
        ("published", Phrase("Reports"), .used(.reports)),
        ("asked", Phrase("What people here were asked"), .someoneHere),
        ("invitations", Phrase("Invite"), .right(.invite)),
        ("people", Phrase("People"), .someoneHere),
        ("handing-over", Phrase("Hand over"), .right(.decide)),
        ("settings", Phrase("Settings"), .right(.settle)),
        ("coding", Phrase("Passages and codes"), .switched),
        ("practices", Phrase("What this place uses"), .right(.settle)),
        ("glossary", Phrase("Words we keep the same"), .right(.tell)),
        ("lock", Phrase("Locked words"), .someoneHere),
        ("failed-work", Phrase("What could not be sent or done"), .right(.settle)),
        ("flags", Phrase("What people pointed at"), .right(.moderate)),
        ("reports", Phrase("What was told about harm"), .right(.hear)),
        ("held-outside", Phrase("Held outside"), .right(.safeguard)),
        ("ending", Phrase("What ends soon"), .right(.safeguard)),
        ("letters", Phrase("Messages in confidence"), .right(.settle)),
        ("stewards", Phrase("Tell the stewards in confidence"), .anybody),
        ("tell", Phrase("Somebody is being harmed"), .anybody),
        ("moderation", Phrase("What moderators did"), .anybody),
        ("shared", Phrase("Shown between places"), .right(.tell)),
        ("emergencies", Phrase("Somebody is in danger"), .right(.settle)),
        ("who-sees-what", Phrase("Who can see what"), .anybody),
        ("about", Phrase("Who answers for this place"), .anybody),
        ("discretion", Phrase("Discreet pages for everybody here"), .right(.settle)),
        ("done", Phrase("What was done here"), .someoneHere),
    ]

    private enum Needs: Sendable {
        case anybody, someoneHere
        /// Folded away until a steward switches it on.
        case agenda
        case right(Right)
        /// For the team once a steward has switched it on; until then for them alone.
        case switched
        /// Where the place uses it; for anybody, or for those with a right.
        case used(Practice)
        case practice(Practice, Right)
    }

    private func settled(_ visit: Visit) async throws -> Place {
        let slug = try visit.word("space")
        let place = try await house.db.read { try PlaceStore($0).find(slug: slug) }
        try visit.reader.require(.settle, in: place.id)
        return place
    }
}

extension Place {
    /// This place as a steward wants it; the slug stays, so that no link breaks.
    func with(_ checked: PlaceDraft.Checked, _ draft: PlaceDraft, version: Int) -> Place {
        Place(
            id: id, slug: slug, name: checked.name, team: checked.team, language: checked.languages.first ?? language,
            languages: checked.languages, zone: checked.zone, accent: checked.accent, holdsUnnamed: draft.holdsUnnamed,
            isFlooded: draft.isFlooded, version: version, hasSafetyLead: hasSafetyLead, closedOn: closedOn,
            asksGuardian: draft.asksGuardian, community: checked.community, isDiscreet: isDiscreet, help: help)
    }
}
