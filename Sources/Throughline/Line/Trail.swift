import Database
import Language

/// One place on the path as somebody walks it: the item, the words that name it, and how it is joined to where we came from.
struct Step: Sendable {
    let item: Item
    let text: Text?
    let relation: Relation
    let why: String?
    /// How many links from the record the walk began at; negative before it, positive after it.
    let distance: Int
    /// The day it speaks of: when it was decided or told, else when it was written down.
    let day: Day
    /// For a question on the way back: how many people answered it, as the reader may know it.
    let answered: Headcount
    /// It lies behind a next question, in another turn of the path.
    let isBeyond: Bool
}

/// Walks the path forward and backward over links, seeing only what the reader may see. A hidden record ends its branch.
struct Trail {
    let tx: any Connection
    let reader: Reader
    let now: Moment

    /// At most this many records are shown each way; the path of one record is a story, not a graph.
    static let limit = 60

    /// What it came from (nearest last, so that it reads in time) and what it led to.
    func around(_ id: ID<Item>, in language: LanguageTag, depth: Int = 6) throws -> (before: [Step], after: [Step]) {
        let after = try walk(from: id, depth: depth, forward: true, language)
        let before = try walk(from: id, depth: depth, forward: false, language)
        return (before.reversed(), after)
    }

    private func walk(from start: ID<Item>, depth: Int, forward: Bool, _ language: LanguageTag) throws -> [Step] {
        var seen: Set<ID<Item>> = [start]
        var edge = [start]
        var steps: [(item: Item, relation: Relation, why: String?, distance: Int)] = []
        // Next questions, and everything that was found through one.
        var turned: Set<ID<Item>> = []
        var beyond: Set<ID<Item>> = []
        for distance in 1...depth where !edge.isEmpty && steps.count < Self.limit {
            let rows = try tx.run(neighbours(of: edge, forward: forward))
            edge = []
            for row in rows {
                let item = try Item(row)
                guard let relation = Relation(rawValue: try row.text("relation")), seen.insert(item.id).inserted else { continue }
                steps.append((item, relation, try row.textOrNil("why"), forward ? distance : -distance))
                edge.append(item.id)
                if turned.contains(try row.id("via")) { beyond.insert(item.id) }
                if forward && item.kind == .question || beyond.contains(item.id) { turned.insert(item.id) }
            }
        }
        var texts = try TextStore(tx).all(of: steps.map(\.item.id), for: language)
        let reports = steps.map(\.item).filter { $0.kind == .report }.map(\.id)
        for id in try ReportStore(tx).lineless(among: reports, on: now.day(in: .utc)) { texts[id] = nil }
        let days = try OwnDays(tx).of(steps.map(\.item))
        return try steps.map { step in
            Step(
                item: step.item, text: texts[step.item.id]?[step.item.kind.headline], relation: step.relation, why: step.why,
                distance: step.distance, day: days[step.item.id] ?? step.item.day,
                answered: forward || step.item.kind != .question ? .nobody : try answered(step.item),
                isBeyond: beyond.contains(step.item.id))
        }
    }

    private func answered(_ question: Item) throws -> Headcount {
        reader.headcount(try VoiceStore(tx).count(of: question.id).people, in: question.space)
    }

    /// Walking forward, what people said is left out: a question shows it as one number, not as hundreds of steps.
    /// A link points along the path when its relation does: answers, supports … lead from the older record to the newer one,
    /// except where the newer record speaks about the older (`answers`, `cites`, `adapts`, `part_of`, `returned_to`).
    private func neighbours(of edge: [ID<Item>], forward: Bool) -> SQL {
        let along = Relation.allCases.filter { $0.pointsForward }.map(\.rawValue)
        let against = Relation.allCases.filter { !$0.pointsForward }.map(\.rawValue)
        let (ahead, behind): (SQL, SQL) = forward ? ("from_id", "to_id") : ("to_id", "from_id")
        let crowd: SQL = forward ? " AND i.kind NOT IN ('voice', 'statement')" : ""
        return """
            SELECT \(SQL.itemColumns), l.relation, l.why, l.\(ahead) AS via FROM links l JOIN items i ON i.id = l.\(behind)
            WHERE l.\(ahead) IN \(list: edge) AND l.relation IN \(list: along)\(crowd) AND \(Visibility.anywhere(for: reader, at: now))
            UNION ALL
            SELECT \(SQL.itemColumns), l.relation, l.why, l.\(behind) AS via FROM links l JOIN items i ON i.id = l.\(ahead)
            WHERE l.\(behind) IN \(list: edge) AND l.relation IN \(list: against)\(crowd) AND \(Visibility.anywhere(for: reader, at: now))
            ORDER BY 12, 1 LIMIT \(Self.limit)
            """
    }
}

extension Relation {
    /// True when the link runs from the earlier record to the later one.
    var pointsForward: Bool {
        switch self {
        case .supports, .contradicts, .complicates, .limits, .ledTo: true
        case .answers, .heardAt, .adapts, .returnedTo, .partOf, .cites: false
        }
    }
}

extension Kind {
    /// The field whose words stand for the whole record in a list or on the path.
    var headline: String {
        switch self {
        case .question, .voice, .statement, .telling, .correction, .dissent, .need: "text"
        case .insight: "claim"
        case .decision, .commitment, .outcome: "what"
        case .adaptation: "took"
        case .experiment: "believe"
        case .panel: "name"
        case .journey: "issue"
        case .activity: "purpose"
        case .partnerPlan: "programme"
        case .planTask: "task"
        case .report: "line"
        }
    }
}
