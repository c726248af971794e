import ArgumentParser
import Foundation
import Throughline

/// Secrets come from the environment, so that no list of running programs shows them.
enum Secrets {
    static var exportPassphrase: String? { named("THROUGHLINE_EXPORT_PASSPHRASE") }
    static var backupSecret: String? { named("THROUGHLINE_BACKUP_SECRET") }

    private static func named(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write everything into a folder anybody can read.",
        discussion: """
            FOLDER gets data.jsonl (all rows), dictionary.json (what each column means), files/ and withdrawn.ledger. Passwords, sessions, \
            codes and sealed addresses are left out; with --with-secrets they come along and the rows are encrypted with the passphrase \
            in THROUGHLINE_EXPORT_PASSPHRASE. keys.json is never exported. Names and mail addresses of people with an account are in it: \
            keep it as carefully as the database.

            Example: throughline export ./throughline-2026-12 --data ./throughline-data
            """)

    @Argument(help: "A new folder.")
    var folder: String

    @Flag(help: "Bring secrets along, encrypted.")
    var withSecrets = false

    @OptionGroup var data: DataOptions

    func validate() throws {
        if withSecrets && Secrets.exportPassphrase == nil {
            throw ValidationError("--with-secrets wants a passphrase in THROUGHLINE_EXPORT_PASSPHRASE")
        }
    }

    func run() async throws {
        let options = try data.options()
        try await Terminal.plainly { report in
            try await Export.write(options, to: folder, passphrase: withSecrets ? Secrets.exportPassphrase : nil, report: report)
        }
    }
}

extension Import {
    struct Whole: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "throughline", abstract: "A whole export, into an empty folder or database.",
            discussion: """
                What was taken back stays taken back: the ledger in the export and the one named with --ledger are applied before \
                anything can be served. An encrypted export wants its passphrase in THROUGHLINE_EXPORT_PASSPHRASE.

                Example: throughline import throughline ./throughline-2026-12 --data ./new-data
                """)

        @Argument(help: "The folder of the export.")
        var folder: String

        @Option(help: "A newer ledger of what was taken back.")
        var ledger: String?

        @OptionGroup var data: DataOptions

        func run() async throws {
            let options = try data.options()
            try await Terminal.plainly { report in
                try await Export.read(folder, into: options, passphrase: Secrets.exportPassphrase, ledger: ledger, report: report)
            }
        }
    }
}

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write an encrypted copy of everything while the server goes on.",
        discussion: """
            The copy is closed with the public key `throughline keys backup-key` put into the data folder, so this machine cannot open it. \
            keys.json is not in it: keep a copy of that apart, so that no single theft opens codes and links. FILE.ledger is written \
            beside it; keep the newest ledger with all your backups.

            Example: throughline backup /mnt/backups/monday.tlb --verify
            """)

    @Argument(help: "The file to write; an older one of that name is replaced when the new one is whole.")
    var file: String

    @Flag(help: "Open it again, restore it into a folder of its own and compare every row and file.")
    var verify = false

    @OptionGroup var data: DataOptions

    func run() async throws {
        let options = try data.options()
        try await Terminal.plainly { report in try await Backup.write(options, to: file, verify: verify, report: report) }
    }
}

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring a backup to life in an empty folder or database.",
        discussion: """
            The secret of the backup key comes from THROUGHLINE_BACKUP_SECRET. Every row and file is compared first, and what the ledgers \
            beside the backup (or --ledger) know was taken back is taken back before anything can be served.

            Example: THROUGHLINE_BACKUP_SECRET=tlsec-… throughline restore monday.tlb --data ./restored
            """)

    @Argument(help: "The backup.")
    var file: String

    @Option(help: "A newer ledger of what was taken back.")
    var ledger: String?

    @OptionGroup var data: DataOptions

    func run() async throws {
        let options = try data.options()
        try await Terminal.plainly { report in
            try await Backup.restore(file, into: options, secret: Secrets.backupSecret, ledger: ledger, report: report)
        }
    }
}

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look at everything and say what is wrong, without changing anything.",
        discussion: """
            Settings, keys, schema, the database file, the audit chain, recordings and photos, failed jobs, the ledger, the tallies and \
            the last backup. Ends with 1 when something is wrong. With --head it also says whether the seal in a letter somebody kept is \
            still in the audit's chain.

            Example: throughline check --data ./throughline-data
            """)

    @Option(help: "What the letter says: the long number, its first 16 signs, or the six words.")
    var head: String?

    @OptionGroup var data: DataOptions

    func run() async throws {
        let options = try data.options()
        try await Terminal.plainly { _ in
            let report = try await Check.run(options, head: head)
            FileHandle.standardOutput.write(Data((report.text + "\n").utf8))
            if !report.isSound { throw ExitCode.failure }
            return ""
        }
    }
}

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "The installation's keys.", subcommands: [Rotate.self, BackupPair.self])

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make new keys that sign from now on. What older ones signed stays good.",
            discussion: "Example: throughline keys rotate --data ./throughline-data")

        @OptionGroup var data: DataOptions

        func run() async throws {
            let options = try data.options()
            try await Terminal.plainly { _ in try KeyCare.rotate(options) }
        }
    }

    struct BackupPair: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup-key", abstract: "Make the pair of keys for backups, and show its secret once.",
            discussion: "Example: throughline keys backup-key --data ./throughline-data")

        @Flag(help: "Take a new pair for the next backups. Older backups still open with the older secret.")
        var replace = false

        @OptionGroup var data: DataOptions

        func run() async throws {
            let options = try data.options()
            try await Terminal.plainly { _ in try KeyCare.makeBackupKey(options, replacing: replace) }
        }
    }
}
