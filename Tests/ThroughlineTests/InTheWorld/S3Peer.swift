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
    private let process: PeerProcess

    private static let starting = Task { try await started() }

    static func shared() async throws -> S3Peer { try await starting.value }

    private static func started() async throws -> S3Peer { try S3Peer(await PeerProcess.started("s3_server.py", quiet: false)) }

    private init(_ process: PeerProcess) throws {
        self.process = process
        facts = try JSONDecoder().decode(Facts.self, from: process.said)
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
