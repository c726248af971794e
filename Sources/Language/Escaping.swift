/// Appends `text` so that it means nothing to an HTML parser, neither as text nor inside a double- or single-quoted attribute.
///
/// It looks at bytes, never at characters: `<` followed by a combining mark is one character for people and still a `<` for a
/// parser. Controls that HTML does not allow (U+0000 to U+001F except tab, line feed and return) become U+FFFD.
package func appendEscaped(_ text: String, to out: inout [UInt8]) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaped($0, to: &out) }
    if done == nil {
        var copy = text
        copy.withUTF8 { appendEscaped($0, to: &out) }
    }
}

package func appendEscaped(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    var start = 0
    for place in 0..<bytes.count {
        let byte = bytes[place]
        guard byte < 64, replaced &>> UInt64(byte) & 1 == 1 else { continue }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<place]))
        replacement(of: byte).withUTF8Buffer { out.append(contentsOf: $0) }
        start = place + 1
    }
    out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
}

/// Appends `text` as it stands: for plain text, never for HTML.
package func appendPlain(_ text: String, to out: inout [UInt8]) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { out.append(contentsOf: $0) }
    if done == nil { out.append(contentsOf: text.utf8) }
}

/// One bit for each byte below 64 that is not written as it stands.
///
/// The controls but tab, line feed and return; `"`, `&` and `'`; `<` and `>`.
private var replaced: UInt64 { 0x5000_00C4_FFFF_D9FF }

private func replacement(of byte: UInt8) -> StaticString {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: "\u{FFFD}"
    }
}
