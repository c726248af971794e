import Glibc
import HTTPTypes
import Hummingbird

/// From where a request came. It is used for rate limits, in memory, and never stored or logged.
struct Peer: Sendable, Equatable {
    /// One household or handset: an IPv4 address, or the first 64 bits of an IPv6 address, of which each has billions.
    let line: String
    /// Whether the browser's own connection is encrypted, as far as a trusted proxy says.
    let isSecure: Bool

    /// `direct` is the connection's other end. What it says of others counts only when it is a trusted proxy; then the last address
    /// that no trusted proxy added is the one, since what stands before it anybody may have written.
    init(of headers: HTTPFields, direct: String?, trusting proxies: Set<String>) {
        let direct = direct.flatMap { Self.normalised($0) } ?? ""
        guard proxies.contains(direct) else {
            self = Peer(line: Self.household(direct), isSecure: false)
            return
        }
        var found = direct
        let named = headers[values: .xForwardedFor].flatMap { $0.split(separator: ",") }
        for text in named.reversed() {
            guard let address = Self.normalised(String(text.filter { $0 != " " })) else { break }
            found = address
            if !proxies.contains(address) { break }
        }
        let scheme = headers[values: .xForwardedProto].last?.split(separator: ",").last.map { $0.filter { $0 != " " }.lowercased() }
        self = Peer(line: Self.household(found), isSecure: scheme == "https")
    }

    private init(line: String, isSecure: Bool) { (self.line, self.isSecure) = (line, isSecure) }

    /// An address in the one form it is compared in; nil when it is none. IPv4 within IPv6 becomes IPv4.
    static func normalised(_ text: String) -> String? {
        var bare = text
        if bare.hasPrefix("["), bare.hasSuffix("]") { bare = String(bare.dropFirst().dropLast()) }
        var four = in_addr()
        if inet_pton(AF_INET, bare, &four) == 1 { return Self.text(AF_INET, &four) }
        var six = in6_addr()
        guard inet_pton(AF_INET6, bare, &six) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: six) { Array($0) }
        if bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) { return bytes[12...].map(String.init).joined(separator: ".") }
        return Self.text(AF_INET6, &six)
    }

    private static func text(_ family: Int32, _ address: UnsafeRawPointer) -> String? {
        var buffer = [UInt8](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let isWritten = buffer.withUnsafeMutableBytes { bytes in
            inet_ntop(family, address, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), socklen_t(bytes.count)) != nil
        }
        return isWritten ? String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self) : nil
    }

    /// The household a connection comes from; empty when that is not known.
    static func line(of direct: String?) -> String { household(direct.flatMap { normalised($0) } ?? "") }

    private static func household(_ address: String) -> String {
        var six = in6_addr()
        guard address.contains(":"), address != "::1", inet_pton(AF_INET6, address, &six) == 1 else { return address }
        return hex(withUnsafeBytes(of: six) { Array($0.prefix(8)) })
    }
}

extension HTTPField.Name {
    static let xForwardedFor = Self("X-Forwarded-For") ?? .origin
    static let xForwardedProto = Self("X-Forwarded-Proto") ?? .origin
}
