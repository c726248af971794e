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
        var waiting = ["/"] + places.map { "/spaces/\($0.slug)" } + ["/sign-in", "/setup"]
        // Every list of cities, and the ways there.
        let zones = ["all"] + ZoneList.regions.flatMap { [$0.name] + $0.lists.map(\.name) }
        waiting += zones.flatMap { zone in ["/me?zone=\(zone)"] + places.prefix(1).map { "/spaces/\($0.slug)/settings?zone=\(zone)" } }
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
                    let isRead = path.contains(
                        /^\/(questions|decisions|commitments|outcomes|tellings|insights|adaptations|experiments|reports|panels|journeys|activities|partner-plans|plan-tasks|me\/words)\/[^\/]+$|\/coding($|\?)|\/evidence\/new|\/insights\/new|\/needs$|\/hand-over$|\/questions\/[^\/]+\/agenda$/
                    )
                    #expect(weight <= (isRead ? 14_336 : 5_120), "\(weight) \(path)")
                    counted += 1
                }
            }
            #expect(counted > 20)
        }
    }

    /// What others wrote makes no form heavy: not the people of a place, and not all that was learned from a question.
    @Test func aFormIsAsLightInALargePlace() async throws {
        try await withWorld(.sqlite) { world in
            let question = try await world.question("Почему молодёжь уходит из клубов после третьего месяца, и что её удержало бы?")
            let why = ["дорога", "паром", "дождь", "урожай", "работа", "рынок", "школа", "сестра", "вечер", "страх", "деньги", "скука"]
            for (n, reason) in why.enumerated() {
                let rest = why.map { "\(reason) и \($0), \(n)" }.joined(separator: "; ")
                _ = try await world.learned("Из клубов уходят, когда мешает \(rest).", on: question)
            }
            let act = world.house.act(by: nil)
            try await world.db.write { tx in
                for n in 0..<60 {
                    let person = try PersonStore(tx).add(NewPerson(name: "Человек \(n)", language: "ru", hash: ""), by: act)
                    try MembershipStore(tx).add(person, to: world.riverbend.id, as: .member, invitedBy: nil, by: act)
                }
            }
            for path in ["commitments/new", "decisions/new", "decisions/new?for=another", "outcomes/new"] {
                let answer = try await world.get(
                    "/questions/\(question)/\(path)", as: "amina", in: "ru", headers: [.acceptEncoding: "gzip"])
                let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
                #expect(answer.status == 200 && answer.bytes.count + headers <= 5_120, "\(answer.bytes.count + headers) \(path)")
            }
        }
    }

    @Test(arguments: ["en", "ar", "ru"])
    func theFirstFormOfAllIsFiveKilobytesAtMost(language: String) async throws {
        try await withEmptyHouse(.sqlite) { house in
            let visitor = Visitor(responder: Site(house: house).router.buildResponder(), logger: house.logger)
            let key = house.keys.token("setup", for: .setup)
            for zone in ["", "&zone=all"] + ZoneList.regions.flatMap({ [$0.name] + $0.lists.map(\.name) }).map({ "&zone=\($0)" }) {
                let answer = try await visitor.send(
                    .get, "/setup?key=\(key)\(zone)", language, [.acceptEncoding: "gzip"], body: [], type: nil)
                let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
                #expect(answer.status == 200 && answer.bytes.count + headers <= 5_120, "\(answer.bytes.count + headers) \(zone)")
            }
        }
    }
}
