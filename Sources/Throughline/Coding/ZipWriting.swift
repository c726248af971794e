import CDeflate

/// A ZIP file (APPNOTE 6.3) made in memory, its parts as they are. Every date in it is the first one the format knows: when it was made
/// is nobody's to read there.
struct ZipWriting {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    mutating func add(_ name: String, _ bytes: [UInt8]) {
        let title = Array(name.utf8)
        let sum = Int(bytes.withUnsafeBytes { libdeflate_crc32(0, $0.baseAddress, $0.count) })
        // Version 2.0, names in UTF-8, nothing packed, 1 January 1980.
        let facts = Self.number(20, 2) + Self.number(0x0800, 2) + Self.number(0, 2) + Self.number(0, 2) + Self.number(0x21, 2)
        let sizes = Self.number(sum, 4) + Self.number(bytes.count, 4) + Self.number(bytes.count, 4) + Self.number(title.count, 2)
        directory += Self.number(0x0201_4B50, 4) + Self.number(20, 2) + facts + sizes
        directory += [UInt8](repeating: 0, count: 12) + Self.number(body.count, 4) + title
        body += Self.number(0x0403_4B50, 4) + facts + sizes + Self.number(0, 2) + title + bytes
        count += 1
    }

    func finished() -> [UInt8] {
        let end = Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(count, 2) + Self.number(count, 2)
        return body + directory + end + Self.number(directory.count, 4) + Self.number(body.count, 4) + Self.number(0, 2)
    }

    /// Little-endian.
    private static func number(_ value: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
}
