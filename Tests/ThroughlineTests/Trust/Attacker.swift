import Database
import DatabaseTesting
import Foundation
import Testing

@testable import Throughline

/// Somebody who holds everything that can be taken away: database, disk and backups. They want to know in which order people spoke,
/// or when. What they are looking for they know already: which rows are whose, and the true order.
struct Attacker: Sendable {
    /// Something that was said: what stands in its rows, and when it came.
    struct Said: Sendable {
        /// Ids, hashes and words by which its rows and bytes are found.
        let traces: Set<String>
        let at: Int
    }

    /// One thing that can be put in order: a number for some of those who spoke.
    struct Signal: Sendable {
        let name: String
        let values: [Int: Double]
    }

    let said: [Said]

    /// What order is told from: half-way between the strongest agreement that chance gave in 20,000 shuffles of so many and certainty,
    /// since hundreds of signals are looked at.
    static func mostByChance(_ count: Int) -> Double {
        var random = SmallRandom(seed: 20_261_122)
        let places = (0..<count).map(Double.init)
        var most = 0.0
        for _ in 0..<20_000 { most = max(most, abs(agreement(places, places.shuffled(using: &random)))) }
        return (most + 1) / 2
    }

    /// Spearman's rank correlation; equal values share their middle rank.
    static func agreement(_ a: [Double], _ b: [Double]) -> Double {
        let (x, y) = (ranks(a), ranks(b))
        let mean = Double(x.count - 1) / 2
        var (xy, xx, yy) = (0.0, 0.0, 0.0)
        for (p, q) in zip(x, y) {
            xy += (p - mean) * (q - mean)
            xx += (p - mean) * (p - mean)
            yy += (q - mean) * (q - mean)
        }
        return xx == 0 || yy == 0 ? 0 : xy / (xx * yy).squareRoot()
    }

    private static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
            for place in start...end { ranks[order[place]] = Double(start + end) / 2 }
            start = end + 1
        }
        return ranks
    }

    /// The signals that put people in order better than chance does, where they say something of twelve or more.
    func telling(_ signals: [Signal]) -> [String] {
        var thresholds: [Int: Double] = [:]
        return signals.compactMap { signal in
            let known = signal.values.keys.sorted { said[$0].at < said[$1].at }
            guard known.count >= 12 else { return nil }
            let rho = Self.agreement(known.map { Double(said[$0].at) }, known.compactMap { signal.values[$0] })
            let most = thresholds[known.count] ?? Self.mostByChance(known.count)
            thresholds[known.count] = most
            return abs(rho) > most ? "\(signal.name): agreement \(rho), chance gives \(most) at most" : nil
        }
    }

    // MARK: What a database tells

    /// One row as whoever reads the table finds it: its cells, and on PostgreSQL who wrote it and where it lies.
    struct Found: Sendable {
        let table: String
        let columns: [String]
        let values: [Value]
        var texts: [String] { values.compactMap { if case .text(let text) = $0 { text } else { nil } } }
    }

    static func rows(_ db: any Database) async throws -> [Found] {
        let tables = try await TableLayout.columns(of: db).keys.sorted()
        let hidden = db.engine == .postgres ? ", CAST(CAST(xmin AS TEXT) AS BIGINT) AS row_writer" : ""
        return try await db.read { tx in
            try tables.flatMap { table -> [Found] in
                try tx.run(SQL(verbatim: "SELECT t.*\(hidden) FROM \(table) t")).map {
                    Found(table: table, columns: $0.columnNames, values: $0.allValues)
                }
            }
        }
    }

    /// Every cell of every row that is somebody's, as a number or by its place in the alphabet, and the row's place in its table.
    func signals(_ rows: [Found]) -> [Signal] {
        var numbers: [String: [Int: Double]] = [:]
        var words: [String: [Int: String]] = [:]
        for (place, row) in rows.enumerated() {
            let texts = Set(row.texts)
            for (who, one) in said.enumerated() where !texts.isDisjoint(with: one.traces) {
                numbers["\(row.table), place of the row", default: [:]][who] = Double(place)
                for (column, value) in zip(row.columns, row.values) {
                    switch value {
                    case .integer(let number): numbers["\(row.table).\(column)", default: [:]][who] = Double(number)
                    case .text(let text): words["\(row.table).\(column)", default: [:]][who] = text
                    default: break
                    }
                }
            }
        }
        let ordered = words.map { name, values in
            let places = Dictionary(Set(values.values).sorted().enumerated().map { ($1, Double($0)) }, uniquingKeysWith: { a, _ in a })
            return Signal(name: name, values: values.compactMapValues { places[$0] })
        }
        return (numbers.map { Signal(name: $0.key, values: $0.value) } + ordered).sorted { $0.name < $1.name }
    }

    /// Numbers anywhere in the rows, also within words, that are a moment at which somebody spoke, give or take a minute.
    func moments(_ rows: [Found]) -> [String] {
        let moments = said.map(\.at)
        func isOne(_ number: Int) -> Bool {
            guard number % 86_400_000 != 0, number % 86_400 != 0 else { return false }
            return moments.contains { abs($0 - number) < 60_000 || abs($0 / 1_000 - number) < 60 }
        }
        return rows.flatMap { row in
            zip(row.columns, row.values).compactMap { column, value in
                let numbers: [Int]
                switch value {
                case .integer(let number): numbers = [Int(number)]
                case .text(let text):
                    numbers = text.utf8.count < 10 ? [] : text.split(whereSeparator: { !$0.isNumber || !$0.isASCII }).compactMap { Int($0) }
                default: numbers = []
                }
                return numbers.contains(where: isOne) ? "\(row.table).\(column) holds a moment somebody spoke at" : nil
            }
        }
    }

    /// What of somebody's named rows stands in what they said without a name, and in nobody else's unnamed rows.
    func shared(_ rows: [Found], account: Set<String>, theirs: Set<Int>) -> [Value] {
        func values(_ isMeant: (Set<String>) -> Bool) -> Set<Value> {
            Set(rows.filter { isMeant(Set($0.texts)) }.flatMap(\.values))
        }
        let others = said.indices.filter { !theirs.contains($0) }.reduce(into: Set<String>()) { $0.formUnion(said[$1].traces) }
        let own = theirs.reduce(into: Set<String>()) { $0.formUnion(said[$1].traces) }
        return values { !$0.isDisjoint(with: account) }.intersection(values { !$0.isDisjoint(with: own) })
            .subtracting(values { !$0.isDisjoint(with: others) }).filter { $0 != .null }
    }

    // MARK: What a disk tells

    /// Where somebody's ids and words lie in each file of a folder, which of its files are theirs, and what the system says of those.
    func signals(folder: String) throws -> [Signal] {
        var found: [String: [Int: Double]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
            let path = folder + "/" + name
            for (who, one) in said.enumerated() where one.traces.contains(String(name.suffix(65).replacing("/", with: ""))) {
                var facts = stat()
                guard lstat(path, &facts) == 0 else { continue }
                let (changed, parent) = (facts.st_ctim, (path as NSString).deletingLastPathComponent)
                var above = stat()
                lstat(parent, &above)
                found["time of change", default: [:]][who] = Double(changed.tv_sec % 1_000_000) + Double(changed.tv_nsec) / 1e9
                found["time", default: [:]][who] = Double(facts.st_mtim.tv_sec) + Double(facts.st_mtim.tv_nsec) / 1e9
                found["number of the file", default: [:]][who] = Double(facts.st_ino)
                found["number of its folder", default: [:]][who] = Double(above.st_ino)
                found["time of its folder", default: [:]][who] = Double(above.st_mtim.tv_sec)
            }
            guard let bytes = FileManager.default.contents(atPath: path) else { continue }
            for (who, one) in said.enumerated() {
                let places = one.traces.compactMap { bytes.range(of: Data($0.utf8))?.lowerBound }
                if let first = places.min() { found["first place in \(name)", default: [:]][who] = Double(first) }
                let last = one.traces.compactMap { bytes.range(of: Data($0.utf8), options: .backwards)?.lowerBound }
                if let last = last.max() { found["last place in \(name)", default: [:]][who] = Double(last) }
            }
        }
        return found.map { Signal(name: $0.key, values: $0.value) }.sorted { $0.name < $1.name }
    }
}
