import Foundation

extension PublishedTable {
    /// As it is kept in a row.
    var written: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    init?(written: String) {
        guard let table = try? JSONDecoder().decode(Self.self, from: Data(written.utf8)) else { return nil }
        self = table
    }

    /// As a CSV file (RFC 4180). Names come from people: none of them is ever taken for a formula.
    func csv(corner: String, others: String, total: String, hidden: String) -> String {
        func cell(_ text: String) -> String {
            let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
            return "\"" + safe.replacing("\"", with: "\"\"") + "\""
        }
        let head = [corner] + columns.map { $0 ?? others } + [total]
        let names = rows.map { $0 ?? others } + [total]
        let lines = [head.map(cell)] + zip(names, values).map { [cell($0)] + $1.map { $0.map(String.init) ?? cell(hidden) } }
        return lines.map { $0.joined(separator: ",") + "\r\n" }.joined()
    }
}
