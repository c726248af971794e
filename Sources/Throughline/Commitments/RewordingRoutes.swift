import Database
import HTML
import Language

/// Changing a running promise, and saying whether one is still with it: for whoever made it, and for the team.
struct RewordingRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/commitments/:id/wording", wording)
        roads.post("/commitments/:id/wording", reword)
        roads.post("/commitments/:id/staying", stay)
    }

    @Sendable func wording(_ visit: Visit) async throws -> Reply {
        let view = try await mine(visit)
        guard view.promise.isOpen else { return .see(.to(view.promise.item)) }
        return .page(RewordingPages.form(view, RewordingDraft(view.promise), seen: view.promise.item.version))
    }

    @Sendable func reword(_ visit: Visit) async throws -> Reply {
        let view = try await mine(visit)
        let draft = RewordingDraft(visit.fields)
        let version = try visit.fields.version()
        let checked: RewordingDraft.Checked
        do {
            checked = try draft.checked()
        } catch {
            return .refused(RewordingPages.form(view, draft, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                let promise = try CommitmentStore(tx).find(view.promise.id, for: visit.reader, in: visit.language, at: visit.now)
                try CommitmentStore(tx).reword(promise, checked, seen: version, by: act)
                return .to(promise.item)
            }
        } catch Refusal.conflict {
            return .raced(RewordingPages.raced(try await mine(visit), draft, typed: visit.fields.pairs))
        }
    }

    @Sendable func stay(_ visit: Visit) async throws -> Reply {
        let view = try await mine(visit)
        guard let engaged = Engaged(rawValue: visit.fields["staying"]) else {
            let invalid = Invalid("staying", Phrase("Choose one."))
            return .refused(CommitmentPages.show(view, for: visit, retry: .init(invalid: invalid)))
        }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try CommitmentStore(tx).stays(view.promise, engaged, by: act)
            return .to(view.promise.item)
        }
    }

    private func mine(_ visit: Visit) async throws -> CommitmentView {
        let id: ID<Item> = try visit.id()
        let person = try visit.person()
        let view = try await house.db.read { tx in
            try CommitmentReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).view(id)
        }
        if view.promise.person != person { try visit.reader.require(.decide, in: view.place.id) }
        return view
    }
}
