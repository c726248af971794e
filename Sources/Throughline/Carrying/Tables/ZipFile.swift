import Foundation

/// The parts of a ZIP file (APPNOTE 6.3), unpacked one at a time in memory and under limits.
struct ZipFile {
    /// Bytes of the file, of one part and of all parts unpacked.
    static let largest = 200_000_000
    static let largestPart = 400_000_000

    private struct Part {
        let method: Int
        let packed: Int
        let size: Int
        let offset: Int
    }

    let name: String
    private let bytes: [UInt8]
    private var parts: [String: Part] = [:]

    init(_ path: String) throws(CarryError) {
        name = (path as NSString).lastPathComponent
        guard let data = FileManager.default.contents(atPath: path) else { throw CarryError("\(path) cannot be read.") }
        guard data.count <= Self.largest else { throw CarryError("\(name) is larger than \(Self.largest / 1_000_000) MB.") }
        bytes = [UInt8](data)
        try readDirectory()
    }

    /// One that somebody sent; whoever takes it has looked at its size.
    init(bytes: [UInt8], name: String) throws(CarryError) {
        (self.bytes, self.name) = (bytes, name)
        try readDirectory()
    }

    /// The part's bytes; nil when there is no such part. What says it is larger than `most` is not unpacked at all.
    func part(_ part: String, most: Int = largestPart) throws(CarryError) -> [UInt8]? {
        guard let entry = parts[part] else { return nil }
        guard entry.size <= most else {
            throw CarryError("\(name) unpacks to more than \(most / 1_000_000) MB, which is too much for one file.")
        }
        // The part's own head repeats name and extra field, in lengths of their own.
        guard number(entry.offset, 4) == 0x0403_4B50, let nameLength = number(entry.offset + 26, 2),
            let extra = number(entry.offset + 28, 2)
        else { throw damaged }
        let start = entry.offset + 30 + nameLength + extra
        guard start + entry.packed <= bytes.count else { throw damaged }
        let packed = bytes[start..<start + entry.packed]
        switch entry.method {
        case 0 where entry.packed == entry.size: return Array(packed)
        case 8:
            guard let unpacked = Gunzip.inflate(packed, to: entry.size) else { throw damaged }
            return unpacked
        default: throw CarryError("\(name) is packed in a way we do not read. Save it anew as .xlsx without a password.")
        }
    }

    private var damaged: CarryError { CarryError("\(name) is damaged or not a whole .xlsx file.") }

    private mutating func readDirectory() throws(CarryError) {
        // The directory's end stands last, before a comment of at most 65,535 bytes.
        let earliest = max(bytes.count - 65_557, 0)
        guard bytes.count >= 22,
            let end = stride(from: bytes.count - 22, through: earliest, by: -1).first(where: { number($0, 4) == 0x0605_4B50 }),
            let count = number(end + 10, 2), var place = number(end + 16, 4), count < 10_000
        else { throw damaged }
        for _ in 0..<count {
            guard number(place, 4) == 0x0201_4B50, let flags = number(place + 8, 2), let method = number(place + 10, 2),
                let packed = number(place + 20, 4), let size = number(place + 24, 4), let nameLength = number(place + 28, 2),
                let extra = number(place + 30, 2), let comment = number(place + 32, 2), let offset = number(place + 42, 4),
                place + 46 + nameLength <= bytes.count
            else { throw damaged }
            guard flags & 1 == 0 else { throw CarryError("\(name) is locked with a password. Save it without one.") }
            let key = String(decoding: bytes[place + 46..<place + 46 + nameLength], as: UTF8.self)
            parts[key] = Part(method: method, packed: packed, size: size, offset: offset)
            place += 46 + nameLength + extra + comment
        }
    }

    /// A little-endian number; nil beyond the end.
    private func number(_ place: Int, _ width: Int) -> Int? {
        guard place >= 0, place + width <= bytes.count else { return nil }
        return (0..<width).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
}
