import Foundation

@testable import Throughline

/// A program in Python from `Tests/Peers` in a process of its own. It says one thing when it is ready, mostly its port, and ends with its
/// owner, when its standard input does.
final class PeerProcess: Sendable {
    static let python: String = {
        if let named = ProcessInfo.processInfo.environment["THROUGHLINE_PEERS_PYTHON"], !named.isEmpty { return named }
        return checkout.appending(path: ".build/peers/bin/python").path
    }()

    /// Where these tests are all wanted nothing is left out; elsewhere what is not installed is.
    static let isEverythingWanted = ProcessInfo.processInfo.environment["CI"] != nil
    static let canRun = isEverythingWanted || FileManager.default.isExecutableFile(atPath: python)

    /// The folder of this checkout.
    static let checkout = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

    private let input: FileHandle
    /// What it said when it was ready.
    let said: Data

    /// `quiet`: what it complains about is left out.
    static func started(_ program: String, quiet: Bool = true) async throws -> PeerProcess {
        try await withCheckedThrowingContinuation { done in
            Thread.detachNewThread { done.resume(with: Result { try PeerProcess(program, quiet: quiet) }) }
        }
    }

    private init(_ program: String, quiet: Bool) throws {
        let (process, pipe, output) = (Process(), Pipe(), Pipe())
        input = pipe.fileHandleForWriting
        process.executableURL = URL(filePath: Self.python)
        process.arguments = [Self.checkout.appending(path: "Tests/Peers/\(program)").path]
        process.standardInput = pipe
        process.standardOutput = output
        if quiet { process.standardError = FileHandle.nullDevice }
        try process.run()
        said = output.fileHandleForReading.availableData
    }

    /// The port, where that is what it says.
    var port: Int? { Int(String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)) }

    deinit { try? input.close() }
}
