import HTML
import Language

/// The way from what was learned to what changed: a picture read in the direction of the language, and the list that says the same.
enum PathwayPages {
    static func show(_ pathway: Pathway, for visit: Visit) -> Page {
        let question = pathway.question.text
        return Page(
            "\(say: "From what we learned to what changed")", in: pathway.place,
            """
            <p class="eyebrow"><a href="\(Href.to(pathway.question.item))" lang="\(question.language)" dir="auto">\(question.body)</a></p>\
            <h1>\(say: "From what we learned to what changed")</h1>\(picture(pathway, isMirrored: visit.language.isRightToLeft))\
            \(each: Pathway.Column.allCases, { column($0, pathway) })
            """)
    }

    private static func title(_ column: Pathway.Column) -> Phrase {
        switch column {
        case .learned: Phrase("What we learned")
        case .decided: Phrase("Decisions")
        case .promised: Phrase("What was promised")
        case .changed: Phrase("What changed")
        }
    }

    private static func nothing(_ column: Pathway.Column) -> Phrase {
        switch column {
        case .learned: Phrase("Nothing has been learned yet.")
        case .decided: Phrase("Nothing has been decided yet.")
        case .promised: Phrase("Nobody has promised anything yet.")
        case .changed: Phrase("Nobody has seen a change yet.")
        }
    }

    private static func column(_ column: Pathway.Column, _ pathway: Pathway) -> Markup {
        let nodes = pathway.nodes(column)
        return """
            <section aria-labelledby="column-\(column.rawValue)"><h2 id="column-\(column.rawValue)">\(say: title(column))</h2>\
            \(if: nodes.isEmpty, "<p class=\"soft\">\(say: nothing(column))</p>", else: "<ul class=\"list\">\(each: nodes, { "<li>\(entry($0, pathway))</li>" })</ul>")</section>
            """
    }

    private static func entry(_ node: Pathway.Node, _ pathway: Pathway) -> Markup {
        let n = pathway.number(of: node.item.id) ?? 0
        return """
            <b>\(number: n).</b> <a href="\(Href.to(node.item))">\(OutcomePages.words(node.text))</a><br><span class="soft">\(say: Phrase("\("day", node.day)"))</span>\
            \(each: pathway.before(node), { "<br>\(say: before($0, pathway))" })\(each: pathway.gaps(at: node), { "<br><i>\(say: words($0))</i>" })
            """
    }

    private static func before(_ join: Pathway.Join, _ pathway: Pathway) -> Phrase {
        let n = pathway.number(of: join.from) ?? 0
        guard let sure = join.sure else { return Phrase("From \("n", n): \("how", join.how.words)") }
        return Phrase("From \("n", n): \("how", join.how.words) (\("sure", sure.words))")
    }

    private static func words(_ gap: Pathway.Gap) -> Phrase {
        switch gap {
        case .nothingDone: Phrase("Nothing was decided or promised from it.")
        case .nothingSeen: Phrase("Nobody has seen a change from it yet.")
        case .fromNothing: Phrase("It does not come from anything learned here.")
        case .unknownCause: Phrase("We do not know what led to it.")
        }
    }

    private static let height = 52

    /// Hidden from screen readers: the list says the same in words. A line that is broken is less than *it led to it*; a thin one is less
    /// sure; an open circle has a gap.
    private static func picture(_ pathway: Pathway, isMirrored: Bool) -> Markup {
        guard !pathway.nodes.isEmpty else { return "" }
        let rows = Pathway.Column.allCases.map { pathway.nodes($0).count }.max() ?? 1
        return """
            <svg class="chart" viewBox="0 0 320 \(rows * height + 8)" aria-hidden="true" focusable="false">\
            \(each: pathway.joins, { line($0, pathway, isMirrored) })\(each: pathway.nodes, { dot($0, pathway, isMirrored) })</svg>
            """
    }

    private static func place(_ node: Pathway.Node, _ pathway: Pathway, _ isMirrored: Bool) -> (x: Int, y: Int) {
        let x = 31 + 86 * node.column.rawValue
        let row = pathway.nodes(node.column).firstIndex { $0.item.id == node.item.id } ?? 0
        return (isMirrored ? 320 - x : x, 22 + row * height)
    }

    private static func line(_ join: Pathway.Join, _ pathway: Pathway, _ isMirrored: Bool) -> Markup {
        guard let from = pathway.nodes.first(where: { $0.item.id == join.from }),
            let to = pathway.nodes.first(where: { $0.item.id == join.to })
        else { return "" }
        let (a, b) = (place(from, pathway, isMirrored), place(to, pathway, isMirrored))
        let dash = join.how == .ledTo ? "none" : join.how == .helped ? "7 4" : "2 4"
        let width = join.sure == .low ? 1 : join.sure == .medium ? 2 : 3
        return """
            <line x1="\(a.x)" y1="\(a.y)" x2="\(b.x)" y2="\(b.y)" stroke="currentColor" opacity=".5" stroke-width="\(width)" stroke-dasharray="\(dash)"/>
            """
    }

    private static func dot(_ node: Pathway.Node, _ pathway: Pathway, _ isMirrored: Bool) -> Markup {
        let at = place(node, pathway, isMirrored)
        let hasGap = !pathway.gaps(at: node).isEmpty
        return """
            <circle cx="\(at.x)" cy="\(at.y)" r="13" fill="var(--paper)" stroke="currentColor" stroke-width="\(hasGap ? 1 : 3)"\(if: hasGap, " stroke-dasharray=\"3 3\"")/>\
            <text x="\(at.x)" y="\(at.y + 5)" text-anchor="middle" font-size="13" fill="currentColor">\(number: pathway.number(of: node.item.id) ?? 0)</text>\
            <text x="\(at.x)" y="\(at.y + 25)" text-anchor="middle" font-size="9" fill="currentColor">\(say: Phrase("\("day", node.day)"))</text>
            """
    }
}
