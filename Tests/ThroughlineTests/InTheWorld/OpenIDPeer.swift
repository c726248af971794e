import Testing

@testable import Throughline

/// A real OpenID Connect provider in a process of its own, which ends with its owner. What it says goes wrong as the name tells under
/// which somebody signs in there.
final class OpenIDPeer: Sendable {
    let port: Int
    private let process: PeerProcess

    var issuer: String { "http://127.0.0.1:\(port)" }

    static func started() async throws -> OpenIDPeer { try OpenIDPeer(await PeerProcess.started("openid_server.py")) }

    private static let starting = Task { try await started() }

    /// The one most tests share.
    static func shared() async throws -> OpenIDPeer { try await starting.value }

    private init(_ process: PeerProcess) throws {
        self.process = process
        port = try #require(process.port)
    }

    /// Somebody shows it who they are, in a browser; gives where it sends them back to, on our site.
    func shows(_ name: String, at location: String) async throws -> String {
        let path = String(location.dropFirst(issuer.count))
        let answer = try await Wire.ask(
            port, "POST", path, headers: ["Content-Type: application/x-www-form-urlencoded"], body: Array("sub=\(name)".utf8))
        let back = try #require(answer.headers.first { $0.name.lowercased() == "location" }?.value)
        #expect(back.hasPrefix("http://learn.test/"))
        return String(back.dropFirst("http://learn.test".count))
    }

    /// From now on it signs with a new key.
    func rotate() async throws { #expect(try await Wire.ask(port, "POST", "/rotate", body: []).status == 200) }

    /// How often its keys were asked for.
    func asked() async throws -> Int? { Int(try await Wire.ask(port, "GET", "/asked").text) }
}
