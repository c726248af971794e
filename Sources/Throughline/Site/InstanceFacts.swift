import Database
import Language

/// Owns the table `settings`: what the installation remembers about itself.
struct InstanceFacts {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// When a backup was last made and read back without a fault; nil when none ever was.
    func lastBackup() throws -> Moment? { try value("last_backup").flatMap { Int($0) }.map { Moment(milliseconds: $0) } }

    func setLastBackup(_ moment: Moment) throws { try set("last_backup", "\(moment.milliseconds)") }

    private func value(_ name: String) throws -> String? {
        try tx.run("SELECT value FROM settings WHERE name = \(name)").first?.text("value")
    }

    private func set(_ name: String, _ value: String) throws {
        try tx.run("INSERT INTO settings (name, value) VALUES (\(name), \(value)) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
    }
}
