import Database
import Foundation
import Language

/// The copies of the whole database made by ourselves before the tables change, so that an operator can go back one version.
struct EarlierCopies {
    private let folder: String
    private static let mark = "before-"

    init(in data: String) { folder = data + "/backups" }

    /// Makes one.
    func make(of db: any Database, at now: Moment) async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try await Backup.beforeMigration(db, to: "\(folder)/\(Self.mark)\(now.day(in: .utc).text)-\(now.milliseconds)")
    }

    /// Removes those as old as the last thing that was taken back, whose words they may hold, and those past their time.
    func remove(takenBackOn last: Day?, today: Day) throws {
        guard case .untilWithdrawal(let days) = Schema.fileRetention["backups/\(Self.mark)*"],
            FileManager.default.fileExists(atPath: folder)
        else { return }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            guard let made = Self.day(name), made <= last ?? Day(number: .min) || today - made >= days else { continue }
            try FileManager.default.removeItem(atPath: folder + "/" + name)
        }
    }

    /// The day in a name that we gave; nil for other people's files.
    private static func day(_ name: String) -> Day? {
        guard name.hasPrefix(mark) else { return nil }
        let rest = name.dropFirst(mark.count)
        guard rest.dropFirst(10).first == "-", rest.dropFirst(11).first?.isNumber == true else { return nil }
        return Day(String(rest.prefix(10)))
    }
}
