/// People counted by one or two things they have in common (where they are, what they do), before anything is hidden.
struct CountTable: Sendable {
    /// What stands behind one number. A group's answer is one answer for many people.
    struct Cell: Sendable, Equatable {
        var people = 0
        var answers = 0
        /// The two largest answers, in people.
        var largest = 0
        var second = 0

        static let nobody = Cell()

        mutating func add(_ people: Int) {
            self.people += people
            answers += 1
            put(people)
        }

        private mutating func put(_ people: Int) {
            if people > largest {
                (largest, second) = (people, largest)
            } else {
                second = max(second, people)
            }
        }

        static func + (left: Cell, right: Cell) -> Cell {
            var sum = Cell(
                people: left.people + right.people, answers: left.answers + right.answers, largest: left.largest, second: left.second)
            sum.put(right.largest)
            sum.put(right.second)
            return sum
        }

        /// Whether one answer is more than half of the number, or two more than 67 of 100 (domain 14, dominance).
        var isDominated: Bool {
            people > answers && (largest * 2 > people || (largest + second) * 100 > people * 67)
        }
    }

    /// One class of people: its name, or nil for those put together because they are few.
    typealias Label = String?

    private(set) var rows: [Label]
    private(set) var columns: [Label]
    private(set) var cells: [[Cell]]

    init(rows: [Label], columns: [Label], cells: [[Cell]]) {
        (self.rows, self.columns, self.cells) = (rows, columns, cells)
    }

    /// Counts answers one by one. Who names no class is among those put together. Classes come in the order of their names.
    init(_ answers: [(row: String?, column: String?, people: Int)]) {
        func classes(_ names: [String?]) -> [Label] { Set(names).sorted { ($0 == nil ? 1 : 0, $0 ?? "") < ($1 == nil ? 1 : 0, $1 ?? "") } }
        rows = classes(answers.map(\.row))
        columns = classes(answers.map(\.column))
        cells = Array(repeating: Array(repeating: .nobody, count: columns.count), count: rows.count)
        let down = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
        let along = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
        for answer in answers {
            guard let row = down[answer.row], let column = along[answer.column] else { continue }
            cells[row][column].add(answer.people)
        }
    }

    /// The cells with a column and a row of totals at their end.
    var withTotals: [[Cell]] {
        let across = cells.map { $0 + [$0.reduce(.nobody, +)] }
        let bottom = (0...columns.count).map { column in across.reduce(Cell.nobody) { $0 + $1[column] } }
        return across + [bottom]
    }

    /// The same with every class of fewer than `fewest` answers put together: the name of a class of two is already too much. Where those
    /// put together are still too few, the smallest other class joins them.
    func merged(from fewest: Int) -> CountTable {
        let down = mergedRows(from: fewest)
        return down.turned.mergedRows(from: fewest).turned
    }

    private var turned: CountTable {
        CountTable(rows: columns, columns: rows, cells: columns.indices.map { column in cells.map { $0[column] } })
    }

    private func mergedRows(from fewest: Int) -> CountTable {
        var kept = rows.indices.filter { rows[$0] != nil }
        var rest = cells.indices.filter { rows[$0] == nil }
        func answers(_ row: Int) -> Int { cells[row].reduce(0) { $0 + $1.answers } }
        rest += kept.filter { answers($0) < fewest }
        kept.removeAll { answers($0) < fewest }
        while !rest.isEmpty, rest.reduce(0, { $0 + answers($1) }) < fewest, let smallest = kept.min(by: { answers($0) < answers($1) }) {
            rest.append(smallest)
            kept.removeAll { $0 == smallest }
        }
        guard !rest.isEmpty else { return self }
        let together = rest.reduce(Array(repeating: Cell.nobody, count: columns.count)) { sum, row in zip(sum, cells[row]).map(+) }
        return CountTable(rows: kept.map { rows[$0] } + [nil], columns: columns, cells: kept.map { cells[$0] } + [together])
    }
}
