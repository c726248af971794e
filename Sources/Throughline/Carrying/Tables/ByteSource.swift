import CDeflate
import Foundation

/// A file in pieces; a gzip file (by its first two bytes) is unpacked first.
final class ByteSource {
    /// Bytes a gzip file may unpack to.
    static let mostUnpacked = 1_000_000_000
    private static let pieceSize = 1 << 18

    /// The file's own name, for messages.
    let name: String
    private let file: FileHandle
    private var waiting: [UInt8]
    private let isPacked: Bool

    init(_ path: String, mostUnpacked: Int = ByteSource.mostUnpacked) throws(CarryError) {
        name = (path as NSString).lastPathComponent
        var isFolder = false
        if let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType {
            isFolder = type == .typeDirectory
        }
        guard !isFolder, let file = FileHandle(forReadingAtPath: path) else {
            throw CarryError("\(path) cannot be read. Check the name and that you may read it.")
        }
        self.file = file
        waiting = try Self.piece(of: file, path)
        isPacked = waiting.starts(with: [0x1F, 0x8B])
        guard isPacked else { return }
        while true {
            let more = try Self.piece(of: file, path)
            if more.isEmpty { break }
            waiting += more
        }
        waiting = try Gunzip.all(waiting, name: name, most: mostUnpacked)
    }

    /// The next bytes, or nil at the end.
    func next() throws(CarryError) -> [UInt8]? {
        if !waiting.isEmpty {
            defer { waiting = [] }
            return waiting
        }
        if isPacked { return nil }
        let piece = try Self.piece(of: file, name)
        return piece.isEmpty ? nil : piece
    }

    private static func piece(of file: FileHandle, _ path: String) throws(CarryError) -> [UInt8] {
        do { return try [UInt8](file.read(upToCount: pieceSize) ?? Data()) } catch {
            throw CarryError("\(path) cannot be read to its end.")
        }
    }
}

/// Unpacks gzip (RFC 1952) and deflate (RFC 1951) with a limit on what comes out, so that a small file cannot fill the memory.
enum Gunzip {
    /// All members of a gzip file, one after the other.
    static func all(_ packed: [UInt8], name: String, most: Int) throws(CarryError) -> [UInt8] {
        guard let machine = libdeflate_alloc_decompressor() else { throw CarryError("There is not enough memory to unpack \(name).") }
        defer { libdeflate_free_decompressor(machine) }
        var unpacked: [UInt8] = []
        var place = 0
        while place < packed.count {
            var room = min(max((packed.count - place) * 4, 1 << 16), most)
            while true {
                var (used, made) = (0, 0)
                var buffer = [UInt8](repeating: 0, count: room)
                let result = packed[place...].withUnsafeBytes {
                    libdeflate_gzip_decompress_ex(machine, $0.baseAddress, $0.count, &buffer, room, &used, &made)
                }
                if result == LIBDEFLATE_SUCCESS {
                    unpacked += buffer.prefix(made)
                    place += used
                    break
                }
                guard result == LIBDEFLATE_INSUFFICIENT_SPACE else { throw CarryError("\(name) is not a whole gzip file.") }
                guard room < most else {
                    throw CarryError("\(name) unpacks to more than \(most / 1_000_000) MB, which is too much for one file.")
                }
                room = min(room * 4, most)
            }
            guard unpacked.count <= most else {
                throw CarryError("\(name) unpacks to more than \(most / 1_000_000) MB, which is too much for one file.")
            }
        }
        return unpacked
    }

    /// Deflated bytes whose size is known; nil when they are not that.
    static func inflate(_ packed: ArraySlice<UInt8>, to size: Int) -> [UInt8]? {
        guard let machine = libdeflate_alloc_decompressor() else { return nil }
        defer { libdeflate_free_decompressor(machine) }
        var buffer = [UInt8](repeating: 0, count: max(size, 1))
        let result = packed.withUnsafeBytes { libdeflate_deflate_decompress(machine, $0.baseAddress, $0.count, &buffer, size, nil) }
        return result == LIBDEFLATE_SUCCESS ? Array(buffer.prefix(size)) : nil
    }
}
