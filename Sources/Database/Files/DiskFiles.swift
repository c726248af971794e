import Dispatch
import Foundation

/// Bytes in a folder, as `ab/cdef…` by their hash. A file appears whole and safe on disk, or not at all.
public struct DiskFiles: FileStore {
    private let folder: String
    private let queue = DispatchQueue(label: "throughline.files", attributes: .concurrent)

    /// Uses the folder, or makes it. Throws ``FileStoreError``.
    public init(folder: String) throws {
        self.folder = folder
        try Self.makeFolder(folder)
        try Self.makeFolder(folder + "/incoming")
    }

    /// Writes beside, syncs, renames; what is there already is looked at, and written anew when it is damaged. Throws ``FileStoreError``.
    public func put(_ bytes: [UInt8]) async throws -> String {
        try await onQueue { [folder] in
            let hash = SHA256.hex(bytes)
            let path = Self.path(of: hash, in: folder)
            let parent = folder + "/" + hash.prefix(2)
            return try Turn.shared(folder + "/incoming") {
                if try Self.renew(path, of: bytes) { return hash }
                if !FileManager.default.fileExists(atPath: parent) { try Self.makeParents(folder) }
                try Self.write(bytes, to: path, in: folder, at: Self.beginning)
                return hash
            }
        }
    }

    /// The system's own times of a file and its place among others cannot be set, and would tell in which order files came. So each new
    /// one is written once more, in the order of the hashes. Throws ``FileStoreError``.
    public func layAnew() async throws {
        for hash in try await all() {
            try await onQueue { [folder] in
                let path = Self.path(of: hash, in: folder)
                var facts = stat()
                guard stat(path, &facts) == 0, facts.st_mtim.tv_sec != Self.laidAnew[1].tv_sec else { return }
                try Turn.alone(folder + "/incoming") { _ in
                    // What is damaged stays as it is, for `check` to find.
                    guard let bytes = try WholeFile.read(path), SHA256.hex(bytes) == hash else { return }
                    try Self.write(bytes, to: path, in: folder, at: Self.laidAnew)
                }
            }
        }
    }

    private static func write(_ bytes: [UInt8], to path: String, in folder: String, at times: [timespec]) throws {
        var draft = Array((folder + "/incoming/XXXXXX").utf8CString)
        let file = mkstemp(&draft)
        guard file >= 0 else { throw WholeFile.lastError() }
        do {
            defer { close(file) }
            try WholeFile.fill(file, bytes)
            // A file's times would say when somebody without a name sent it. Best effort: a file system may keep others of its own.
            _ = futimens(file, times)
        } catch {
            unlink(draft)
            throw error
        }
        try WholeFile.place(String(decoding: draft.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self), at: path)
        try WholeFile.sync(folder: folder)
        for path in [(path as NSString).deletingLastPathComponent, folder + "/incoming", folder] { forgetTime(of: path) }
    }

    /// All of them at once: one by one they would lie in the order of the files that needed them.
    private static func makeParents(_ folder: String) throws(FileStoreError) {
        let digits = Array("0123456789abcdef")
        for first in digits {
            for second in digits {
                let parent = "\(folder)/\(first)\(second)"
                try makeFolder(parent)
                forgetTime(of: parent)
            }
        }
    }

    /// Reads and checks. Throws ``FileStoreError``, also for a file that is there and may not be read.
    public func get(_ hash: String) async throws -> [UInt8]? {
        guard Self.isHash(hash) else { throw FileStoreError.notAHash }
        return try await onQueue { [folder] in
            guard let bytes = try WholeFile.read(Self.path(of: hash, in: folder)) else { return nil }
            guard SHA256.hex(bytes) == hash else { throw FileStoreError.damaged(hash) }
            return bytes
        }
    }

    /// Removes the file. Throws ``FileStoreError``.
    public func remove(_ hash: String) async throws {
        _ = try await remove(hash, unlessPutWithin: nil)
    }

    /// Removes the file unless it was put lately: then, or while somebody is putting it, it stays. Throws ``FileStoreError``.
    public func remove(_ hash: String, unlessPutWithin seconds: Int) async throws -> Bool {
        try await remove(hash, unlessPutWithin: .some(seconds))
    }

    private func remove(_ hash: String, unlessPutWithin seconds: Int?) async throws -> Bool {
        guard Self.isHash(hash) else { throw FileStoreError.notAHash }
        return try await onQueue { [folder] in
            let path = Self.path(of: hash, in: folder)
            return try Turn.alone(folder + "/incoming") { _ in
                if let seconds, let age = Self.age(of: path), age < seconds { return false }
                guard unlink(path) == 0 || errno == ENOENT else { throw WholeFile.lastError() }
                Self.forgetTime(of: folder + "/" + hash.prefix(2))
                return true
            }
        }
    }

    /// Walks the folder. Throws ``FileStoreError``.
    public func all() async throws -> [String] {
        try await onQueue { [folder] in
            try Self.names(in: folder).filter { $0.utf8.count == 2 }
                .flatMap { parent in try Self.names(in: folder + "/" + parent).map { parent + $0 } }
                .filter(Self.isHash).sorted()
        }
    }

    /// Removes what stands half written because its process was killed. Throws ``FileStoreError``.
    public func clearDrafts() async throws {
        try await onQueue { [folder] in
            let incoming = folder + "/incoming"
            try Turn.alone(incoming) { isCertain in
                for name in try Self.names(in: incoming) {
                    let path = incoming + "/" + name
                    // Where locks do not work, one that is a day old is nobody's any more.
                    if isCertain || (Self.age(of: path) ?? 0) > 86_400 { unlink(path) }
                }
            }
        }
    }

    private func onQueue<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { done in
            queue.async { done.resume(with: Result(catching: work)) }
        }
    }

    private static func path(of hash: String, in folder: String) -> String {
        folder + "/" + hash.prefix(2) + "/" + hash.dropFirst(2)
    }

    /// Nothing else may become part of a path.
    private static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }

    private static func names(in folder: String) throws -> [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
            throw FileStoreError.other("\(folder) cannot be read.")
        }
    }

    private static func makeFolder(_ path: String) throws(FileStoreError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw WholeFile.lastError() }
    }

    /// Whether these very bytes are there already; then the file counts as put now, by the one time of it that we do not set.
    private static func renew(_ path: String, of bytes: [UInt8]) throws -> Bool {
        do {
            guard try WholeFile.read(path) == bytes else { return false }
        } catch {
            return false
        }
        return utimensat(AT_FDCWD, path, beginning, 0) == 0
    }

    /// Seconds since the file was put, by the system's own time of change, which nobody can set.
    private static func age(of path: String) -> Int? {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        return time(nil) - facts.st_ctim.tv_sec
    }

    private static let beginning = [timespec(tv_sec: 0, tv_nsec: 0), timespec(tv_sec: 0, tv_nsec: 0)]
    /// The mark of a file that lies where a night put it.
    private static let laidAnew = [timespec(tv_sec: 86_400, tv_nsec: 0), timespec(tv_sec: 86_400, tv_nsec: 0)]

    /// A folder's times move with every name that comes or goes, and say the same.
    public static func forgetTime(of folder: String) { _ = utimensat(AT_FDCWD, folder, beginning, 0) }
}

/// Keeps those who put apart from those who remove, whichever process of this machine they are in.
private enum Turn {
    /// Beside others who put.
    static func shared<T>(_ folder: String, _ work: () throws -> T) throws -> T {
        try locked(folder, LOCK_SH) { _ in try work() }
    }

    /// With nobody beside; false where the file system knows no locks.
    static func alone<T>(_ folder: String, _ work: (Bool) throws -> T) throws -> T { try locked(folder, LOCK_EX, work) }

    private static func locked<T>(_ folder: String, _ kind: Int32, _ work: (Bool) throws -> T) throws -> T {
        let file = open(folder, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw WholeFile.lastError() }
        defer { close(file) }
        var outcome = flock(file, kind)
        while outcome != 0 && errno == EINTR { outcome = flock(file, kind) }
        return try work(outcome == 0)
    }
}
