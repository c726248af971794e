/// A statement of a ``Change``, cut into words so that types can be told from what stands in quotes.
struct PortableStatement {
    private let words: [Substring]
    private let isTable: Bool
    private let hasTypes: Bool

    init(_ text: String) {
        words = Self.words(of: text)
        let first = words.filter { $0.first?.isLetter == true }.prefix(2).map { $0.uppercased() }
        isTable = first == ["CREATE", "TABLE"]
        hasTypes = isTable || first == ["ALTER", "TABLE"]
    }

    func text(for engine: Engine) -> String {
        switch engine {
        case .sqlite: isTable ? strict : words.joined()
        case .postgres: postgres
        }
    }

    private var strict: String {
        let text = words.joined()
        return text + (hasNoRowid ? ", STRICT" : " STRICT")
    }

    private var hasNoRowid: Bool {
        words.last { !$0.allSatisfy(\.isWhitespace) } == "ROWID"
    }

    private var postgres: String {
        guard hasTypes else { return words.joined() }
        var translated = ""
        var lastWord: Substring = ""
        for word in hasNoRowid ? words.prefix(upTo: words.lastIndex(of: "WITHOUT") ?? words.endIndex) : words[...] {
            // After AS a type stands alone, in CAST(x AS TEXT): it takes no collation there.
            translated += Self.type(word, isCast: lastWord == "AS")
            if !word.allSatisfy(\.isWhitespace) { lastWord = word }
        }
        return translated
    }

    private static func type(_ word: Substring, isCast: Bool) -> String {
        switch word {
        case "TEXT": isCast ? "TEXT" : "TEXT COLLATE \"C\""
        case "INTEGER": "BIGINT"
        case "REAL": "DOUBLE PRECISION"
        case "BLOB": "BYTEA"
        default: String(word)
        }
    }

    /// Words, runs of white space, quoted texts and single other characters; together they are the statement.
    private static func words(of text: String) -> [Substring] {
        var words: [Substring] = []
        var rest = text.trimmingSuffix { $0.isWhitespace || $0 == ";" }[...]
        while let first = rest.first {
            let word: Substring
            if first == "'" || first == "\"" {
                let close = rest.dropFirst().firstIndex(of: first) ?? rest.index(before: rest.endIndex)
                word = rest[...close]
            } else if first.isWhitespace {
                word = rest.prefix { $0.isWhitespace }
            } else if first.isLetter || first == "_" {
                word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            } else {
                word = rest.prefix(1)
            }
            words.append(word)
            rest = rest[word.endIndex...]
        }
        return words
    }
}

extension String {
    fileprivate func trimmingSuffix(while isUnwanted: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, isUnwanted(last) { rest.removeLast() }
        return rest
    }
}
