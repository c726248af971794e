import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// A question of Riverbend with what people said, what was learned and decided, in a place that writes reports.
struct ReportStory {
    let world: World
    let story: TurnStory
    /// The five words of Yusuf, who lets himself be quoted, and of somebody who does not.
    let codes: [String]
    let insight: ID<Item>

    static let cleared = "The goats have to go up in month three, and nobody asks about that."
    static let kept = "My uncle sold the seed of the whole club at the market."
    static let line = "Young people leave the clubs when there is no work in them."
    static let typed = [
        ("line", line), ("point1", "They leave in the third month, when the goats go up."),
        ("point2", "A club with a plot of its own keeps its members."), ("point3", "Nobody has asked those who never came."),
        ("missing", "Girls under sixteen."), ("openness", "everyone"),
    ]

    static func told(_ world: World) async throws -> ReportStory {
        let story = try await TurnStory.asked(world)
        let codes = try await [
            story.answer(cleared, details: [("openness", "everyone"), ("quotable", "yes")]),
            story.answer(kept, details: [("openness", "circle")]),
            story.answer("There was only talk.", details: [("openness", "everyone")]),
        ]
        try await story.letThrough()
        let insight = try await story.learn("The clubs have no work.", from: story.voices(), openness: .everyone)
        let act = world.house.act(by: try world.person("leila"))
        try await world.db.write { tx in
            if let item = try LineStore(tx).unseen(insight) {
                try DissentStore(tx).add(
                    DissentDraft(text: "Ours had work, and they left all the same."), to: item, as: .nobody, in: "en", held: false, by: act)
            }
        }
        try await story.decide("Each club gets a plot", happened: "Nine have one")
        try await story.breakPromise("Seeds by January", because: "The truck broke")
        try await use(world)
        return ReportStory(world: world, story: story, codes: codes, insight: insight)
    }

    static func use(_ world: World) async throws {
        let (act, place) = (world.house.act(by: nil), world.riverbend)
        try await world.db.write { tx in
            try PracticeStore(tx).choose([.reports], in: place, seen: try PlaceStore(tx).find(place.id).version, by: act)
        }
    }

    /// Diego writes it down; where it stands.
    func written(_ more: [(String, String)] = []) async throws -> String {
        let form = try await world.get("/questions/\(story.question)/reports/new", as: "diego")
        let names = Set(more.map(\.0))
        let saved = try await world.press("Save", on: form, as: "diego", typing: Self.typed.filter { !names.contains($0.0) } + more)
        return try #require(saved.headers[.location])
    }

    /// Rosa reads it, and Diego publishes it.
    func published(_ more: [(String, String)] = []) async throws -> String {
        let path = try await written(more)
        try await goOut(path)
        return path
    }

    func goOut(_ path: String) async throws {
        let read = try await world.press("I have read it, and it is right", on: world.get(path, as: "rosa"), as: "rosa")
        #expect(read.status == 303)
        let out = try await world.press("Publish it", on: world.get(path, as: "diego"), as: "diego")
        #expect(out.status == 303)
    }
}
