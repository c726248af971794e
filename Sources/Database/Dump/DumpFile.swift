import Foundation

/// A dump in a new file, readable by its owner only. It replaces what was there.
public final class DumpFileSink: DumpSink {
    private let file: FileHandle

    /// Makes the file. Throws ``DumpError/file(_:)``.
    public init(_ path: String) throws(DumpError) {
        let number = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw .file(String(cString: strerror(errno))) }
        file = FileHandle(fileDescriptor: number, closeOnDealloc: true)
    }

    /// Appends.
    public func write(_ lines: [UInt8]) throws {
        try file.write(contentsOf: Data(lines))
    }

    /// Syncs and closes.
    public func finish() throws {
        try file.synchronize()
        try file.close()
    }
}

/// A dump in a file, read in pieces.
public final class DumpFileSource: DumpSource {
    private let file: FileHandle
    private var piece: [UInt8] = []
    private var place = 0

    /// Opens the file. Throws ``DumpError/file(_:)``.
    public init(_ path: String) throws(DumpError) {
        guard let file = FileHandle(forReadingAtPath: path) else { throw .file("\(path) cannot be read.") }
        self.file = file
    }

    /// The next line.
    public func next() throws -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if place >= piece.count {
                piece = try [UInt8](file.read(upToCount: 1 << 18) ?? Data())
                place = 0
                // What follows the last line end is nothing, or a line that was cut.
                if piece.isEmpty { return line.isEmpty ? nil : line }
            }
            guard let end = piece[place...].firstIndex(of: UInt8(ascii: "\n")) else {
                line.append(contentsOf: piece[place...])
                place = piece.count
                continue
            }
            line.append(contentsOf: piece[place..<end])
            place = end + 1
            return line
        }
    }
}
