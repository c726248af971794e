import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// A question of Riverbend that collects stories of change, the people who tell them, and the panels that read them.
struct ChangeStory {
    let world: World
    let story: TurnStory

    var question: ID<Item> { story.question }

    static func collecting(_ world: World, _ domains: [String] = ["Trust in police"]) async throws -> ChangeStory {
        let (act, place) = (world.house.act(by: nil), world.riverbend)
        try await world.db.write { tx in
            try PracticeStore(tx).choose([.significantChange], in: place, seen: try PlaceStore(tx).find(place.id).version, by: act)
            try MembershipStore(tx).add(world.person("nadia"), to: place.id, as: .reader, invitedBy: nil, by: act)
        }
        let made = ChangeStory(world: world, story: try await TurnStory.asked(world))
        for domain in domains {
            let desk = try await world.get("/questions/\(made.question)/changes", as: "amina")
            #expect(try await world.press("Add it", on: desk, as: "amina", typing: [("domain", domain)]).status == 303)
        }
        return made
    }

    /// Somebody tells one, screen by screen; without a name they keep the five words.
    @discardableResult
    func tell(
        _ title: String, domain: Int = 1, as name: String? = nil, upward: Bool = true, openness: String = "circle",
        language: String = "en"
    ) async throws -> String {
        let path = "/questions/\(question)/capture?form=change"
        var page = try await world.get(path, as: name, in: language)
        let isFrench = language == "fr"
        let (before, change, means) =
            isFrench
            ? (
                "Personne n’allait au poste de police.", "L’agente est venue au marché et elle nous a écoutés.",
                "Maintenant j’oserais y aller."
            )
            : ("Nobody went to the station.", "The officer came to the market and listened to \(title).", "I would go there now.")
        let screens = [
            [("about", title), ("domain", "\(domain)")], [("before", before), ("change", change)], [("means", means)],
            [("where", "Vila Nova"), ("on", "2026-10-03")],
        ]
        let (next, send) = isFrench ? ("Suivant", "Envoyer") : ("Next", "Send")
        for typed in screens { page = try await world.press(next, on: page, as: name, in: language, typing: typed) }
        let last = [("openness", openness)] + (upward ? [("to_panels", "yes")] : [])
        let sent = try await world.press(send, on: page, as: name, in: language, typing: last)
        guard name == nil else { return sent.headers[.location] ?? "" }
        return try sent.code() ?? ""
    }

    func voices() async throws -> [ID<Item>] { try await story.voices() }

    /// The story that goes by a title.
    func voice(_ title: String) async throws -> ID<Item> {
        let rows = try await world.db.read { tx in
            try tx.run("SELECT item_id FROM texts WHERE field = 'text' AND body LIKE \(title + "%")").map {
                try $0.id("item_id") as ID<Item>
            }
        }
        return try #require(rows.first)
    }

    /// Diego calls a panel together.
    func call(_ typed: [(String, String)], from: ID<Item>? = nil) async throws -> Answer {
        let query = from.map { "?from=\($0)" } ?? ""
        let form = try await world.get("/questions/\(question)/panels/new\(query)", as: "diego")
        let usual = [("name", "The panel of Vila Nova"), ("most", "1"), ("until", "2026-12-01")]
        let names = Set(typed.map(\.0))
        return try await world.press("Call them together", on: form, as: "diego", typing: usual.filter { !names.contains($0.0) } + typed)
    }

    /// The panel a form has just called together.
    func panel(_ answer: Answer) throws -> ID<Item> {
        #expect(answer.status == 303)
        let location = try #require(answer.headers[.location])
        return ID(String(location.split(separator: "/").last ?? ""))
    }

    func page(_ panel: ID<Item>, as name: String?) async throws -> Answer { try await world.get("/panels/\(panel)", as: name) }

    /// Somebody who sits on it chooses.
    @discardableResult
    func pick(_ story: ID<Item>, _ why: String, on panel: ID<Item>, as name: String) async throws -> Answer {
        try await world.press("Keep my choice", on: page(panel, as: name), as: name, typing: [("why_\(story)", why)])
    }

    @discardableResult
    func choose(_ whys: [(ID<Item>, String)], against: String = "", on panel: ID<Item>, as name: String) async throws -> Answer {
        let typed = whys.map { ("why_\($0.0)", $0.1) } + [("against", against)]
        return try await world.press("Write it down", on: page(panel, as: name), as: name, typing: typed)
    }
}
