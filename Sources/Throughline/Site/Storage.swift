import Database
import Foundation
import Glibc
import Language

/// The database and the files of an instance as they lie: neither migrated nor served. For verbs that carry, check and keep.
struct Storage: Sendable {
    let db: any Database
    let files: any FileStore
    /// The folder with keys, files, backups and, on SQLite, the database.
    let folder: String

    static func sqlite(in folder: String) -> String { folder + "/throughline.sqlite" }

    /// Opens what is there; nothing is made on SQLite when there is no database yet.
    static func open(_ options: InstanceOptions) async throws -> Storage {
        if options.database == nil, !FileManager.default.fileExists(atPath: sqlite(in: options.data)) {
            throw CarryError("There is no Throughline in \(options.data). Name its folder with --data, or its database with --database.")
        }
        return try await make(options)
    }

    /// Opens, and makes the folder and an empty SQLite file where they are missing.
    static func make(_ options: InstanceOptions) async throws -> Storage {
        do {
            try FileManager.default.createDirectory(
                atPath: options.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw InstanceError.unwritable(folder: options.data)
        }
        return Storage(db: try await database(options), files: try await options.openFiles(), folder: options.data)
    }

    /// The database alone.
    static func database(_ options: InstanceOptions) async throws -> any Database {
        if let url = options.database { return try await PostgresDatabase(url: url) }
        let path = sqlite(in: options.data)
        keepPrivate(path)
        return try SQLiteDatabase(path: path)
    }

    /// Nobody else on this machine reads what people said, whatever the folder lets them and however the program is started. SQLite
    /// gives its other files the mode of the first.
    private static func keepPrivate(_ path: String) {
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if file >= 0 { Glibc.close(file) }
        for name in [path, path + "-wal", path + "-shm"] { chmod(name, 0o600) }
    }

    func close() async { await db.close() }

    /// A folder for passing files inside ours, gone afterwards whatever happens.
    func withPassing<T>(_ work: (String) async throws -> T) async throws -> T {
        let passing = try PassingFolder(in: folder + "/work", named: "carry")
        defer { passing.remove() }
        return try await work(passing.path)
    }

    /// The hashes of all media that rows speak of.
    func wantedFiles() async throws -> [String] {
        try await db.read { tx in try tx.run("SELECT DISTINCT hash FROM files ORDER BY hash").map { try $0.text("hash") } }
    }
}

extension InstanceOptions {
    /// Refuses a folder, such as a misspelt one, where no Throughline was ever set up; nothing is made there.
    func requireInstance() throws(InstanceError) {
        let files = FileManager.default
        let hasKeys = files.fileExists(atPath: data + "/keys.json")
        guard database == nil ? files.fileExists(atPath: Storage.sqlite(in: data)) : hasKeys else {
            throw .storage("There is no Throughline in \(data). Name its folder with --data, or its database with --database.")
        }
        guard hasKeys else {
            throw .storage(
                "There is no key file \(data)/keys.json. Put your copy back; `throughline serve` makes a new one where there is none.")
        }
    }

    /// The folder's own files, or a bucket, asked once so that a wrong key is known at the start.
    func openFiles() async throws -> any FileStore {
        guard let bucket else { return try DiskFiles(folder: data + "/files") }
        let files = S3Files(bucket: bucket)
        _ = try await files.get(String(repeating: "0", count: 64))
        return files
    }
}

/// Now, by the machine's clock.
func wallClock() -> Moment { Moment(milliseconds: Int(Date().timeIntervalSince1970 * 1_000)) }
