/// Charts keep the numbers they draw. The table behind them stays behind, and what says where in it they stood.
enum OfficeCharts {
    static func clean(_ root: XMLNode) {
        for series in root.all(["c:ser"]) {
            series.children = series.children.compactMap(ofSeries)
        }
        for title in root.all(["c:title"]) {
            title.children = title.children.filter { child in
                if case .element(let node) = child, node.kind == "c:tx" { node.first("c:rich") != nil } else { true }
            }
        }
    }

    private static func ofSeries(_ child: XMLNode.Child) -> XMLNode.Child? {
        guard case .element(let node) = child else { return child }
        let held = node.elements.first
        switch held?.kind {
        case "c:numRef", "c:strRef":
            guard let held, let cache = held.elements.first(where: { ["c:numCache", "c:strCache"].contains($0.kind) }) else { return nil }
            if node.kind == "c:tx" {
                guard let words = cache.all(["c:v"]).first else { return nil }
                node.children = [.element(words)]
                return child
            }
            let literal = XMLNode(
                name: cache.name.replacing("Cache", with: "Lit"), kind: cache.kind.replacing("Cache", with: "Lit"), attributes: [])
            literal.children = cache.children
            node.children = [.element(literal)]
            return child
        case "c:multiLvlStrRef": return nil
        default: return child
        }
    }
}
