import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
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
            #expect(try unlimited.form(withButton: "This is my judgement").value("confidence") == "low")
            let silent = try await world.check(path, as: "rosa", .low, because: "")
            #expect(silent.status == 422)
            #expect(try silent.says("Say why you are as sure as that."))
            #expect(try await world.state(of: path) == "shared")
        }
    }

    /// The one who checks is asked in the same form for whom it holds, and has not written it by saying so.
    @Test(arguments: TestEngine.available)
    func whoChecksMaySayForWhomItHoldsAndIsNoAuthor(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world, limits: false)
            let unlimited = try await world.check(path, as: "rosa", .veryLow, because: "I know it.")
            #expect(unlimited.status == 422)
            let sent = try await world.press(
                "This is my judgement", on: unlimited, as: "rosa", typing: [("limits", "Girls in the two riverside districts.")])
            #expect(sent.status == 303)
            #expect(try await world.state(of: path) == "checked")
            let page = try await world.get(path, as: "leila")
            #expect(try page.says("Girls in the two riverside districts.") && page.says("I know it."))
            #expect(try page.says("Written by Diego."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoOnlyFillsInEmptyLimitsMayStillCheck(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world, limits: false)
            let wording = try await world.get(path + "/wording", as: "rosa")
            _ = try await world.press("Save", on: wording, as: "rosa", typing: [("limits", "Clubs in the rains of 2026.")])
            #expect(try await world.check(path, as: "rosa", .veryLow, because: "One person.").status == 303)
            #expect(try await world.state(of: path) == "checked")
            // Other limits are other words.
            let again = try await world.get(path + "/wording", as: "amina")
            _ = try await world.press("Save", on: again, as: "amina", typing: [("limits", "Everywhere.")])
            #expect(try await world.state(of: path) == "shared")
            #expect(try await world.get(path + "/check", as: "amina").status == 409)
        }
    }

    @Test(arguments: TestEngine.available)
    func theJudgementIsWhatSaysHowSure(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world, openness: .everyone)
            let before = try await world.get(path)
            #expect(try before.says("One voice. We cannot tell yet.") && !before.says("The evidence alone"))
            _ = try await world.check(path, as: "rosa", .low, because: "I was there.")
            let page = try await world.get(path)
            #expect(try page.says("Checked: Possibly so.") && page.says("The evidence alone: One voice. We cannot tell yet."))
            let question = try await world.get(page.link("Asked, "))
            #expect(try question.says("Checked: Possibly so.") && !question.says("We cannot tell yet"))
            #expect(try await world.get("/spaces/riverbend/insights").says("Checked: Possibly so."))
        }
    }

    @Test(arguments: TestEngine.available)
    func aLessonThatLosesASourceIsCheckedAgainThisWeek(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let first = try await world.voice("There is nothing to do.", to: question, openness: .circle, quotable: true)
            let second = try await world.voice("My brother left for town.", to: question, openness: .circle, quotable: true)
            let path = try await world.note(on: [first, second], of: question)
            try await world.share(path, .circle, confirmed: false)
            _ = try await world.check(path, as: "rosa", .low, because: "Two of them say it.")
            #expect(try await world.state(of: path) == "checked")
            try await world.withdraw(first)
            #expect(try await world.state(of: path) == "shared")
            let page = try await world.get(path, as: "leila")
            #expect(try page.says("What we learned, not checked yet"))
            #expect(try page.says("The evidence has changed since. Somebody else looks at it again."))
            let week = try await world.get("/spaces/riverbend/week", as: "rosa")
            #expect(try week.says("Something learned waits for a second reader") && week.says("Due on 28 November"))
            #expect(try await world.check(path, as: "rosa", .veryLow, because: "One of them is left.").status == 303)
            #expect(try await world.state(of: path) == "checked")
            let again = try await world.get(path, as: "leila")
            #expect(try again.says("One of them is left.") && !again.says("The evidence has changed since."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsSharedWaitsInTheWeekOfThoseWhoMayCheckIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world)
            let rosas = try await world.get("/spaces/riverbend/week", as: "rosa")
            #expect(try rosas.says("Something learned waits for a second reader"))
            #expect(try rosas.link("Read it") == path)
            #expect(try await !world.get("/spaces/riverbend/week?all=yes", as: "diego").says("Something learned waits"))
            #expect(try await !world.get(path, as: "diego").says("Nobody else here can check it yet."))
            _ = try await world.check(path, as: "rosa", .veryLow, because: "One person.")
            #expect(try await !world.get("/spaces/riverbend/week", as: "amina").says("Something learned waits"))
        }
    }

    /// Domain 0.5: what was checked is looked at again after a year, by somebody who did not write it.
    @Test(arguments: TestEngine.available)
    func aYearLaterItIsAskedForAgainAndCanBeCheckedAnew(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world)
            _ = try await world.check(path, as: "rosa", .veryLow, because: "One person.")
            #expect(try await world.get(path + "/check", as: "amina").status == 409)
            let today = world.clock.now.day(in: .utc)
            try await world.db.write { tx in
                try tx.run("UPDATE insights SET review_on = \(today)")
                try tx.run("UPDATE duties SET due = \(today) WHERE kind = 'review'")
            }
            let week = try await world.get("/spaces/riverbend/week", as: "rosa")
            #expect(try week.says("Something checked a year ago is looked at again") && !week.says("second reader"))
            #expect(try await !world.get("/spaces/riverbend/week?all=yes", as: "diego").says("looked at again"))
            #expect(try await world.get(path, as: "rosa").link("Check it") == path + "/check")
            #expect(try await world.check(path, as: "rosa", .veryLow, because: "Still one person.").status == 303)
            #expect(try await world.state(of: path) == "checked")
            #expect(try await world.get(path, as: "leila").says("Still one person."))
            #expect(try await !world.get("/spaces/riverbend/week", as: "amina").says("looked at again"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aloneTheWayGoesOnThroughAnInvitation(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("There is nothing to do.", to: question, openness: .circle, quotable: true)
            let (amina, space) = (try world.person("amina"), world.riverbend.id)
            try await world.db.write { tx in
                _ = try tx.run("DELETE FROM memberships WHERE space_id = \(space) AND person_id <> \(amina)")
            }
            let form = try await world.get("/questions/\(question.id)/insights/new", as: "amina")
            let note = try await world.press(
                "Keep the note", on: form, as: "amina", typing: [("claim", "They leave."), ("voices", "\(voice)")])
            let path = try #require(note.headers[.location])
            let shared = try await world.press(
                "Share it", on: world.get(path + "/sharing", as: "amina"), as: "amina", typing: [("openness", "circle")])
            let page = try await world.follow(shared, as: "amina")
            #expect(try page.says("Nobody else here can check it yet."))
            #expect(try page.link("Invite people") == "/spaces/riverbend/invitations")
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
            let week = try await world.get("/spaces/riverbend/week", as: "rosa")
            #expect(try week.says("Something learned waits for a second reader"), "this week, not in a year")
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
                "This is my judgement", on: read, as: "rosa",
                typing: [("confidence", "low"), ("from_context", "yes"), ("reason", "As I read it.")])
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
            #expect(try await !world.get(path, as: "diego").says(words))
            // What rested on them is judged anew; the old reason is kept without them.
            let reasons = try await world.db.read { tx in
                try tx.run("SELECT body FROM texts WHERE field LIKE 'reason.%'").map { try $0.text("body") }
            }
            #expect(!reasons.isEmpty && reasons.allSatisfy { $0.contains("I believe her.") && !$0.contains(words) })
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

    /// The four concerns of domain 3: said beside the judgement, and serious doubt does not go with being very sure.
    @Test(arguments: TestEngine.available)
    func whatMakesSomebodyLessSureStandsBesideTheirJudgement(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world)
            let page = try await world.get(path + "/check", as: "rosa")
            let typed = [
                ("confidence", "high"), ("reason", "I was there."), ("from_context", "yes"), ("adequacy", "serious"),
                ("relevance", "minor"),
            ]
            let refused = try await world.press("This is my judgement", on: page, as: "rosa", typing: typed)
            #expect(try refused.status == 422 && refused.says("Serious doubt does not go with being very sure."))
            #expect(try refused.form(withButton: "This is my judgement").value("relevance") == "minor")
            let sent = try await world.press("This is my judgement", on: refused, as: "rosa", typing: [("confidence", "low")])
            #expect(sent.status == 303)
            let shown = try await world.get(path, as: "leila")
            #expect(try shown.says("How much there is, and how rich it is: serious doubt"))
            #expect(try shown.says("Whether it speaks of the place and people meant: a small doubt") && !shown.says("The way it was asked"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatFollowsAndWhoWouldNotAgreeStandBesideTheClaim(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world)
            #expect(try await world.check(path, as: "amina", .low, because: "I was there.").status == 303)
            let form = try await world.get(path + "/wording", as: "diego")
            let slow = try await world.get(path + "/wording", as: "rosa")
            _ = try await world.press(
                "Save", on: form, as: "diego", typing: [("so_what", "Begin with work."), ("disagreeing", "The elders: it is the phones.")])
            let page = try await world.get(path, as: "leila")
            #expect(try page.says("Begin with work.") && page.says("The elders: it is the phones."))
            #expect(try await world.state(of: path) == "checked", "the claim is the same")
            let late = try await world.press("Save", on: slow, as: "rosa", typing: [("so_what", "Begin with plots.")])
            #expect(try late.status == 409 && late.says("Begin with work.") && late.says("Begin with plots."))
        }
    }

    @Test("3.d: nobody from there has looked at it, so it is not checked; Rosa's look makes it so", arguments: TestEngine.available)
    func itIsCheckedOnceSomebodyWhoKnowsThePlaceHasLooked(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await sharedBySingleVoice(world)
            let unsaid = try await world.check(path, as: "amina", .veryLow, because: "As I read it.", knows: "")
            #expect(try unsaid.status == 422 && unsaid.says("Choose one: both answers help."))
            #expect(try await world.check(path, as: "amina", .veryLow, because: "As I read it.", knows: "no").status == 303)
            #expect(try await world.state(of: path) == "shared")
            let waiting = try await world.get(path, as: "diego")
            #expect(try waiting.says("It waits for somebody who knows the place or the people it speaks about."))
            #expect(try waiting.says("What we learned, not checked yet"))
            #expect(try await world.check(path, as: "rosa", .veryLow, because: "I live there.").status == 303)
            #expect(try await world.state(of: path) == "checked")
            #expect(try await world.get(path, as: "leila").says("Knows the place or the people."))
        }
    }
}
