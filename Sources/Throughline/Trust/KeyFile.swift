import Foundation
import Glibc

/// How `Keys` lie on the disk: JSON, readable by the server's own user only.
///
///     {"format": 1, "masters": [{"number": 1, "secret": "<base64url of 32 bytes>"}]}
extension Keys {
    /// Reads the file, or makes it on first use. Two processes that start together end with the same keys.
    static func load(file: String) throws(Problem) -> Keys {
        if !FileManager.default.fileExists(atPath: file) {
            let first = Master(number: 1, secret: Sodium.random(32))
            try keep([first], in: file, replacing: false)
        }
        return try read(file)
    }

    /// These keys and a new one that signs from now on, kept before they are returned.
    func rotated(file: String) throws(Problem) -> Keys {
        try Self.keep(withNewMaster(), in: file, replacing: true)
        return try Self.read(file)
    }

    /// Keys without the masters before this number: what only they signed is void from now on. The newest always stays.
    func forgetting(before number: Int, file: String) throws(Problem) -> Keys {
        let newest = masters.map(\.number).max() ?? 0
        try Self.keep(masters.filter { $0.number >= min(number, newest) }, in: file, replacing: true)
        return try Self.read(file)
    }

    private struct Layout: Codable {
        struct Entry: Codable {
            let number: Int
            let secret: String
        }
        let format: Int
        let masters: [Entry]
    }

    private static func read(_ file: String) throws(Problem) -> Keys {
        let facts = try? FileManager.default.attributesOfItem(atPath: file)
        guard let mode = facts?[.posixPermissions] as? Int else { throw .unreadable(file: file) }
        guard mode & 0o077 == 0 else { throw .exposed(file: file) }
        guard let bytes = FileManager.default.contents(atPath: file) else { throw .unreadable(file: file) }
        guard let layout = try? JSONDecoder().decode(Layout.self, from: bytes), layout.format == 1 else { throw .damaged(file: file) }
        let masters = layout.masters.map { Master(number: $0.number, secret: Base64URL.bytes($0.secret) ?? []) }
        guard Set(masters.map(\.number)).count == masters.count, let keys = Keys(masters: masters) else { throw .damaged(file: file) }
        return keys
    }

    /// Writes beside the file, makes it durable, then puts it in place in one step.
    private static func keep(_ masters: [Master], in file: String, replacing: Bool) throws(Problem) {
        let entries = masters.map { Layout.Entry(number: $0.number, secret: Base64URL.text($0.secret)) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let bytes = try? encoder.encode(Layout(format: 1, masters: entries)) else { throw .unwritable(file: file) }
        let draft = file + ".new-" + Base64URL.text(Sodium.random(6))
        let descriptor = Glibc.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(file: file) }
        defer { unlink(draft) }
        let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard written else { throw .unwritable(file: file) }
        // A link, unlike a rename, fails where another process was first: its keys are the ones to read.
        let placed = replacing ? rename(draft, file) == 0 : link(draft, file) == 0 || errno == EEXIST
        guard placed else { throw .unwritable(file: file) }
        let folder = Glibc.open((file as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }
}
