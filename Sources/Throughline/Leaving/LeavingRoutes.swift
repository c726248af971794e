import Database
import HTML
import Language

/// Leaving for good, by oneself: no staff is asked, and nobody can do it for somebody else.
struct LeavingRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/me/leaving", form)
        roads.post("/me/leaving", leave)
        roads.post("/me/leaving/stopping", stop)
        roads.get("/left") { _ in .page(LeavingPages.gone()) }
        roads.get("/staying/:token", askStaying)
        roads.post("/staying/:token", stay)
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply { .page(LeavingPages.form(try await view(visit))) }

    @Sendable func leave(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        let draft = LeavingDraft(words: visit.fields["words"], when: visit.fields["when"])
        let checked: LeavingDraft.Checked
        do {
            checked = try draft.checked()
        } catch {
            return .refused(LeavingPages.form(try await view(visit), draft, invalid: error))
        }
        try visit.requireConfirmed()
        let act = house.act(by: person)
        switch checked.time {
        case .later:
            return try await house.answerOnce(visit) { tx in
                try Self.requireFree(person, tx)
                let wish = try LeavingStore(tx).ask(checked, for: person, by: act)
                try LeavingLetter(house: house).asked(wish, PersonStore(tx).account(person), visit, on: tx)
                return "/me/leaving"
            }
        case .now:
            let files = Guarded<[String]>([])
            try await house.actOnce(visit) { tx in
                try Self.requireFree(person, tx)
                let unheld = try Leaving(house: house).erase(person, keepingWords: checked.keepsWords, by: act, on: tx)
                files.with { $0 = unheld }
            }
            try await Withdrawal.remove(files.with { $0 }, from: house, on: act.day)
            return .withSession(.close, "/left")
        }
    }

    @Sendable func stop(_ visit: Visit) async throws -> Reply {
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            guard let person = act.by, let wish = try LeavingStore(tx).wish(of: person) else { return "/me" }
            try LeavingStore(tx).stop(wish, by: act)
            return "/me"
        }
    }

    @Sendable func askStaying(_ visit: Visit) async throws -> Reply {
        let token = try visit.word("token")
        let wish = try await house.db.read { try LeavingLetter(house: house).wish(of: token, on: $0) }
        return .page(LeavingPages.ask(wish, at: "/staying/\(token)"))
    }

    @Sendable func stay(_ visit: Visit) async throws -> Reply {
        let token = try visit.word("token")
        let act = house.act(by: nil)
        if !visit.isAgain { _ = try await house.db.read { try LeavingLetter(house: house).wish(of: token, on: $0) } }
        try await house.actOnce(visit) { tx in
            let wish = try LeavingLetter(house: house).wish(of: token, on: tx)
            try LeavingStore(tx).stop(wish, by: Act(by: wish.person, now: act.now, random: act.random))
        }
        return .page(LeavingPages.kept())
    }

    private func view(_ visit: Visit) async throws -> LeavingView {
        let person = try visit.person()
        return try await house.db.read { tx in
            let account = try PersonStore(tx).account(person)
            return try LeavingView(
                said: LineStore(tx).spoken(by: person).count,
                held: MembershipStore(tx).onlySteward(person).map { try PlaceStore(tx).find($0) },
                wish: LeavingStore(tx).wish(of: person), hasMail: visit.sendsMail && account.email != nil && account.isEmailProved,
                looksAfter: PlaceStore(tx).all(of: visit.reader).filter {
                    try visit.reader.may(.promise, in: $0.id)
                        && !HandoverReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
                            .holdings(of: person, in: $0.id).isEmpty
                })
        }
    }

    /// A place always keeps a steward; the page says so first, with the ways out.
    private static func requireFree(_ person: ID<Person>, _ tx: any Connection) throws {
        guard try MembershipStore(tx).onlySteward(person).isEmpty else { throw Refusal.notNow(.lastSteward) }
    }
}
