/// Rows and columns of a table that do not show, in ODS and wherever else there are tables.
enum OpenDocumentTable {
    private static let groups: Set<String> = [
        "table:table-row-group", "table:table-header-rows", "table:table-rows", "table:table-column-group", "table:table-header-columns",
        "table:table-columns",
    ]

    static func clean(_ table: XMLNode) -> Traces {
        var traces = Traces()
        var columns: [(shows: Bool, count: Int)] = []
        eachOwn("table:table-column", in: table) { column in
            columns.append((shows(column), repeated(column, "table:number-columns-repeated")))
            return true
        }
        traces.add(.rows, columns.filter { !$0.shows }.reduce(0) { $0 + min($1.count, 100) })
        eachOwn("table:table-row", in: table) { row in
            guard shows(row) else {
                if row.elements.contains(where: { !$0.text.isEmpty }) {
                    traces.add(.rows, min(repeated(row, "table:number-rows-repeated"), 100))
                }
                return false
            }
            if columns.contains(where: { !$0.shows }) { blank(row, columns) }
            return true
        }
        return traces
    }

    private static func shows(_ node: XMLNode) -> Bool { !["collapse", "filter"].contains(node["table:visibility"]) }

    private static func repeated(_ node: XMLNode, _ attribute: String) -> Int {
        min(max(node[attribute].flatMap { Int($0) } ?? 1, 1), 1_100_000)
    }

    /// Asks about the rows or columns of this very table, not of tables within its cells; those that are not kept leave it.
    private static func eachOwn(_ kind: String, in node: XMLNode, _ isKept: (XMLNode) -> Bool) {
        var kept: [XMLNode.Child] = []
        for child in node.children {
            if case .element(let element) = child {
                if groups.contains(element.kind) {
                    eachOwn(kind, in: element, isKept)
                } else if element.kind == kind, !isKept(element) {
                    continue
                }
            }
            kept.append(child)
        }
        node.children = kept
    }

    /// Empties the cells under columns that do not show; a cell that is repeated over the edge of one is emptied whole.
    private static func blank(_ row: XMLNode, _ columns: [(shows: Bool, count: Int)]) {
        var column = 0
        for cell in row.elements where ["table:table-cell", "table:covered-table-cell"].contains(cell.kind) {
            let count = repeated(cell, "table:number-columns-repeated")
            var start = 0
            let isUnder = columns.contains { entry in
                defer { start += entry.count }
                return !entry.shows && start < column + count && column < start + entry.count
            }
            if isUnder {
                cell.children = []
                cell.attributes = cell.attributes.filter { $0.kind == "xmlns" || $0.kind == "table:number-columns-repeated" }
            }
            column += count
        }
    }
}
