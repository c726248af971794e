import Database
import DatabaseTesting
import Foundation
import Testing

@testable import Throughline

/// Looks for words where they must not be.
extension World {
    /// Which of these words stand in any file of the data folder or in any row.
    func everything(holding words: [String]) async throws -> Set<String> {
        var found: Set<String> = []
        for bytes in try allFiles() {
            for word in words where bytes.range(of: Data(word.utf8)) != nil { found.insert(word) }
        }
        let dump = try await allRows().joined(separator: "\n")
        for word in words where dump.contains(word) { found.insert(word) }
        return found
    }

    private func allFiles() throws -> [Data] {
        var folders = [folder]
        if let sqlite = db as? SQLiteDatabase { folders.append(URL(filePath: sqlite.path).deletingLastPathComponent().path) }
        var contents: [Data] = []
        for folder in folders {
            for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
                if let data = FileManager.default.contents(atPath: folder + "/" + name) { contents.append(data) }
            }
        }
        #expect(!contents.isEmpty)
        return contents
    }

    /// Every row of every table as text.
    func allRows() async throws -> [String] {
        try await withFolder { place in
            try await TableDump.write(from: db) { try DumpFileSink(place + "/dump") }
            return try String(contentsOfFile: place + "/dump", encoding: .utf8).split(separator: "\n").map(String.init)
        }
    }
}
