import Foundation
import Testing

@testable import Throughline

struct PhotosTests {
    @Test func aPhotoTellsNothingButWhatItShows() async throws {
        let making = try MediaMaking()
        let photo = MediaMaking.telling(try making.picture("jpg", width: 640, height: 400))
        let before = try making.vips("vipsheader", photo, before: ["-a"])
        #expect(before.contains("GPSLatitude: 1/1 17/1 31/1") && before.contains("Ana of Riverbend"), "the upload does tell")
        let clean = try await making.clean(photo)
        #expect(clean.content == .photo(width: 400, height: 640), "turned upright")
        #expect(clean.type == "image/jpeg")
        #expect(!says(clean.bytes, "Riverbend") && !says(clean.bytes, "Exif") && !says(clean.bytes, "ns.adobe.com"))
        let after = try making.vips("vipsheader", clean.bytes, before: ["-a"])
        for word in ["exif", "GPS", "xmp", "icc", "orientation", "comment"] { #expect(!after.contains(word), "\(word)") }
        #expect(try await making.photo(clean.bytes).content == clean.content)
    }

    /// The folder people name on the command line is mostly one from where they stand, and decoders stand elsewhere.
    @Test func aFolderNamedFromWhereOneStandsIsFoundByTheDecoders() async throws {
        let (making, passing) = (try MediaMaking(), try PrivateFolder())
        let up = FileManager.default.currentDirectoryPath.split(separator: "/").map { _ in "../" }.joined()
        let media = Media(folder: up + passing.path.dropFirst())
        let clean = try await media.clean(try making.picture("jpg", width: 96, height: 64))
        #expect(clean.content == .photo(width: 96, height: 64))
        let tone = try making.ffmpeg("ogg", arguments: ["-f", "lavfi", "-i", "sine=frequency=440:duration=2", "-c:a", "libopus"])
        #expect(try await media.clean(tone).content == .sound(seconds: 2))
    }

    @Test func aBigNoisyPhotoBecomesSmall() async throws {
        let making = try MediaMaking()
        let clean = try await making.clean(try making.picture("jpg", width: 4_000, height: 3_000))
        #expect(clean.bytes.count <= 300_000 && clean.bytes.count > 20_000)
        guard case .photo(let width, let height) = clean.content else { throw MediaError.unreadable }
        #expect(max(width, height) <= 1_600 && abs(width * 3 - height * 4) <= 4)
    }

    @Test(arguments: ["png", "webp", "gif", "heic", "avif", "jpg"]) func everyKindOfPhotoIsTaken(_ ending: String) async throws {
        let making = try MediaMaking()
        let clean = try await making.clean(try making.picture(ending, width: 96, height: 64))
        #expect(clean.content == .photo(width: 96, height: 64), "not blown up")
        #expect(clean.bytes.starts(with: [0xFF, 0xD8, 0xFF]))
    }

    @Test func ofAMovingPictureTheFirstIsKeptAndGlassBecomesWhite() async throws {
        let making = try MediaMaking()
        let moving = try making.ffmpeg("gif", arguments: ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=5:duration=2"])
        #expect(try await making.clean(moving).content == .photo(width: 64, height: 48))
        let glass = try making.ffmpeg("png", arguments: ["-f", "lavfi", "-i", "color=red@0.0:size=32x32,format=rgba", "-frames:v", "1"])
        let clean = try await making.clean(glass)
        #expect(try making.vips("vips", clean.bytes, before: ["getpoint"], after: ["9", "9"]).hasPrefix("255 255 255"))
    }

    @Test(arguments: [
        "", "just words in a file called photo.jpg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>",
        "<!doctype html><p>hello there",
        "#EXTM3U\nfile:///etc/passwd\n", "%PDF-1.7 and more of it", "PK\u{3}\u{4} and a whole archive",
        "ffconcat version 1.0\nfile /etc/passwd",
    ])
    func whatWeCannotCleanIsRefused(_ content: String) async throws {
        let making = try MediaMaking()
        await #expect(throws: MediaError.notAccepted) { try await making.clean(Array(content.utf8)) }
    }

    @Test func whatOnlyBeginsLikeAPhotoIsUnreadable() async throws {
        let making = try MediaMaking()
        for start: [UInt8] in [[0xFF, 0xD8, 0xFF, 0xE0], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], Array("GIF89a".utf8)] {
            let fake = start + Array("and then only words that no decoder understands".utf8)
            await #expect(throws: MediaError.unreadable) { try await making.clean(fake) }
        }
        await #expect(throws: MediaError.notAccepted) { try await making.photo(MediaMaking.amr(seconds: 1)) }
        #expect(try making.leftOver().isEmpty)
    }

    @Test func aBombIsToldByItsHeader() async throws {
        let making = try MediaMaking()
        var header = Array(try making.picture("png", width: 16, height: 16))
        // Width and height stand at byte 16 of every PNG; the header's sum after them is mended by hand.
        header.replaceSubrange(16..<24, with: [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30])
        let sum = crc32(header[12..<29])
        header.replaceSubrange(29..<33, with: [UInt8(sum >> 24), UInt8(sum >> 16 & 255), UInt8(sum >> 8 & 255), UInt8(sum & 255)])
        await #expect(throws: MediaError.tooManyPixels(limit: 120_000_000)) { try await making.clean(header) }
    }

    private static let realBomb = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../../shared/data/security/bombs/png-30000x30000.png").standardized.path

    @Test(.enabled(if: FileManager.default.fileExists(atPath: realBomb), "the collection of bombs is not beside the repository"))
    func aRealBombIsRefused() async throws {
        let bomb = try Array(#require(FileManager.default.contents(atPath: Self.realBomb)))
        let making = try MediaMaking()
        await #expect(throws: MediaError.tooManyPixels(limit: 120_000_000)) { try await making.clean(bomb) }
        #expect(try making.leftOver().isEmpty)
    }

    @Test func nothingPassingStaysOnTheDisk() async throws {
        let making = try MediaMaking()
        _ = try await making.clean(try making.picture("jpg", width: 64, height: 64))
        #expect(try making.leftOver().isEmpty)
        let big = [0xFF, 0xD8, 0xFF] + [UInt8](repeating: 0, count: Media.largestUpload)
        await #expect(throws: MediaError.tooBig(limit: 25_000_000)) { try await making.clean(big) }
    }

    private func says(_ bytes: [UInt8], _ words: String) -> Bool { Data(bytes).range(of: Data(words.utf8)) != nil }

    /// The sum of PNG's chunks (ISO 3309).
    private func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = (sum >> 1) ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~sum
    }
}
