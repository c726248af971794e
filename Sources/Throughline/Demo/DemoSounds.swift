import Database
import Foundation

/// The recordings of the demonstration: a few hummed tones, made on the spot, since nobody's voice should be passed off as somebody's.
enum DemoSounds {
    static let count = 5

    /// Cleaned and kept as any upload is; none where the programs that clean are not installed.
    static func make(with house: House) async -> [VoiceFile] {
        await withTaskGroup(of: VoiceFile?.self) { group in
            for number in 0..<count {
                group.addTask {
                    guard let clean = try? await house.media.sound(wave(of: number)), case .sound(let seconds) = clean.content,
                        let hash = try? await house.files.put(clean.bytes)
                    else { return nil }
                    return VoiceFile(hash: hash, kind: "sound", size: clean.bytes.count, seconds: seconds)
                }
            }
            return await group.reduce(into: []) { if let file = $1 { $0.append(file) } }.sorted { $0.hash < $1.hash }
        }
    }

    /// A tone that rises and falls like a sentence: 16 bits, one channel, 8,000 samples a second, in a WAV file.
    private static func wave(of number: Int) -> [UInt8] {
        let rate = 8_000
        let samples = rate * (3 + number)
        var phase = 0.0
        let tone = (0..<samples).flatMap { place -> [UInt8] in
            let time = Double(place) / Double(rate)
            phase += 2 * .pi * (130 + 20 * Double(number) + 25 * sin(time * 2.1)) / Double(rate)
            let syllables = max(0, sin(time * 9))
            return Int16(6_000 * syllables * sin(phase)).bytes
        }
        let head =
            Array("RIFF".utf8) + UInt32(36 + tone.count).bytes + Array("WAVEfmt ".utf8) + UInt32(16).bytes + UInt16(1).bytes
            + UInt16(1).bytes
        let format = UInt32(rate).bytes + UInt32(rate * 2).bytes + UInt16(2).bytes + UInt16(16).bytes
        return head + format + Array("data".utf8) + UInt32(tone.count).bytes + tone
    }
}

extension FixedWidthInteger {
    /// Its bytes, lowest first, as WAV files have them.
    fileprivate var bytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}
