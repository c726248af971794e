import Foundation

/// One row of a file that is a table: the line it begins on, and its values as text.
struct TableRow: Sendable, Equatable {
    let line: Int
    let values: [String]
    /// Why the row cannot be used, where the file as a whole can still be read on.
    var problem: String?
}

/// A file whose first row names its columns.
protocol TableFile: AnyObject {
    /// The file's own name, for messages.
    var name: String { get }
    /// The columns by their names, as written.
    var columns: [String] { get }
    /// The next row, or nil at the end. Throws where the file cannot be read any further; the message names the line.
    func next() throws(CarryError) -> TableRow?
}

extension TableFile {
    /// A row's value by the column's name; "" where the row is shorter.
    func value(_ row: TableRow, _ column: String) -> String {
        guard let index = columns.firstIndex(of: column), index < row.values.count else { return "" }
        return row.values[index]
    }

    /// Fails unless all these columns are there.
    func require(_ wanted: [String]) throws(CarryError) {
        let missing = wanted.filter { !columns.contains($0) }
        guard !missing.isEmpty else { return }
        throw CarryError(
            "\(name) has no column \(missing.map { "“\($0)”" }.joined(separator: ", ")). It has: \(columns.joined(separator: ", ")).")
    }
}

extension String {
    /// As every text is kept: NFC, LF line ends, no white space around it.
    var settled: String {
        let joined = contains("\r") ? replacing("\r\n", with: "\n").replacing("\r", with: "\n") : self
        return joined.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
    }
}
