import CQRCode

/// A link as a square of modules for a phone's camera (ISO/IEC 18004), with error correction M: a sixth may be dirt.
struct QRCode: Sendable {
    /// Modules along each side, with the quiet zone of four modules all around that readers need.
    let side: Int
    /// The dark modules as the `d` of one SVG path; holds only letters, digits and blanks.
    let path: String

    /// nil when the text is longer than a code can hold (2,331 bytes) or empty.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        let modules = UnsafeBufferPointer(start: code.pointee.data, count: width * width)
        side = width + 2 * Self.quiet
        path = Self.path(of: modules.map { $0 & 1 == 1 }, width: width)
    }

    /// The whole picture. Dark on white whatever the page's colours are, since many readers need it so.
    func svg(label: String) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" role="img" aria-label="\(Self.escaped(label))" \
        shape-rendering="crispEdges"><rect width="\(side)" height="\(side)" fill="#fff"/><path fill="#000" d="\(path)"/></svg>
        """
    }

    private static let quiet = 4

    /// Each run of dark modules is one flat box, which is a third of the bytes of a box per module.
    private static func path(of isDark: [Bool], width: Int) -> String {
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                while column < width, isDark[row * width + column] { column += 1 }
                if column > start { path += "M\(start + quiet) \(row + quiet)h\(column - start)v1H\(start + quiet)z" }
                if column == start { column += 1 }
            }
        }
        return path
    }

    /// By byte, as every text on our pages; control signs have no place in XML.
    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            case 0..<32: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
