import Database
import Foundation
import Language

/// Which question the rows of a table answer.
public enum ImportQuestion: Sendable {
    /// One that is there, by its id.
    case existing(String)
    /// A new one; a second run finds it again by its words.
    case ask(String)
}

/// A table whose rows are what people said.
public struct ImportTable: Sendable {
    /// How the file is written.
    public enum Form: Sendable {
        case csv
        /// `sheet` is a name; nil for the first one.
        case xlsx(sheet: String?)
    }

    let path: String
    let form: Form
    let map: [String]
    let source: String?

    /// `map` has pairs such as `text=COLUMN`; `source` names where the rows come from, the file's name without it.
    public init(path: String, form: Form, map: [String], source: String?) {
        (self.path, self.form, self.map, self.source) = (path, form, map, source)
    }

    func open() throws(CarryError) -> any TableFile {
        switch form {
        case .csv: try CSVFile(path)
        case .xlsx(let sheet): try XLSXFile(path, sheet: sheet)
        }
    }
}

extension Instance {
    /// Brings the rows of a table in as voices. A second run goes on where the first stopped, and adds nothing twice.
    /// Gives a summary to print. Throws ``CarryError`` and ``DatabaseError``.
    public func importTable(_ table: ImportTable, to question: ImportQuestion, _ choices: ImportChoices, report: CarryReport) async throws
        -> String
    {
        let places = try await house.db.read { try PlaceStore($0).all() }
        let asked = try await Self.asked(question, house)
        var choices = choices
        if let asked { choices.space = places.first { $0.id == asked.space }?.slug }
        let landing = try ImportLanding(choices, usually: .team, in: places)
        let file = try table.open()
        let map = try ColumnMap(table.map, for: file)
        let item: Item
        if let asked { item = asked } else { item = try await Self.ask(question, landing, house) }
        let name = table.source ?? file.name
        var run = VoiceImport(
            house: house, landing: landing, question: item, source: "table/\(item.id)/\(name)", name: name, report: report)
        return try await run.run(file, map)
    }

    static func asked(_ question: ImportQuestion, _ house: House) async throws -> Item? {
        guard case .existing(let text) = question else { return nil }
        guard let id = ID<Item>(typed: text), let item = try await house.db.read({ try LineStore($0).unseen(id) }), item.kind == .question
        else {
            throw CarryError("There is no question \(text). Its id stands at the end of its address, after /questions/.")
        }
        return item
    }

    static func ask(_ question: ImportQuestion, _ landing: ImportLanding, _ house: House) async throws -> Item {
        guard case .ask(let words) = question, !words.settled.isEmpty else { throw CarryError("Say what was asked: --ask \"…\".") }
        let text = words.settled
        let act = house.act(by: nil)
        let found = try await house.writePatiently { tx in
            let store = ImportStore(tx, "asked/\(landing.place.id)")
            if let known = try store.known(text) { return try LineStore(tx).unseen(known) }
            let id = try landing.ask(text, about: "", in: tx, by: act)
            try store.remember([(text, id)])
            return try LineStore(tx).unseen(id)
        }
        guard let found else { throw CarryError("The question this import made before is gone. Ask it in other words.") }
        return found
    }
}

/// One run over a table.
struct VoiceImport {
    let house: House
    let landing: ImportLanding
    let question: Item
    let source: String
    let name: String
    let report: CarryReport
    private var added = 0
    private var known = 0
    private var refused = 0
    private var threads: [(child: String, parent: String, line: Int)] = []
    private var seen: [String: Int] = [:]

    static let batch = 500

    init(house: House, landing: ImportLanding, question: Item, source: String, name: String, report: CarryReport) {
        (self.house, self.landing, self.question) = (house, landing, question)
        (self.source, self.name, self.report) = (source, name, report)
    }

    mutating func run(_ file: any TableFile, _ map: ColumnMap) async throws -> String {
        let act = house.act(by: nil)
        let (keys, source) = (house.keys, source)
        let master = try await house.writePatiently { tx in try ImportStore(tx, source).master(keys) }
        let names = ImportNames(keys: keys, master: master, source: source)
        var waiting: [(key: String, voice: ImportedVoice)] = []
        while let row = try file.next() {
            do {
                let voice = try ImportedVoice(row, map, in: file)
                let key = try key(voice, map, names)
                if let parent = voice.parent { threads.append((key, "key:" + parent, voice.line)) }
                waiting.append((key, voice))
            } catch {
                refuse(row.line, error.description, in: file)
            }
            guard waiting.count >= Self.batch else { continue }
            try await keep(waiting, act)
            waiting = []
            report.progress("\(added + known) rows")
        }
        try await keep(waiting, act)
        let joined = try await join(file.name, act)
        return """
            Question \(question.id): \(added) voices new, \(known) there already, \(refused) rows refused\
            \(joined > 0 ? ", \(joined) answers joined to what they answer" : "").
            They are open to: \(landing.openness.rawValue).
            """
    }

    private mutating func refuse(_ line: Int, _ reason: String, in file: any TableFile) {
        refused += 1
        report.refuse(file.name, line: line, reason)
    }

    /// The row's own key, or a name made of its content and how many rows before it said the same.
    private mutating func key(_ voice: ImportedVoice, _ map: ColumnMap, _ names: ImportNames) throws(CarryError) -> String {
        let key = map.hasKey ? "key:" + voice.key : try names.name("row", voice.content)
        let times = seen[key, default: 0]
        seen[key] = times + 1
        guard map.hasKey else { return "row:\(key):\(times)" }
        if times > 0 { throw CarryError("its key was there before") }
        return key
    }

    private mutating func keep(_ waiting: [(key: String, voice: ImportedVoice)], _ act: Act) async throws {
        guard !waiting.isEmpty else { return }
        let (source, question, landing, name) = (source, question, landing, name)
        let new = try await house.writePatiently { tx in
            let store = ImportStore(tx, source)
            let there = try store.known(waiting.map(\.key))
            let fresh = waiting.filter { there[$0.key] == nil }.map { row in (row.key, Self.arriving(row.voice, landing, act)) }
            try VoiceStore(tx).addAll(fresh.map(\.1), to: question, openness: landing.openness, source: name, by: act)
            try store.remember(fresh.map { ($0.0, $0.1.id) })
            return fresh.count
        }
        added += new
        known += waiting.count - new
    }

    private static func arriving(_ voice: ImportedVoice, _ landing: ImportLanding, _ act: Act) -> ArrivingVoice {
        let day = min(voice.day ?? act.day, act.day)
        return ArrivingVoice(
            id: .fresh(on: day, random: act.random), text: voice.text, language: voice.language ?? landing.language(of: voice.text),
            author: voice.author.isEmpty ? .nobody : .pseudonym(voice.author), day: day, place: voice.place.nonEmpty,
            organisation: voice.organisation.nonEmpty, role: voice.role.nonEmpty)
    }

    /// Joins answers to what they answer, once all rows are in: a file may name a parent that comes later.
    private func join(_ file: String, _ act: Act) async throws -> Int {
        var joined = 0
        var alone: [Int] = []
        for start in stride(from: 0, to: threads.count, by: Self.batch) {
            let batch = Array(threads[start..<min(start + Self.batch, threads.count)])
            let source = source
            let lost = try await house.writePatiently { tx in
                let known = try ImportStore(tx, source).known(batch.flatMap { [$0.child, $0.parent] })
                let alive = try LineStore(tx).standing(Array(known.values))
                var pairs: [(from: ID<Item>, to: ID<Item>)] = []
                var lost: [Int] = []
                for thread in batch {
                    guard let child = known[thread.child], let parent = known[thread.parent], child != parent else {
                        lost.append(thread.line)
                        continue
                    }
                    if alive.contains(child) && alive.contains(parent) { pairs.append((child, parent)) }
                }
                try LineStore(tx).linkAll(pairs, .partOf, by: act)
                return lost
            }
            alone += lost
            joined += batch.count - lost.count
        }
        if !alone.isEmpty {
            let lines = alone.prefix(20).map { "\($0)" }.joined(separator: ", ") + (alone.count > 20 ? ", …" : "")
            report.remark("\(file): \(alone.count) rows are kept by themselves, since what they answer is not in the file: lines \(lines)")
        }
        return joined
    }
}

extension LineStore {
    /// Those of the items that have not been taken back.
    func standing(_ ids: [ID<Item>]) throws -> Set<ID<Item>> {
        guard !ids.isEmpty else { return [] }
        let rows = try tx.run("SELECT id FROM items WHERE id IN \(list: ids) AND audience < \(Audience.nobody.rawValue)")
        return Set(try rows.map { try $0.id("id") })
    }
}
