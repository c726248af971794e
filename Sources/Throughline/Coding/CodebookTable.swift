import Language

/// A codebook as a table: out, and in from any program that writes CSV.
struct CodebookTable: Sendable {
    struct Line: Sendable {
        let number: Int
        let draft: CodeDraft
        /// The name of the code it is part of.
        let parent: String
    }

    let lines: [Line]

    /// In English, so that a table goes from any place to any other.
    static let columns = ["name", "means", "use", "not", "state", "parent"]

    static func csv(_ codes: [Code]) -> String {
        let names = Dictionary(codes.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let rows = codes.filter { $0.state != .merged }.tree().map(\.code).map { code in
            [code.name, code.about, code.use, code.not, code.state.rawValue, code.parent.flatMap { names[$0] } ?? ""]
        }
        return ([columns] + rows).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// None of it is ever taken for a formula by a program that opens it.
    private static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    static func read(_ bytes: [UInt8]) throws(Invalid) -> CodebookTable {
        let broken = Phrase("This is no table we can read. Save it as CSV in UTF-8, with the names of its columns in the first line.")
        guard let text = String(validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], as: UTF8.self),
            !text.contains("\0"), let rows = rows(text), let head = rows.first?.map({ $0.lowercased() }),
            let name = head.firstIndex(of: "name")
        else { throw Invalid("table", broken) }
        func column(_ row: [String], _ names: String...) -> String {
            guard let place = names.compactMap({ head.firstIndex(of: $0) }).first, place < row.count else { return "" }
            let value = row[place]
            return value.hasPrefix("'") && value.dropFirst().first.map { "=+-@".contains($0) } == true ? String(value.dropFirst()) : value
        }
        var lines: [Line] = []
        for (place, row) in rows.enumerated().dropFirst() where row.contains(where: { !$0.isEmpty }) && name < row.count {
            let state = CodeState(rawValue: column(row, "state").lowercased()) ?? .trial
            let draft = CodeDraft(
                name: column(row, "name"), about: column(row, "means", "definition", "description"), use: column(row, "use"),
                not: column(row, "not"), state: state == .merged ? CodeState.trial.rawValue : state.rawValue)
            lines.append(Line(number: place + 1, draft: draft, parent: column(row, "parent")))
            guard lines.count <= CodeDraft.most else {
                throw Invalid("table", Phrase("There are \("n", CodeDraft.most) codes already. Merge some first."))
            }
        }
        guard !lines.isEmpty else { throw Invalid("table", broken) }
        return CodebookTable(lines: lines)
    }

    /// Rows of a whole table in memory (RFC 4180), with a comma or a semicolon between; nil where a quotation mark stays open.
    private static func rows(_ text: String) -> [[String]]? {
        let first = text.prefix { !$0.isNewline }
        let separator: Character = first.count { $0 == ";" } > first.count { $0 == "," } ? ";" : ","
        var (rows, row, field, isQuoted): ([[String]], [String], String, Bool) = ([], [], "", false)
        var rest = Array(text)[...]
        func cell() -> String { String(field.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()) }
        while let sign = rest.popFirst() {
            if isQuoted {
                if sign != "\"" {
                    field.append(sign)
                } else if rest.first == "\"" {
                    field.append("\"")
                    rest.removeFirst()
                } else {
                    isQuoted = false
                }
            } else if sign == "\"" && field.isEmpty {
                isQuoted = true
            } else if sign == separator || sign.isNewline {
                row.append(cell())
                field = ""
                if sign.isNewline {
                    rows.append(row)
                    row = []
                }
            } else {
                field.append(sign)
            }
        }
        if !field.isEmpty || !row.isEmpty { rows.append(row + [cell()]) }
        return isQuoted ? nil : rows
    }

    /// Those whose names are new here, parents before what is part of them; or the first line that cannot be taken.
    func new(among codes: [Code]) throws(Invalid) -> [(draft: CodeDraft.Checked, parent: String)] {
        var (seen, found): (Set<String>, [(draft: CodeDraft.Checked, parent: String)]) = (Set(codes.map { Code.key($0.name) }), [])
        for line in lines where seen.insert(Code.key(line.draft.name)).inserted {
            do throws(Invalid) {
                found.append((try line.draft.checked(among: []), line.parent))
            } catch {
                let why = error.messages.first?.message ?? Phrase("Give the code a name.")
                throw Invalid("table", Phrase("Line \("n", line.number): \("why", why)"))
            }
        }
        if codes.count + found.count > CodeDraft.most {
            throw Invalid("table", Phrase("There are \("n", CodeDraft.most) codes already. Merge some first."))
        }
        return found
    }
}
