import Foundation
import Synchronization

@testable import Throughline

/// Files to carry in: small ones of our own, and the real public ones where they lie beside the checkout.
enum Fixtures {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized.path

    static func own(_ name: String) -> String { root + "/Tests/Fixtures/" + name }

    /// The path when it is there.
    static func real(_ name: String) -> String? {
        let path = root + "/../shared/data/" + name
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    static var isLong: Bool { ProcessInfo.processInfo.environment["THROUGHLINE_LONG"] != nil }
}

/// Hears what a verb would say at the terminal.
final class Heard: Sendable {
    private let lines = Mutex<[String]>([])
    private let steps = Mutex(0)
    var remarks: [String] { lines.withLock { $0 } }
    var progress: Int { steps.withLock { $0 } }
    var report: CarryReport {
        CarryReport(remark: { line in self.lines.withLock { $0.append(line) } }, progress: { _ in self.steps.withLock { $0 += 1 } })
    }
}

/// Writes a file for one test.
@discardableResult func withFile<T>(_ name: String, _ bytes: [UInt8], _ body: (String) async throws -> T) async throws -> T {
    let folder = try PrivateFolder()
    let path = folder.path + "/" + name
    try Data(bytes).write(to: URL(filePath: path))
    let value = try await body(path)
    withExtendedLifetime(folder) {}
    return value
}
