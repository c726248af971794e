import Language

/// An organisation that says who somebody is, by OpenID Connect. Its operator's choice; nobody else can name one.
struct Provider: Sendable {
    let id: ID<Provider>
    /// Its name in addresses.
    let slug: String
    /// What people call it.
    let name: String
    /// Its address, as it signs itself.
    let issuer: String
    /// What it knows us by.
    let client: String
    /// The secret we share with it, sealed.
    let sealed: String
    /// Where it may be asked, as it said when the operator added it: it cannot send us anywhere else later.
    let hosts: Set<String>

    static let longestName = 60

    func secret(_ keys: Keys) -> String? {
        Base64URL.bytes(sealed).flatMap { keys.open($0, for: .providerSecrets) }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether this may be asked.
    func owns(_ url: String) -> Bool { OutsideRequest.origin(of: url).map(hosts.contains) ?? false }
}

/// What a provider says of itself (OpenID Connect Discovery).
struct ProviderFacts: Codable, Sendable {
    let issuer: String
    let start: String
    let tokens: String
    let keys: String
    private let methods: [String]?

    private enum CodingKeys: String, CodingKey {
        case issuer
        case start = "authorization_endpoint"
        case tokens = "token_endpoint"
        case keys = "jwks_uri"
        case methods = "token_endpoint_auth_methods_supported"
    }

    /// Where it is asked; nil when one of these addresses is none we would ask.
    var hosts: Set<String>? {
        let all = [issuer, start, tokens, keys].map { OutsideRequest.origin(of: $0) }
        return all.contains(nil) ? nil : Set(all.compactMap { $0 })
    }

    /// Basic is what everybody has to understand, unless they say otherwise.
    var wantsSecretInForm: Bool {
        guard let methods else { return false }
        return !methods.contains("client_secret_basic") && methods.contains("client_secret_post")
    }
}
