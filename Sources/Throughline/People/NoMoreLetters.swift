import Database
import HTML
import Language

/// Ends the letters to an account from the letter itself, without signing in: by the link in it, or by the mail program's own button,
/// which posts to the same address (RFC 8058). The account goes on; what waits stands on its pages.
struct NoMoreLetters: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/no-more-letters/:token", ask)
        // A mail program posts from nowhere, and the token alone says what it may do: nothing but this.
        roads.post("/no-more-letters/:token", fromAnywhere: true, end)
    }

    /// The address for one account's letters; nil where nobody knows how we are reached.
    static func address(for person: ID<Person>, _ house: House) -> String? {
        house.settings.address("/no-more-letters/\(house.keys.token(prefix + person.description, for: .mail))")
    }

    @Sendable func ask(_ visit: Visit) async throws -> Reply {
        let token = try visit.word("token")
        _ = try person(token)
        return .page(NoMoreLettersPages.ask(at: "/no-more-letters/\(token)"))
    }

    @Sendable func end(_ visit: Visit) async throws -> Reply {
        let person = try person(try visit.word("token"))
        try await house.db.write { try PersonStore($0).endLetters(to: person) }
        return .page(NoMoreLettersPages.done())
    }

    private func person(_ token: String) throws -> ID<Person> {
        guard let name = house.keys.verify(token: token, for: .mail), name.hasPrefix(Self.prefix),
            let id = ID<Person>(typed: String(name.dropFirst(Self.prefix.count)))
        else { throw Refusal.notFound }
        return id
    }

    /// So that a token made for another kind of mail ends no letters.
    private static let prefix = "letters-"
}
