import Database
import Language

/// Errors as sentences for the person at the terminal: what happened and what to do. Nothing of what somebody wrote is in them.
public enum PlainWords {
    /// The sentence for any error a verb may end with.
    public static func of(_ error: any Error) -> String {
        switch error {
        case let error as CarryError: error.description
        case let error as InstanceError: error.description
        case let error as Catalogues.Failure: words(error)
        case let error as DatabaseError: words(error)
        case let error as DumpError: words(error)
        case let error as FileStoreError: words(error)
        case let error as Keys.Problem: words(error)
        case let error as MigrationError: words(error)
        default: "Something unexpected stopped this (\(type(of: error))). Run `throughline check`; what was done so far is kept."
        }
    }

    private static func words(_ error: Catalogues.Failure) -> String {
        switch error {
        case .noFolder:
            "There is no folder Translations beside this program or above it. Put it there, or name it in THROUGHLINE_TRANSLATIONS."
        case .unreadable: "A translation cannot be used: \(error)."
        }
    }

    private static func words(_ error: DatabaseError) -> String {
        switch error {
        case .full: "The disk is full. Make room and run this again; what was done so far is kept."
        case .readOnly: "The database takes no changes. Check that you may write in its folder."
        case .gone: "The database cannot be reached. Check --data or --database, and that PostgreSQL runs."
        case .locked: "Another program held the database for too long. Run this again; what was done so far is kept."
        case .newer(let found, let known): InstanceError.newer(found: found, known: known).description
        case .unique, .foreignKey, .other: "The database refused a change. Run `throughline check` to see whether it is whole."
        }
    }

    private static func words(_ error: DumpError) -> String {
        switch error {
        case .badLine(let line): "The data file is broken at line \(line). Nothing of it was taken."
        case .unknownTable(let table): "The data file has a table “\(table)” this program does not know. It was made by a newer version."
        case .otherColumns(let table): "The table “\(table)” in the data file has other columns than ours. It was made by another version."
        case .notEmpty(let table): "The database is not empty: “\(table)” has rows. Choose a new --data folder or an empty database."
        case .cut: "The data file ends too early. It was not copied whole; nothing of it was taken."
        case .noKey(let table): "The table “\(table)” has no key, so it cannot be carried."
        case .file(let words): "A file could not be read or written: \(words)"
        }
    }

    private static func words(_ error: FileStoreError) -> String {
        switch error {
        case .full: "The disk is full."
        case .gone: "The file store of --files does not answer."
        case .refused: "The file store of --files does not take the keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        case .other(let words): "The files cannot be used: \(words)"
        case .readOnly: "The folder for files takes no changes."
        case .damaged(let hash): "The file \(hash) is not what was put there. Restore it from a backup."
        case .notAHash: "The folder for files cannot be used."
        }
    }

    private static func words(_ error: Keys.Problem) -> String {
        switch error {
        case .unreadable(let file): "The key file \(file) cannot be read."
        case .exposed(let file): "Others on this machine may read the key file \(file). Close it with: chmod 600 \(file)"
        case .damaged(let file): "The key file \(file) is damaged. Put back the copy you keep apart."
        case .unwritable(let file): "The key file \(file) cannot be written."
        }
    }

    private static func words(_ error: MigrationError) -> String {
        switch error {
        case .changed(let number, let recorded, _):
            "Change \(number) of this database (“\(recorded)”) is not the one this program knows. It was made by another version."
        }
    }
}
