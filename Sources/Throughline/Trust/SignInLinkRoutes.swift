import Database
import HTML
import HTTPTypes
import Language

struct SignInLinkRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/sign-in/link", form)
        roads.post("/sign-in/link", ask)
        roads.get("/sign-in/link/:token", show)
        roads.post("/sign-in/link/:token", come)
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply {
        try requireMail(visit)
        return .page(SignInLinkPages.ask(""))
    }

    @Sendable func ask(_ visit: Visit) async throws -> Reply {
        try requireMail(visit)
        let address = visit.fields["address"].lowercased()
        guard address.looksLikeMail else {
            let invalid = Invalid("address", Phrase("Write a mail address like name@example.org."))
            return .refused(SignInLinkPages.ask(visit.fields["address"], invalid: invalid))
        }
        if !visit.isAgain {
            try house.brakes.press("links", by: visit.peer, SignInLink.triesOfLine, of: SignInLink.triesOfAll, at: visit.now)
            try house.brakes.press(
                "link", by: visit.peer, SignInLink.toOneOfLine, of: SignInLink.toOneOfAll, to: address, at: visit.now)
        }
        try await house.actOnce(visit) { tx in
            try SignInLink(house: house).ask(address, at: visit.base, at: visit.now, on: tx)
        }
        return .page(SignInLinkPages.sent())
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let (token, keys) = (try visit.word("token"), house.keys)
        // Whoever takes part in a discreet place comes from a letter that told nothing, to a page that tells nothing.
        let quiet = try await house.db.read { tx in
            try SignInLinkStore(tx).owner(of: token, keys: keys, at: visit.now).map { try PlaceStore(tx).isInDiscreetPlace($0) }
        }
        return quiet.map { .page(SignInLinkPages.open(at: "/sign-in/link/\(token)", quiet: $0)) } ?? .problem(SignInLinkPages.over(), .gone)
    }

    @Sendable func come(_ visit: Visit) async throws -> Reply {
        guard let person = try await SignInLink(house: house).come(by: visit.word("token"), visit) else {
            // A second press comes from a browser that the first one let in.
            return visit.reader.person == nil ? .problem(SignInLinkPages.over(), .gone) : .see("/")
        }
        return try await ComingIn(house: house).reply(person, shared: visit.fields.has("shared"), to: "/", came: .link, visit)
    }

    private func requireMail(_ visit: Visit) throws(Refusal) {
        guard visit.sendsMail else { throw .notFound }
    }
}
