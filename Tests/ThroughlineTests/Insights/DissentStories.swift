import Database
import DatabaseTesting
import HTMLTesting
import Language
import Testing

@testable import Throughline

struct DissentStories {
    @Test(arguments: TestEngine.available)
    func leilaSeesItDifferentlyAndItStandsUnderTheClaim(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (path, question) = try await shared(world, .circle)
            let form = try await world.get(path + "/dissent", as: "leila")
            let empty = try await world.press("Send", on: form, as: "leila", typing: [("alternative", "Fear, not work.")])
            #expect(empty.status == 422)
            #expect(try empty.form(withButton: "Send").value("alternative") == "Fear, not work.")
            let typed = [("text", "They leave because of the checkpoints."), ("alternative", "Fear, not work."), ("as", "me")]
            #expect(try await world.press("Send", on: form, as: "leila", typing: typed).status == 303)
            for name in ["diego", "leila"] {
                let page = try await world.get(path, as: name)
                for words in ["They leave because of the checkpoints.", "Fear, not work.", "Leila", "1 person sees it differently"] {
                    #expect(try page.says(words))
                }
            }
            let asked = try await world.get("/questions/\(question.id)", as: "leila")
            #expect(try asked.says("Somebody sees it differently:"))
            #expect(try asked.says("They leave because of the checkpoints."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoDisagreesWithoutANameLeavesNoTrace(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (path, _) = try await shared(world, .circle)
            let form = try await world.get(path + "/dissent", as: "leila")
            _ = try await world.press("Send", on: form, as: "leila", typing: [("text", "I was told otherwise."), ("as", "nobody")])
            #expect(try await world.get(path, as: "diego").says("I was told otherwise."))
            try await world.db.read { tx in
                let item = try #require(try tx.run("SELECT id, author_id, pseudonym, made_at FROM items WHERE kind = 'dissent'").first)
                let id = try item.text("id")
                #expect(try (item.textOrNil("author_id"), item.textOrNil("pseudonym"), item.intOrNil("made_at")) == (nil, nil, nil))
                let audit = try tx.run("SELECT actor_id, made_at FROM audit WHERE item_id = \(id)")
                #expect(!audit.isEmpty)
                for row in audit { #expect(try (row.textOrNil("actor_id"), row.intOrNil("made_at")) == (nil, nil)) }
                let links = try tx.run("SELECT by_id FROM links WHERE from_id = \(id)")
                #expect(try links.map { try $0.textOrNil("by_id") } == [nil])
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func aStrangersUnnamedWordsWaitAndTheAuthorCannotRemoveThem(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (path, _) = try await shared(world, .everyone)
            let form = try await world.get(path + "/dissent")
            let thanks = try await world.press("Send", on: form, typing: [("text", "Not in my village.")])
            #expect(thanks.status == 200)
            #expect(try thanks.says("looks at words without a name before others see them"))
            for name in [nil, "leila", "diego"] { #expect(try await world.get(path, as: name).says("Not in my village.") == false) }
            let desk = try await world.get(path, as: "amina")
            #expect(try desk.says("Not in my village."))
            // Amina puts her hand to the words, and can no longer turn down what is said against them.
            let wording = try await world.get(path + "/wording", as: "amina")
            _ = try await world.press("Save", on: wording, as: "amina", typing: [("claim", "Youth leave for work.")])
            let refused = try await world.press("Do not keep it", on: desk, as: "amina")
            #expect(refused.status == 409)
            #expect(try refused.says("Nobody reviews their own."))
            #expect(try await world.press("Let it through", on: desk, as: "leila").status == 404)
            let through = try await world.get(path, as: "rosa")
            #expect(try await world.press("Let it through", on: through, as: "rosa").status == 303)
            #expect(try await world.get(path).says("Not in my village."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsSaidAgainstANoteStaysWithTheTeamUntilTheNoteIsShared(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("There is nothing to do.", to: question, openness: .everyone, quotable: true)
            let path = try await world.note(on: [voice], of: question)
            let form = try await world.get(path + "/dissent", as: "rosa")
            _ = try await world.press("Send", on: form, as: "rosa", typing: [("text", "Not for girls."), ("as", "me")])
            func audience() async throws -> Int? {
                try await world.db.read { try $0.run("SELECT audience FROM items WHERE kind = 'dissent'").first?.int("audience") }
            }
            #expect(try await audience() == Audience.team.rawValue)
            try await world.share(path, .everyone, confirmed: false)
            #expect(try await audience() == Audience.everyone.rawValue)
            #expect(try await world.get(path).says("Not for girls."))
        }
    }

    private func shared(_ world: World, _ openness: Openness) async throws -> (String, Question) {
        let question = try await world.asked()
        let voice = try await world.voice("There is nothing to do.", to: question, openness: openness, quotable: true)
        let path = try await world.note(on: [voice], of: question)
        try await world.share(path, openness, confirmed: false)
        return (path, question)
    }
}
