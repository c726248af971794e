import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Hummingbird
import Testing

@testable import Throughline

/// Walks the demonstration, where every kind of record is linked to every other, as each kind of person: whatever a page links to
/// answers, and every page is sound HTML.
struct WalkTests {
    @Test(arguments: ["stranger", "Leila", "Diego", "Amina", "Andrei"])
    func everyLinkLeadsSomewhere(name: String) async throws {
        try await withDemo(.sqlite) { try await Self.walk($0, as: name, in: "en", atLeast: name == "stranger" ? 60 : 150) }
    }

    @Test(arguments: TestEngine.available)
    func everyLinkLeadsSomewhereInArabic(engine: TestEngine) async throws {
        try await withDemo(engine) { try await Self.walk($0, as: "Amina", in: "ar", atLeast: 150) }
    }

    private static func walk(_ demo: DemoHouse, as name: String, in language: String, atLeast least: Int) async throws {
        let visitor = Visitor(responder: Site(house: demo.house).router.buildResponder(), logger: demo.house.logger)
        var cookies: HTTPFields = [:]
        if name != "stranger" { cookies[.cookie] = "session=\(try await demo.session(name))" }
        let places = try await demo.house.db.read { try PlaceStore($0).all() }
        var waiting = (["/"] + places.map { "/spaces/\($0.slug)" }).map { (path: $0, from: "the start") }
        var seen: Set<String> = []
        var broken: [String] = []
        while let (path, from) = waiting.popLast() {
            // The same page in another language is another test's.
            let bare = String(path.prefix { $0 != "#" })
            guard bare.hasPrefix("/"), !bare.contains("lang="), !bare.hasPrefix("/language"), seen.insert(bare).inserted, seen.count <= 900
            else { continue }
            let answer = try await visitor.send(.get, bare, language, cookies, body: [], type: nil)
            if answer.status >= 400 { broken.append("\(answer.status) \(bare) on \(from)") }
            guard answer.headers[.contentType]?.hasPrefix("text/html") == true else { continue }
            waiting += try answer.page().links.map { (path: $0.href, from: bare) }
        }
        #expect(broken.isEmpty)
        #expect(seen.count >= least, "\(name) reached only \(seen.count) pages")
    }
}

extension DemoHouse {
    /// A fresh session of somebody.
    func session(_ name: String) async throws -> String {
        guard let person = try await reader(name).person else { throw Refusal.notFound }
        let (act, keys) = (house.act(by: person), house.keys)
        return try await house.db.write { try SessionStore($0).open(for: person, shared: false, keys: keys, by: act) }
    }
}
