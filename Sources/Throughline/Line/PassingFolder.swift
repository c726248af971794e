import Database
import Foundation
import Glibc

/// A folder for what only passes through the disk, such as an upload before it is cleaned or a copy on its way into a backup. It is
/// locked while it is used, so that what a killed process left can be told from what a running one needs.
struct PassingFolder {
    let path: String
    private let lock: Int32

    /// How one is called before it is locked.
    private static let unborn = ".new-"

    /// Makes a folder of its own, only for this user, in `folder`, which is made too.
    init(in folder: String, named name: String) throws {
        let own = name + "-" + Base64URL.text(Sodium.random(12))
        let draft = folder + "/" + Self.unborn + own
        try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        lock = Glibc.open(draft, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if lock >= 0 { _ = flock(lock, LOCK_EX | LOCK_NB) }
        path = folder + "/" + own
        // Only under its own name may it be taken for left over, and there it is locked from the first moment.
        do { try FileManager.default.moveItem(atPath: draft, toPath: path) } catch {
            if lock >= 0 { close(lock) }
            throw error
        }
    }

    /// Ends it, with everything in it. What cannot be removed now, `clear` finds later.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
        if lock >= 0 { close(lock) }
    }

    /// Removes everything a killed process left in a data folder, from `work` and beside the keys: what is that many seconds old.
    static func clearLeftovers(in data: String, olderThan age: Int) {
        clear(data + "/work", olderThan: age)
        // The drafts of whole files are not locked.
        clear(data, olderThan: max(age, aDay)) { $0.contains(".new-") }
    }

    /// Removes what nobody uses any more from a folder where such folders are made: what is that many seconds old, by the system's
    /// own time of change. Gives how many there were.
    @discardableResult
    static func clear(_ folder: String, olderThan age: Int, only isMeant: (String) -> Bool = { _ in true }) -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter(isMeant).count { name in
            // One that is being made this moment, or where locks do not work, is left until it can be nobody's.
            wasCleared(folder + "/" + name, olderThan: name.hasPrefix(unborn) ? max(age, aDay) : age)
        }
    }

    private static let aDay = 86_400

    private static func wasCleared(_ path: String, olderThan age: Int) -> Bool {
        let file = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        defer { if file >= 0 { close(file) } }
        guard let changed = lastChange(of: path) else { return false }
        let isFree = file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0
        if !isFree && file >= 0 && errno == EWOULDBLOCK { return false }
        guard time(nil) - changed >= (isFree ? age : max(age, aDay)) else { return false }
        return (try? FileManager.default.removeItem(atPath: path)) != nil
    }
}
