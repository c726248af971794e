/// Recordings, by ffmpeg.
extension Media {
    /// Opus in Ogg, one channel at 24 kbit/s (at most 180 KB a minute), without tags, chapters, pictures or film.
    func sound(_ upload: [UInt8]) async throws(MediaError) -> CleanMedia {
        guard let kind = MediaKind(sniffing: upload), let demuxer = kind.demuxer else { throw .notAccepted }
        return try await inPrivate(upload, kind) { (folder, file) async throws(MediaError) in
            let out = folder + "/out.ogg"
            let input = ["-f", demuxer, "-protocol_whitelist", "file", "-i", file, "-map", "0:a:0"]
            let nothingElse = ["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
            let opus = [
                "-ac", "1", "-c:a", "libopus", "-b:a", "24k", "-vbr", "constrained", "-application", "voip", "-frame_duration", "60",
            ]
            // Two seconds more than we take, to see that there is more.
            let length = ["-t", String(Self.longestSound + 2)]
            _ = try await self.run(
                "/usr/bin/ffmpeg",
                ["-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1"] + input + nothingElse + opus + length + [
                    "-f", "ogg", out,
                ],
                in: folder)
            let bytes = try self.result(out)
            guard let seconds = Self.seconds(ofOpus: bytes), seconds > 0 else { throw .unreadable }
            guard seconds < Double(Self.longestSound) + 1 else { throw .tooLong(limit: Self.longestSound) }
            return CleanMedia(content: .sound(seconds: Int(seconds.rounded(.up))), bytes: bytes)
        }
    }

    /// How long it sounds: the last Ogg page's position in samples of 1/48,000 s (RFC 7845), less the samples to skip.
    static func seconds(ofOpus ogg: [UInt8]) -> Double? {
        let signature = Array("OggS".utf8)
        let head = Array("OpusHead".utf8)
        guard ogg.count > 40, ogg.starts(with: signature), ogg[28...].starts(with: head) else { return nil }
        var last: Int?
        var place = ogg.count - 14
        while place >= 0, last == nil {
            if ogg[place] == signature[0], ogg[place...].starts(with: signature) {
                last = (0..<8).reduce(0) { $0 | Int(ogg[place + 6 + $1]) << (8 * $1) }
            }
            place -= 1
        }
        let skipped = Int(ogg[38]) | Int(ogg[39]) << 8
        guard let last, last >= skipped else { return nil }
        return Double(last - skipped) / 48_000
    }
}
