import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Not before a day: until it begins in the place, only the team reads it, counts it and knows that it is there.
struct EmbargoTests {
    /// Something learned, open to everyone, and kept to the team until 3 December.
    private func embargoed(_ world: World) async throws -> (story: TurnStory, insight: ID<Item>) {
        let story = try await TurnStory.asked(world)
        _ = try await story.answer("The club has no work for us.", details: [("openness", "everyone"), ("quotable", "yes")])
        try await story.letThrough()
        let insight = try await story.learn("Youth leave when there is no work.", from: story.voices(), openness: .everyone)
        #expect(try await world.get("/insights/\(insight)").status == 200)
        let page = try await world.get(world.get("/insights/\(insight)", as: "diego").link("Not before a day"), as: "diego")
        let saved = try await world.press("Save", on: page, as: "diego", typing: [("day", "2026-12-03")])
        #expect(try await world.follow(saved, as: "diego").says("Saved."))
        return (story, insight)
    }

    @Test(arguments: TestEngine.available)
    func untilItsDayOnlyTheTeamReadsItAndOthersFindNothing(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (story, insight) = try await embargoed(world)
            let (act, saffron) = (world.house.act(by: try world.person("amina")), world.saffron.id)
            try await world.db.write { tx in
                guard let item = try LineStore(tx).unseen(insight) else { throw Refusal.notFound }
                try LineStore(tx).show(item, to: saffron, by: act)
            }
            for name in ["diego", "rosa", "amina"] {
                let page = try await world.get("/insights/\(insight)", as: name)
                #expect(try page.says("It opens to others on 3 December"), "\(name)")
            }
            let never: ID<Item> = .fresh(on: Day(number: 20_000), random: .seeded(5))
            for name in ["leila", "omar", "nadia", nil] {
                let hidden = try await world.get("/insights/\(insight)", as: name)
                let nothing = try await world.get("/insights/\(never)", as: name)
                #expect(hidden.status == 404 && bare(hidden.body) == bare(nothing.body), "\(name ?? "a stranger")")
                #expect(hidden.headers[.eTag] == nothing.headers[.eTag])
                for path in ["/spaces/riverbend/insights", "/questions/\(story.question)", "/spaces/riverbend", "/spaces/riverbend/told"] {
                    #expect(try await !world.get(path, as: name).body.contains("Youth leave"), "\(path)")
                }
            }
            // Counts kept beside the lists follow it.
            let space = world.riverbend.id
            let seen = try await world.db.read { tx in
                try [Audience.everyone, .team].map { try LineStore(tx).tally(.insight, in: space, upTo: $0).values.reduce(0, +) }
            }
            #expect(seen == [0, 1])
            #expect(try await story.myWords(story.answer("Me too.")).body.contains("Youth leave") == false)
        }
    }

    /// Ids are all written alike.
    private func bare(_ body: String) -> String { body.replacing(/[0-9a-hjkmnp-tv-z]{26}/, with: "") }

    /// It begins at midnight in Maputo, two hours before it begins in UTC, whether the hour's work has come round or not.
    @Test(arguments: TestEngine.available, [true, false])
    func onItsDayInThePlaceItIsOpen(_ engine: TestEngine, _ works: Bool) async throws {
        try await withWorld(engine) { world in
            let (story, insight) = try await embargoed(world)
            let zone = world.riverbend.zone
            let day = try #require(Day("2026-12-03"))
            let start = zone.start(of: day)
            #expect(start.milliseconds == day.number * 86_400_000 - 2 * 3_600_000)
            world.clock.pass(minutes: (start.milliseconds - world.clock.now.milliseconds) / 60_000 - 1)
            if works { try await TimesWork.run(world.house) }
            #expect(world.clock.now.day(in: zone) == day + -1)
            #expect(try await world.get("/insights/\(insight)", as: "leila").status == 404)
            let before = try await world.get("/spaces/riverbend/insights", as: "leila")
            world.clock.pass(minutes: 1)
            if works { try await TimesWork.run(world.house) }
            for name in ["leila", nil, "nadia"] {
                #expect(try await world.get("/insights/\(insight)", as: name).status == 200, "\(name ?? "a stranger")")
            }
            let after = try await world.get("/spaces/riverbend/insights", as: "leila")
            #expect(!before.body.contains("Youth leave") && after.body.contains("Youth leave"))
            #expect(before.headers[.eTag] != after.headers[.eTag])
            #expect(try await world.get("/questions/\(story.question)").body.contains("Youth leave"))
            let item = try await world.db.read { try LineStore($0).unseen(insight) }
            #expect(item?.audience == (works ? .everyone : .team) && item?.isEmbargoed == !works)
            // The hour comes round at last, and again: it opens once, and the numbers follow.
            try await TimesWork.run(world.house)
            try await TimesWork.run(world.house)
            let space = world.riverbend.id
            let open = try await world.db.read { try LineStore($0).tally(.insight, in: space, upTo: .everyone).values.reduce(0, +) }
            #expect(open == 1)
            let log = try await world.get("/spaces/riverbend/done", as: "leila")
            #expect(try log.says("Something opened that was for the team until a day"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoMaySetTheDayAndWhatIsRefused(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let decision = try await story.decide("Each club gets a plot")
            let path = "/records/\(decision)/embargo"
            #expect(try await world.get(path, as: "leila").status == 403)
            #expect(try await world.get(path).status == 303)
            #expect(try await world.post(path, as: "leila", [("_version", "1"), ("day", "2026-12-03")]).status == 403)
            #expect(try await world.post(path, as: "omar", [("_version", "1"), ("day", "2026-12-03")]).status == 403)
            // What people said is their own: nobody keeps it from others until a day.
            _ = try await story.answer("There is no work.", details: [("openness", "everyone")])
            try await story.letThrough()
            #expect(try await world.get("/records/\(story.voices()[0])/embargo", as: "amina").status == 403)
            let page = try await world.get(path, as: "amina")
            for day in ["", "2026-11-21", "2020-01-01", "2028-01-01", "soon"] {
                let refused = try await world.press("Save", on: page, as: "amina", typing: [("day", day)])
                #expect(refused.status == 422)
                #expect(try refused.says("Choose a day from tomorrow on, within a year."), "\(day)")
            }
            #expect(try await world.press("Save", on: page, as: "amina", typing: [("day", "2026-11-22")]).status == 303)
            // Somebody else had the same page open.
            #expect(try await world.press("Save", on: page, as: "diego", typing: [("day", "2026-12-22")]).status == 409)
            #expect(try await world.get("/decisions/\(decision)", as: "leila").status == 404)
            let again = try await world.get(path, as: "diego")
            #expect(try await world.press("Open it now", on: again, as: "diego").status == 303)
            #expect(try await world.get("/decisions/\(decision)", as: "leila").status == 200)
        }
    }

    /// A change of who may see it, while the day has not come, does not open it; what is stricter stays so afterwards.
    @Test(arguments: TestEngine.available)
    func othersMarksDoNotOpenItSooner(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, insight) = try await embargoed(world)
            let act = world.house.act(by: try world.person("diego"))
            for (openness, leila, stranger) in [(Openness.circle, 200, 404), (.everyone, 200, 200)] {
                try await world.db.write { tx in
                    guard let item = try LineStore(tx).unseen(insight) else { throw Refusal.notFound }
                    try LineStore(tx).mark(item, openness.marks.sensitivity, openness.marks.tlp, by: act)
                }
                #expect(try await world.get("/insights/\(insight)", as: "leila").status == 404)
                let start = world.riverbend.zone.start(of: try #require(Day("2026-12-03")))
                let (reader, space) = (try await world.reader("leila"), world.riverbend.id)
                for (who, status) in [(reader, leila), (Reader.stranger, stranger)] {
                    let found = try await world.db.read { tx in
                        try tx.run("SELECT i.id FROM items i WHERE i.id = \(insight) AND \(Visibility.inSpace(space, for: who, at: start))")
                            .count
                    }
                    #expect(found == (status == 200 ? 1 : 0))
                }
            }
        }
    }

    /// People would be told what they may not read yet.
    @Test(arguments: TestEngine.available)
    func nobodyIsToldOfItBeforeItsDay(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (story, insight) = try await embargoed(world)
            let desk = try await world.follow(world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
            let chat = try await world.press("Copy for chat", on: desk, as: "rosa", typing: [("text", "Told in our own words.")])
            let telling = try #require(try await world.db.read { try $0.run("SELECT id FROM tellings").first }).text("id")
            try await world.db.write { tx in
                try LineStore(tx).link(ID(telling), .cites, insight, by: world.house.act(by: nil))
            }
            let page = try await world.follow(chat, as: "rosa")
            let refused = try await world.press("Told", on: page, as: "rosa")
            #expect(refused.status == 422)
            #expect(try refused.says("This rests on something that is for the team until 3 December."))
            world.clock.pass(days: 12)
            #expect(try await world.press("Told", on: page, as: "rosa").status == 303)
        }
    }

    /// Domain: where the clock is put forward at midnight, a day begins at one.
    @Test func aDayBeginsByTheClockOfThePlace() throws {
        let cairo = try #require(Zone("Africa/Cairo"))
        let spring = try #require(Day("2025-04-25"))
        #expect(cairo.start(of: spring).day(in: cairo) == spring)
        #expect(Moment(milliseconds: cairo.start(of: spring).milliseconds - 1).day(in: cairo) == spring + -1)
        for name in ["Asia/Kabul", "America/Sao_Paulo", "Pacific/Kiritimati", "Africa/Maputo", "Asia/Beirut"] {
            let zone = try #require(Zone(name))
            for number in stride(from: 20_000, to: 20_800, by: 1) {
                let (day, start) = (Day(number: number), zone.start(of: Day(number: number)))
                #expect(
                    start.day(in: zone) == day && Moment(milliseconds: start.milliseconds - 1).day(in: zone) < day, "\(name) \(day.text)")
            }
        }
    }
}
