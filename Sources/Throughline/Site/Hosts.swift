import HTTPTypes
import Hummingbird
import Language

/// Which names this server answers to. Under any other name a page elsewhere may have made a browser believe that it is us (DNS rebinding).
struct Hosts: Sendable {
    private let names: Set<String>
    private let anyAddress: Bool

    /// The public address's name alone, or without one this machine's own names and the address listened on.
    init(_ settings: Settings) {
        if let name = settings.publicURL?.split(separator: "/").dropFirst().first.flatMap({ Self.name(of: String($0)) }) {
            names = [name]
            anyAddress = false
        } else {
            let host = settings.host.map { Peer.normalised($0) ?? $0.lowercased() }
            names = Set(["localhost", "127.0.0.1", "::1"] + [host].compactMap { $0 })
            // On every network a plain address is fine: rebinding needs a name.
            anyAddress = host == "0.0.0.0" || host == "::"
        }
    }

    /// Whether a Host header or `:authority` names us. Ports do not matter: they say nothing about who asked.
    func accept(_ authority: String?) -> Bool {
        guard let name = authority.flatMap({ Self.name(of: $0) }) else { return false }
        return names.contains(name) || anyAddress && Peer.normalised(name) != nil
    }

    /// `learn.example.org` of `Learn.Example.org.:443`, an address in its shortest form; nil for what cannot be a host.
    private static func name(of authority: String) -> String? {
        var name = Substring(authority)
        if name.first == "[" {
            guard let end = name.firstIndex(of: "]") else { return nil }
            name = name[name.index(after: name.startIndex)..<end]
        } else if let colon = name.firstIndex(of: ":") {
            guard name[name.index(after: colon)...].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            name = name[..<colon]
        }
        if name.last == "." { name.removeLast() }
        guard !name.isEmpty, !name.contains(where: { "@/\\?# ".contains($0) }) else { return nil }
        return Peer.normalised(String(name)) ?? name.lowercased()
    }
}

/// Answers 421 under a name that is not ours, before anything is looked up. `/health` is for monitors, which often know only a number.
struct HostCheck: RouterMiddleware {
    private let house: House
    private let hosts: Hosts

    init(house: House) {
        self.house = house
        hosts = Hosts(house.settings)
    }

    func handle(_ request: Request, context: Visit, next: (Request, Visit) async throws -> Response) async throws -> Response {
        if hosts.accept(request.head.authority) || request.uri.path == "/health" { return try await next(request, context) }
        let visit = Arrival.bare(request, context, house)
        return try Departure.response(Problems.notOurName(house.settings), to: request, for: visit)
    }
}
