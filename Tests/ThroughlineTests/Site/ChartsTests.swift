import HTML
import HTMLTesting
import Language
import Testing

@testable import Throughline

struct ChartsTests {
    private static let marks = [("Amina", 12.0), ("<Bo>", 3.0), ("Nobody", 0.0), ("Broken", -Double.infinity)].map {
        Charts.Mark(label: "\($0.0)", value: $0.1, words: "\(text: "\($0.1) days")")
    }
    private static let charts: [Markup] = [
        Charts.bars(Phrase("Waiting"), of: Phrase("Who"), Phrase("How long"), marks),
        Charts.line(Phrase("Waiting"), over: Phrase("Who"), Phrase("How long"), marks),
        Charts.dots(Phrase("Waiting"), of: Phrase("Who"), Phrase("How long"), marks),
        Charts.bars(Phrase("Waiting"), of: Phrase("Who"), Phrase("How long"), []),
        Charts.line(Phrase("Waiting"), over: Phrase("Who"), Phrase("How long"), Array(marks.prefix(1))),
    ]

    @Test(arguments: 0..<5) func everyChartStandsWithItsTable(_ number: Int) throws {
        let html = String(decoding: Self.charts[number].render(in: .english), as: UTF8.self)
        let page = try StrictHTML(
            "<!doctype html><html lang=\"en\" dir=\"ltr\"><head><meta charset=\"utf-8\"><title>t</title></head><body><main><h1>t</h1>\(html)</main></body></html>"
        )
        #expect(html.contains("<svg") && html.contains("aria-hidden=\"true\"") && html.contains("<th scope=\"col\">How long</th>"))
        #expect(number == 3 || page.text.contains("12.0 days"))
        #expect(number > 2 || (page.text.contains("<Bo>") && html.contains("&lt;Bo&gt;")))
        #expect(!html.contains("style=") && !html.contains("nan") && !html.contains("inf\""))
    }

    @Test func sharesFillTheBarAndNothingIsDrawnForNothing() {
        #expect(Charts.share([0, 0, 0]).isEmpty)
        let html = String(decoding: Charts.share([1, 1, 2]).render(in: .english), as: UTF8.self)
        #expect(
            html.contains("x=\"1\" y=\"1\" width=\"73\"") && html.contains("x=\"76\"") && html.contains("x=\"151\" y=\"1\" width=\"148\""))
        let tiny = String(decoding: Charts.share([1, 100_000]).render(in: .english), as: UTF8.self)
        #expect(tiny.contains("width=\"1\""))
    }
}
