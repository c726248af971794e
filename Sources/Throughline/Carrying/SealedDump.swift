import Database

/// A dump that goes into an encrypted file.
final class SealedDumpSink: DumpSink {
    private let writer: SealedWriter

    init(_ writer: SealedWriter) { self.writer = writer }

    func write(_ lines: [UInt8]) throws { try writer.write(lines) }
    func finish() throws { try writer.finish() }
}

/// A dump that comes out of an encrypted file.
final class SealedDumpSource: DumpSource {
    private let reader: SealedReader
    private var piece: [UInt8] = []
    private var place = 0

    init(_ reader: SealedReader) { self.reader = reader }

    func next() throws -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if place >= piece.count {
                guard let more = try reader.next() else { return line.isEmpty ? nil : line }
                (piece, place) = (more, 0)
                continue
            }
            guard let end = piece[place...].firstIndex(of: UInt8(ascii: "\n")) else {
                line += piece[place...]
                place = piece.count
                continue
            }
            line += piece[place..<end]
            place = end + 1
            return line
        }
    }
}
