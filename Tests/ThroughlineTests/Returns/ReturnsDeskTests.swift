import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct ReturnsDeskTests {
    /// Fourteen people of Lower Delta wait to be told in Sena, at a meeting.
    private func owed(_ world: World, people: Int = 14) async throws -> (story: TurnStory, duty: String) {
        let story = try await TurnStory.asked(world)
        _ = try await story.answer(
            "We left when there was no work.", details: [("door", "meeting"), ("through", "Thursday meeting"), ("language", "seh")])
        try await story.letThrough()
        let question = story.question
        try await world.db.write { tx in
            try tx.run("UPDATE voices SET people = \(people) WHERE question_id = \(question)")
            try tx.run("UPDATE duties SET people = \(people) WHERE item_id = \(question) AND kind = 'tell_back'")
        }
        let duty = try await world.db.read { try DutyStore($0).owed(on: question, kind: .tellBack).first?.id }
        return (story, "/duties/\(try #require(duty))/telling")
    }

    /// Domain 4.f: prepared, checked by Rosa, told as a voice note in Sena before its day: 14 of 14 in time.
    @Test(arguments: TestEngine.available)
    func aPromiseInSenaIsDeliveredInSenaAndCountsFourteenOfFourteen(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (story, duty) = try await owed(world)
            let desk = try await world.get("/spaces/riverbend/returns", as: "rosa")
            #expect(try desk.says("14 people, in Sena, at a meeting") && desk.says("Nobody was due to be told yet."))
            let form = try await world.get(duty, as: "amina")
            let typed = [("text", "Tinakuuzani: each club has a plot now."), ("openness", "circle")]
            let english = try await world.press(
                "Told", on: form, as: "amina", typing: typed + [("form", "printed"), ("in_language", "en")])
            #expect(english.status == 422)
            #expect(try english.says("It was promised in Sena. In another language it is not delivered yet."))
            #expect(try english.form(withButton: "Told").value("text") == "Tinakuuzani: each club has a plot now.")
            #expect(try await world.rows("tellings") == 0)
            let prepared = try await world.press("Copy for chat", on: english, as: "amina")
            let chat = try await world.follow(prepared, as: "rosa")
            let nobody = try await world.press("They say that it is right", on: chat, as: "rosa")
            #expect(try nobody.status == 422 && nobody.says("Say who of the people has looked at it."))
            let checked = try await world.press("They say that it is right", on: nobody, as: "rosa", typing: [("checked_by", "Rosa")])
            let ready = try await world.follow(checked, as: "rosa")
            #expect(try ready.says("Looked at by Rosa, 21 November."))
            let told = try await world.press("Told", on: ready, as: "rosa", typing: [("form", "voice_note"), ("in_language", "seh")])
            #expect(told.status == 303)
            let after = try await world.get("/spaces/riverbend/returns", as: "rosa")
            #expect(try after.says("Told in time: 14 of 14 people, 100 %."))
            #expect(try after.says("A voice note. Nobody has asked them yet whether they heard it."))
            _ = story
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWasHeardAndSaidComesBackToTheTelling(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, duty) = try await owed(world)
            _ = try await world.press("Told", on: world.get(duty, as: "rosa"), as: "rosa", typing: [("text", "Each club has a plot now.")])
            let desk = try await world.get("/spaces/riverbend/returns", as: "rosa")
            let place = try desk.link("Did they hear it?")
            let page = try await world.get(place, as: "rosa")
            let other = try await world.get(place, as: "amina")
            let empty = try await world.press("Save", on: page, as: "rosa", typing: [("reply", "Come again in June.")])
            #expect(try empty.status == 422 && empty.says("Choose one."))
            #expect(try empty.form(withButton: "Save").value("reply") == "Come again in June.")
            _ = try await world.press("Save", on: empty, as: "rosa", typing: [("heard", "yes")])
            let told = try await world.get(place, as: "leila")
            #expect(try told.says("Yes, they say that they heard it.") && told.says("Come again in June."))
            #expect(try told.says("A meeting of the community") && !told.page().buttons.contains("Save"))
            let late = try await world.press("Save", on: other, as: "amina", typing: [("heard", "no"), ("reply", "Nobody came.")])
            #expect(try late.status == 409 && late.says("Come again in June.") && late.says("Nobody came."))
            for (name, status) in [("leila", 403), ("omar", 404)] {
                #expect(try await world.post(place + "/receipt", as: name, [("heard", "yes"), ("_version", "3")]).status == status)
                #expect(try await world.post(place + "/checking", as: name, [("checked_by", "Me"), ("_version", "3")]).status == status)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func otherWordsThanThoseCheckedAreCheckedAgain(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, duty) = try await owed(world)
            let form = try await world.get(duty, as: "amina")
            let chat = try await world.follow(
                try await world.press("Copy for chat", on: form, as: "amina", typing: [("text", "Each club has a plot now.")]), as: "amina")
            let ready = try await world.follow(
                try await world.press("They say that it is right", on: chat, as: "amina", typing: [("checked_by", "Rosa")]), as: "amina")
            #expect(try ready.says("Looked at by Rosa"))
            let again = try await world.get(duty, as: "amina")
            let changed = try await world.follow(
                try await world.press("Copy for chat", on: again, as: "amina", typing: [("text", "No club has a plot now.")]), as: "amina")
            #expect(try !changed.says("Looked at by Rosa") && changed.page().buttons.contains("They say that it is right"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsLateAndWhatWillNotBeToldCountsAgainstTheRate(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, duty) = try await owed(world)
            world.clock.pass(days: 20)
            let late = try await world.get("/spaces/riverbend/returns", as: "rosa")
            #expect(try late.says("Told in time: 0 of 14 people, 0 %."))
            let text = try late.page().text
            let (one, other) = (text.firstRange(of: "Late"), text.firstRange(of: "in Sena"))
            let (heading, entry) = (try #require(one), try #require(other))
            #expect(heading.lowerBound < entry.lowerBound)
            _ = try await world.press("Told", on: world.get(duty, as: "rosa"), as: "rosa", typing: [("text", "Each club has a plot now.")])
            let after = try await world.get("/spaces/riverbend/returns", as: "rosa")
            #expect(try after.says("Told in time: 0 of 14 people, 0 %.") && after.says("Half of them waited 20 days or less."))
            #expect(try await world.get("/spaces/riverbend/returns", as: "leila").status == 403)
            #expect(try await world.get("/spaces/riverbend/returns", as: "omar").status != 200)
        }
    }

    /// Domain 4: a speaker was told what for when the telling names something their words led to.
    @Test(arguments: TestEngine.available)
    func usedAndToldCountsOnlyThoseToldAConcreteUse(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("The club has no work for us.", details: [("openness", "circle")])
            _ = try await story.answer("We are fine.", details: [("openness", "circle")])
            try await story.letThrough()
            let voices = try await story.voices()
            let learned = try await story.learn("Youth leave when the club has no work.", from: [voices[0]])
            let before = try await world.get("/spaces/riverbend/returns", as: "rosa")
            #expect(try before.says("Answers something was learned from: 1. Their speakers were told what for: 0."))
            let page = try await world.follow(try await world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
            _ = try await world.press("Told", on: page, as: "rosa")
            let after = try await world.get("/spaces/riverbend/returns", as: "rosa")
            #expect(try after.says("Their speakers were told what for: 1."))
            let sheet = try await world.get("/questions/\(story.question)/trail", as: "leila")
            #expect(try sheet.says("Youth leave when the club has no work.") && sheet.says("Nobody has seen a change yet."))
            #expect(try sheet.says("Nothing has been decided yet."), "gaps are said")
            #expect(try await world.get("/questions/\(story.question)/trail", as: "leila", in: "ar").page().text.contains("Youth leave"))
            _ = learned
        }
    }

    /// A fault once: those who spoke to the safety lead alone were counted among those the team still owes.
    @Test(arguments: TestEngine.available)
    func whoSpokeToTheSafetyLeadAloneIsCountedForNobodyElse(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            for n in 1...3 { _ = try await story.answer("Said openly \(n).", details: [("openness", "circle")]) }
            let (space, act) = (world.riverbend.id, world.house.act(by: nil))
            let amina = try world.person("amina")
            try await world.db.write { try OfficeStore($0).set([.safety], of: amina, in: space, seen: [], by: act) }
            _ = try await story.answer("For the safety lead.", details: [("openness", "safety")])
            try await story.letThrough()
            func waiting(_ name: String) async throws -> Headcount {
                let reader = try await world.reader(name)
                return try await world.db.read { try Waiting.people(in: space, for: reader, $0).people }
            }
            let team = try await waiting("diego")
            #expect(team == .exactly(3), "\(team)")
        }
    }

    @Test func theMiddleOfTheDaysAndTheRateAreExact() {
        #expect(ReturnNumbers.median([]) == nil)
        #expect(ReturnNumbers.median([9, 1, 5]) == 5 && ReturnNumbers.median([9, 1, 5, 2]) == 2)
        let day = Day(number: 20_000)
        var all = ReturnNumbers()
        all.add(people: 14, told: 14, on: day, due: day + 8, today: day + 30)
        all.add(people: 6, told: 6, on: day + 9, due: day + 8, today: day + 30)
        all.add(people: 4, told: 0, on: nil, due: day + 40, today: day + 30)
        #expect(all.inTime == 14 && all.due == 20 && all.rate == 70)
    }
}
