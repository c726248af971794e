/// What is wrong with a catalogue, and in which line.
public struct POError: Error, Hashable, CustomStringConvertible {
    /// Counted from 1.
    public let line: Int
    /// For the person who edits the file, in English.
    public let reason: String

    public var description: String { "line \(line): \(reason)" }
}

/// One message of a `.po` file as it stands there.
struct POEntry: Sendable {
    var context: String?
    var id = ""
    var plural: String?
    var translations: [String] = []
    var isFuzzy = false
    /// Where its msgid stands, counted from 1.
    var line = 0
}

/// Reads the messages of a gettext `.po` file. Obsolete messages (`#~`) are left out, fuzzy ones are marked.
struct POReader {
    private enum Field { case context, id, plural, translation }

    private var entries: [POEntry] = []
    private var entry = POEntry()
    private var field: Field?
    private var line = 0

    static func read(_ bytes: [UInt8]) throws(POError) -> [POEntry] {
        var reader = POReader()
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        for line in bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false) {
            reader.line += 1
            // Most lines are comments; of these only flags mean something to us.
            if line.first == 0x23, line.dropFirst().first != 0x2C {
                if reader.field == .translation { try reader.finish() }
                continue
            }
            guard let text = String(validating: line, as: UTF8.self) else {
                throw POError(line: reader.line, reason: "is not UTF-8")
            }
            try reader.read(trimmed(Substring(text)))
        }
        try reader.finish()
        return reader.entries
    }

    private mutating func read(_ text: Substring) throws(POError) {
        if text.isEmpty { return try finish() }
        if text.hasPrefix("#") { return try comment(text) }
        if text.hasPrefix("\"") { return try append(quoted(text)) }
        let keyword = text.prefix { $0 != " " && $0 != "\t" && $0 != "\"" }
        let value = try quoted(Self.trimmed(text.dropFirst(keyword.count)))
        try begin(String(keyword))
        try append(value)
    }

    private mutating func comment(_ text: Substring) throws(POError) {
        if field == .translation { try finish() }
        if text.hasPrefix("#,"), text.split(whereSeparator: { ",# ".contains($0) }).contains("fuzzy") { entry.isFuzzy = true }
    }

    private mutating func begin(_ keyword: String) throws(POError) {
        switch keyword {
        case "msgctxt":
            if field == .translation { try finish() }
            guard field == nil else { throw fault("msgctxt stands before msgid") }
            entry.context = ""
            field = .context
        case "msgid":
            if field == .translation { try finish() }
            guard field == nil || field == .context else { throw fault("a second msgid without a msgstr") }
            entry.line = line
            field = .id
        case "msgid_plural":
            guard field == .id else { throw fault("msgid_plural stands after msgid") }
            entry.plural = ""
            field = .plural
        default: try beginTranslation(keyword)
        }
    }

    private mutating func beginTranslation(_ keyword: String) throws(POError) {
        let expected = entry.plural == nil ? "msgstr" : "msgstr[\(entry.translations.count)]"
        guard keyword.hasPrefix("msgstr") else { throw fault("“\(keyword)” is not a word of this file format") }
        guard field != nil, field != .context else { throw fault("\(keyword) without a msgid") }
        guard keyword == expected, entry.plural != nil || entry.translations.isEmpty else {
            throw fault("\(keyword) stands where \(expected) is expected")
        }
        entry.translations.append("")
        field = .translation
    }

    private mutating func append(_ text: String) throws(POError) {
        switch field {
        case .context: entry.context = (entry.context ?? "") + text
        case .id: entry.id += text
        case .plural: entry.plural = (entry.plural ?? "") + text
        case .translation: entry.translations[entry.translations.count - 1] += text
        case nil: throw fault("a text that belongs to nothing")
        }
    }

    private mutating func finish() throws(POError) {
        defer {
            entry = POEntry()
            field = nil
        }
        guard let field else { return }
        guard field == .translation else { throw fault("a message without a msgstr") }
        entries.append(entry)
    }

    private func quoted(_ text: Substring) throws(POError) -> String {
        // Nearly every text is plain between its quotes.
        let bytes = text.utf8
        if bytes.count >= 2, bytes.first == 0x22, bytes.last == 0x22 {
            let inner = bytes.dropFirst().dropLast()
            if !inner.contains(where: { $0 == 0x22 || $0 == 0x5C }) { return String(Substring(inner)) }
        }
        let scalars = Array(text.unicodeScalars)
        guard scalars.first == "\"" else { throw fault("a text in double quotes is expected") }
        var out = String.UnicodeScalarView()
        var place = 1
        while place < scalars.count, scalars[place] != "\"" {
            if scalars[place] == "\\" {
                place += 1
                guard place < scalars.count, let meant = Self.escapes[scalars[place]] else { throw fault("an escape that is not known") }
                out.append(meant)
            } else {
                out.append(scalars[place])
            }
            place += 1
        }
        guard place < scalars.count else { throw fault("a text that is not closed") }
        guard place == scalars.count - 1 else { throw fault("something stands after the closing quote") }
        return String(out)
    }

    private func fault(_ reason: String) -> POError { POError(line: line, reason: reason) }

    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "n": "\n", "t": "\t", "r": "\r", "\"": "\"", "\\": "\\", "a": "\u{7}", "b": "\u{8}", "f": "\u{C}", "v": "\u{B}",
    ]

    private static func trimmed(_ text: Substring) -> Substring {
        var bytes = text.utf8[...]
        while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return Substring(bytes)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
