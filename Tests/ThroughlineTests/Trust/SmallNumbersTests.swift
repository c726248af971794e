import Language
import Testing

@testable import Throughline

/// Domain 14: what may be shown of numbers of people, and what could be computed from it.
struct SmallNumbersTests {
    private static func table(
        _ numbers: [[Int]], rows: [String?] = ["Delta", "Hills", "Osh"], columns: [String?] = ["farmers", "fishers", "teachers"]
    )
        -> CountTable
    {
        CountTable(
            rows: rows, columns: columns,
            cells: numbers.map { $0.map { .init(people: $0, answers: $0, largest: min($0, 1), second: $0 > 1 ? 1 : 0) } })
    }

    /// Region × role with 7 in a row of 52 and a column of 61.
    static let regions = [[7, 15, 30], [24, 18, 40], [30, 22, 51]]

    @Test("14.a: seven is hidden with the next smallest of its row and column") func sevenIsHiddenWithTheNextSmallest() {
        let shown = SmallNumbers.publish(Self.table(Self.regions), from: 10)
        #expect(shown.values[0] == [nil, nil, 30, 52])
        #expect(shown.values[1][0] == nil && shown.values[2][0] == 30)
        #expect(shown.values[3] == [61, 55, 121, 237])
        #expect(Self.room(Self.regions, shown)[.init(row: 0, column: 0)] ?? 0 >= 10)
        // Partners work with five.
        #expect(SmallNumbers.publish(Self.table(Self.regions), from: 5).values[0] == [7, 15, 30, 52])
    }

    @Test("14.b: nine a month after seven is two people") func anUpdateBesideTheEarlierTableIsRefused() {
        var next = Self.regions
        next[0][0] = 9
        for fewest in [5, 10] {
            let before = SmallNumbers.publish(Self.table(Self.regions), from: fewest)
            let after = SmallNumbers.publish(Self.table(next), from: fewest)
            #expect(after.tellsOnFew(beside: before, from: fewest))
            #expect(!before.tellsOnFew(beside: before, from: fewest))
        }
        // Coarser classes do not help while the same total changes by two.
        let all = SmallNumbers.publish(CountTable(Array(repeating: (row: "all", column: nil, people: 1), count: 239)), from: 10)
        #expect(all.tellsOnFew(beside: SmallNumbers.publish(Self.table(Self.regions), from: 10), from: 10))
        // Ten more in every cell do.
        let grown = SmallNumbers.publish(Self.table(Self.regions.map { $0.map { $0 + 10 } }), from: 10)
        #expect(!grown.tellsOnFew(beside: SmallNumbers.publish(Self.table(Self.regions), from: 10), from: 10))
    }

    @Test func whatFollowsFromTwoTablesIsFoundToo() {
        // Every number that both show stays or grows by ten and more; that three came to the one they hide follows from the rest.
        let before = PublishedTable(rows: ["a", "b"], columns: ["x", "y"], values: [[nil, 20, 50], [20, 20, 40], [50, 40, 90]])
        let after = PublishedTable(rows: ["a", "b"], columns: ["x", "y"], values: [[nil, 37, 70], [30, 20, 50], [63, 57, 120]])
        #expect(after.tellsOnFew(beside: before, from: 10))
        let fair = PublishedTable(rows: ["a", "b"], columns: ["x", "y"], values: [[nil, 40, 80], [30, 20, 50], [70, 60, 130]])
        #expect(!fair.tellsOnFew(beside: before, from: 10))
    }

    @Test func classesTooSmallToBeNamedArePutTogether() {
        let counted = CountTable(
            Array(repeating: (row: "Delta", column: nil, people: 1), count: 30)
                + Array(repeating: (row: "Hills", column: nil, people: 1), count: 14)
                + Array(repeating: (row: "Sena", column: nil, people: 1), count: 4))
        let shown = SmallNumbers.publish(counted, from: 10)
        // Four are too few to be *others*: Hills joins them.
        #expect(shown.rows == ["Delta", nil])
        #expect(shown.values.map { $0.last } == [30, 18, 48])
        #expect(!shown.hidesAnything)
        let few = SmallNumbers.publish(CountTable([(row: "Delta", column: "farmers", people: 1)]), from: 10)
        #expect(few.rows == [nil] && few.values.allSatisfy { $0.allSatisfy { $0 == nil } })
    }

    @Test func oneLargeGroupIsNotToldByItsNumber() {
        var answers = Array(repeating: (row: Optional("Delta"), column: Optional("farmers"), people: 1), count: 12)
        answers += Array(repeating: (row: "Delta", column: "fishers", people: 1), count: 20)
        answers += Array(repeating: (row: "Hills", column: "farmers", people: 1), count: 20)
        answers += Array(repeating: (row: "Hills", column: "fishers", people: 1), count: 20)
        #expect(!SmallNumbers.publish(CountTable(answers), from: 10).hidesAnything)
        answers.append((row: "Delta", column: "farmers", people: 60))
        #expect(SmallNumbers.publish(CountTable(answers), from: 10).values[0][0] == nil)
    }

    @Test func nobodyOfAClassIsHiddenWhereItTellsOnTheOthers() {
        let numbers = [[0, 20], [30, 40]]
        let plain = SmallNumbers.publish(Self.table(numbers, rows: ["a", "b"], columns: ["yes", "no"]), from: 10)
        #expect(plain.values[0] == [0, 20, 20])
        let sensitive = SmallNumbers.publish(Self.table(numbers, rows: ["a", "b"], columns: ["yes", "no"]), from: 10, isSensitive: true)
        #expect(sensitive.values[0] == [nil, nil, 20])
        #expect(Self.room(numbers, sensitive)[.init(row: 0, column: 0)] ?? 0 >= 10)
    }

    /// A thousand tables of chance: for every hidden number below the threshold there is another table, equal in all that is shown, in
    /// which it is larger by the threshold. The other table is looked for by moving people, not by the code that hid them.
    @Test func nothingSmallCanBeComputedFromWhatIsShown() {
        var chance = SmallRandom(seed: 20_261_122)
        var hid = 0
        for _ in 0..<1_000 {
            let (height, width) = (Int.random(in: 1...5, using: &chance), Int.random(in: 1...5, using: &chance))
            let numbers = (0..<height).map { _ in
                (0..<width).map { _ in Int.random(in: 0...3, using: &chance) * Int.random(in: 1...15, using: &chance) }
            }
            let table = Self.table(numbers, rows: (0..<height).map { "r\($0)" }, columns: (0..<width).map { "c\($0)" })
            let shown = SmallNumbers.publish(table, from: 10)
            let merged = table.merged(from: 10).cells.map { $0.map(\.people) }
            let room = Self.room(merged, shown)
            for (row, line) in Self.totalled(merged).enumerated() {
                for (column, value) in line.enumerated() where value > 0 && value < 10 {
                    #expect(shown.values[row][column] == nil, "\(numbers)")
                    let found = room[.init(row: row, column: column)] ?? 0
                    #expect(found >= 10, "\(numbers) shows \(shown.values)")
                    hid += 1
                }
            }
        }
        #expect(hid > 1_000)
    }

    private static func totalled(_ numbers: [[Int]]) -> [[Int]] {
        let across = numbers.map { $0 + [$0.reduce(0, +)] }
        return across + [(across.first ?? []).indices.map { column in across.reduce(0) { $0 + $1[column] } }]
    }

    /// How much larger each hidden number can be, by sending people one at a time around circles of hidden numbers: breadth first.
    private static func room(_ numbers: [[Int]], _ shown: PublishedTable) -> [Flows.Place: Int] {
        let values = totalled(numbers)
        let (height, width) = (values.count, values.first?.count ?? 0)
        var found: [Flows.Place: Int] = [:]
        for row in 0..<height {
            for column in 0..<width where shown.values[row][column] == nil {
                var left = values
                var pushed = 0
                // Raise this number by one and repair the sums, until that cannot be done.
                while pushed < 10, let repaired = repaired(left, raising: (row, column), shown, height, width) {
                    left = repaired
                    pushed += 1
                }
                found[.init(row: row, column: column)] = pushed
            }
        }
        return found
    }

    private static func repaired(_ values: [[Int]], raising start: (Int, Int), _ shown: PublishedTable, _ height: Int, _ width: Int)
        -> [[Int]]?
    {
        /// +1 where a number adds to its row, −1 for totals.
        func sign(_ row: Int, _ column: Int) -> Int { (row == height - 1) != (column == width - 1) ? -1 : 1 }
        struct Need {
            let isRow: Bool
            let line: Int
            let surplus: Int
        }
        // The raised number leaves its row with a surplus that another of the row takes up, and so on until its column is repaired.
        var seen: Set<[Int]> = []
        var queue: [(Need, [(Int, Int, Int)])] = [
            (Need(isRow: true, line: start.0, surplus: sign(start.0, start.1)), [(start.0, start.1, 1)])
        ]
        while !queue.isEmpty {
            let (need, moves) = queue.removeFirst()
            let along = need.isRow ? width : height
            for other in 0..<along {
                let (row, column) = need.isRow ? (need.line, other) : (other, need.line)
                guard shown.values[row][column] == nil, !(row == start.0 && column == start.1) else { continue }
                let by = -need.surplus * sign(row, column)
                guard values[row][column] + by >= 0 else { continue }
                let next = Need(isRow: !need.isRow, line: need.isRow ? column : row, surplus: by * sign(row, column))
                let all = moves + [(row, column, by)]
                if need.isRow && column == start.1 {
                    var moved = values
                    for move in all { moved[move.0][move.1] += move.2 }
                    return moved
                }
                if seen.insert([next.isRow ? 1 : 0, next.line]).inserted { queue.append((next, all)) }
            }
        }
        return nil
    }
}
