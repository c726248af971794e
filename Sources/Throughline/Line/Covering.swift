/// Covering squares of a photo with black, by libvips. The pixels under them are not in the new file; nothing brings them back.
extension Media {
    /// A photo of ours, with the squares of its grid that are to be covered.
    func cover(_ squares: Set<Int>, of photo: [UInt8]) async throws(MediaError) -> CleanMedia {
        guard let grid = PhotoGrid(photo), MediaKind(sniffing: photo)?.isPhoto == true else { throw .unreadable }
        return try await inPrivate(photo, .jpeg) { (folder, file) async throws(MediaError) in
            let (width, height) = ("\(grid.width)", "\(grid.height)")
            let cells = (1...grid.count).map { squares.contains($0) ? "on.png" : "off.png" }.joined(separator: " ")
            let steps: [[String]] = [
                ["black", "off.png", "\(grid.side.width)", "\(grid.side.height)"],
                ["linear", "off.png", "on.png", "1", "255", "--uchar"],
                ["arrayjoin", cells, "cells.png", "--across", "\(grid.across)"],
                ["extract_area", "cells.png", "mask.png", "0", "0", width, height],
                ["black", "black.png", width, height],
            ]
            for step in steps { _ = try await self.run("/usr/bin/vips", step, in: folder) }
            let out = folder + "/out.jpg"
            for quality in [85, 65, 50, 35] {
                _ = try await self.run(
                    "/usr/bin/vips",
                    ["ifthenelse", "mask.png", "black.png", file, "out.jpg[Q=\(quality),strip,optimize_coding]"], in: folder)
                let bytes = try self.result(out)
                guard bytes.count <= Self.largestPhoto else { continue }
                return CleanMedia(content: .photo(width: grid.width, height: grid.height), bytes: bytes)
            }
            throw .unreadable
        }
    }
}

/// The numbered squares over a photo: eight across, as many down as keep them nearly square.
struct PhotoGrid: Sendable, Equatable {
    let width: Int
    let height: Int
    let across = 8
    let down: Int

    init?(_ jpeg: [UInt8]) {
        guard let (width, height) = Self.size(of: jpeg) else { return nil }
        self.init(width: width, height: height)
    }

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        down = min(max((height * 8 + width / 2) / width, 2), 24)
    }

    var count: Int { across * down }
    /// Pixels of one square; together they reach beyond the edge rather than leaving a strip.
    var side: (width: Int, height: Int) { ((width + across - 1) / across, (height + down - 1) / down) }

    /// Reads the frame header of a JPEG.
    private static func size(of jpeg: [UInt8]) -> (Int, Int)? {
        guard jpeg.starts(with: [0xFF, 0xD8]) else { return nil }
        var place = 2
        while place + 9 < jpeg.count, jpeg[place] == 0xFF {
            let mark = jpeg[place + 1]
            if (0xC0...0xCF).contains(mark), ![0xC4, 0xC8, 0xCC].contains(mark) {
                let (high, wide) = (Int(jpeg[place + 5]) << 8 | Int(jpeg[place + 6]), Int(jpeg[place + 7]) << 8 | Int(jpeg[place + 8]))
                return high > 0 && wide > 0 ? (wide, high) : nil
            }
            place += 2 + (Int(jpeg[place + 2]) << 8 | Int(jpeg[place + 3]))
        }
        return nil
    }
}
