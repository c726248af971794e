import ArgumentParser
import Foundation
import Throughline

/// Where the data lies; every verb takes these.
struct DataOptions: ParsableArguments {
    @Option(help: "The folder with keys, files and, unless --database is given, the SQLite file.")
    var data = "throughline-data"

    @Option(help: "A PostgreSQL address, postgres://user:password@host/name; without it the SQLite file in --data.")
    var database: String?

    @Option(
        help:
            "Where photos and recordings lie, s3://bucket/prefix; without it a folder in --data. The keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
    )
    var files: String?

    @Option(help: "The address of the S3-compatible store, such as https://s3.example.org; without it Amazon's.")
    var s3Endpoint: String?

    func options() throws -> InstanceOptions {
        if let database, !database.hasPrefix("postgres://"), !database.hasPrefix("postgresql://") {
            throw ValidationError("--database wants an address that begins with postgres://")
        }
        let environment = ProcessInfo.processInfo.environment
        var options = InstanceOptions(data: data)
        options.database = database
        options.translations = environment["THROUGHLINE_TRANSLATIONS"]
        options.bucket = try files.map { try S3Bucket($0, endpoint: s3Endpoint, environment: environment) }
        return options
    }
}
