import HTML
import Language

/// Charts drawn on the server as SVG. Each stands with the table that says the same, and is hidden from readers who hear the page.
/// Nothing is told by colour alone, and colours are those of the text.
enum Charts {
    /// One thing measured: what it is called, how much, and the value as it is read (with its unit).
    struct Mark: Sendable {
        let label: Markup
        let value: Double
        let words: Markup
    }

    /// Lengths to compare, one bar under the other.
    static func bars(_ title: Phrase, of things: Phrase, _ value: Phrase, _ marks: [Mark]) -> Markup {
        let most = marks.map(\.value).max() ?? 0
        let drawn: Markup = """
            \(each: Array(marks.enumerated()), { place, mark in
                "<rect x=\"0\" y=\"\(place * 14 + 2)\" width=\"\(along(mark.value, of: most, on: 300))\" height=\"10\"/>"
            })
            """
        return figure(title, things, value, marks, height: max(marks.count, 1) * 14, drawn)
    }

    /// One value after the other in time or along a scale, joined by a line.
    static func line(_ title: Phrase, over things: Phrase, _ value: Phrase, _ marks: [Mark]) -> Markup {
        let spots = placed(marks)
        let path = spots.enumerated().map { "\($0.offset == 0 ? "M" : "L")\($0.element.x) \($0.element.y)" }.joined()
        let drawn: Markup = """
            <path d="\(text: path)" fill="none" stroke="currentColor" stroke-width="2"/>\
            \(each: spots, { "<circle cx=\"\($0.x)\" cy=\"\($0.y)\" r=\"3\"/>" })
            """
        return figure(title, things, value, marks, height: 100, drawn)
    }

    /// Values as places on a scale from nothing to the largest, one row each.
    static func dots(_ title: Phrase, of things: Phrase, _ value: Phrase, _ marks: [Mark]) -> Markup {
        let most = marks.map(\.value).max() ?? 0
        let drawn: Markup = """
            \(each: Array(marks.enumerated()), { place, mark in
                """
                <path d="M6 \(place * 14 + 7)H294" stroke="currentColor" opacity=".25"/>\
                <circle cx="\(6 + along(mark.value, of: most, on: 288))" cy="\(place * 14 + 7)" r="5"/>
                """
            })
            """
        return figure(title, things, value, marks, height: max(marks.count, 1) * 14, drawn)
    }

    /// The parts of one whole in a single bar, for a row of a table that has the numbers: full, framed, and faint. Nothing for nothing.
    /// What is `unsaid` of the whole stays empty at its end.
    static func share(_ parts: [Int], unsaid: Int = 0) -> Markup {
        let whole = parts.reduce(unsaid, +)
        guard whole > 0 else { return "" }
        var from = 0
        var drawn: Markup = ""
        for (place, part) in parts.enumerated() where part > 0 {
            let width = max(part * 300 / whole, 2)
            drawn += "<rect x=\"\(from + 1)\" y=\"1\" width=\"\(max(width - 2, 1))\" height=\"8\"\(looks[place % looks.count])/>"
            from += width
        }
        return
            "<svg class=\"strip\" viewBox=\"0 0 306 10\" fill=\"currentColor\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">\(drawn)</svg>"
    }

    private static let looks: [Markup] = ["", " fill=\"none\" stroke=\"currentColor\"", " opacity=\".25\""]

    private static func figure(_ title: Phrase, _ things: Phrase, _ value: Phrase, _ marks: [Mark], height: Int, _ drawn: Markup) -> Markup
    {
        """
        <figure><figcaption>\(say: title)</figcaption>\
        <svg viewBox="0 0 300 \(height)" fill="currentColor" aria-hidden="true" focusable="false">\(drawn)</svg>\
        <table><thead><tr><th scope="col">\(say: things)</th><th scope="col">\(say: value)</th></tr></thead><tbody>\(each: marks, {
            "<tr><th scope=\"row\">\($0.label)</th><td>\($0.words)</td></tr>"
        })</tbody></table></figure>
        """
    }

    /// Where the marks of a line stand in a field of 300 by 100, from left to right in their order.
    private static func placed(_ marks: [Mark]) -> [(x: Int, y: Int)] {
        let most = marks.map(\.value).max() ?? 0
        let step = 280.0 / Double(max(marks.count - 1, 1))
        return marks.enumerated().map { (Int((10 + step * Double($0.offset)).rounded()), 94 - along($0.element.value, of: most, on: 88)) }
    }

    /// A length in drawing units; what is below nothing is drawn as nothing.
    private static func along(_ value: Double, of most: Double, on length: Int) -> Int {
        guard most > 0, value > 0, value.isFinite, most.isFinite else { return 0 }
        return Int((value / most * Double(length)).rounded())
    }
}
