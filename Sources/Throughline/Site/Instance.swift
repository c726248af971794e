import Database
import Foundation
import Glibc
import HTML
import Language
import Logging

/// What an operator says when starting any verb: where the data lies and how the world reaches it.
public struct InstanceOptions: Sendable {
    /// The folder with keys, files and, unless `database` is set, the SQLite file.
    public var data: String
    /// A `postgres://` address; nil for the SQLite file in `data`.
    public var database: String?
    /// Where photos and recordings are kept; nil for the folder `files` in `data`.
    public var bucket: S3Bucket?
    /// The address people type, `https://learn.example.org`.
    public var publicURL: String?
    /// The address `serve` listens on.
    public var host: String?
    /// Whether `serve` holds a certificate of its own.
    public var hasTLS = false
    /// Proxies whose forwarding headers are believed, as addresses.
    public var trustedProxies: [String] = []
    /// A harmless page, for the quick way out of discreet pages; nil: an encyclopedia.
    public var leavesTo: String?
    /// Where mail is handed over; nil: invitations are links to copy, and notices wait on the pages.
    public var mail: MailOptions?
    /// A program on this machine that turns sentences into what they mean, as numbers; nil: words are compared.
    public var vectors: MachineService?
    /// A program that drafts sentences, here or elsewhere; nil: no place can use one.
    public var chat: MachineService?
    /// Where the translations lie; nil: near the program.
    public var translations: String?

    /// Nothing but a folder: an SQLite file, no mail.
    public init(data: String) { self.data = data }

    /// Whether a text is the address of a page, as `leavesTo` wants it.
    public static func isPage(_ text: String) -> Bool { text.hasPrefix("https://") && Href(outside: text) != nil }

    /// Whether a text is the address of one machine, as `trustedProxies` wants it.
    public static func isAddress(_ text: String) -> Bool { Peer.normalised(text) != nil }

    /// An SMTP server and the address mail comes from.
    public struct MailOptions: Sendable {
        let url: String
        let user: String
        let password: String
        let from: String

        /// `url` is `smtp://host:587` or `smtps://host:465`.
        public init(url: String, user: String, password: String, from: String) {
            (self.url, self.user, self.password, self.from) = (url, user, password, from)
        }
    }
}

/// One opened Throughline: its database migrated, its keys and files at hand.
public struct Instance: Sendable {
    let house: House
    let lock: FolderLock?

    /// Opens the data, after a backup when the database has to be brought up to date. `alone` is for `serve`: on SQLite nobody else may
    /// serve then, and what a killed process left is cleared away. Unless it is `making` one, there must be an instance.
    /// Throws ``InstanceError``.
    public static func open(_ options: InstanceOptions, alone: Bool, making: Bool, logger: Logger) async throws -> Instance {
        do {
            if !making { try options.requireInstance() }
            return try await opened(options, alone: alone, logger: logger)
        } catch {
            throw InstanceError(error)
        }
    }

    private static func opened(_ options: InstanceOptions, alone: Bool, logger: Logger) async throws -> Instance {
        do {
            try FileManager.default.createDirectory(
                atPath: options.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw InstanceError.unwritable(folder: options.data)
        }
        let lock = alone && options.database == nil ? try FolderLock(folder: options.data) : nil
        let db = try await Storage.database(options)
        let clock: @Sendable () -> Moment = { Moment(milliseconds: Int(Date().timeIntervalSince1970 * 1_000)) }
        try await bringUpToDate(db, options, clock())
        let files = try await options.openFiles()
        if alone { await clearLeftovers(files, options.data, logger) }
        let random = Randomness.system
        var settings = Settings()
        settings.folder = options.data
        settings.publicURL = options.publicURL
        settings.trustedProxies = Set(options.trustedProxies.compactMap { Peer.normalised($0) })
        settings.host = options.host
        settings.leavesTo = options.leavesTo
        settings.hasTLS = options.hasTLS
        let carrier = options.mail.map { mail in
            SMTPCarrier(settings: SMTPSettings(url: mail.url, user: mail.user, password: mail.password, from: mail.from))
        }
        let house = House(
            db: db, keys: try Keys.load(file: options.data + "/keys.json"), files: files,
            media: Media(folder: options.data + "/work"), post: carrier,
            jobs: Jobs(clock: { clock().milliseconds }, report: { logger.error("jobs", metadata: ["error": "\($0)"]) }),
            catalogues: try options.translations.map { try Catalogues(folder: $0) } ?? Catalogues.nearExecutable(), settings: settings,
            clock: clock, random: random, passwords: Passwords(), brakes: Brakes(random: random), gzip: Compression(), logger: logger)
        house.machines.use(vectors: options.vectors, chat: options.chat)
        return Instance(house: house, lock: lock)
    }

    /// Waits for what is under way and closes the database.
    public func close() async { await house.db.close() }

    /// A folder that cannot be cleared is no reason not to serve.
    private static func clearLeftovers(_ files: any FileStore, _ folder: String, _ logger: Logger) async {
        PassingFolder.clearLeftovers(in: folder, olderThan: 0)
        do { try await files.clearDrafts() } catch {
            logger.error("left over files", metadata: ["error": "\(String(reflecting: error))"])
        }
    }

    private static func bringUpToDate(_ db: any Database, _ options: InstanceOptions, _ now: Moment) async throws {
        do {
            _ = try await Migration(Schema.changes).run(on: db, now: now.milliseconds) {
                try await EarlierCopies(in: options.data).make(of: db, at: now)
            }
        } catch DatabaseError.newer(let found, let known) {
            throw InstanceError.newer(found: found, known: known)
        }
    }
}

/// One server a folder: held by an advisory lock that the system frees when the process ends, however it ends.
final class FolderLock: Sendable {
    private let descriptor: Int32

    init(folder: String) throws(InstanceError) {
        descriptor = Glibc.open(folder + "/serving.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(folder: folder) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(descriptor)
            throw .inUse(folder: folder)
        }
    }

    deinit { Glibc.close(descriptor) }
}
