/// Sheets of an XLSX: what does not show goes, and a formula leaves its result, since it could speak of what is gone.
struct OfficeSheets {
    private(set) var traces = Traces()
    private(set) var usedStrings: Set<Int> = []

    /// What of a sheet comes along.
    static let parts: Set<String> = [
        "x:sheetViews", "x:sheetFormatPr", "x:cols", "x:sheetData", "x:mergeCells", "x:hyperlinks", "x:printOptions", "x:pageMargins",
        "x:pageSetup", "x:headerFooter", "x:drawing",
    ]

    /// The relationships of sheets that do not show, by the list in the workbook; those leave the list.
    static func hiddenSheets(in root: XMLNode) -> Set<String> {
        Set(root.first("x:sheets")?.elements.filter { ["hidden", "veryHidden"].contains($0["state"]) }.compactMap { $0["r:id"] } ?? [])
    }

    mutating func clean(_ root: XMLNode) {
        let columns = hiddenColumns(root.first("x:cols"))
        guard let data = root.first("x:sheetData") else { return }
        let rows = data.elements.count
        data.children = data.children.filter { child in
            guard case .element(let row) = child else { return true }
            return !["1", "true"].contains(row["hidden"] ?? "")
        }
        traces.add(.rows, rows - data.elements.count)
        for row in data.elements { clean(row, without: columns) }
    }

    private mutating func hiddenColumns(_ list: XMLNode?) -> [ClosedRange<Int>] {
        guard let list else { return [] }
        var hidden: [ClosedRange<Int>] = []
        for column in list.elements where ["1", "true"].contains(column["hidden"] ?? "") {
            guard let from = column["min"].flatMap({ Int($0) }), let to = column["max"].flatMap({ Int($0) }), from <= to else { continue }
            hidden.append(from...to)
        }
        traces.add(.rows, hidden.reduce(0) { $0 + min($1.count, 100) })
        return hidden
    }

    private mutating func clean(_ row: XMLNode, without columns: [ClosedRange<Int>]) {
        var next = 1
        var kept: [XMLNode.Child] = []
        for child in row.children {
            guard case .element(let cell) = child, cell.kind == "x:c" else { continue }
            let column = cell["r"].flatMap(Self.column) ?? next
            next = column + 1
            guard !columns.contains(where: { $0.contains(column) }) else { continue }
            let parts = cell.elements
            traces.add(.formulas, parts.count { $0.kind == "x:f" })
            cell.children = parts.filter { $0.kind == "x:v" || $0.kind == "x:is" }.map { .element($0) }
            if cell["t"] == "s", let n = cell.first("x:v").flatMap({ Int($0.text) }) { usedStrings.insert(n) }
            kept.append(child)
        }
        row.children = kept
    }

    /// `C5` is the third.
    private static func column(_ name: String) -> Int? {
        let letters = name.utf8.prefix { (65...90).contains($0) }
        guard (1...3).contains(letters.count) else { return nil }
        return letters.reduce(0) { $0 * 26 + Int($1) - 64 }
    }
}
