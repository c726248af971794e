import Database
import HTML
import Language

struct AccountRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/me", show)
        roads.post("/me", change)
        roads.post("/me/notices", changeNotices)
        AddressRoutes(house: house).add(to: roads)
        PhraseRoutes(house: house).add(to: roads)
        SessionRoutes(house: house).add(to: roads)
        SecondFactorRoutes(house: house).add(to: roads)
        PasskeyRoutes(house: house).add(to: roads)
        ProviderLinkRoutes(house: house).add(to: roads)
        NoMoreLetters(house: house).add(to: roads)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        var view = try await view(visit)
        view.zone = .init(visit[query: "zone"])
        view.saved = visit[query: "saved"] != nil
        return .page(AccountPages.show(view))
    }

    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let (view, draft) = (try await view(visit), AccountDraft(visit.fields))
        try house.brakes.press("account", from: view.account.id.description, limit: 30, minutes: 60, at: visit.now)
        let version = try visit.fields.version()
        do {
            let checked = try draft.checked(speaking: house.catalogues.languages)
            if checked.email != view.account.email { try visit.requireConfirmed() }
            let tongue = house.catalogues.tongue(checked.language, zone: checked.zone ?? .utc)
            return try await house.answerOnce(visit) { tx in
                let before = try PersonStore(tx).account(view.account.id)
                try PersonStore(tx).change(before.id, checked, seen: version)
                try AddressChange(house: house).begin(before, to: checked.email, called: checked.name, in: tongue, visit, on: tx)
                return "/me?saved=yes"
            }
        } catch let invalid as Invalid {
            return .refused(AccountPages.show(view, draft: draft, seen: version, invalid: invalid))
        } catch let taken as NameTaken {
            return .refused(AccountPages.show(view, draft: draft, seen: version, invalid: taken.invalid))
        } catch Refusal.conflict {
            return try await .raced(AccountPages.changed(self.view(visit), draft, typed: visit.fields.pairs))
        }
    }

    @Sendable func changeNotices(_ visit: Visit) async throws -> Reply {
        let (view, draft) = (try await view(visit), NoticesDraft(visit.fields))
        let version = try visit.fields.version()
        do {
            let notices = try draft.checked(for: view.account, speaking: house.catalogues.languages)
            return try await house.answerOnce(visit) { tx in
                try PersonStore(tx).change(view.account.id, notices, seen: version)
                return "/me?saved=yes"
            }
        } catch let invalid as Invalid {
            return .refused(AccountPages.show(view, notices: draft, seen: version, invalid: invalid))
        } catch Refusal.conflict {
            return try await .raced(AccountPages.changed(self.view(visit), draft, typed: visit.fields.pairs))
        }
    }

    private func view(_ visit: Visit) async throws -> AccountView {
        let person = try visit.person()
        return try await house.db.read { tx in
            try AccountView(
                account: PersonStore(tx).account(person), languages: house.catalogues.languages,
                places: PlaceStore(tx).all(of: visit.reader),
                sendsMail: visit.sendsMail, hasProviders: !ProviderStore(tx).all().isEmpty, zone: .init(visit.fields["zone_part"].nonEmpty),
                awaited: AddressStore(tx).awaited(by: person, at: visit.now)?.new, leavesOn: LeavingStore(tx).wish(of: person)?.due)
        }
    }
}
