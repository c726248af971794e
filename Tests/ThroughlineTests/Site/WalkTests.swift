import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Testing

@testable import Throughline

/// Walks the whole site as each kind of person: whatever a page links to answers, and every page is sound HTML.
struct WalkTests {
    @Test(arguments: ["stranger", "leila", "diego", "amina", "omar"], ["en", "ar"])
    func everyLinkLeadsSomewhere(name: String, language: String) async throws {
        try await withWorld(.sqlite) { world in
            try await world.story()
            let somebody = name == "stranger" ? nil : name
            var waiting = ["/", "/spaces/riverbend", "/spaces/saffron"]
            var seen: Set<String> = []
            while let path = waiting.popLast(), seen.count < 400 {
                let bare = String(path.prefix { $0 != "#" })
                guard bare.hasPrefix("/"), seen.insert(bare).inserted else { continue }
                let answer = try await world.get(bare, as: somebody, in: language)
                #expect(answer.status < 400, "\(name) at \(bare): \(answer.status)")
                guard answer.headers[.contentType]?.hasPrefix("text/html") == true else { continue }
                let page = try answer.page()
                waiting += page.links.map(\.href)
            }
            #expect(seen.count > (somebody == nil ? 8 : 15), "\(name) reached \(seen.sorted())")
        }
    }
}

extension World {
    /// A small whole story: two questions, voices of every openness, one held.
    func story() async throws {
        let id = try await question("What makes the road safe?")
        for openness in Openness.allCases { try await spoken("Lamps at the bridge, \(openness.rawValue).", to: id, openness: openness) }
        _ = try await press("Send", on: get("/questions/\(id)"), typing: [("text", "A guard at night.")])
        _ = try await question("Which boats are late?")
    }
}
