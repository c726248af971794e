import Foundation

/// A file that stands whole and safe on disk under its name, or as it was before.
public enum WholeFile {
    /// Writes beside, syncs, and puts the new file in place, readable by its owner only. Throws ``FileStoreError``.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileStoreError) {
        var draft = Array((path + ".new-XXXXXX").utf8CString)
        let file = mkstemp(&draft)
        guard file >= 0 else { throw lastError() }
        let name = String(decoding: draft.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        do {
            defer { close(file) }
            try fill(file, bytes)
        } catch {
            unlink(name)
            throw error
        }
        try place(name, at: path)
    }

    /// Gives a file that was written and synced its name; returns when the name is safe too. Throws ``FileStoreError``.
    public static func place(_ draft: String, at path: String) throws(FileStoreError) {
        guard rename(draft, path) == 0 else {
            let error = lastError()
            unlink(draft)
            throw error
        }
        let folder = (path as NSString).deletingLastPathComponent
        try sync(folder: folder.isEmpty ? "." : folder)
    }

    /// The bytes of a file; nil when there is none of that name. What is there and cannot be read is an error.
    static func read(_ path: String) throws(FileStoreError) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw unreadable(path)
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = Foundation.read(file, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path) }
            if count == 0 { return bytes }
            bytes += piece.prefix(count)
        }
    }

    /// Writes all of it and syncs.
    static func fill(_ file: Int32, _ bytes: [UInt8]) throws(FileStoreError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw lastError() }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0 else { throw lastError() }
    }

    /// A new name is only safe once its folder is.
    static func sync(folder: String) throws(FileStoreError) {
        let file = open(folder, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw lastError() }
        defer { close(file) }
        guard fsync(file) == 0 else { throw lastError() }
    }

    static func lastError() -> FileStoreError {
        switch errno {
        case ENOSPC, EDQUOT: .full
        case EROFS, EACCES, EPERM: .readOnly
        default: .other(String(cString: strerror(errno)))
        }
    }

    private static func unreadable(_ path: String) -> FileStoreError {
        .other("\(path) cannot be read: \(String(cString: strerror(errno)))")
    }
}
