import Language

/// A lesson with everything that was made of it, as far as one reader may see: a tree of variants.
struct Lineage: Sendable {
    struct Node: Sendable {
        let adaptation: Adaptation
        let place: String
        /// How many steps from the lesson.
        let depth: Int
        /// Where it stands among all, from 1, as they are read.
        let number: Int
        /// The one it was taken from; nil for the lesson itself.
        let parent: Int?
    }

    let root: ID<Item>
    /// In the order they are read: each before what was made of it.
    let nodes: [Node]

    /// A hidden variant ends its branch: nothing tells that there is one.
    init(root: ID<Item>, _ all: [Adaptation], places: [ID<Space>: String]) {
        self.root = root
        let children = Dictionary(grouping: all, by: \.origin)
        var nodes: [Node] = []
        var seen: Set<ID<Item>> = [root]
        func add(_ origin: ID<Item>, depth: Int, parent: Int?) {
            for adaptation in (children[origin] ?? []).sorted(by: { ($0.item.day, $0.id.description) < ($1.item.day, $1.id.description) })
            where seen.insert(adaptation.id).inserted {
                let number = nodes.count + 1
                nodes.append(
                    Node(
                        adaptation: adaptation, place: places[adaptation.item.space] ?? "", depth: depth, number: number, parent: parent))
                add(adaptation.id, depth: depth + 1, parent: number)
            }
        }
        add(root, depth: 1, parent: nil)
        self.nodes = nodes
    }

    var isEmpty: Bool { nodes.isEmpty }
    /// What did not work counts too (domain 9).
    var tested: Int { nodes.count { $0.adaptation.isTested } }
    var kept: Int { nodes.count { $0.adaptation.item.state == "kept" } }
    var depth: Int { nodes.map(\.depth).max() ?? 0 }
    /// Places in which one was tested.
    var reach: Int { Set(nodes.filter { $0.adaptation.isTested }.map(\.adaptation.item.space)).count }
    /// Where it did harm: shown before everything else.
    var harm: [Node] { nodes.filter { $0.adaptation.result == .harm } }

    func children(of number: Int?) -> [Node] { nodes.filter { $0.parent == number } }
}
