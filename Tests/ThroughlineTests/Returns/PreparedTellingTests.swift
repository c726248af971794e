import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// What a team has prepared to tell is never left behind: it goes where its listener goes, or is dropped when nobody listens.
struct PreparedTellingTests {
    private static let text = "We read every word. A boat comes in May."

    /// Somebody answers and Rosa prepares what they will hear; gives *Thank you*, with what may be added there.
    private func prepared(_ story: TurnStory) async throws -> (thanks: Answer, chat: String) {
        let world = story.world
        let page = try await world.get("/questions/\(story.question)")
        let thanks = try await world.press("Send", on: page, typing: [("text", "We need a boat.")])
        let desk = try await world.follow(world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
        let copied = try await world.press("Copy for chat", on: desk, as: "rosa", typing: [("text", Self.text), ("openness", "everyone")])
        return (thanks, try #require(copied.headers[.location]))
    }

    /// Every prepared telling belongs to something that is owed.
    private func nothingDangles(_ world: World) async throws -> Bool {
        try await world.db.read { tx in
            try tx.run(
                """
                SELECT r.id FROM tellings r JOIN items i ON i.id = r.id LEFT JOIN duties d ON d.id = r.duty_id
                WHERE i.state = 'prepared' AND (d.id IS NULL OR d.state <> 'owed')
                """
            ).isEmpty
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWasPreparedFollowsItsListenerToAnotherDoor(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let (thanks, chat) = try await prepared(story)
            #expect(try await world.press("Save", on: thanks, typing: [("door", "meeting"), ("people", "3")]).status == 200)
            #expect(try await nothingDangles(world))
            let desk = try await world.follow(world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
            #expect(try desk.says("Tell 1 person, in English, at a meeting"))
            #expect(try desk.form(withButton: "Told").value("text") == Self.text)
            let copy = try await world.get(chat, as: "rosa")
            #expect(try copy.says(Self.text))
            #expect(try await world.press("Told", on: copy, as: "rosa").status == 303)
            #expect(try await world.get("/spaces/riverbend/told", as: "leila").says(Self.text))
        }
    }

    /// Nothing was changed about how they hear: it is the same debt, at the same address, whoever holds it.
    @Test(arguments: TestEngine.available)
    func whoAddsSomethingElseIsOwedTheSame(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let (thanks, _) = try await prepared(story)
            let before = try await world.db.read { try DutyStore($0).owed(on: story.question, kind: .tellBack) }
            #expect(try await world.press("Save", on: thanks, typing: [("place", "The ferry landing")]).status == 200)
            let after = try await world.db.read { try DutyStore($0).owed(on: story.question, kind: .tellBack) }
            #expect(after.map(\.id) == before.map(\.id) && after.map(\.people) == [1])
            #expect(try await nothingDangles(world))
        }
    }

    /// A text in one language says nothing to somebody who wants to hear in another, and nothing at all to whoever took their words back.
    @Test(arguments: TestEngine.available)
    func whatNobodyWaitsForAnyMoreIsDropped(_ engine: TestEngine) async throws {
        for change in ["language", "none", "back", "rejected"] {
            try await withWorld(engine) { world in
                let story = try await TurnStory.asked(world)
                let (thanks, chat) = try await prepared(story)
                switch change {
                case "language": _ = try await world.press("Save", on: thanks, typing: [("language", "fr")])
                case "none": _ = try await world.press("Save", on: thanks, typing: [("door", "none")])
                case "back":
                    let sure = try await world.press("Take my words back", on: story.myWords(thanks.code() ?? ""))
                    _ = try await world.press("Take my words back", on: sure)
                default:
                    let form = try await world.get(world.get("/questions/\(story.question)", as: "rosa").link("Do not keep it"), as: "rosa")
                    _ = try await world.press("Do not keep it", on: form, as: "rosa", typing: [("because", "It names somebody.")])
                }
                #expect(try await nothingDangles(world), "\(change)")
                #expect(try await world.get(chat, as: "rosa").status == 404, "\(change)")
                for name in ["rosa", "leila"] {
                    #expect(try await !world.get("/questions/\(story.question)", as: name).says("Not told yet"), "\(change)")
                }
            }
        }
    }
}
