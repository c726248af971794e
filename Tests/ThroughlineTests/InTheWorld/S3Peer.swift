import Foundation
import Testing

@testable import Throughline

/// A real S3-compatible server in a process of its own, which checks our signatures. It takes seconds to start, so that the tests share
/// one, each with a prefix of its own; it ends with the tests, when its standard input does.
final class S3Peer: Sendable {
    private struct Facts: Decodable, Sendable {
        let port: Int
        let key: String
        let secret: String
        let bucket: String
    }

    private let facts: Facts
    private let input: FileHandle

    static let python: String = {
        if let named = ProcessInfo.processInfo.environment["THROUGHLINE_PEERS_PYTHON"], !named.isEmpty { return named }
        return checkout.appending(path: ".build/peers/bin/python").path
    }()

    /// Where these tests are all wanted, or the peer is installed.
    static let canRun = ProcessInfo.processInfo.environment["CI"] != nil || FileManager.default.isExecutableFile(atPath: python)

    /// The folder of this checkout.
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

    private static let starting = Task { try await started() }

    static func shared() async throws -> S3Peer { try await starting.value }

    private static func started() async throws -> S3Peer {
        try await withCheckedThrowingContinuation { done in
            Thread.detachNewThread { done.resume(with: Result { try S3Peer() }) }
        }
    }

    private init() throws {
        let process = Process()
        let pipe = Pipe()
        input = pipe.fileHandleForWriting
        process.executableURL = URL(filePath: Self.python)
        process.arguments = [Self.checkout.appending(path: "Tests/Peers/s3_server.py").path]
        process.standardInput = pipe
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        facts = try JSONDecoder().decode(Facts.self, from: output.fileHandleForReading.availableData)
    }

    /// The peer's bucket as our options describe it.
    func bucket(_ name: String? = nil, prefix: String, key: String? = nil, secret: String? = nil, region: String = "eu-central-1") throws
        -> S3Bucket
    {
        try S3Bucket(
            "s3://\(name ?? facts.bucket)\(prefix)", endpoint: "http://127.0.0.1:\(facts.port)/",
            environment: [
                "AWS_ACCESS_KEY_ID": key ?? facts.key, "AWS_SECRET_ACCESS_KEY": secret ?? facts.secret, "AWS_REGION": region,
            ])
    }

    /// The next requests under a prefix are answered 503.
    func fail(next count: Int, under prefix: String) async throws {
        #expect(try await Wire.ask(facts.port, "POST", "/faults/\(prefix)?n=\(count)", body: []).status == 200)
    }

    /// How many requests under the prefix came since.
    func asked(under prefix: String) async throws -> Int? { Int(try await Wire.ask(facts.port, "GET", "/faults/\(prefix)").text) }
}
