import Dispatch
import Glibc

/// One HTTP request to a server on this machine. No proxy setting, pool or cache stands between a journey and its driver.
enum Loopback {
    static func send(_ method: String, _ path: String, _ body: [UInt8], port: UInt16) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try exchange(method, path, body, port) })
            }
        }
    }

    private static func exchange(_ method: String, _ path: String, _ body: [UInt8], _ port: UInt16) throws -> [UInt8] {
        let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard line >= 0 else { throw BrowserError("no socket for the browser's driver") }
        defer { close(line) }
        // A page may take a minute to load on an emulated slow line.
        var patience = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(line, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard connected == 0 else { throw BrowserError("the browser's driver does not answer on port \(port)") }
        let head = """
            \(method) \(path) HTTP/1.1\r
            Host: 127.0.0.1:\(port)\r
            Connection: close\r
            Content-Type: application/json; charset=utf-8\r
            Content-Length: \(body.count)\r
            \r\n
            """
        try write(Array(head.utf8) + body, to: line)
        return try answer(from: line)
    }

    private static func write(_ bytes: [UInt8], to line: Int32) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(line, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw BrowserError("the browser's driver hung up") }
            sent += count
        }
    }

    private static func answer(from line: Int32) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        var whole: Range<Int>?
        while true {
            if whole == nil { whole = bodyRange(of: bytes) }
            if let whole, bytes.count >= whole.upperBound { return Array(bytes[whole]) }
            let count = recv(line, &buffer, buffer.count, 0)
            guard count > 0 else { throw BrowserError("the browser's driver gave no whole answer") }
            bytes += buffer[..<count]
        }
    }

    /// Where the body will lie, once the head of the answer is there.
    private static func bodyRange(of bytes: [UInt8]) -> Range<Int>? {
        let end = Array("\r\n\r\n".utf8)
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else { return nil }
        let head = String(decoding: bytes[..<start], as: UTF8.self).lowercased()
        for line in head.split(separator: "\r\n") where line.hasPrefix("content-length:") {
            let length = Int(line.dropFirst("content-length:".count).filter(\.isNumber)) ?? 0
            return (start + end.count)..<(start + end.count + length)
        }
        return (start + end.count)..<(start + end.count)
    }
}
