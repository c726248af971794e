/// All phrases of the sources as gettext's template, the `.pot` file translators' files are merged with.
public struct PhraseTemplate: Sendable {
    private struct Key: Hashable {
        let context: String?
        let id: String
    }

    private var order: [Key] = []
    private var plurals: [Key: String] = [:]
    private var files: [Key: [String]] = [:]

    /// Why the template cannot be made: each a file with a line, and what is wrong there.
    public private(set) var problems: [String] = []

    /// An empty template.
    public init() {}

    /// How many phrases there are.
    public var count: Int { order.count }

    /// Adds the phrases of one source file. Files are best given in a settled order, so that the template changes only with them.
    public mutating func add(source: [UInt8], file: String) {
        let (findings, problems) = PhraseScanner.scan(source)
        self.problems += problems.map { "\(file):\($0.line): \($0.reason)" }
        for finding in findings {
            let key = Key(context: finding.context, id: finding.id)
            if files[key] == nil { order.append(key) }
            if files[key]?.last != file { files[key, default: []].append(file) }
            if let plural = finding.plural {
                if let before = plurals[key], before != plural {
                    self.problems.append("\(file):\(finding.line): “\(finding.id)” has another plural elsewhere: “\(before)”")
                }
                plurals[key] = plural
            }
        }
    }

    /// The text of the `.pot` file.
    public var text: String {
        var text = """
            # Phrases of Throughline, gathered from its sources.
            msgid ""
            msgstr ""
            "Project-Id-Version: Throughline\\n"
            "MIME-Version: 1.0\\n"
            "Content-Type: text/plain; charset=UTF-8\\n"
            "Content-Transfer-Encoding: 8bit\\n"

            """
        for key in order {
            text += "\n" + (files[key] ?? []).map { "#: \($0)\n" }.joined()
            if let context = key.context { text += "msgctxt \(Self.quoted(context))\n" }
            text += "msgid \(Self.quoted(key.id))\n"
            if let plural = plurals[key] {
                text += "msgid_plural \(Self.quoted(plural))\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n"
            } else {
                text += "msgstr \"\"\n"
            }
        }
        return text
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
