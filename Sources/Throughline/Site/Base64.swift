/// Base 64 of RFC 4648, section 4.
func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let (a, b, c) = (bytes[start], start + 1 < bytes.count ? bytes[start + 1] : 0, start + 2 < bytes.count ? bytes[start + 2] : 0)
        let group = UInt32(a) << 16 | UInt32(b) << 8 | UInt32(c)
        text.append(digits[Int(group >> 18)])
        text.append(digits[Int(group >> 12 & 63)])
        text.append(start + 1 < bytes.count ? digits[Int(group >> 6 & 63)] : UInt8(ascii: "="))
        text.append(start + 2 < bytes.count ? digits[Int(group & 63)] : UInt8(ascii: "="))
    }
    return String(decoding: text, as: UTF8.self)
}
