import CSodium
import Database
import Foundation

/// The pair of keys backups are closed with. The public half lies in the data folder; the secret half only with the operator, so that
/// who takes the machine cannot open its backups.
struct BackupKey: Sendable {
    static let file = "backup-key.pub"
    private static let publicMark = "tlpub-"
    private static let secretMark = "tlsec-"

    let lock: [UInt8]
    let secret: [UInt8]

    init() {
        var lock = [UInt8](repeating: 0, count: crypto_box_publickeybytes())
        var secret = [UInt8](repeating: 0, count: crypto_box_secretkeybytes())
        if Sodium.isReady { crypto_box_keypair(&lock, &secret) }
        (self.lock, self.secret) = (lock, secret)
    }

    var publicText: String { Self.publicMark + Base64URL.text(lock) }
    var secretText: String { Self.secretMark + Base64URL.text(secret) }

    static func lock(from text: String) throws(CarryError) -> [UInt8] {
        guard let lock = bytes(text, publicMark) else { throw CarryError("That is no public backup key; one begins with \(publicMark).") }
        return lock
    }

    static func secret(from text: String) throws(CarryError) -> [UInt8] {
        guard let secret = bytes(text, secretMark) else {
            throw CarryError("That is no secret of a backup key; one begins with \(secretMark).")
        }
        return secret
    }

    /// The public key in a data folder.
    static func lock(in folder: String) throws(CarryError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: folder + "/" + file) else {
            throw CarryError(
                "There is no backup key in \(folder) yet. Make one with `throughline keys backup-key`, and keep its secret elsewhere.")
        }
        return try lock(from: String(decoding: data, as: UTF8.self))
    }

    private static func bytes(_ text: String, _ mark: String) -> [UInt8]? {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix(mark), let bytes = Base64URL.bytes(String(text.dropFirst(mark.count))), bytes.count == 32 else { return nil }
        return bytes
    }
}

/// What an operator does with keys.
public enum KeyCare {
    /// New keys sign from now on; what older ones signed stays good. Throws ``CarryError``.
    public static func rotate(_ options: InstanceOptions) throws -> String {
        let file = options.data + "/keys.json"
        guard FileManager.default.fileExists(atPath: file) else {
            throw CarryError("There is no key file in \(options.data). Name the folder with --data.")
        }
        let keys = try Keys.load(file: file).rotated(file: file)
        return """
            New keys sign from now on (generation \(keys.newest)); links and codes handed out before stay good.
            Start `throughline serve` anew, so that it reads them. Copy \(file) to where you keep it, apart from the backups.
            """
    }

    /// Makes the pair of keys for backups and gives the words that show the secret, this once. Throws ``CarryError``.
    public static func makeBackupKey(_ options: InstanceOptions, replacing: Bool) throws -> String {
        let file = options.data + "/" + BackupKey.file
        guard FileManager.default.fileExists(atPath: options.data) else {
            throw CarryError("There is no folder \(options.data). Name it with --data.")
        }
        if FileManager.default.fileExists(atPath: file) && !replacing {
            throw CarryError(
                "There is a backup key already. With --replace the next backups get a new one; older ones still open with the old secret.")
        }
        let key = BackupKey()
        do { try WholeFile.write(Array((key.publicText + "\n").utf8), to: file) } catch { throw CarryError("\(file) cannot be written.") }
        return """
            Backups are closed with \(key.publicText) from now on.
            Their secret, shown only now. Write it down or keep it in a password store, not on this machine:

                \(key.secretText)
            """
    }
}
