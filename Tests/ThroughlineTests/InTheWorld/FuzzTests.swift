import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Thousands of broken forms, made from the real ones: every road that takes a form, every field a page of ours offers, by a stranger, a
/// member and a steward. A few hundred always, ten thousand with `scripts/test --long`.
struct FuzzTests {
    private static let often = Fixtures.isLong ? 10_000 : 300
    /// One answer takes no longer than this, whatever was sent; machines may be busy.
    private static let longest: Duration = .seconds(20)
    private static let most = 60_000_000

    private struct Shape {
        let action: String
        let fields: [(String, String)]
    }

    @Test(arguments: TestEngine.available)
    func noBrokenFormBreaksAnything(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let filled = try await MatrixWorld.filled(world)
            let people: [String?] = [nil, "leila", "amina"]
            let shapes = try await shapes(filled, people)
            #expect(shapes.count > 60 && shapes.filter { !$0.fields.isEmpty }.count > 30)
            var random = SmallRandom(seed: 20_261_122)
            var (before, slowest) = (0, Duration.zero)
            for n in 0..<Self.often {
                let shape = shapes[Fixtures.isLong ? n % shapes.count : Int.random(in: 0..<shapes.count, using: &random)]
                let name = people[Int.random(in: 0..<people.count, using: &random)]
                let (body, type) = Self.broken(shape.fields, &random)
                let began = ContinuousClock.now
                let answer = try await world.send(
                    .post, shape.action, name, "en", [.origin: "http://learn.test"], body: body, type: type)
                let took = began.duration(to: .now)
                slowest = max(slowest, took)
                let sent = "\(n): \(shape.action) as \(name ?? "nobody"): \(String(decoding: body.prefix(300), as: UTF8.self))"
                #expect(answer.status < 500, "\(sent)")
                #expect(took < Self.longest, "\(sent)")
                if answer.status >= 400, answer.headers[.contentType]?.hasPrefix("text/html") == true { _ = try answer.page() }
                // Brakes, sessions and the like are young again from time to time.
                if n % 20 == 0 { world.clock.pass(minutes: 16) }
                if n == Self.often / 3 { before = Self.memory() }
            }
            if Fixtures.isLong { #expect(Self.memory() - before < Self.most, "bytes more than after the first third") }
            #expect(slowest < Self.longest)
            // Everything still stands, and works.
            #expect(try await world.get("/spaces/riverbend").status == 200)
        }
    }

    /// Every road that takes a form, with records of ours in its address, and the fields of the forms that lead there.
    private func shapes(_ filled: MatrixWorld, _ people: [String?]) async throws -> [Shape] {
        let world = filled.world
        var fields: [String: [(String, String)]] = [:]
        for (method, road) in world.roads where method == "GET" {
            for path in addresses(road, filled).prefix(4) {
                for name in people {
                    let answer = try await world.get(path, as: name)
                    guard answer.status == 200, answer.headers[.contentType]?.hasPrefix("text/html") == true else { continue }
                    let page = try answer.page()
                    for button in page.buttons {
                        guard let form = page.form(withButton: button), form.method == "post" else { continue }
                        fields[form.action.isEmpty ? path : form.action] =
                            form.fields.map { ($0.name, $0.value) } + form.open.sorted().map { ($0, "") }
                    }
                }
            }
        }
        let bare = world.roads.filter { $0.method == "POST" }.flatMap { addresses($0.path, filled) }
        // Who signs out, leaves or closes the place sends nothing any more.
        let ends = ["/sign-out", "/sessions", "/leaving", "/closing", "/close"]
        return Set(fields.keys).union(bare).sorted().filter { action in !ends.contains { action.contains($0) } }
            .map { Shape(action: $0, fields: fields[$0] ?? []) }
    }

    private func addresses(_ road: String, _ filled: MatrixWorld) -> [String] {
        guard road.contains(":") else { return ["/" + road.drop { $0 == "/" }] }
        let ids = filled.items.values.map(\.description).sorted() + [filled.duty.description]
        let words = road.contains(":space") ? ["riverbend"] : ids
        return words.map { word in
            "/" + road.split(separator: "/").map { $0.hasPrefix(":") ? word : String($0) }.joined(separator: "/")
        }
    }

    private static let values =
        HostileSamples.own + [
            "", "\u{0}", String(repeating: "a", count: 150_000), String(repeating: "\u{1F469}\u{200D}\u{1F466}", count: 3_000),
            "9223372036854775807",
            "-1", "1e400", "NaN", "2026-02-30", "9999-12-31", "0001-01-01", "yes", "on", "[]", "{\"a\":1}", "../../etc/passwd",
            "a@b.example\r\nBcc: c@d.example", "' OR 1=1 --", "\"; DROP TABLE items; --", "{{7*7}}", "${7*7}", "%s%n",
            "\u{2066}\u{202E}x\u{2069}",
            "01j00000000000000000000000", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "everyone", "steward", "mail", "http://evil.example/",
            "//evil.example",
            "\u{FEFF}", "\u{1F1}", String(repeating: "é\u{301}", count: 2_000), "tlp:RED", "٣", "−5", "1,5", " ", "\t\n",
        ]

    /// A form as no browser sends it.
    private static func broken(_ fields: [(String, String)], _ random: inout SmallRandom) -> ([UInt8], String) {
        var fields = fields.isEmpty ? [("text", ""), ("_version", "1"), ("name", "")] : fields
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 0..<max(fields.count, 1), using: &random)
            let value = values[Int.random(in: 0..<values.count, using: &random)]
            guard !fields.isEmpty else { break }
            switch Int.random(in: 0..<7, using: &random) {
            case 0: fields.remove(at: place)
            case 1: fields.append((fields[place].0, value))
            case 2: fields[place].0 += "[]"
            case 3: fields[place].0 = value
            default: fields[place].1 = value
            }
        }
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return (multipart(fields, whole: true), "multipart/form-data; boundary=x")
        case 1: return (multipart(fields, whole: false), "multipart/form-data; boundary=x")
        case 2: return ((0..<400).map { _ in UInt8.random(in: 0...255, using: &random) }, "application/x-www-form-urlencoded")
        case 3: return (Array("{\"text\":[1,2]}".utf8), "application/json")
        case 4: return (multipart(fields, whole: true), "multipart/form-data; boundary=\"y\"")
        default:
            let body = fields.map { Wire.encoded($0.0) + "=" + Wire.encoded($0.1) }.joined(separator: "&")
            return (Array(body.utf8), "application/x-www-form-urlencoded")
        }
    }

    private static func multipart(_ fields: [(String, String)], whole: Bool) -> [UInt8] {
        var text = ""
        for (n, field) in fields.enumerated() {
            let file = n % 3 == 2 ? "; filename=\"\(field.1.prefix(40))\"\r\nContent-Type: image/png" : ""
            text += "--x\r\nContent-Disposition: form-data; name=\"\(field.0)\"\(file)\r\n\r\n\(field.1)\r\n"
        }
        return Array((text + (whole ? "--x--\r\n" : "--x")).utf8)
    }

    /// Bytes of this process in memory.
    private static func memory() -> Int {
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").dropFirst().first
        return (pages.flatMap { Int($0) } ?? 0) * 4_096
    }
}
