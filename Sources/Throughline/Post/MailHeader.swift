import Foundation
import Glibc

/// The header lines of a mail (RFC 5322), which cannot be made to say more than they should.
struct MailHeader {
    private(set) var text = ""

    /// A line whose value is ours or was checked: plain ASCII without line breaks, or the field is refused.
    mutating func add(_ name: String, plain value: String) throws(MailError) {
        guard value.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }), value.utf8.count + name.utf8.count < 900 else { throw .unfit(name) }
        text += "\(name): \(value)\r\n"
    }

    /// A line of words in any script.
    mutating func add(_ name: String, words value: String) throws(MailError) {
        text += "\(name): \(try Self.encoded(value, field: name))\r\n"
    }

    /// A line with one mailbox.
    mutating func add(_ name: String, address: String, called person: String) throws(MailError) {
        guard Self.isAddress(address) else { throw .unfit(name) }
        guard !person.isEmpty else { return try add(name, plain: address) }
        text += "\(name): \(try Self.encoded(person, field: name, inPhrase: true))\r\n <\(address)>\r\n"
    }

    /// A line with a message id, given without its angle brackets.
    mutating func add(_ name: String, messageID: String) throws(MailError) {
        guard Self.isAddress(messageID) else { throw .unfit(name) }
        try add(name, plain: "<\(messageID)>")
    }

    /// The moment in UTC, as RFC 5322 writes it.
    mutating func addDate(milliseconds: Int) throws(MailError) {
        var seconds = time_t(milliseconds / 1_000)
        var parts = tm()
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard gmtime_r(&seconds, &parts) != nil, days.indices.contains(Int(parts.tm_wday)), months.indices.contains(Int(parts.tm_mon))
        else {
            throw .unfit("Date")
        }
        let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
        let day = "\(days[Int(parts.tm_wday)]), \(parts.tm_mday) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1_900)"
        try add("Date", plain: "\(day) \(clock) +0000")
    }

    /// Whether a text is a plain ASCII address that needs no quotes and can hide nothing: `local@domain`.
    static func isAddress(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, text.utf8.count <= 254, !halves[0].isEmpty, halves[0].utf8.count <= 64 else { return false }
        let local = halves[0].utf8.allSatisfy { isLetterOrDigit($0) || ".!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
        let labels = halves[1].split(separator: ".", omittingEmptySubsequences: false)
        let domain = labels.allSatisfy { label in
            !label.isEmpty && label.utf8.count <= 63 && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
                && label.first != "-" && label.last != "-"
        }
        let dots = halves[0].first == "." || halves[0].last == "." || halves[0].contains("..")
        return local && domain && !dots
    }

    /// ASCII as it is, quoted in a phrase where it must be; anything else as encoded words (RFC 2047) of at most 75 letters,
    /// each holding whole letters, on lines of their own.
    private static func encoded(_ value: String, field: String, inPhrase: Bool = false) throws(MailError) -> String {
        guard !value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }), value.utf8.count <= 2_000 else {
            throw .unfit(field)
        }
        let isPlain = value.utf8.count <= 60 && value.utf8.allSatisfy { $0 < 0x7F } && !value.contains("=?")
        if isPlain {
            guard inPhrase, !value.utf8.allSatisfy({ isLetterOrDigit($0) || $0 == 0x20 || $0 == 0x2D }) else { return value }
            return "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        var words: [String] = []
        var piece: [UInt8] = []
        for scalar in value.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            // 39 bytes become 52 letters of base64: with the wrapping and a field's name at most 76 on a line.
            if piece.count + bytes.count > 39 {
                words.append("=?UTF-8?B?\(Data(piece).base64EncodedString())?=")
                piece = []
            }
            piece += bytes
        }
        words.append("=?UTF-8?B?\(Data(piece).base64EncodedString())?=")
        return words.joined(separator: "\r\n ")
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}

extension String {
    /// Whether a mail can be sent to this address: what a form refuses now cannot fail later, when nobody is there to mend it.
    var looksLikeMail: Bool { MailHeader.isAddress(self) && (split(separator: "@").last?.contains(".") ?? false) }
}
