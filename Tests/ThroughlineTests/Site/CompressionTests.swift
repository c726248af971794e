import Foundation
import Testing

@testable import Throughline

struct CompressionTests {
    @Test(arguments: [1, 4, 12, 99, -3]) func whatIsCompressedComesBackWhole(_ level: Int) throws {
        let compression = Compression()
        let page = Array(String(repeating: "<p>What people said · ما قاله الناس</p>\n", count: 400).utf8)
        let stream = try #require(compression.deflate(page, level: level))
        #expect(stream.count < page.count / 20)
        #expect(try gunzip(stream) == page)
        #expect(compression.deflate(page, level: level) == stream, "the same page has the same ETag")
        let nothing = try #require(compression.deflate([], level: level))
        #expect(try gunzip(nothing) == [])
    }

    @Test func manyAtOnceDoNotMix() async throws {
        let compression = Compression(spare: 2)
        let pages = (0..<24).map { number in Array(String(repeating: "page \(number) ", count: 2_000).utf8) }
        let streams = await withTaskGroup(of: (Int, [UInt8]?).self) { group in
            for (number, page) in pages.enumerated() { group.addTask { (number, compression.deflate(page, level: number % 3 + 1)) } }
            return await group.reduce(into: [Int: [UInt8]]()) { $0[$1.0] = $1.1 }
        }
        #expect(streams.count == 24)
        for (number, stream) in streams { #expect(try gunzip(stream) == pages[number]) }
    }

    @Test(arguments: [
        ("gzip", true), ("gzip, deflate, br", true), ("br;q=1.0, GZIP;q=0.8, *;q=0.1", true), ("*", true), ("x-gzip", true),
        ("deflate, gzip;q=1.0, *;q=0.5", true), ("gzip ; q=0.001", true), ("identity;q=0.5, gzip;q=0.5", true),
        ("", false), ("br", false), ("gzip;q=0", false), ("gzip;q=0.000", false), ("*;q=0", false), ("gzip;q=0, *", false),
        ("identity", false), ("identity;q=1, gzip;q=0.5", false), ("gzip;q=x", false), (",;,", false), ("gzipped", false),
    ])
    func aBrowserGetsWhatItAskedFor(_ header: String, _ wanted: Bool) {
        #expect(Compression.isWanted(by: header) == wanted)
        #expect(!Compression.isWanted(by: nil))
    }

    /// Unpacked by the system's own gzip.
    private func gunzip(_ stream: [UInt8]) throws -> [UInt8] {
        let folder = try PrivateFolder()
        let file = folder.path + "/page.gz"
        #expect(FileManager.default.createFile(atPath: file, contents: Data(stream)))
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/bin/gzip")
        gzip.arguments = ["-d", file]
        try gzip.run()
        gzip.waitUntilExit()
        #expect(gzip.terminationStatus == 0)
        return Array(try #require(FileManager.default.contents(atPath: folder.path + "/page")))
    }
}
