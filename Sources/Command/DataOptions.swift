import ArgumentParser
import Foundation
import Throughline

/// Where the data lies; every verb takes these.
struct DataOptions: ParsableArguments {
    @Option(help: "The folder with keys, files and, unless --database is given, the SQLite file.")
    var data = "throughline-data"

    @Option(help: "A PostgreSQL address, postgres://user:password@host/name; without it the SQLite file in --data.")
    var database: String?

    func options() throws -> InstanceOptions {
        if let database, !database.hasPrefix("postgres://"), !database.hasPrefix("postgresql://") {
            throw ValidationError("--database wants an address that begins with postgres://")
        }
        var options = InstanceOptions(data: data)
        options.database = database
        options.translations = ProcessInfo.processInfo.environment["THROUGHLINE_TRANSLATIONS"]
        return options
    }
}
