import Database
import DatabaseTesting
import Foundation
import Testing

struct DiskFilesTests {
    /// Examples of FIPS 180-4 as NIST publishes them.
    private static let known = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ]

    @Test func bytesAreFoundUnderTheirHash() async throws {
        try await withFolder { folder in
            let files = try DiskFiles(folder: folder + "/files")
            for (text, hash) in Self.known {
                #expect(try await files.get(hash) == nil)
                #expect(try await files.put(Array(text.utf8)) == hash)
                #expect(try await files.put(Array(text.utf8)) == hash)
                #expect(try await files.get(hash) == Array(text.utf8))
            }
            #expect(try await files.all() == Self.known.map(\.1).sorted())
            #expect(try await DiskFiles(folder: folder + "/files").all().count == 3)
        }
    }

    @Test func noFolderSaysWhenSomethingCameOrWent() async throws {
        try await withFolder { folder in
            let files = try DiskFiles(folder: folder)
            func times() throws -> Set<Date?> {
                let all = try FileManager.default.subpathsOfDirectory(atPath: folder).map { folder + "/" + $0 } + [folder]
                return Set(try all.map { try FileManager.default.attributesOfItem(atPath: $0)[.modificationDate] as? Date })
            }
            let hash = try await files.put([1, 2, 3])
            #expect(try times() == [Date(timeIntervalSince1970: 0)])
            try await files.remove(hash)
            #expect(try times() == [Date(timeIntervalSince1970: 0)])
        }
    }

    @Test func removedBytesAreGone() async throws {
        try await withFolder { folder in
            let files = try DiskFiles(folder: folder)
            let hash = try await files.put([1, 2, 3])
            try await files.remove(hash)
            try await files.remove(hash)
            #expect(try await files.get(hash) == nil)
            #expect(try await files.all() == [])
        }
    }

    @Test func manyPuttingTheSameBytesKeepThemOnce() async throws {
        try await withFolder { folder in
            let files = try DiskFiles(folder: folder)
            let bytes = [UInt8](repeating: 7, count: 3_000_000)
            let hashes = try await withThrowingTaskGroup { group in
                for _ in 1...8 { group.addTask { try await files.put(bytes) } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(try await files.all() == Array(hashes))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming") == [])
        }
    }

    @Test func damagedBytesAreNotHandedOut() async throws {
        try await withFolder { folder in
            let files = try DiskFiles(folder: folder)
            let hash = try await files.put([1, 2, 3])
            try Data([1, 2]).write(to: URL(filePath: folder + "/\(hash.prefix(2))/\(hash.dropFirst(2))"))
            await #expect(throws: FileStoreError.damaged(hash)) { try await files.get(hash) }
        }
    }

    @Test func aDamagedFileIsMendedWhenItsBytesComeAgain() async throws {
        try await withFolder { folder in
            let files = try DiskFiles(folder: folder)
            let hash = try await files.put([1, 2, 3])
            try Data([1, 2]).write(to: URL(filePath: folder + "/\(hash.prefix(2))/\(hash.dropFirst(2))"))
            #expect(try await files.put([1, 2, 3]) == hash)
            #expect(try await files.get(hash) == [1, 2, 3])
        }
    }

    @Test func aFileThatCannotBeReadIsNotOneThatIsMissing() async throws {
        try await withFolder { folder in
            let files = try DiskFiles(folder: folder)
            let hash = try await files.put([1, 2, 3])
            let path = folder + "/\(hash.prefix(2))/\(hash.dropFirst(2))"
            // What nobody can read as a file, whoever they are; permissions do not stop the administrator.
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            let error = await #expect(throws: FileStoreError.self) { try await files.get(hash) }
            guard case .other(let words)? = error else { throw try #require(error) }
            #expect(words.contains("cannot be read"))
        }
    }

    /// A file nobody points to is removed by another process than the one that is about to point to it.
    @Test func aFileThatWasPutAgainIsNotRemovedUnderItsOwner() async throws {
        try await withFolder { folder in
            let files = try DiskFiles(folder: folder)
            let hash = try await files.put([1, 2, 3])
            #expect(try await !files.remove(hash, unlessPutWithin: 60))
            #expect(try await files.get(hash) == [1, 2, 3])
            try await Task.sleep(for: .milliseconds(2_100))
            #expect(try await DiskFiles(folder: folder).put([1, 2, 3]) == hash)
            #expect(try await !files.remove(hash, unlessPutWithin: 2), "putting it again counts, though nothing is written")
            #expect(try await files.remove(hash, unlessPutWithin: 0))
            #expect(try await files.all() == [])
            #expect(try await files.remove(hash, unlessPutWithin: 60), "what is not there needs no removal")
        }
    }

    @Test func noFileTellsWhenItCame() async throws {
        try await withFolder { folder in
            let files = try DiskFiles(folder: folder)
            for _ in 1...2 {
                let hash = try await files.put([1, 2, 3])
                let facts = try FileManager.default.attributesOfItem(atPath: folder + "/\(hash.prefix(2))/\(hash.dropFirst(2))")
                #expect(facts[.modificationDate] as? Date == Date(timeIntervalSince1970: 0))
            }
        }
    }

    @Test func whatAKilledProcessLeftHalfWrittenIsClearedAway() async throws {
        try await withFolder { folder in
            let files = try DiskFiles(folder: folder)
            try Data([1]).write(to: URL(filePath: folder + "/incoming/aB3xYz"))
            let bytes = (0..<20).map { [UInt8](repeating: $0, count: 500_000) }
            // Beside many that are just being put.
            try await withThrowingTaskGroup { group in
                for piece in bytes { group.addTask { _ = try await files.put(piece) } }
                for _ in 0..<20 { group.addTask { try await DiskFiles(folder: folder).clearDrafts() } }
                try await group.waitForAll()
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming") == [])
            #expect(try await files.all().count == 20)
        }
    }

    @Test func aWholeFileReplacesAnotherInOneStep() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "throughline-test-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/ledger"
        try WholeFile.write(Array("old".utf8), to: path)
        let reader = try #require(FileHandle(forReadingAtPath: path))
        try WholeFile.write(Array("newer".utf8), to: path)
        #expect(try reader.readToEnd() == Data("old".utf8), "whoever reads the old one reads it whole")
        #expect(FileManager.default.contents(atPath: path) == Data("newer".utf8))
        try FileManager.default.createDirectory(atPath: folder + "/taken", withIntermediateDirectories: false)
        #expect(throws: FileStoreError.self) { try WholeFile.write([1], to: folder + "/taken") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["ledger", "taken"], "no draft stays")
    }

    @Test(arguments: ["", "../../etc/passwd", String(repeating: "A", count: 64), String(repeating: "a", count: 63) + "/"])
    func onlyAHashIsLookedUp(_ name: String) async throws {
        try await withFolder { folder in
            let files = try DiskFiles(folder: folder)
            await #expect(throws: FileStoreError.notAHash) { try await files.get(name) }
            await #expect(throws: FileStoreError.notAHash) { try await files.remove(name) }
        }
    }
}
