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

    /// Writes beside, syncs, renames. Throws ``FileStoreError``.
    public func put(_ bytes: [UInt8]) async throws -> String {
        try await onQueue { [folder] in
            let hash = SHA256.hex(bytes)
            let path = Self.path(of: hash, in: folder)
            let parent = folder + "/" + hash.prefix(2)
            if access(path, F_OK) == 0 { return hash }
            try Self.makeFolder(parent)
            var draft = Array((folder + "/incoming/XXXXXX").utf8CString)
            let file = mkstemp(&draft)
            guard file >= 0 else { throw Self.lastError() }
            do {
                try Self.write(bytes, to: file)
                Self.forgetTime(of: file)
                close(file)
                guard rename(draft, path) == 0 else { throw Self.lastError() }
            } catch {
                unlink(draft)
                throw error
            }
            try Self.sync(folder: parent)
            try Self.sync(folder: folder)
            for path in [parent, folder + "/incoming", folder] { Self.forgetTime(of: path) }
            return hash
        }
    }

    /// Reads and checks. Throws ``FileStoreError``.
    public func get(_ hash: String) async throws -> [UInt8]? {
        guard Self.isHash(hash) else { throw FileStoreError.notAHash }
        return try await onQueue { [folder] in
            guard let data = FileManager.default.contents(atPath: Self.path(of: hash, in: folder)) else { return nil }
            let bytes = [UInt8](data)
            guard SHA256.hex(bytes) == hash else { throw FileStoreError.damaged(hash) }
            return bytes
        }
    }

    /// Removes the file. Throws ``FileStoreError``.
    public func remove(_ hash: String) async throws {
        guard Self.isHash(hash) else { throw FileStoreError.notAHash }
        try await onQueue { [folder] in
            guard unlink(Self.path(of: hash, in: folder)) == 0 || errno == ENOENT else { throw Self.lastError() }
            Self.forgetTime(of: folder + "/" + hash.prefix(2))
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
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw lastError() }
    }

    private static func write(_ bytes: [UInt8], to file: Int32) throws(FileStoreError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw lastError() }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0 else { throw lastError() }
    }

    /// A file's times would say when somebody without a name sent it. They are best effort: a file system may keep others of its own.
    private static func forgetTime(of file: Int32) {
        let beginning = [timespec(tv_sec: 0, tv_nsec: 0), timespec(tv_sec: 0, tv_nsec: 0)]
        _ = futimens(file, beginning)
    }

    /// A folder's times move with every name that comes or goes, and say the same.
    public static func forgetTime(of folder: String) {
        let beginning = [timespec(tv_sec: 0, tv_nsec: 0), timespec(tv_sec: 0, tv_nsec: 0)]
        _ = utimensat(AT_FDCWD, folder, beginning, 0)
    }

    /// A new name is only safe once its folder is.
    private static func sync(folder: String) throws(FileStoreError) {
        let file = open(folder, O_RDONLY)
        guard file >= 0 else { throw lastError() }
        defer { close(file) }
        guard fsync(file) == 0 else { throw lastError() }
    }

    private static func lastError() -> FileStoreError {
        switch errno {
        case ENOSPC, EDQUOT: .full
        case EROFS, EACCES, EPERM: .readOnly
        default: .other(String(cString: strerror(errno)))
        }
    }
}
