import Database
import HTML
import Language

/// Passkeys, added, named and taken away by their owner.
struct PasskeyRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/me/passkeys", list)
        roads.get("/me/passkeys/new", new)
        roads.post("/me/passkeys", make)
        roads.get("/me/passkeys/:id", one)
        roads.post("/me/passkeys/:id", rename)
        roads.post("/me/passkeys/:id/ending", end)
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        return .page(PasskeyPages.list(try await house.db.read { try PasskeyStore($0).all(of: person) }))
    }

    @Sendable func new(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        try visit.requireConfirmed()
        let question = try await PasskeyProof(house: house).ask(.add, for: person, visit)
        return .page(PasskeyPages.new(question, name: ""))
    }

    @Sendable func make(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        try visit.requireConfirmed()
        let proof = PasskeyProof(house: house)
        // The authenticator has made it already, and would keep one we refuse for want of a name.
        let typed = PersonName.clean(visit.fields["name"]).nonEmpty ?? visit.tongue.map { Phrase("My passkey").plain(in: $0) } ?? "…"
        do {
            try await proof.add(called: String(typed.prefix(Passkey.longestName)), for: person, visit)
            return .see("/me/passkeys")
        } catch is PasskeyProblem {
            let question = try await proof.ask(.add, for: person, visit)
            return .refused(PasskeyPages.new(question, name: visit.fields["name"], failed: true))
        }
    }

    @Sendable func one(_ visit: Visit) async throws -> Reply {
        let (person, id): (ID<Person>, ID<Passkey>) = (try visit.person(), try visit.id())
        return .page(PasskeyPages.one(try await house.db.read { try PasskeyStore($0).find(id, of: person) }))
    }

    @Sendable func rename(_ visit: Visit) async throws -> Reply {
        let (person, id): (ID<Person>, ID<Passkey>) = (try visit.person(), try visit.id())
        let passkey = try await house.db.read { try PasskeyStore($0).find(id, of: person) }
        do {
            let name = try name(visit)
            return try await house.answerOnce(visit) { tx in
                try PasskeyStore(tx).rename(passkey.id, to: name)
                return "/me/passkeys"
            }
        } catch let invalid as Invalid {
            return .refused(PasskeyPages.one(passkey, name: visit.fields["name"], invalid: invalid))
        }
    }

    @Sendable func end(_ visit: Visit) async throws -> Reply {
        let (person, id): (ID<Person>, ID<Passkey>) = (try visit.person(), try visit.id())
        try visit.requireConfirmed()
        let (passkey, ways) = try await house.db.read { tx in
            (try PasskeyStore(tx).find(id, of: person), try WaysOfOne(person, sendsMail: visit.sendsMail, on: tx))
        }
        guard visit.fields.has("sure") || passkey.refused != nil || ways.isLeft(without: .passkey) else {
            return .refused(PasskeyPages.one(passkey, isLast: true))
        }
        let act = house.act(by: person)
        return try await house.answerOnce(visit) { tx in
            try PasskeyStore(tx).remove(passkey, by: act)
            return "/me/passkeys"
        }
    }

    private func name(_ visit: Visit) throws(Invalid) -> String {
        let name = PersonName.clean(visit.fields["name"])
        guard !name.isEmpty else { throw Invalid("name", Phrase("Give it a name.")) }
        guard name.count <= Passkey.longestName, name.utf8.count <= 4 * Passkey.longestName else {
            throw Invalid("name", Phrase("Keep the name under \("n", Passkey.longestName) characters."))
        }
        return name
    }
}
