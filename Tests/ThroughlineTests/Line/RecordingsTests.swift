import Foundation
import Testing

@testable import Throughline

struct RecordingsTests {
    private static let kinds: [(String, [String])] = [
        ("m4a", ["-c:a", "aac"]), ("mp3", []), ("ogg", ["-c:a", "libvorbis"]), ("ogg", ["-c:a", "libopus"]), ("webm", ["-c:a", "libopus"]),
        ("wav", []), ("3gp", ["-c:a", "aac"]), ("aac", []), ("mp4", ["-c:a", "aac"]),
    ]

    @Test(arguments: kinds) func everyKindOfRecordingBecomesOpusThatTellsNothing(_ ending: String, _ codec: [String]) async throws {
        let making = try MediaMaking()
        let tags = ["-metadata", "title=Riverbend", "-metadata", "artist=Ana", "-metadata", "location=+01.2921+036.8219/"]
        let file = making.folder.path + "/made." + ending
        let upload = try making.ffmpeg(ending, arguments: ["-f", "lavfi", "-i", "sine=frequency=330:duration=3"] + tags + codec)
        if !["aac", "3gp"].contains(ending) { #expect(says(upload, "Riverbend"), "the upload does tell: \(file)") }
        let clean = try await making.clean(upload)
        #expect(clean.content == .sound(seconds: 3) || clean.content == .sound(seconds: 4))
        #expect(clean.type == "audio/ogg" && clean.bytes.starts(with: Array("OggS".utf8)) && says(clean.bytes, "OpusHead"))
        for word in ["Riverbend", "Ana", "36.8219", "036.8219"] { #expect(!says(clean.bytes, word)) }
        #expect(clean.bytes.count <= 3_000 * 4 + 600)
    }

    @Test func anOldPhonesRecordingIsTakenAndMeasured() async throws {
        let making = try MediaMaking()
        let clean = try await making.clean(MediaMaking.amr(seconds: 70))
        #expect(clean.content == .sound(seconds: 70))
    }

    @Test func aMinuteWeighsAtMost180Kilobytes() async throws {
        let making = try MediaMaking()
        let noise = try making.ffmpeg(
            "wav", arguments: ["-f", "lavfi", "-i", "anoisesrc=duration=60:color=white:seed=1:sample_rate=16000"])
        let clean = try await making.sound(noise)
        #expect(clean.content == .sound(seconds: 60))
        #expect((60_000...180_000).contains(clean.bytes.count))
    }

    @Test func ofAFilmOnlyTheVoiceIsKept() async throws {
        let making = try MediaMaking()
        let film = try making.ffmpeg(
            "mp4",
            arguments: ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=5:duration=2", "-f", "lavfi", "-i", "sine=duration=2", "-shortest"])
        let clean = try await making.clean(film)
        #expect(clean.content == .sound(seconds: 2) || clean.content == .sound(seconds: 3))
        #expect(clean.bytes.count < 9_000)
        let silent = try making.ffmpeg("mp4", arguments: ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=5:duration=1"])
        await #expect(throws: MediaError.unreadable) { try await making.clean(silent) }
    }

    @Test func threeMinutesAreTakenAndMoreIsNotCut() async throws {
        let making = try MediaMaking()
        #expect(try await making.clean(MediaMaking.amr(seconds: 180)).content == .sound(seconds: 180))
        await #expect(throws: MediaError.tooLong(limit: 180)) { try await making.clean(MediaMaking.amr(seconds: 185)) }
        #expect(try making.leftOver().isEmpty)
    }

    @Test func whatOnlyBeginsLikeARecordingIsUnreadable() async throws {
        let making = try MediaMaking()
        for start in ["OggS", "ID3\u{4}", "\u{1A}E", "\0\0\0\u{18}ftypM4A "] {
            var fake = Array(start.utf8) + Array(" and then only words that no decoder understands".utf8)
            if start.hasPrefix("\u{1A}") { fake.replaceSubrange(0..<4, with: [0x1A, 0x45, 0xDF, 0xA3]) }
            await #expect(throws: MediaError.unreadable) { try await making.clean(fake) }
        }
    }

    private func says(_ bytes: [UInt8], _ words: String) -> Bool { Data(bytes).range(of: Data(words.utf8)) != nil }
}
