import Language

/// What was learned on a question, what was decided and promised, and what changed: with how each stands to the next, and the gaps.
struct Pathway: Sendable {
    enum Column: Int, Sendable, CaseIterable {
        case learned, decided, promised, changed
    }

    struct Node: Sendable {
        let item: Item
        let text: Text?
        let day: Day
        let column: Column
    }

    /// One link, from a record to a later one. What was chosen as a source when a decision was written down led to it.
    struct Join: Sendable {
        let from: ID<Item>
        let to: ID<Item>
        let how: Contribution.How
        /// Nil where nobody said how sure they are.
        let sure: Contribution.Sure?
    }

    /// What is missing at a record, said honestly.
    enum Gap: Sendable, Equatable {
        case nothingDone, nothingSeen, fromNothing, unknownCause
    }

    let question: Question
    let place: Place
    /// By column, then by day.
    let nodes: [Node]
    let joins: [Join]

    /// The number a record has in the picture and in the list.
    func number(of id: ID<Item>) -> Int? { nodes.firstIndex { $0.item.id == id }.map { $0 + 1 } }

    func nodes(_ column: Column) -> [Node] { nodes.filter { $0.column == column } }

    func before(_ node: Node) -> [Join] { joins.filter { $0.to == node.item.id } }

    func gaps(at node: Node) -> [Gap] {
        let leads = joins.contains { $0.from == node.item.id }
        let comes = joins.contains { $0.to == node.item.id }
        switch node.column {
        case .learned: return leads ? [] : [.nothingDone]
        case .decided, .promised: return (comes ? [] : [.fromNothing]) + (leads ? [] : [.nothingSeen])
        case .changed: return comes ? [] : [.unknownCause]
        }
    }
}
