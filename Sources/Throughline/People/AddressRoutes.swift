import Database
import HTML
import Language

/// Links in letters about mail addresses: the new one proves itself, the old one keeps itself.
struct AddressRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/mail-proof/:token", askProof)
        roads.post("/mail-proof/:token", prove)
        roads.get("/address/:token", askKeeping)
        roads.post("/address/:token", keep)
        roads.post("/me/address/stopping", stop)
    }

    @Sendable func askProof(_ visit: Visit) async throws -> Reply {
        let token = try visit.word("token")
        let address = try await house.db.read { try MailProof(house: house).account(of: token, at: visit.now, on: $0).address }
        return .page(MailProofPages.ask(address, at: "/mail-proof/\(token)"))
    }

    @Sendable func prove(_ visit: Visit) async throws -> Reply {
        let token = try visit.word("token")
        let address = try await house.db.read { try MailProof(house: house).account(of: token, at: visit.now, on: $0).address }
        do {
            try await house.actOnce(visit) { tx in
                let (account, address) = try MailProof(house: house).account(of: token, at: visit.now, on: tx)
                if account.email == address { return try PersonStore(tx).prove(account.id, address) }
                guard let moved = try AddressStore(tx).awaited(by: account.id, at: visit.now), moved.new == address else {
                    throw Refusal.notFound
                }
                try AddressChange(house: house).finish(moved, visit, on: tx)
            }
        } catch let taken as NameTaken {
            // Somebody else has confirmed it meanwhile.
            return .refused(
                MailProofPages.taken(taken.invalid["email"] ?? Phrase("This address cannot be used here. Take another, or leave it empty."))
            )
        }
        return .page(MailProofPages.done(address))
    }

    @Sendable func askKeeping(_ visit: Visit) async throws -> Reply {
        let token = try visit.word("token")
        let moved = try await house.db.read { try AddressChange(house: house).moved(of: token, at: visit.now, on: $0) }
        return .page(MailProofPages.keep(moved.old, isDone: moved.isDone, at: "/address/\(token)"))
    }

    @Sendable func keep(_ visit: Visit) async throws -> Reply {
        let token = try visit.word("token")
        if visit.isAgain { return .page(MailProofPages.kept()) }
        do {
            try await house.actOnce(visit) { tx in
                try AddressChange(house: house).keepOld(AddressChange(house: house).moved(of: token, at: visit.now, on: tx), on: tx)
            }
        } catch let taken as NameTaken {
            return .refused(
                MailProofPages.taken(taken.invalid["email"] ?? Phrase("This address cannot be used here. Take another, or leave it empty."))
            )
        }
        return .page(MailProofPages.kept())
    }

    /// By the owner, signed in.
    @Sendable func stop(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        return try await house.answerOnce(visit) { tx in
            if let moved = try AddressStore(tx).awaited(by: person, at: visit.now) { try AddressStore(tx).end(moved) }
            return "/me?saved=yes"
        }
    }
}
