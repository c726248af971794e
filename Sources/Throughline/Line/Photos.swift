/// Photos, by libvips.
extension Media {
    /// A JPEG of at most 1,600 pixels a side and 300 KB, turned upright, in sRGB, without any metadata. Of a moving picture the first.
    func photo(_ upload: [UInt8]) async throws(MediaError) -> CleanMedia {
        guard let kind = MediaKind(sniffing: upload), kind.isPhoto else { throw .notAccepted }
        return try await inPrivate(upload, kind) { (folder, file) async throws(MediaError) in
            // The header alone tells a bomb: a few bytes that unpack to gigabytes.
            let size = try await self.size(of: file, in: folder)
            guard size.width * size.height <= Self.mostPixels else { throw .tooManyPixels(limit: Self.mostPixels) }
            let out = folder + "/out.jpg"
            for (side, quality) in Self.attempts {
                _ = try await self.run(
                    "/usr/bin/vipsthumbnail",
                    [file, "-s", "\(side)x\(side)>", "-e", "srgb", "-o", "\(out)[Q=\(quality),strip,optimize_coding,background=255]"],
                    in: folder)
                let bytes = try self.result(out)
                guard bytes.count <= Self.largestPhoto else { continue }
                let size = try await self.size(of: out, in: folder)
                return CleanMedia(content: .photo(width: size.width, height: size.height), bytes: bytes)
            }
            throw .unreadable
        }
    }

    /// Pixels a side and JPEG quality, gentlest first. The last fits even pure noise.
    private static let attempts = [(longestSide, 80), (longestSide, 65), (1_280, 60), (1_024, 50), (800, 40)]

    func size(of file: String, in folder: String) async throws(MediaError) -> (width: Int, height: Int) {
        let width = Int(try await run("/usr/bin/vipsheader", ["-f", "width", file], in: folder).prefix { $0.isNumber })
        let height = Int(try await run("/usr/bin/vipsheader", ["-f", "height", file], in: folder).prefix { $0.isNumber })
        guard let width, let height, (1...1_000_000).contains(width), (1...1_000_000).contains(height) else { throw .unreadable }
        return (width, height)
    }
}
