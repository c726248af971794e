import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Telling back: one debt a language and door, told, sent by mail, put off, handed on, or not done and why.
struct TellingTests {
    private static let mail: [(String, String)] = [
        ("door", "mail"), ("mail", "yusuf@example.org"), ("language", "fr"), ("openness", "circle"),
    ]

    @Test(arguments: TestEngine.available)
    func eachLanguageAndDoorIsToldOnItsOwnAndTheLastOneClosesTheTurn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world, decider: "The district", mail: "district@example.org")
            _ = try await story.answer(
                "First of the meeting.", details: [("door", "meeting"), ("through", "Thursday meeting"), ("language", "seh")])
            _ = try await story.answer("Second, who comes back with a code.")
            let list = try await world.get("/questions/\(story.question)/telling", as: "rosa")
            #expect(try list.says("1 person, in Sena, at a meeting") && list.says("1 person, in English, here, with a code"))
            let desk = try await world.get("/spaces/riverbend/week", as: "rosa")
            #expect(try desk.says("Two things, 10 minutes") && desk.says("Tell 2 people what became of their answers"))

            let meeting = try #require(try list.page().links.filter { $0.text == "Read and send" }.map(\.href).first)
            for href in try list.page().links.filter({ $0.text == "Read and send" }).map(\.href) {
                let page = try await world.get(href, as: "rosa")
                if try page.says("at a meeting") { #expect(try page.says("Thursday meeting"), "whoever tells must know where") }
                #expect(
                    try page.form(withButton: "Told").value("text")?.contains("You answered our question.") == true,
                    "one of two is not counted")
            }
            let first = try await world.press("Told", on: world.get(meeting, as: "rosa"), as: "rosa")
            let half = try await world.follow(first, as: "rosa")
            #expect(try half.says("1 person still to be told") && !half.says("Closed, and told back"))
            #expect(try await world.press("Told", on: world.get(meeting, as: "rosa"), as: "rosa").status == 409, "told once is told")
            let rest = try await world.get("/questions/\(story.question)/telling", as: "rosa").link("Read and send")
            let unreached = try await world.press(
                "Told", on: world.get(rest, as: "rosa"), as: "rosa", typing: [("told", "0"), ("unreachable", "1")])
            #expect(try await world.follow(unreached, as: "rosa").says("Closed, and told back"))
            let told = try await world.get("/spaces/riverbend/told", as: "leila")
            #expect(try told.says("To 1 of 1 person.") && told.says("To 0 of 1 person. 1 could not be reached."))
            #expect(try told.says("You answered our question."), "the words that were told stand beside the numbers")
            let jobs = try await world.db.read { tx in
                try tx.run("SELECT payload FROM jobs WHERE kind = 'decider_told'").map { try $0.text("payload") }
            }
            #expect(jobs == [story.question.description])

            _ = try await world.press("Ask again", on: world.get("/questions/\(story.question)", as: "rosa"), as: "rosa")
            _ = try await story.answer("Third, later.")
            #expect(try await world.get("/questions/\(story.question)/telling", as: "rosa").says("1 person, in English, here, with a code"))
        }
    }

    /// Domain 1: a question is answered for now when people say so, not because somebody was told early.
    @Test(arguments: TestEngine.available)
    func tellingEarlyNeedNotCostLaterAnswers(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("The first to speak.")
            let address = try #require(try await world.get("/questions/\(story.question)/telling", as: "rosa").headers[.location])
            let page = try await world.get(address, as: "rosa")
            #expect(try page.says("this closes the question"))
            let told = try await world.press(
                "Told", on: page, as: "rosa", typing: [("do", "told"), ("openness", "everyone"), ("keeps_open", "yes")])
            let open = try await world.follow(told, as: "rosa")
            #expect(try open.says("We are asking") && open.says("Told back, 21 November") && !open.says("Closed, and told back"))
            _ = try await story.answer("The second, who came later.")
            #expect(try await world.get("/questions/\(story.question)", as: "leila").says("2 answers."))
            let rest = try #require(try await world.get("/questions/\(story.question)/telling", as: "rosa").headers[.location])
            let chat = try await world.press("Copy for chat", on: world.get(rest, as: "rosa"), as: "rosa", typing: [("do", "chat")])
            let copy = try await world.follow(chat, as: "rosa")
            #expect(try copy.says("this closes the question"))
            _ = try await world.press("Told", on: copy, as: "rosa", typing: [("keeps_open", "yes")])
            let shut = try await world.press("Close the question", on: world.get("/questions/\(story.question)", as: "rosa"), as: "rosa")
            #expect(try await world.follow(shut, as: "rosa").says("Closed, and told back"), "nobody waits any more")
        }
    }

    @Test(arguments: TestEngine.available)
    func nothingIsSaidOfClosingWhereOthersStillWait(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("By radio.", details: [("door", "radio")])
            _ = try await story.answer("With a code.")
            let list = try await world.get("/questions/\(story.question)/telling", as: "rosa")
            let one = try await world.get(list.link("Read and send"), as: "rosa")
            #expect(try !one.says("this closes the question"))
        }
    }

    /// Copied for a chat, gone back, told: nobody else wrote in between, so nobody was faster.
    @Test(arguments: TestEngine.available)
    func theSameTextSavedTwiceIsNobodyElses(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("More lamps near the bridge.")
            let desk = try await world.follow(world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
            let typed = [("text", "Nothing was decided yet.")]
            #expect(try await world.press("Copy for chat", on: desk, as: "rosa", typing: typed).status == 303)
            // The browser's back button brings the page as it was before.
            #expect(try await world.press("Told", on: desk, as: "rosa", typing: typed).status == 303)
            #expect(try await world.read(story.question).item.state == "told")
        }
    }

    @Test(arguments: TestEngine.available)
    func everythingThatIsWrongWithATellingIsSaidAtOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("More lamps near the bridge.")
            let desk = try await world.follow(world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
            let refused = try await world.press(
                "Told", on: desk, as: "rosa", typing: [("text", ""), ("told", "9"), ("unreachable", "-4")])
            #expect(refused.status == 422)
            for words in [
                "Write what became of their words, even if nothing did.", "Write a number from 0 to 1.",
                "Together the two numbers cannot be more than 1.",
            ] {
                #expect(try refused.says(words), "\(words)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func byMailEachSpeakerIsWrittenToOnceAndTheAddressForgotten(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("Les clubs ne donnent que des mots.", details: Self.mail)
            let page = try await world.follow(world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
            #expect(try page.says("Tell 1 person, in Français, by mail") && !page.says("yusuf@example.org"))
            let sent = try await world.press("Send 1 mail", on: page, as: "rosa", typing: [("text", "Rien n'a été décidé.")])
            #expect(sent.status == 303)
            let left = try await world.db.read { tx in
                try tx.run("SELECT told_to, told_on FROM voices").map { (try $0.textOrNil("told_to"), try $0.intOrNil("told_on")) }
            }
            #expect(left.count == 1 && left[0].0 == nil && left[0].1 != nil)
            let payloads = try await world.db.read { tx in
                try tx.run("SELECT payload FROM jobs WHERE kind = 'mail'").map { try $0.text("payload") }
            }
            #expect(payloads.count == 1 && !payloads[0].contains("yusuf"), "nobody reads an address in the queue")
            let deliver = try #require(PostWork.handlers(world.house)["mail"])
            try await deliver(payloads[0])
            let mail = try #require(world.post.sent.first)
            #expect(
                mail.to == "yusuf@example.org" && mail.text.contains("Rien n'a été décidé.")
                    && mail.text.contains("/questions/\(story.question)"))
            #expect(try await world.get("/spaces/riverbend/told", as: "leila").says("To 1 of 1 person."))
        }
    }

    @Test(arguments: TestEngine.available)
    func aMailThatComesBackForGoodCountsAsNotReached(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("Les clubs ne donnent que des mots.", details: Self.mail)
            let page = try await world.follow(world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
            _ = try await world.press("Send 1 mail", on: page, as: "rosa", typing: [("text", "Rien n'a été décidé.")])
            world.post.refuse(.refused(code: 550))
            #expect(try await world.runJobs().isEmpty, "there is nothing to try again")
            #expect(try await world.get("/spaces/riverbend/told", as: "leila").says("To 0 of 1 person. 1 could not be reached"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aDebtIsPutOffOnceHandedOnOrClosedWithAReason(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("Somebody waits for this.")
            let address = try #require(try await world.get("/questions/\(story.question)/telling", as: "rosa").headers[.location])
            let page = try await world.get(address, as: "rosa")
            #expect(try await world.press("Postpone", on: page, as: "rosa", typing: [("day", "2027-11-21")]).status == 422)
            #expect(try await world.press("Postpone", on: page, as: "rosa", typing: [("day", "2026-12-20")]).status == 303)
            #expect(try await world.get(address, as: "rosa").says("Promised by 20 December, postponed once."))
            #expect(try await !world.get(address, as: "rosa").page().buttons.contains("Postpone"))
            #expect(try await world.press("Postpone", on: page, as: "rosa", typing: [("day", "2026-12-21")]).status == 409)
            #expect(
                try await world.press("Hand on", on: page, as: "rosa", typing: [("to", world.person("diego").description)]).status == 303)
            #expect(try await world.get("/spaces/riverbend/week?all=yes", as: "rosa").says("Somebody of the team has taken it"))
            #expect(
                try await world.press("Hand on", on: page, as: "rosa", typing: [("to", world.person("leila").description)]).status == 404)
            #expect(try await world.press("It will not be told", on: page, as: "rosa", typing: [("because", "")]).status == 422)
            let closed = try await world.press(
                "It will not be told", on: page, as: "rosa", typing: [("because", "the radio is off the air")])
            #expect(try await world.follow(closed, as: "rosa").says("Not done, because: the radio is off the air"))
            #expect(try await story.myWords(code).says("the radio is off the air"))
            #expect(
                try await !world.get("/questions/\(story.question)", as: "rosa").says("told back"), "what nobody was told is not told back")
        }
    }

    @Test(arguments: TestEngine.available)
    func onlyTheTeamTellsAndAStrangerLearnsNothingOfSmallNumbers(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("The only Sena speaker.", details: [("language", "seh"), ("door", "radio"), ("openness", "team")])
            let address = try #require(try await world.get("/questions/\(story.question)/telling", as: "rosa").headers[.location])
            #expect(try await world.get(address, as: "leila").status == 403)
            #expect(try await world.get(address, as: "omar").status == 404)
            #expect(try await world.get(address).status == 303, "sign in first")
            #expect(try await world.get("/spaces/riverbend/week", as: "leila").status == 403)
            let told = try await world.get("/spaces/riverbend/told")
            #expect(try told.says("Some people have not been told yet") && !told.says("1 person") && !told.says("Sena"))
            #expect(try await world.get("/spaces/riverbend/told", as: "rosa").says("Sena"))
        }
    }

    @Test(arguments: TestEngine.available)
    func twoWhoWriteAtOnceSeeBothTexts(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("Write this carefully.")
            let address = try #require(try await world.get("/questions/\(story.question)/telling", as: "rosa").headers[.location])
            let (rosas, diegos) = (try await world.get(address, as: "rosa"), try await world.get(address, as: "diego"))
            let chat = try await world.press("Copy for chat", on: rosas, as: "rosa", typing: [("text", "As Rosa tells it.")])
            let copy = try await world.follow(chat, as: "rosa")
            #expect(try copy.says("As Rosa tells it.") && copy.says("http://learn.test/questions/\(story.question)"))
            let raced = try await world.press("Copy for chat", on: diegos, as: "diego", typing: [("text", "As Diego tells it.")])
            #expect(raced.status == 409)
            #expect(try raced.says("As Rosa tells it.") && raced.says("As Diego tells it."))
            #expect(try await world.press("Use my text", on: raced, as: "diego").status == 303)
            let late = try await world.press("Told", on: copy, as: "rosa")
            #expect(try late.status == 409 && late.says("As Diego tells it."), "another text stands there than the one she copied")
            let told = try await world.press("Told", on: late, as: "rosa")
            #expect(try await world.follow(told, as: "rosa").says("Closed, and told back"))
            #expect(try await world.get("/spaces/riverbend", as: "leila").says("As Diego tells it."))
            #expect(try await world.get(address, as: "rosa").status == 200)
        }
    }
}
