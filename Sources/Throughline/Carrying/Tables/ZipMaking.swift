import CDeflate

/// A ZIP file (APPNOTE 6.3) made in memory, its parts packed. Every date in it is the first one the format knows: when it was made is
/// nobody's to read there.
struct ZipMaking {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// - Parameter packed: no for the one part that some formats want as it is, and for what does not get smaller.
    mutating func add(_ name: String, _ bytes: [UInt8], packed: Bool = true) {
        let title = Array(name.utf8)
        let small = packed ? Self.deflated(bytes) : nil
        let stored = small ?? bytes
        let sum = Int(bytes.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) })
        // Version 2.0, names in UTF-8, deflated or as they are, 1 January 1980.
        let facts =
            Self.number(20, 2) + Self.number(0x0800, 2) + Self.number(small == nil ? 0 : 8, 2) + Self.number(0, 2) + Self.number(0x21, 2)
        let sizes = Self.number(sum, 4) + Self.number(stored.count, 4) + Self.number(bytes.count, 4) + Self.number(title.count, 2)
        directory += Self.number(0x0201_4B50, 4) + Self.number(20, 2) + facts + sizes
        directory += [UInt8](repeating: 0, count: 12) + Self.number(body.count, 4) + title
        body += Self.number(0x0403_4B50, 4) + facts + sizes + Self.number(0, 2) + title + stored
        count += 1
    }

    func finished() -> [UInt8] {
        let end = Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(count, 2) + Self.number(count, 2)
        return body + directory + end + Self.number(directory.count, 4) + Self.number(body.count, 4) + Self.number(0, 2)
    }

    /// nil where packing does not help.
    private static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 60, let machine = libdeflate_alloc_compressor(6) else { return nil }
        defer { libdeflate_free_compressor(machine) }
        var small = [UInt8](repeating: 0, count: bytes.count)
        let size = bytes.withUnsafeBytes { libdeflate_deflate_compress(machine, $0.baseAddress, $0.count, &small, small.count) }
        return size == 0 ? nil : Array(small.prefix(size))
    }

    /// Little-endian.
    private static func number(_ value: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
}
