/// The equations of a table with totals, seen as a network: rows and columns are its nodes, every number flows from one to another, and what
/// flows into a node flows out of it. Whoever reads the table knows the numbers that are shown and that none is below nothing; how far a
/// hidden number can move is how much more can flow around a circle of hidden ones (Gusfield, 1988: a graph theoretic approach to
/// statistical data security).
struct Flows {
    private struct Edge {
        let from: Int
        let to: Int
        let place: Place
        let value: Int
        let isHidden: Bool
    }

    /// A number of the table, its totals included as the last row and column.
    struct Place: Hashable, Sendable {
        let row: Int
        let column: Int
    }

    private let edges: [Edge]
    private let nodes: Int
    private let totals: Place

    init(_ values: [[Int]], hidden: Set<Place>) {
        let (height, width) = (values.count, values.first?.count ?? 0)
        nodes = height + width
        totals = Place(row: height - 1, column: width - 1)
        var edges: [Edge] = []
        for row in 0..<height {
            for column in 0..<width {
                let place = Place(row: row, column: column)
                let ends = Self.ends(place, height: height, width: width)
                edges.append(Edge(from: ends.from, to: ends.to, place: place, value: values[row][column], isHidden: hidden.contains(place)))
            }
        }
        self.edges = edges
    }

    /// A number goes from its row to its column; a total the other way round, so that each node's flows add to nothing.
    static func ends(_ place: Place, height: Int, width: Int) -> (from: Int, to: Int) {
        let isTurned = (place.row == height - 1) != (place.column == width - 1)
        let (row, column) = (place.row, height + place.column)
        return isTurned ? (column, row) : (row, column)
    }

    /// What else must be hidden so that a hidden number might be larger by `room` for all a reader knows; nothing where it already might.
    func missing(for place: Place, room: Int) -> [Place] {
        guard let own = edges.firstIndex(where: { $0.place == place }) else { return [] }
        var flow = Array(repeating: 0, count: edges.count)
        var pushed = 0
        while pushed < room {
            guard let step = path(from: edges[own].to, to: edges[own].from, without: own, flow) else { break }
            // A number that is still shown has to be hidden before anything can flow there.
            let shown = step.filter { !edges[$0.edge].isHidden }.map { edges[$0.edge].place }
            if !shown.isEmpty { return shown }
            let most = step.map { $0.forward ? room : edges[$0.edge].value + flow[$0.edge] }.min() ?? 0
            for part in step { flow[part.edge] += part.forward ? most : -most }
            pushed += most
        }
        return []
    }

    /// The cheapest way from one node to another along what can still flow. Numbers already hidden cost nothing; then small ones first,
    /// then those that are nothing, and totals last.
    private func path(from start: Int, to end: Int, without own: Int, _ flow: [Int]) -> [(edge: Int, forward: Bool)]? {
        var cost = Array(repeating: Int.max, count: nodes)
        var came: [(node: Int, edge: Int, forward: Bool)?] = Array(repeating: nil, count: nodes)
        var open: Set<Int> = [start]
        cost[start] = 0
        while let node = open.min(by: { (cost[$0], $0) < (cost[$1], $1) }) {
            open.remove(node)
            if node == end { break }
            for (index, edge) in edges.enumerated() where index != own {
                let forward = edge.from == node
                guard forward || (edge.to == node && edge.value + flow[index] > 0) else { continue }
                let next = forward ? edge.to : edge.from
                let price = cost[node] + weight(edge)
                if price < cost[next] {
                    cost[next] = price
                    came[next] = (node, index, forward)
                    open.insert(next)
                }
            }
        }
        guard cost[end] < .max else { return nil }
        var steps: [(edge: Int, forward: Bool)] = []
        var node = end
        while node != start, let step = came[node] {
            steps.append((step.edge, step.forward))
            node = step.node
        }
        return steps
    }

    private func weight(_ edge: Edge) -> Int {
        if edge.isHidden { return 0 }
        let isTotal = edge.place.row == totals.row || edge.place.column == totals.column
        return (isTotal ? 1_000_000_000 : edge.value == 0 ? 1_000_000 : 1_000) + min(edge.value, 1_000_000)
    }
}
