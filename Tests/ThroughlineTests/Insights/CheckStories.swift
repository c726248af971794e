import Database
import DatabaseTesting
import HTMLTesting
import Language
import Testing

@testable import Throughline

struct CheckStories {
    @Test(arguments: TestEngine.available)
    func nobodyReviewsTheirOwn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world)
            let refused = try await world.get(path + "/check", as: "diego")
            #expect(refused.status == 409)
            #expect(try refused.says("Nobody reviews their own."))
            #expect(try await world.get(path, as: "diego").says("nobody reviews their own"))
            // Who changes the words becomes an author too.
            let wording = try await world.get(path + "/wording", as: "rosa")
            _ = try await world.press("Save", on: wording, as: "rosa", typing: [("claim", "Youth leave for work.")])
            #expect(try await world.get(path + "/check", as: "rosa").status == 409)
            let fields = [("confidence", "low"), ("reason", "Mine.")]
            #expect(try await world.post(path + "/check", as: "rosa", fields).status == 409)
            #expect(try await world.state(of: path) == "shared")
            #expect(try await world.check(path, as: "amina", .low, because: "I was there.").status == 303)
            #expect(try await world.state(of: path) == "checked")
        }
    }

    @Test(arguments: TestEngine.available)
    func aCheckWithoutLimitsOrReasonIsRefused(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world, limits: false)
            let unlimited = try await world.check(path, as: "rosa", .low, because: "I know it.")
            #expect(unlimited.status == 422)
            #expect(try unlimited.says("First say for whom, where and when it holds."))
            #expect(try unlimited.form(withButton: "This is my judgement").value("reason") == "I know it.")
            let silent = try await world.check(path, as: "rosa", .low, because: "")
            #expect(silent.status == 422)
            #expect(try silent.says("Say why you are as sure as that."))
            #expect(try await world.state(of: path) == "shared")
        }
    }

    /// Domain 3.c: *high* on a single voice is three steps up.
    @Test(arguments: TestEngine.available)
    func highOnASingleVoiceWaitsForASecondReviewer(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world)
            #expect(try await world.check(path, as: "rosa", .high, because: "She has run the club for ten years.").status == 303)
            #expect(try await world.state(of: path) == "shared")
            let waiting = try await world.get(path, as: "amina")
            #expect(try waiting.says("A second person has to confirm it."))
            #expect(try await world.get(path + "/check", as: "rosa").says("You have looked at this already."))
            #expect(try await world.check(path, as: "amina", .high, because: "I would trust her word.").status == 303)
            #expect(try await world.state(of: path) == "checked")
            let page = try await world.get(path, as: "leila")
            for words in ["Rosa", "She has run the club for ten years.", "Amina", "I would trust her word."] {
                #expect(try page.says(words))
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func aSecondReviewerWhoIsLessSureIsHeardAndBothStandThere(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world)
            _ = try await world.check(path, as: "rosa", .high, because: "I trust her.")
            #expect(try await world.check(path, as: "amina", .veryLow, because: "It is one person.").status == 303)
            #expect(try await world.state(of: path) == "checked")
            let page = try await world.get(path, as: "diego")
            for words in ["I trust her.", "It is one person.", "We cannot tell yet"] { #expect(try page.says(words)) }
            let confidence = try await world.db.read { try $0.run("SELECT confidence FROM insights").first?.text("confidence") }
            #expect(confidence == "very_low")
        }
    }

    @Test(arguments: TestEngine.available)
    func inASmallSpaceSomebodyFromAnotherPlaceMayBeTheSecond(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world, openness: .everyone)
            #expect(try await world.check(path, as: "rosa", .high, because: "I trust her.").status == 303)
            #expect(try await world.get(path, as: "omar").says("Would you look at it?"))
            #expect(try await world.check(path, as: "omar", .high, because: "We see the same here.").status == 303)
            #expect(try await world.state(of: path) == "checked")
            let page = try await world.get(path, as: "rosa")
            #expect(try page.says("From another place."))
            #expect(try await world.get(path).says("Omar") == false)
            #expect(try await world.post(path + "/wording", as: "omar", [("claim", "Mine.")]).status == 403)
        }
    }

    @Test(arguments: TestEngine.available)
    func otherWordsHaveToBeCheckedAnew(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world)
            _ = try await world.check(path, as: "rosa", .veryLow, because: "One person.")
            #expect(try await world.state(of: path) == "checked")
            let wording = try await world.get(path + "/wording", as: "amina")
            #expect(try wording.says("Other words have to be checked anew."))
            _ = try await world.press("Save", on: wording, as: "amina", typing: [("claim", "Youth leave for work in town.")])
            #expect(try await world.state(of: path) == "shared")
            let page = try await world.get(path, as: "rosa")
            #expect(try !page.says("One person."))
            #expect(try await world.check(path, as: "rosa", .veryLow, because: "Still one person.").status == 303)
            #expect(try await world.state(of: path) == "checked")
        }
    }

    @Test(arguments: TestEngine.available)
    func aJudgementOfWordsThatChangedMeanwhileIsAskedForAgain(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world)
            let read = try await world.get(path + "/check", as: "rosa")
            let wording = try await world.get(path + "/wording", as: "amina")
            _ = try await world.press("Save", on: wording, as: "amina", typing: [("claim", "Something quite different.")])
            let late = try await world.press(
                "This is my judgement", on: read, as: "rosa", typing: [("confidence", "low"), ("reason", "As I read it.")])
            #expect(late.status == 409)
            #expect(try late.says("Something quite different."))
            #expect(try late.form(withButton: "This is my judgement").value("reason") == "As I read it.")
            #expect(try await world.state(of: path) == "shared")
        }
    }

    @Test(arguments: TestEngine.available)
    func aReviewersReasonForgetsTheWordsThatWereTakenBack(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let words = "There is nothing to do after May."
            let voice = try await world.voice(words, to: question, openness: .circle, quotable: true)
            let path = try await world.note(on: [voice], of: question)
            try await world.share(path, .circle, confirmed: false)
            _ = try await world.check(path, as: "rosa", .veryLow, because: "She says: \(words) I believe her.")
            #expect(try await world.get(path, as: "diego").says("She says: \(words)"))
            try await world.withdraw(voice)
            let page = try await world.get(path, as: "diego")
            #expect(try page.says("I believe her."))
            #expect(try !page.says(words))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatASpeakerPutsRightStandsBesideTheClaim(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let leila = try world.person("leila")
            let voice = try await world.voice(
                "There is nothing to do.", to: question, by: .person(leila), openness: .circle, quotable: true)
            let path = try await world.note(on: [voice], of: question)
            try await world.share(path, .circle, confirmed: false)
            let insight: ID<Item> = ID(String(path.split(separator: "/").last ?? ""))
            let act = world.house.act(by: leila)
            try await world.db.write { tx in
                guard let target = try LineStore(tx).unseen(insight) else { throw Refusal.notFound }
                try CorrectionStore(tx).add(
                    "I meant after the harvest.", to: VoiceStore(tx).own(voice), beside: target, held: false, language: "en", by: act)
            }
            #expect(try await world.get(path, as: "leila").says("I meant after the harvest."))
        }
    }

    private func sharedBySingleVoice(_ world: World, openness: Openness = .circle, limits: Bool = true) async throws -> String {
        let question = try await world.asked()
        let voice = try await world.voice("There is nothing to do.", to: question, openness: openness, quotable: true)
        let path = try await world.note(on: [voice], of: question)
        if limits {
            try await world.share(path, openness, confirmed: false)
        } else {
            let sharing = try await world.get(path + "/sharing", as: "diego")
            _ = try await world.press("Share it", on: sharing, as: "diego", typing: [("openness", openness.rawValue)])
        }
        #expect(try await world.state(of: path) == "shared")
        return path
    }
}
