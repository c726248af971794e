import HTTPTypes
import Testing

@testable import Throughline

struct PeerTests {
    private func peer(_ direct: String?, _ forwarded: [String] = [], proto: String? = nil, trusting proxies: Set<String> = ["127.0.0.1"])
        -> Peer
    {
        var headers = HTTPFields()
        for value in forwarded { headers.append(HTTPField(name: .xForwardedFor, value: value)) }
        if let proto { headers[.xForwardedProto] = proto }
        return Peer(of: headers, direct: direct, trusting: proxies)
    }

    @Test func aStrangersForwardingHeadersAreNotBelieved() {
        let stranger = peer("203.0.113.9", ["198.51.100.1"], proto: "https")
        #expect(stranger.line == "203.0.113.9")
        #expect(!stranger.isSecure)
    }

    @Test func aTrustedProxySaysWhoseLineItIs() {
        #expect(peer("127.0.0.1", ["198.51.100.1"], proto: "https").line == "198.51.100.1")
        #expect(peer("127.0.0.1", ["198.51.100.1"], proto: "https").isSecure)
        #expect(!peer("127.0.0.1", ["198.51.100.1"], proto: "http").isSecure)
        #expect(peer("::ffff:127.0.0.1", ["198.51.100.1"]).line == "198.51.100.1")
    }

    @Test func onlyWhatTheProxyItselfAddedCounts() {
        #expect(peer("127.0.0.1", ["10.9.9.9, 198.51.100.1"]).line == "198.51.100.1")
        #expect(peer("127.0.0.1", ["10.9.9.9", "198.51.100.1"]).line == "198.51.100.1")
        #expect(peer("127.0.0.1", ["198.51.100.1, 10.0.0.2"], trusting: ["127.0.0.1", "10.0.0.2"]).line == "198.51.100.1")
        #expect(peer("127.0.0.1", ["198.51.100.1, nonsense"]).line == "127.0.0.1")
        #expect(peer("127.0.0.1").line == "127.0.0.1")
        #expect(peer("127.0.0.1", ["198.51.100.1"], proto: "https, http").isSecure == false)
    }

    @Test func aHouseholdsManyIPv6AddressesAreOneLine() {
        #expect(peer("2001:db8:1:2:aaaa::1").line == peer("2001:db8:1:2::7").line)
        #expect(peer("2001:db8:1:2::1").line != peer("2001:db8:1:3::1").line)
        #expect(peer(nil).line.isEmpty)
    }

    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1"), ("[::1]", "::1"), ("0:0:0:0:0:0:0:1", "::1"), ("::FFFF:10.0.0.1", "10.0.0.1"),
        ("2001:DB8::1", "2001:db8::1"),
    ])
    func anAddressHasOneForm(text: String, normal: String) { #expect(Peer.normalised(text) == normal) }

    @Test(arguments: ["", "localhost", "127.1", "1.2.3.4.5", "10.0.0.0/8", "1.2.3.4:80", "::1%lo", "\u{0}"])
    func whatIsNoAddressIsNone(text: String) { #expect(Peer.normalised(text) == nil) }
}

struct HostsTests {
    private func hosts(publicURL: String? = nil, host: String? = "127.0.0.1") -> Hosts {
        var settings = Settings()
        settings.publicURL = publicURL
        settings.host = host
        return Hosts(settings)
    }

    @Test(arguments: ["localhost", "localhost:8080", "127.0.0.1:9", "[::1]:8080", "LOCALHOST", "localhost."])
    func withoutAPublicAddressThisMachinesNamesAreOurs(name: String) { #expect(hosts().accept(name)) }

    @Test(arguments: [
        "", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "localhost:80:80", "[::1",
        "192.0.2.1", "localhost/x", "localhost:8080x",
    ])
    func otherNamesAreNot(name: String) { #expect(!hosts().accept(name)) }

    @Test func noNameIsNotOurs() { #expect(!hosts().accept(nil)) }

    @Test func aPublicAddressIsTheOnlyName() {
        let hosts = hosts(publicURL: "https://Learn.example.org")
        #expect(hosts.accept("learn.example.org"))
        #expect(hosts.accept("learn.example.org:443"))
        #expect(!hosts.accept("localhost"))
        #expect(!hosts.accept("example.org"))
        #expect(!hosts.accept("xlearn.example.org"))
    }

    @Test func onEveryNetworkAPlainAddressIsOursAndANameIsNot() {
        let hosts = hosts(host: "0.0.0.0")
        #expect(hosts.accept("192.0.2.1:8080"))
        #expect(hosts.accept("[2001:db8::1]:8080"))
        #expect(!hosts.accept("evil.example"))
    }
}
