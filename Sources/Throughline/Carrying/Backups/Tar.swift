import Foundation

/// Writes files one after the other in the form of POSIX ustar, which any `tar` unpacks once the backup is opened.
struct TarWriter {
    let put: ([UInt8]) throws -> Void

    func add(_ name: String, _ bytes: [UInt8]) throws {
        try put(Self.head(name, bytes.count))
        try put(bytes)
        try put(Self.padding(bytes.count))
    }

    /// A file of any size, in pieces.
    func add(_ name: String, file path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { throw CarryError("\(path) cannot be read.") }
        let size = Int(try file.seekToEnd())
        try file.seek(toOffset: 0)
        try put(Self.head(name, size))
        var rest = size
        while rest > 0 {
            guard let piece = try file.read(upToCount: min(rest, 1 << 20)), !piece.isEmpty else {
                throw CarryError("\(path) changed while it was read.")
            }
            try put([UInt8](piece))
            rest -= piece.count
        }
        try put(Self.padding(size))
        try file.close()
    }

    func finish() throws { try put([UInt8](repeating: 0, count: 1_024)) }

    private static func padding(_ size: Int) -> [UInt8] { [UInt8](repeating: 0, count: (512 - size % 512) % 512) }

    private static func head(_ name: String, _ size: Int) throws(CarryError) -> [UInt8] {
        guard name.utf8.count <= 100, size < 1 << 36 else { throw CarryError("A file is larger than 64 GB, which a backup cannot hold.") }
        var head = [UInt8](repeating: 0, count: 512)
        func set(_ text: String, at place: Int) { head.replaceSubrange(place..<place + text.utf8.count, with: text.utf8) }
        func octal(_ number: Int, _ width: Int) -> String {
            let digits = String(number, radix: 8)
            return String(repeating: "0", count: max(width - digits.count, 0)) + digits
        }
        set(name, at: 0)
        set("0000600", at: 100)
        set("0000000", at: 108)
        set("0000000", at: 116)
        // Twelve digits fill the field and leave no room for its end, which the form allows.
        set(octal(size, size < 1 << 33 ? 11 : 12), at: 124)
        set("00000000000", at: 136)
        set("        ", at: 148)
        set("0", at: 156)
        set("ustar\u{0}00", at: 257)
        set(octal(head.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ", at: 148)
        return head
    }
}

/// Unpacks what `TarWriter` wrote into a folder. Names it does not know are refused, so that no file lands elsewhere.
struct TarReader {
    let next: () throws -> [UInt8]?
    private var piece: [UInt8] = []
    private var place = 0

    init(_ next: @escaping () throws -> [UInt8]?) { self.next = next }

    mutating func unpack(into folder: String, allowing isKnown: (String) -> Bool) throws {
        while let head = try take(512), head.contains(where: { $0 != 0 }) {
            let name = String(decoding: head.prefix(100).prefix { $0 != 0 }, as: UTF8.self)
            let digits = String(decoding: head[124..<136].prefix { $0 != 0 && $0 != 0x20 }, as: UTF8.self)
            guard isKnown(name), let size = Int(digits, radix: 8) else { throw CarryError("The backup holds something it should not.") }
            let path = folder + "/" + name
            guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
                let file = FileHandle(forWritingAtPath: path)
            else { throw CarryError("\(path) cannot be written.") }
            var rest = size
            while rest > 0 {
                guard let bytes = try take(min(rest, 1 << 20)) else { throw CarryError("The backup ends too early.") }
                do { try file.write(contentsOf: Data(bytes)) } catch { throw CarryError("\(path) cannot be written. Is the disk full?") }
                rest -= bytes.count
            }
            try file.synchronize()
            try file.close()
            _ = try take((512 - size % 512) % 512)
        }
        // To the very end, so that a cut file is noticed.
        while try next() != nil {}
    }

    /// Exactly so many bytes, or nil at the end.
    private mutating func take(_ count: Int) throws -> [UInt8]? {
        var taken: [UInt8] = []
        while taken.count < count {
            if place >= piece.count {
                guard let more = try next() else { return nil }
                (piece, place) = (more, 0)
                continue
            }
            let end = min(place + count - taken.count, piece.count)
            taken += piece[place..<end]
            place = end
        }
        return taken
    }
}
