import Foundation

/// A folder for one test, removed with it.
final class PrivateFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "throughline-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
