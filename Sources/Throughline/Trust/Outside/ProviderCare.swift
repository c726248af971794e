import Database
import Language

/// What an operator does with the organisations that sign people in.
extension Instance {
    /// Adds one, or changes what is known of the one of this address. It is asked for what it says of itself, so that a wrong address
    /// shows at once.
    public func addProvider(issuer: String, client: String, secret: String, name: String) async throws -> String {
        guard !name.isEmpty, name.count <= Provider.longestName else { throw ProviderFault.name }
        guard !secret.isEmpty else { throw ProviderFault.secret }
        guard OutsideRequest.origin(of: issuer) != nil else { throw ProviderFault.address(issuer) }
        let facts: ProviderFacts
        do { facts = try await ProviderMemory.facts(at: issuer) } catch { throw ProviderFault.silent(issuer) }
        guard let hosts = facts.hosts else { throw ProviderFault.address(issuer) }
        let sealed = Base64URL.text(house.keys.seal(Array(secret.utf8), for: .providerSecrets))
        let act = house.act(by: nil)
        try await house.db.write { tx in
            let taken = Set(try ProviderStore(tx).all().filter { $0.issuer != issuer }.map(\.slug))
            let provider = Provider(
                id: act.id(), slug: Slug.free(Slug.of(name), among: taken), name: name, issuer: issuer, client: client, sealed: sealed,
                hosts: hosts)
            try ProviderStore(tx).keep(provider, by: act)
        }
        return
            "\(name) signs people in from now on. Tell it to send them back to \(house.settings.publicURL ?? "<your address>")/sign-in/back"
    }

    /// One a line.
    public func listProviders() async throws -> String {
        let all = try await house.db.read { try ProviderStore($0).all() }
        return all.isEmpty
            ? "No organisation signs people in." : all.map { "\($0.name)\t\($0.issuer)\t\($0.client)" }.joined(separator: "\n")
    }

    /// Nobody comes in through it any more; their accounts stay.
    public func removeProvider(issuer: String) async throws -> String {
        let act = house.act(by: nil)
        try await house.db.write { tx in
            guard let one = try ProviderStore(tx).all().first(where: { $0.issuer == issuer }) else { throw ProviderFault.unknown(issuer) }
            try ProviderStore(tx).remove(one, by: act)
        }
        return "Nobody comes in through \(issuer) any more. Whoever had no other way in needs a new invitation."
    }
}

/// What an operator can put right.
private enum ProviderFault {
    static let name = CarryError("Give it a name of \(Provider.longestName) letters at most, as people call it.")
    static let secret = CarryError("There is no secret. Put what the organisation gave you into THROUGHLINE_CLIENT_SECRET.")

    static func address(_ issuer: String) -> CarryError {
        CarryError("\(issuer) is no address we ask, or names one: it has to begin with https://")
    }

    static func silent(_ issuer: String) -> CarryError {
        CarryError("Nothing that speaks OpenID Connect for this very address answers at \(issuer)/.well-known/openid-configuration")
    }

    static func unknown(_ issuer: String) -> CarryError { CarryError("No organisation here has the address \(issuer).") }
}
