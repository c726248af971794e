import HTML
import Language

/// The tree of variants of a lesson: first as a list one can read aloud, then drawn.
enum LineagePages {
    static func show(_ lineage: Lineage, of insight: Insight, in place: Place, for visit: Visit) -> Page {
        Page(
            "\(say: "All that was made of it")", in: place,
            """
            <p class="eyebrow"><a href="\(Href.to(insight.item))" lang="\(insight.claim.language)" dir="auto">\(insight.claim.body)</a></p>\
            <h1>\(say: "All that was made of it")</h1>\(AdaptationParts.harm(lineage))\
            \(if: lineage.isEmpty, "<p class=\"soft\">\(say: "Nobody has written down so far that they used it.")</p>", else: "<p>\(say: AdaptationParts.counts(lineage))</p>\(list(lineage, under: nil))\(picture(lineage, isMirrored: visit.language.isRightToLeft))")\
            \(if: visit.reader.person != nil, "<p class=\"go\"><a href=\"/records/\(insight.id)/using\">\(say: "We used this")</a></p>")
            """)
    }

    private static func list(_ lineage: Lineage, under number: Int?) -> Markup {
        let children = lineage.children(of: number)
        guard !children.isEmpty else { return "" }
        return "<ul>\(each: children, { "<li>\(AdaptationParts.line($0))\(list(lineage, under: $0.number))</li>" })</ul>"
    }

    private static let row = 34

    /// Hidden from screen readers: the list says the same. A full circle was kept, a broken one dropped, a square did harm.
    private static func picture(_ lineage: Lineage, isMirrored: Bool) -> Markup {
        let step = min(70, 260 / max(lineage.depth, 1))
        func place(_ node: Lineage.Node?) -> (x: Int, y: Int) {
            let x = 16 + step * (node?.depth ?? 0)
            return (isMirrored ? 320 - x : x, 18 + row * (node?.number ?? 0))
        }
        let nodes = lineage.nodes.map { node in (node: node, at: place(node), from: place(node.parent.map { lineage.nodes[$0 - 1] })) }
        return """
            <svg class="chart" viewBox="0 0 320 \((lineage.nodes.count + 1) * row + 6)" aria-hidden="true" focusable="false">\
            \(each: nodes, { "<path d=\"M\($0.from.x) \($0.from.y)V\($0.at.y)H\($0.at.x)\" fill=\"none\" stroke=\"currentColor\" opacity=\".5\" stroke-width=\"2\"/>" })\
            <circle cx="\(place(nil).x)" cy="\(place(nil).y)" r="9" fill="currentColor"/>\(each: nodes, { dot($0.node, $0.at) })</svg>
            """
    }

    private static func dot(_ node: Lineage.Node, _ at: (x: Int, y: Int)) -> Markup {
        let adaptation = node.adaptation
        let isDropped = adaptation.item.state == "dropped"
        let isKept = adaptation.item.state == "kept"
        let shape: Markup =
            adaptation.result == .harm
            ? "<rect x=\"\(at.x - 11)\" y=\"\(at.y - 11)\" width=\"22\" height=\"22\" fill=\"var(--paper)\" stroke=\"currentColor\" stroke-width=\"3\"/>"
            : "<circle cx=\"\(at.x)\" cy=\"\(at.y)\" r=\"12\" fill=\"var(--paper)\" stroke=\"currentColor\" stroke-width=\"\(isKept ? 4 : 2)\"\(if: isDropped, " stroke-dasharray=\"3 3\"")/>"
        return """
            \(shape)<text x="\(at.x)" y="\(at.y + 5)" text-anchor="middle" font-size="13" fill="currentColor">\(number: node.number)</text>
            """
    }
}
