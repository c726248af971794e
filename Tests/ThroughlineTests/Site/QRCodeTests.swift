import Foundation
import Testing

@testable import Throughline

struct QRCodeTests {
    private static let link = "https://riverbend.example/i/7f3a9c?lang=ar"

    @Test func aCodeHasItsFinderSquaresAndQuietEdge() throws {
        let code = try #require(QRCode(Self.link))
        let dark = try modules(of: code)
        let size = code.side - 8
        #expect(size >= 21 && (size - 21) % 4 == 0)
        #expect(dark.allSatisfy { (4..<(code.side - 4)).contains($0.x) && (4..<(code.side - 4)).contains($0.y) })
        for (left, top) in [(0, 0), (size - 7, 0), (0, size - 7)] {
            for x in 0..<7 {
                for y in 0..<7 {
                    let ring = max(abs(x - 3), abs(y - 3))
                    #expect(dark.contains(Module(x: left + x + 4, y: top + y + 4)) == (ring != 2))
                }
            }
        }
        for place in 8..<(size - 8) { #expect(dark.contains(Module(x: place + 4, y: 10)) == (place % 2 == 0), "the timing row") }
    }

    @Test func thePictureIsOnePathWithALabel() throws {
        let code = try #require(QRCode(Self.link))
        let svg = code.svg(label: "Join \"Riverbend\" <b>&\u{301}")
        #expect(svg.contains("role=\"img\" aria-label=\"Join &quot;Riverbend&quot; &lt;b&gt;&amp;\u{301}\""))
        #expect(svg.components(separatedBy: "<path").count == 2)
        #expect(svg.contains("viewBox=\"0 0 \(code.side) \(code.side)\""))
        #expect(XMLCheck.isWellFormed(svg))
        #expect(svg.utf8.count < 8_000)
    }

    @Test func differentLinksLookDifferent() throws {
        #expect(QRCode(Self.link)?.path == QRCode(Self.link)?.path)
        #expect(QRCode(Self.link)?.path != QRCode(Self.link + "x")?.path)
    }

    @Test func whatNoCodeCanHoldIsNone() {
        #expect(QRCode("") == nil)
        #expect(QRCode(String(repeating: "a", count: 2_331)) != nil)
        #expect(QRCode(String(repeating: "a", count: 2_332)) == nil)
    }

    private struct Module: Hashable {
        let x: Int, y: Int
    }

    /// The dark modules, read back from the path.
    private func modules(of code: QRCode) throws -> Set<Module> {
        var dark: Set<Module> = []
        for run in code.path.matches(of: /M(\d+) (\d+)h(\d+)v1H(\d+)z/) {
            let (x, y) = (try #require(Int(run.1)), try #require(Int(run.2)))
            let length = try #require(Int(run.3))
            #expect(run.4 == run.1)
            for step in 0..<length { #expect(dark.insert(Module(x: x + step, y: y)).inserted) }
        }
        return dark
    }
}

/// Whether a text is well-formed XML, by counting its tags: enough for a picture without text.
enum XMLCheck {
    static func isWellFormed(_ text: String) -> Bool {
        var open: [Substring] = []
        for tag in text.matches(of: /<(\/?)([a-z]+)(?: [a-zA-Z-]+="[^"<]*")*(\/?)>/) {
            if tag.1 == "/" {
                guard open.popLast() == tag.2 else { return false }
            } else if tag.3.isEmpty {
                open.append(tag.2)
            }
        }
        return open.isEmpty && text.replacing(/<(\/?)([a-z]+)(?: [a-zA-Z-]+="[^"<]*")*(\/?)>/, with: "").isEmpty
    }
}
