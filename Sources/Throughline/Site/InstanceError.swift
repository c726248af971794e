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

    /// Any error that opening the data may throw, in words.
    init(_ error: any Error) {
        switch error {
        case let error as InstanceError: self = error
        // The server's own words: a wrong password, a database that is not there. No row has been read yet.
        case DatabaseError.other(let words): self = .storage("The database cannot be opened: \(words)")
        default: self = .storage(PlainWords.of(error))
        }
    }
}
