/// A table as it may be shown: totals in the last row and column, nil where a number is hidden.
struct PublishedTable: Sendable, Equatable, Codable {
    /// Names of classes; nil for those put together.
    let rows: [String?]
    let columns: [String?]
    let values: [[Int?]]

    var hidesAnything: Bool { values.contains { $0.contains { $0 == nil } } }
}

/// The one function that publishes numbers of people (domain 14): classes that are too small are put together; what stands for fewer than
/// `fewest` answers, or is nearly one answer's alone, is hidden; and so much else that it cannot be computed from what is shown.
enum SmallNumbers {
    /// `isSensitive`: then *nobody of these* is hidden too, because it tells on everybody else of them. `merging`: not where everybody knows
    /// the classes anyway, such as agreeing and disagreeing.
    static func publish(_ counted: CountTable, from fewest: Int, isSensitive: Bool = false, merging: Bool = true) -> PublishedTable {
        let table = merging ? counted.merged(from: fewest) : counted
        let cells = table.withTotals
        let values = cells.map { $0.map(\.people) }
        var hidden: Set<Flows.Place> = []
        for (row, line) in cells.enumerated() {
            for (column, cell) in line.enumerated() where isUnsafe(cell, from: fewest, isSensitive) {
                // How many there are altogether may well be one large group.
                let isAll = row == table.rows.count && column == table.columns.count
                if !isAll || cell.answers < fewest { hidden.insert(.init(row: row, column: column)) }
            }
        }
        let unsafe = hidden.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
        for place in unsafe { hidden.formUnion(nextSmallest(beside: place, values, hidden)) }
        for place in unsafe {
            var missing = Flows(values, hidden: hidden).missing(for: place, room: fewest)
            while !missing.isEmpty {
                hidden.formUnion(missing)
                missing = Flows(values, hidden: hidden).missing(for: place, room: fewest)
            }
        }
        return PublishedTable(
            rows: table.rows, columns: table.columns,
            values: values.enumerated().map { row, line in
                line.enumerated().map { column, value in hidden.contains(.init(row: row, column: column)) ? nil : value }
            })
    }

    private static func isUnsafe(_ cell: CountTable.Cell, from fewest: Int, _ isSensitive: Bool) -> Bool {
        cell.answers == 0 ? isSensitive : cell.answers < fewest || cell.isDominated
    }

    /// A number hidden alone in its row or column is computed from the total: the next smallest beside it goes too.
    private static func nextSmallest(beside place: Flows.Place, _ values: [[Int]], _ hidden: Set<Flows.Place>) -> [Flows.Place] {
        let (bottom, end) = (values.count - 1, (values.first?.count ?? 1) - 1)
        guard place.row < bottom, place.column < end else { return [] }
        let along = (0..<end).map { Flows.Place(row: place.row, column: $0) }
        let down = (0..<bottom).map { Flows.Place(row: $0, column: place.column) }
        return [along, down].compactMap { line in
            guard line.filter(hidden.contains).count == 1 else { return nil }
            return line.filter { !hidden.contains($0) && values[$0.row][$0.column] > 0 }.min {
                values[$0.row][$0.column] < values[$1.row][$1.column]
            }
        }
    }
}

extension PublishedTable {
    /// Whether showing this beside an earlier table of the same people tells of fewer than `fewest` who came or went between them: by a
    /// number that both show, or by one that follows from those.
    func tellsOnFew(beside earlier: PublishedTable, from fewest: Int) -> Bool {
        let rows = Self.common(rows, earlier.rows)
        let columns = Self.common(columns, earlier.columns)
        let now = summed(rows, columns)
        let then = earlier.summed(rows, columns)
        let change = zip(now, then).map { zip($0, $1).map { now, then in now.flatMap { now in then.map { now - $0 } } } }
        let known = change.flatMap(\.self).compactMap(\.self) + Self.following(from: change)
        return known.contains { $0 != 0 && abs($0) < fewest }
    }

    /// Classes that both tables name; all others lie in one.
    private static func common(_ left: [String?], _ right: [String?]) -> [String] { left.compactMap(\.self).filter(right.contains) }

    /// The numbers of some classes, then of all others together, then the totals. Nil where one of them is hidden.
    private func summed(_ rows: [String], _ columns: [String]) -> [[Int?]] {
        func group(_ own: [String?], _ names: [String]) -> [[Int]] {
            let others = own.indices.filter { place in own[place].map { !names.contains($0) } ?? true }
            return names.map { name in own.indices.filter { own[$0] == name } } + [others] + [[own.count]]
        }
        let across = group(self.columns, columns)
        return group(self.rows, rows).map { down in
            across.map { along in
                down.reduce(Optional(0)) { sum, row in
                    along.reduce(sum) { sum, column in sum.flatMap { sum in values[row][column].map { sum + $0 } } }
                }
            }
        }
    }

    /// The numbers that are not shown but follow from those that are: the only unknown across some cut of the equations.
    private static func following(from change: [[Int?]]) -> [Int] {
        let (height, width) = (change.count, change.first?.count ?? 0)
        var known: [(from: Int, to: Int, value: Int)] = []
        var unknown: [(from: Int, to: Int)] = []
        for (row, line) in change.enumerated() {
            for (column, value) in line.enumerated() {
                let ends = Flows.ends(.init(row: row, column: column), height: height, width: width)
                if let value { known.append((ends.from, ends.to, value)) } else { unknown.append(ends) }
            }
        }
        return unknown.indices.compactMap { own in
            var side: Set<Int> = [unknown[own].from]
            var grew = true
            while grew {
                grew = false
                for (index, edge) in unknown.enumerated() where index != own && side.contains(edge.from) != side.contains(edge.to) {
                    side.formUnion([edge.from, edge.to])
                    grew = true
                }
            }
            guard !side.contains(unknown[own].to) else { return nil }
            return known.reduce(0) { sum, edge in
                switch (side.contains(edge.from), side.contains(edge.to)) {
                case (true, false): sum - edge.value
                case (false, true): sum + edge.value
                default: sum
                }
            }
        }
    }
}
