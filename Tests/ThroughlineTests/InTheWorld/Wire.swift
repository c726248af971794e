import Foundation
import Glibc

/// A bare TCP line to a server on this machine: tests say exactly the bytes they mean. It waits on threads
/// of its own: those of Swift and of Dispatch are few, and the server under test needs them.
final class Wire: Sendable {
    struct Answer: Sendable {
        let status: Int
        let headers: [(name: String, value: String)]
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
        subscript(name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
    }

    struct Broken: Error, CustomStringConvertible { let description: String }

    private let line: Int32

    init(port: Int, patience seconds: Int = 20) throws {
        line = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard line >= 0 else { throw Broken(description: "no socket") }
        var wait = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(line, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard connected == 0 else {
            close(line)
            throw Broken(description: "nobody listens on \(port)")
        }
    }

    deinit { close(line) }

    func say(_ text: String) async throws { try await say(Array(text.utf8)) }

    func say(_ bytes: [UInt8]) async throws {
        try await Self.onThread { [self] in
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes {
                    Glibc.send(line, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { throw Broken(description: "the server hung up while we spoke") }
                sent += count
            }
        }
    }

    /// The next whole answer, by its length or its chunks.
    func answer() async throws -> Answer {
        try await Self.onThread { [self] in
            var bytes: [UInt8] = []
            let end = Array("\r\n\r\n".utf8)
            while bytes.firstRange(of: end) == nil { bytes += try more() }
            guard let gap = bytes.firstRange(of: end) else { throw Broken(description: "no head") }
            var lines = String(decoding: bytes[..<gap.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
            let words = lines.removeFirst().split(separator: " ")
            guard words.count >= 2, let status = Int(words[1]) else { throw Broken(description: "no status") }
            let headers = lines.compactMap { line -> (name: String, value: String)? in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                return (String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
            }
            var body = Array(bytes[gap.upperBound...])
            if let length = headers.first(where: { $0.name.lowercased() == "content-length" }).flatMap({ Int($0.value) }) {
                while body.count < length { body += try more() }
            } else if headers.contains(where: { $0.value == "chunked" }) {
                while !body.ends(with: "0\r\n\r\n") { body += try more() }
            } else if status != 204, status != 304 {
                while let piece = try? more() { body += piece }
            }
            return Answer(status: status, headers: headers, body: body)
        }
    }

    /// Whether the server closes the line, whatever it still says before.
    func isClosedByServer() async throws -> Bool {
        try await Self.onThread { [self] in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = recv(line, &buffer, buffer.count, 0)
                if count > 0 { continue }
                return count == 0 || errno == ECONNRESET
            }
        }
    }

    private func more() throws -> ArraySlice<UInt8> {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(line, &buffer, buffer.count, 0)
        guard count > 0 else { throw Broken(description: "the server hung up before its answer was whole") }
        return buffer[..<count]
    }

    private static func onThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { done in
            Thread.detachNewThread { done.resume(with: Result(catching: work)) }
        }
    }
}

extension Wire {
    /// One request and its answer, on a line of its own.
    static func ask(
        _ port: Int, _ method: String = "GET", _ path: String, host: String = "localhost", headers: [String] = [], body: [UInt8]? = nil
    ) async throws -> Answer {
        let wire = try Wire(port: port)
        var head = "\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n"
        for header in headers { head += header + "\r\n" }
        if let body { head += "Content-Length: \(body.count)\r\n" }
        try await wire.say(Array((head + "\r\n").utf8) + (body ?? []))
        return try await wire.answer()
    }

    /// A form as a browser sends it from our own page.
    static func send(
        _ port: Int, _ path: String, _ fields: [(String, String)], host: String = "localhost", cookie: String? = nil
    ) async throws -> Answer {
        let body = fields.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
        var headers = ["Content-Type: application/x-www-form-urlencoded", "Sec-Fetch-Site: same-origin"]
        if let cookie { headers.append("Cookie: \(cookie)") }
        return try await ask(port, "POST", path, host: host, headers: headers, body: Array(body.utf8))
    }

    static func encoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
}

extension [UInt8] {
    fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
