import Database

/// Why an instance could not be opened or served, in words for the person at the terminal.
public enum InstanceError: Error, CustomStringConvertible {
    case inUse(folder: String)
    case unwritable(folder: String)
    case newer(found: Int, known: Int)
    case storage(String)
    case cannotListen(host: String, port: Int, String)

    /// What happened and what to do.
    public var description: String {
        switch self {
        case .inUse(let folder):
            "Another Throughline is serving from \(folder). Stop it first, or choose another folder with --data."
        case .unwritable(let folder):
            "Cannot write in \(folder). Let this user write there, or choose another folder with --data."
        case .newer(let found, let known):
            "This database was made by a newer Throughline (change \(found); this program knows \(known)). Install that version or a later one."
        case .storage(let words): words
        case .cannotListen(let host, let port, let words): "Cannot listen on \(host), port \(port): \(words)"
        }
    }

    /// What somebody at a terminal is told of any error that opening these data may throw.
    init(_ error: any Error, opening options: InstanceOptions) {
        switch error {
        case let error as InstanceError: self = error
        case let error as DatabaseError: self = .storage(Self.words(error, options))
        case let error as Keys.Problem: self = .storage(Self.words(error))
        case FileStoreError.full: self = .storage("The disk of \(options.data) is full.")
        case FileStoreError.gone: self = .storage("The file store of --files does not answer.")
        case FileStoreError.refused:
            self = .storage("The file store of --files does not take the keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
        case FileStoreError.other(let words): self = .storage(words)
        case is FileStoreError: self = .unwritable(folder: options.data)
        case MigrationError.changed(let number, let recorded, let ours):
            self = .storage(
                "Change \(number) of this database is “\(recorded)”, and this program's is “\(ours)”. They do not belong together.")
        default: self = .storage("\(error)")
        }
    }

    private static func words(_ error: DatabaseError, _ options: InstanceOptions) -> String {
        let what = options.database == nil ? "The database in \(options.data)" : "The database"
        return switch error {
        case .gone where options.database != nil: "The database does not answer. Is it running, and is the address of --database right?"
        case .gone: "\(what) cannot be opened. Let this user write there, or choose another folder with --data."
        case .full: "The disk of \(options.data) is full."
        case .readOnly: "\(what) takes no changes: its disk or its files are read-only."
        case .locked: "\(what) is held by another program."
        case .newer(let found, let known): InstanceError.newer(found: found, known: known).description
        case .unique(let words), .foreignKey(let words), .other(let words): "\(what) cannot be used: \(words)"
        }
    }

    private static func words(_ problem: Keys.Problem) -> String {
        switch problem {
        case .unreadable(let file): "The keys in \(file) cannot be read by this user."
        case .exposed(let file): "Others on this machine may read the keys in \(file). Give it the mode 0600 (chmod 600), then start again."
        case .damaged(let file):
            "The keys in \(file) are damaged. Put the file back from a backup; without it no code and no session can be recognised."
        case .unwritable(let file): "The keys cannot be written to \(file)."
        }
    }
}
