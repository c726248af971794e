import Database
import Foundation
import Language
import Synchronization
import Testing

@testable import Throughline

/// The real program in a process of its own, as an operator starts it.
final class Program: Sendable {
    let port: Int
    private let process: Mutex<Process>
    private let ending: Task<Int32, Never>

    static let path = PeerProcess.checkout.appending(path: ".build/debug/throughline").path
    static let isBuilt = ProcessInfo.processInfo.environment["CI"] != nil || FileManager.default.isExecutableFile(atPath: path)

    struct NotStarted: Error, CustomStringConvertible { let description: String }

    /// Starts `serve` on a port the system chooses, and waits until it says where it is.
    static func serve(_ arguments: String...) async throws -> Program {
        try await withCheckedThrowingContinuation { done in
            Thread.detachNewThread { done.resume(with: Result { try Program(arguments) }) }
        }
    }

    /// Runs a verb to its end.
    static func run(_ arguments: String...) async throws -> (code: Int32, output: String) {
        try await running(path, arguments)
    }

    private init(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: Self.path)
        process.arguments = ["serve", "--port", "0"] + arguments
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        var said = ""
        var found: Int?
        while found == nil {
            let piece = output.fileHandleForReading.availableData
            if piece.isEmpty { break }
            said += String(decoding: piece, as: UTF8.self)
            found = said.firstMatch(of: /https?:\/\/[^\s]*:([0-9]+)[\s\/]/).flatMap { Int($0.1) }
        }
        guard let found else { throw NotStarted(description: said) }
        port = found
        let (endings, ended) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            ended.yield(process.terminationStatus)
            ended.finish()
        }
        // Whatever it says later is not to fill the pipe.
        output.fileHandleForReading.readabilityHandler = { if $0.availableData.isEmpty { $0.readabilityHandler = nil } }
        ending = Task {
            for await code in endings { return code }
            return -1
        }
        self.process = Mutex(process)
    }

    deinit { process.withLock { if $0.isRunning { kill($0.processIdentifier, SIGKILL) } } }

    /// Sends a signal and waits for the end: its exit code, or the signal that ended it.
    @discardableResult
    func end(by signal: Int32) async -> Int32 {
        process.withLock { _ = kill($0.processIdentifier, signal) }
        return await ending.value
    }
}

/// A folder as `serve` finds it after some days of use: a place, an open question, people who are signed in.
struct Used: Sendable {
    let folder: String
    let question: ID<Item>
    let session: String

    /// Fills the folder; with an address, the database is there instead.
    static func made(in folder: String, database: String? = nil) async throws -> Used {
        let db: any Database =
            if let database { try await PostgresDatabase(url: database, connections: 2) } else {
                try SQLiteDatabase(path: folder + "/throughline.sqlite")
            }
        _ = try await Migration(Schema.changes).run(on: db, now: 0, backUpFirst: nil)
        let world = try await World(db: db, folder: folder, seed: 7, hasMail: true)
        let question = try await world.question("What makes the road safe?")
        // Signed in today, whatever day the world thinks it is.
        let act = Act(by: nil, now: Moment(milliseconds: Int(Date().timeIntervalSince1970 * 1_000)), random: .system)
        let (amina, keys) = (try world.person("amina"), world.house.keys)
        let session = try await db.write { try SessionStore($0).open(for: amina, shared: false, keys: keys, by: act) }
        await db.close()
        return Used(folder: folder, question: question, session: session)
    }

    /// The texts of all answers that are stored, read beside whoever serves.
    func answers(database: String? = nil) async throws -> [String] {
        let db: any Database =
            if let database { try await PostgresDatabase(url: database, connections: 1) } else {
                try SQLiteDatabase(path: folder + "/throughline.sqlite")
            }
        let texts = try await db.read { tx in
            try tx.run("SELECT t.body FROM texts t JOIN voices v ON v.id = t.item_id WHERE t.field = 'text'").map { try $0.text("body") }
        }
        await db.close()
        return texts
    }

    /// Sends one answer; true once the server has said thank you for it.
    func answer(_ text: String, to port: Int) async -> Bool {
        let sent = try? await Wire.send(port, "/questions/\(question)/answers", [("text", text)], host: "127.0.0.1")
        return sent?.status == 303
    }
}
