/// Pictures within documents.
extension Media {
    /// Of the pixels alone, at most 2,000 a side: a JPEG of a JPEG, a PNG of everything else, so that what was clear stays clear.
    func picture(_ upload: [UInt8]) async throws(MediaError) -> [UInt8] {
        guard let kind = MediaKind(sniffing: upload), kind.isPhoto else { throw .notAccepted }
        return try await passing(upload, named: "in." + kind.rawValue) { (folder, file) async throws(MediaError) in
            let size = try await self.size(of: file, in: folder)
            guard size.width * size.height <= Self.mostPixels else { throw .tooManyPixels(limit: Self.mostPixels) }
            let out = folder + (kind == .jpeg ? "/out.jpg" : "/out.png")
            _ = try await self.run(
                "/usr/bin/vipsthumbnail",
                [file, "-s", "2000x2000>", "-e", "srgb", "-o", "\(out)[\(kind == .jpeg ? "Q=82,optimize_coding," : "")strip]"], in: folder)
            return try self.result(out)
        }
    }
}
