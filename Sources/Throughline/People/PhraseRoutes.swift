import Database
import HTML
import Language

/// A new phrase, for who has just shown that it is them. Every session ends with the old one; this browser gets a new one.
struct PhraseRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/me/phrase", form)
        roads.post("/me/phrase", change)
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply {
        try visit.requireConfirmed()
        return .page(PhrasePages.form())
    }

    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        try visit.requireConfirmed()
        let typed = visit.fields["phrase"]
        try house.brakes.press("phrase", from: person.description, limit: 10, minutes: 15, at: visit.now)
        if let fault = ComeBackPhrase.fault(typed, name: visit.reader.name) { return .refused(PhrasePages.form(Invalid("phrase", fault))) }
        let hash = try await house.passwords.hash(ComeBackPhrase.canonical(typed))
        let (act, keys) = (house.act(by: person), house.keys)
        let token = try await house.db.write { tx in
            // What was done is noted, never a session: the same form again opens another one.
            _ = try SentForms(tx).once(visit) {
                try PersonStore(tx).rephrase(person, from: PersonStore(tx).hash(of: person), to: hash)
                try SessionStore(tx).closeAll(of: person)
                try SignInLinkStore(tx).void(for: person)
                try AuditStore(tx).record("account.rephrase", item: nil, space: nil, by: act, unnamed: false)
                return ""
            }
            return try SessionStore(tx).open(for: person, shared: visit.isSharedPhone, keys: keys, by: act)
        }
        return .withSession(.open(token: token, shared: visit.isSharedPhone), "/me?saved=yes")
    }
}
