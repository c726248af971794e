/// What an upload is, told by its first bytes: neither its name nor its claimed type is believed.
enum MediaKind: String, CaseIterable, Sendable {
    case jpeg, png, webp, gif, heic
    case amr, mpeg4, aac, ogg, webm, mp3, wav

    /// nil for everything we do not take, text and SVG among it.
    init?(sniffing bytes: [UInt8]) {
        guard bytes.count >= 12 else { return nil }
        func begins(_ signature: [UInt8], at place: Int = 0) -> Bool { bytes[place...].starts(with: signature) }
        func says(_ signature: String, at place: Int = 0) -> Bool { begins(Array(signature.utf8), at: place) }
        if begins([0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if says("RIFF"), says("WEBP", at: 8) {
            self = .webp
        } else if says("GIF87a") || says("GIF89a") {
            self = .gif
        } else if says("#!AMR") {
            self = .amr
        } else if says("ftyp", at: 4) {
            self = Self.stillBrands.contains { says($0, at: 8) } ? .heic : .mpeg4
        } else if says("OggS") {
            self = .ogg
        } else if begins([0x1A, 0x45, 0xDF, 0xA3]) {
            self = .webm
        } else if says("RIFF"), says("WAVE", at: 8) {
            self = .wav
        } else if begins([0xFF]), bytes[1] & 0xF6 == 0xF0 {
            self = .aac
        } else if says("ID3") || begins([0xFF]) && bytes[1] & 0xE0 == 0xE0 && bytes[1] & 0x06 != 0 {
            self = .mp3
        } else {
            return nil
        }
    }

    var isPhoto: Bool { [.jpeg, .png, .webp, .gif, .heic].contains(self) }

    /// The only ffmpeg demuxer that may read it: left to guess, ffmpeg would also follow play lists to other files.
    var demuxer: String? {
        switch self {
        case .jpeg, .png, .webp, .gif, .heic: nil
        case .amr: "amr"
        case .mpeg4: "mov"
        case .aac: "aac"
        case .ogg: "ogg"
        case .webm: "matroska"
        case .mp3: "mp3"
        case .wav: "wav"
        }
    }

    private static let stillBrands = ["heic", "heix", "heim", "heis", "mif1", "avif"]
}
