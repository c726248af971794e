/// Appends `text` so that it means nothing to an HTML parser, neither as text nor inside a double- or single-quoted attribute.
///
/// It looks at bytes, never at characters: `<` followed by a combining mark is one character for people and still a `<` for a
/// parser. Controls that HTML does not allow (U+0000 to U+001F except tab, line feed and return) become U+FFFD.
package func appendEscaped(_ text: String, to out: inout [UInt8]) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaped($0[...], to: &out) }
    if done == nil {
        var copy = text
        copy.withUTF8 { appendEscaped($0[...], to: &out) }
    }
}

package func appendEscaped(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, to out: inout [UInt8]) {
    var start = bytes.startIndex
    var place = start
    while place < bytes.endIndex {
        if let instead = replacement(of: bytes[place]) {
            out.append(contentsOf: bytes[start..<place])
            instead.withUTF8Buffer { out.append(contentsOf: $0) }
            start = place + 1
        }
        place += 1
    }
    out.append(contentsOf: bytes[start..<bytes.endIndex])
}

/// Appends `text` as it stands: for plain text, never for HTML.
package func appendPlain(_ text: String, to out: inout [UInt8]) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { out.append(contentsOf: $0) }
    if done == nil { out.append(contentsOf: text.utf8) }
}

@inline(__always)
private func replacement(of byte: UInt8) -> StaticString? {
    if byte > 0x3E { return nil }
    switch byte {
    case UInt8(ascii: "&"): return "&amp;"
    case UInt8(ascii: "<"): return "&lt;"
    case UInt8(ascii: ">"): return "&gt;"
    case UInt8(ascii: "\""): return "&quot;"
    case UInt8(ascii: "'"): return "&#39;"
    case 0x09, 0x0A, 0x0D: return nil
    case 0x00...0x1F: return "\u{FFFD}"
    default: return nil
    }
}
