import Foundation

/// A body of text in a transfer encoding that every server passes on whole (RFC 2045), with CRLF line ends.
///
/// Quoted-printable stays readable in the raw mail and is smaller for Latin scripts, base64 for the others: the smaller is taken.
struct MailBody {
    let encoding: String
    let content: String

    init(_ text: String) {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\n", with: "\r\n")
        let quoted = Self.quotedPrintable(lines)
        let base64 = Data(lines.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        encoding = quoted.utf8.count <= base64.utf8.count ? "quoted-printable" : "base64"
        content = encoding == "base64" ? base64 : quoted
    }

    /// Lines of at most 76 letters; a blank at a line's end is written out, since some servers drop it.
    private static func quotedPrintable(_ text: String) -> String {
        var encoded: [UInt8] = []
        var width = 0
        let bytes = Array(text.utf8)
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            let endsLine = place + 1 == bytes.count || bytes[place + 1] == 13
            if byte == 13, place + 1 < bytes.count, bytes[place + 1] == 10 {
                encoded += [13, 10]
                width = 0
                place += 2
                continue
            }
            let isBlank = byte == 0x20 || byte == 0x09
            let staysPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || isBlank && !endsLine
            let written = staysPlain ? [byte] : escape(byte)
            if width + written.count > 75 {
                encoded += [UInt8(ascii: "="), 13, 10]
                width = 0
            }
            encoded += written
            width += written.count
            place += 1
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func escape(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
