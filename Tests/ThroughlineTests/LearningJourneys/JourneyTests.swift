import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Learning journeys (domain 1, LearningJourney; features A3): who carries one, its sessions, what came of it, and what is used a year later.
struct JourneyTests {
    static let typed = [
        ("issue", "Why young people leave the clubs"), ("sponsor", "Amina"), ("lead", "Diego"), ("facilitator", "Halima Noor"),
        ("own", "Club team"), ("outside", "Saffron\nInstitute for Border Studies"), ("functions", "evidence"), ("functions", "connections"),
        ("starts", "2026-12-01"), ("ends", "2027-05-31"), ("rhythm", "fortnightly"), ("openness", "circle"),
    ]

    static func switchOn(_ world: World, also more: Set<Practice> = []) async throws {
        let (act, place) = (world.house.act(by: nil), world.riverbend)
        try await world.db.write { tx in
            try PracticeStore(tx).choose(more.union([.journeys]), in: place, seen: try PlaceStore(tx).find(place.id).version, by: act)
        }
    }

    static func begun(
        _ world: World, on question: ID<Item>? = nil, as name: String = "diego", typing more: [(String, String)] = []
    ) async throws -> Answer {
        let query = question.map { "?question=\($0)" } ?? ""
        let form = try await world.get("/spaces/riverbend/journeys/new" + query, as: name)
        let names = Set(more.map(\.0))
        return try await world.press("Begin", on: form, as: name, typing: typed.filter { !names.contains($0.0) } + more)
    }

    static func planned(_ world: World, on journey: String, _ purpose: String, day: String = "2026-12-10") async throws -> String {
        let form = try await world.get(journey + "/sessions/new", as: "diego")
        let sent = try await world.press(
            "Plan it", on: form, as: "diego", typing: [("purpose", purpose), ("on", day), ("lead", "Halima Noor")])
        return try #require(sent.headers[.location])
    }

    /// Days go by in which people look in now and then, and sign in again when they are asked to.
    private func pass(_ world: World, days: Int) async throws {
        try await world.db.write { tx in try tx.run("UPDATE sessions SET until = until + \(days * 86_400_000)") }
        for left in stride(from: days, to: 0, by: -20) {
            world.clock.pass(days: min(20, left))
            for name in ["diego", "leila"] { _ = try await world.get("/spaces/riverbend", as: name) }
        }
    }

    /// Domain 1.c: a journey of fourteen months says so, and is saved once somebody says why.
    @Test(arguments: TestEngine.available)
    func fourteenMonthsAreMoreThanUsualAndCanBeSavedWithAReason(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.switchOn(world)
            let long = [("starts", "2026-02-01"), ("ends", "2027-03-31")]
            let asked = try await Self.begun(world, typing: long)
            #expect(try asked.status == 422 && asked.says("14 months; journeys usually last 3–9"))
            #expect(try asked.form(withButton: "Begin").value("own") == "Club team")
            let saved = try await world.press(
                "Begin", on: asked, as: "diego", typing: [("length_because", "Two seasons have to pass.")])
            let place = try #require(saved.headers[.location])
            let page = try await world.get(place, as: "leila")
            #expect(try page.says("14 months; journeys usually last 3–9") && page.says("Two seasons have to pass."))
        }
    }

    @Test(arguments: [
        ("2026-02-01", "2027-03-31", 14), ("2026-12-01", "2027-05-31", 6), ("2026-12-01", "2027-02-28", 3), ("2026-12-10", "2027-09-09", 9),
        ("2026-12-10", "2027-10-20", 10), ("2026-12-10", "2026-12-20", 0),
    ])
    func monthsAreCountedAsPeopleCountThem(from: String, until: String, months: Int) throws {
        let (starts, ends) = (try #require(Day(from)), try #require(Day(until)))
        #expect(JourneyLength(from: starts, until: ends).months == months)
    }

    @Test(arguments: TestEngine.available)
    func itNeedsThoseWhoCarryItAndTwoTeamsAndSaysHowManyAreFromOutside(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.switchOn(world)
            let question = try await world.question("Why do youth leave the clubs?")
            let page = try await world.get("/questions/\(question)", as: "diego")
            let form = try await world.get(page.link("Begin a learning journey on it"), as: "diego")
            let alone = try await world.press(
                "Begin", on: form, as: "diego",
                typing: [("issue", "Leaving"), ("own", "Club team"), ("lead", ""), ("starts", "2026-12-01"), ("ends", "2026-11-01")])
            #expect(try alone.status == 422 && alone.says("At least two teams or organisations learn together."))
            #expect(
                try alone.says("Without it, a journey dissolves.") && alone.says("Choose a day after the first one.")
                    && alone.says("Choose at least one."))
            let sent = try await Self.begun(world, on: question)
            let place = try #require(sent.headers[.location])
            let shown = try await world.get(place, as: "leila")
            #expect(try shown.says("From outside: 2 of 3 (67 %)") && shown.says("Why do youth leave the clubs?"))
            #expect(try shown.says("Halima Noor") && shown.says("Amina") && shown.says("6 months"))
            #expect(try await world.get("/questions/\(question)", as: "leila").says("A learning journey"))
            #expect(try await world.get("/spaces/riverbend/journeys", as: "leila").says("Why young people leave the clubs"))
            #expect(try await world.get("/spaces/riverbend/more", as: "leila").says("Learning journeys"))
        }
    }

    /// From the need to the last look a year later: each session with what went in and what came out, promises that are open, and the
    /// talk of those who carry it in their week.
    @Test(arguments: TestEngine.available)
    func aJourneyGoesItsWholeWay(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.switchOn(world)
            let question = try await world.question("Why do youth leave the clubs?")
            let insight = try await world.learned("The clubs have no work.", on: question)
            let place = try #require(try await Self.begun(world, on: question).headers[.location])
            _ = try await world.press("Plan it together", on: world.get(place, as: "diego"), as: "diego")
            let session = try await Self.planned(world, on: place, "Hear three clubs that kept their members")
            #expect(try await world.get(place, as: "leila").says("Hear three clubs that kept their members"))
            world.clock.pass(days: 15)
            let week = try await world.get("/spaces/riverbend/week", as: "diego")
            #expect(try week.says("Those who carry a learning journey talk"))
            #expect(try await world.get(place, as: "leila").says("were to by 5 December"))
            #expect(try await world.get("/spaces/riverbend/week?all=yes", as: "rosa").says("Somebody of the team has taken it"))
            _ = try await world.press("We have talked today", on: world.get(place, as: "diego"), as: "diego")
            #expect(try await world.get(place, as: "leila").says("the next is by 20 December"))
            world.clock.pass(days: 10)
            _ = try await world.press("It begins", on: world.get(place, as: "diego"), as: "diego")
            // A session of which nobody spoke is open; then it is told, with what went in and what came out.
            #expect(try await world.get(place, as: "leila").says("Nobody has said how it went."))
            let page = try await world.get(session, as: "diego")
            let bare = try await world.press("Save", on: page, as: "diego", typing: [("came", "x"), ("evidence", "Register of 2025")])
            #expect(try bare.status == 422 && bare.says("Say what came out of it, if only “nothing new”."))
            #expect(try bare.form(withButton: "Save").value("evidence") == "Register of 2025")
            _ = try await world.press(
                "Save", on: bare, as: "diego",
                typing: [("came", "14"), ("practice", "Two club leaders told of their plots"), ("outputs", "Work comes before talk.")])
            _ = try await world.press(
                "Join them", on: world.get(session, as: "diego"), as: "diego", typing: [("record", "\(insight)"), ("side", "in")])
            let form = try await world.get("/questions/\(question)/commitments/new", as: "diego")
            let sent = try await world.press(
                "Promise it", on: form, as: "diego",
                typing: [("who", "Diego"), ("promise", "Give each club a plot"), ("due", "2027-02-01"), ("openness", "circle")])
            let promise = try #require(sent.headers[.location]?.split(separator: "/").last)
            _ = try await world.press(
                "Join them", on: world.get(session, as: "diego"), as: "diego", typing: [("record", "\(promise)"), ("side", "out")])
            let now = try await world.get(place, as: "leila")
            for words in [
                "14 people came", "Register of 2025", "Work comes before talk.", "The clubs have no work.", "Give each club a plot",
            ] {
                #expect(try now.says(words), "what stands on the way")
            }
            #expect(try now.says("What is open") && now.says("Due on 1 February"))
            for button in ["Bring together what was learned", "Put it to use", "Close it"] {
                _ = try await world.press(button, on: world.get(place, as: "diego"), as: "diego")
            }
            #expect(try await !world.get(place, as: "diego").says("We have talked today"))
            for (days, found) in [(91, "Two clubs have plots."), (91, "Five have."), (183, "All have.")] {
                try await pass(world, days: days)
                #expect(try await world.get("/spaces/riverbend/week?all=yes", as: "diego").says("what is still used?"))
                let open = try await world.get(place, as: "diego")
                let none = try await world.press("Save", on: open, as: "diego")
                #expect(try none.status == 422 && none.says("if only “nothing”"))
                _ = try await world.press("Save", on: open, as: "diego", typing: [("found", found)])
                #expect(try await world.get(place, as: "leila").says(found))
            }
            let end = try await world.get(place, as: "leila")
            #expect(try end.says("followed up for a year") && end.says("Two clubs have plots."))
            #expect(try await !world.get("/spaces/riverbend/week?all=yes", as: "diego").says("what is still used?"))
            // What one person answered later is no number for a stranger.
            let (asked, space, day) = (ID<Item>(String(promise)), world.riverbend.id, world.clock.now.day(in: .utc))
            try await world.db.write { tx in
                try tx.run(
                    "UPDATE items SET sensitivity = 0, tlp = 'CLEAR', audience = 0 WHERE kind IN ('journey', 'activity', 'commitment')")
                try tx.run("DELETE FROM follow_ups")
                try tx.run(
                    """
                    INSERT INTO follow_ups (id, item_id, space_id, months, due, met, state, reminders, engaged)
                    VALUES ('one', \(asked), \(space), 1, \(day), 0, 'answered', 0, 'no')
                    """)
            }
            #expect(try await world.get(place, as: "diego").says("were asked 1 times how it goes, answered 1 times"))
            let outside = try await world.get(place)
            #expect(try outside.says("They are too few for numbers.") && !outside.says("answered 1 times"))
            // Words somebody said at a session are on its page for those they may be quoted to, and in no file.
            let voice = try await world.voice("The clerk keeps the plots.", to: world.read(question), openness: .circle, quotable: true)
            let (heard, act) = (ID<Item>(String(session.split(separator: "/").last ?? "")), world.house.act(by: nil))
            try await world.db.write { tx in try LineStore(tx).link(voice, .heardAt, heard, by: act) }
            #expect(try await world.get(place, as: "leila").says("The clerk keeps the plots."))
            for file in ["data", "table"] {
                #expect(try await !world.get("\(place)/\(file)", as: "leila").body.contains("The clerk keeps the plots."), "\(file)")
            }
        }
    }

    /// The sponsor moves: whoever comes next has one page with everything, and a letter that names nothing.
    @Test(arguments: TestEngine.available)
    func aRoleIsHandedOverWithWhatOneHasToKnow(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.switchOn(world)
            let place = try #require(try await Self.begun(world).headers[.location])
            _ = try await world.press("Plan it together", on: world.get(place, as: "diego"), as: "diego")
            let page = try await world.get(place + "/hand-over", as: "diego")
            let refused = try await world.press("Hand over", on: page, as: "diego", typing: [("role", "lead"), ("name", "Rosa")])
            #expect(try refused.status == 422 && refused.says("Say in a sentence or two what one has to know."))
            let done = try await world.press("Hand over", on: refused, as: "diego", typing: [("note", "The clerk keeps the register.")])
            #expect(done.status == 303)
            let diego = try world.person("diego")
            let left = try await world.db.read { try $0.run("SELECT item_id FROM grants WHERE person_id = \(diego)").count }
            #expect(left == 0, "whoever carries it no more holds no key of their own to it")
            #expect(try await world.runJobs().isEmpty)
            let letter = try #require(world.post.sent.last)
            #expect(letter.to == "rosa@example.org" && !letter.text.contains("clerk") && !letter.text.contains("clubs"))
            let now = try await world.get(place + "/hand-over", as: "rosa")
            #expect(try now.says("The clerk keeps the register.") && now.says("Rosa"))
            world.clock.pass(days: 14)
            #expect(try await world.get("/spaces/riverbend/week", as: "rosa").says("Those who carry a learning journey talk"))
            // Two at once: the slower one gets the words back.
            let raced = try await world.press(
                "Hand over", on: page, as: "diego", typing: [("role", "lead"), ("name", "Amina"), ("note", "Ask the elders first.")])
            #expect(try raced.status == 409 && raced.says("Ask the elders first.") && raced.says("The clerk keeps the register."))
            // Whoever leaves hands over everything at once, this too.
            let offer = try await world.get("/spaces/riverbend/handing-over", as: "rosa")
            #expect(try offer.says("Why young people leave the clubs"))
            _ = try await world.press(
                "Offer it to them", on: offer, as: "rosa",
                typing: [("to", try world.person("diego").description), ("note", "Halima knows.")])
            _ = try await world.press("I take it over", on: world.get("/spaces/riverbend/handing-over", as: "diego"), as: "diego")
            let leads = try await world.db.read { try $0.run("SELECT lead_id FROM journeys").map { try $0.text("lead_id") } }
            #expect(leads == [try world.person("diego").description])
        }
    }

    /// A team of the cohort reads it in its own place, with its sessions, and nobody's names; nobody else outside does.
    @Test(arguments: TestEngine.available)
    func teamsOfTheCohortSeeWhatTheyMay(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.switchOn(world)
            let place = try #require(try await Self.begun(world).headers[.location])
            _ = try await Self.planned(world, on: place, "Hear three clubs")
            #expect(try await world.get(place, as: "omar").status == 404)
            _ = try await world.press("Show it to Saffron Valley Women's Network", on: world.get(place, as: "diego"), as: "diego")
            let after = try await Self.planned(world, on: place, "Visit two clubs", day: "2027-01-10")
            let theirs = try await world.get(place, as: "omar")
            #expect(try theirs.status == 200 && theirs.says("Hear three clubs") && theirs.says("Visit two clubs"))
            #expect(try !theirs.says("Halima Noor") && !theirs.says("For the team"))
            #expect(try await world.get(after, as: "omar").status == 200)
            #expect(try await !world.get(place + "/data", as: "omar").body.contains("Halima"))
            #expect(try await world.get("/spaces/saffron/shared", as: "omar").says("Why young people leave the clubs"))
            _ = try await world.press(
                "Do not show it to Saffron Valley Women's Network any more", on: world.get(place, as: "diego"), as: "diego")
            #expect(try await world.get(place, as: "omar").status == 404)
            #expect(try await world.get(after, as: "omar").status == 404)
            #expect(try await world.post(place + "/showing", as: "diego", [("place", "riverbend"), ("shown", "yes")]).status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func onlyTheTeamCarriesItOnAndOnlyWhereThePlaceUsesIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            #expect(try await world.get("/spaces/riverbend/journeys/new", as: "diego").status == 404)
            #expect(try await !world.get("/spaces/riverbend/more", as: "diego").says("Learning journeys"))
            try await Self.switchOn(world)
            for name in ["leila", "omar"] {
                #expect(try await world.get("/spaces/riverbend/journeys/new", as: name).status == 403, "\(name)")
                #expect(try await world.post("/spaces/riverbend/journeys", as: name, Self.typed).status == 403, "\(name)")
            }
            let place = try #require(try await Self.begun(world).headers[.location])
            let session = try await Self.planned(world, on: place, "Hear three clubs")
            let typed = [
                ("_version", "1"), ("step", "design"), ("because", "x"), ("how", "done"), ("outputs", "x"), ("found", "x"), ("months", "3"),
            ]
            for path in ["/step", "/check", "/look", "/questions", "/showing", "/hand-over", "/withdrawal", "/wording"] {
                #expect(try await world.post(place + path, as: "leila", typed).status == 403, "\(path)")
                #expect(try await world.post(place + path, as: "omar", typed).status == 404, "\(path)")
            }
            for path in ["/begin", "/report", "/joining", "/parting", "/withdrawal", "/wording"] {
                #expect(try await world.post(session + path, as: "leila", typed).status == 403, "\(path)")
                #expect(try await world.post(session + path, as: "omar", typed).status == 404, "\(path)")
            }
            // Steps come in their order, and once.
            let page = try await world.get(place, as: "diego")
            #expect(try await world.post(place + "/step", as: "diego", [("_version", "1"), ("step", "run")]).status == 409)
            #expect(try await world.press("Plan it together", on: page, as: "diego").status == 303)
            #expect(try await world.post(place + "/step", as: "rosa", [("_version", "1"), ("step", "design")]).status == 409)
            // Taken back, its sessions go with it.
            let empty = try await world.press("Take it back", on: world.get(place, as: "rosa"), as: "rosa")
            #expect(try empty.status == 422 && empty.says("Say why, so that others can follow."))
            _ = try await world.press("Take it back", on: empty, as: "rosa", typing: [("because", "It was begun twice.")])
            for path in [place, session, place + "/hand-over", place + "/data"] {
                #expect(try await world.get(path, as: "leila").status == 404, "\(path)")
            }
            #expect(try await !world.get("/spaces/riverbend/week?all=yes", as: "diego").says("carry a learning journey"))
        }
    }

    /// Two change it at once: the slower one sees both.
    @Test(arguments: TestEngine.available)
    func whoWasSlowerSeesBoth(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.switchOn(world)
            let place = try #require(try await Self.begun(world).headers[.location])
            let (one, other) = (try await world.get(place + "/wording", as: "diego"), try await world.get(place + "/wording", as: "rosa"))
            _ = try await world.press("Save", on: one, as: "diego", typing: [("issue", "Why they stay")])
            let raced = try await world.press("Save", on: other, as: "rosa", typing: [("issue", "Why they go")])
            #expect(try raced.status == 409 && raced.says("Why they stay") && raced.says("Why they go"))
            let session = try await Self.planned(world, on: place, "Hear three clubs")
            let (first, second) = (try await world.get(session, as: "diego"), try await world.get(session, as: "rosa"))
            _ = try await world.press("Save", on: first, as: "diego", typing: [("outputs", "Work first.")])
            let late = try await world.press("Save", on: second, as: "rosa", typing: [("outputs", "Talk first.")])
            #expect(try late.status == 409 && late.says("Work first.") && late.says("Talk first."))
        }
    }

    @Test(arguments: TestEngine.available)
    func itIsCarriedAwayAsATableAndAsData(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.switchOn(world)
            let place = try #require(try await Self.begun(world).headers[.location])
            let session = try await Self.planned(world, on: place, "=HYPERLINK(1)")
            _ = try await world.press(
                "Save", on: world.get(session, as: "diego"), as: "diego", typing: [("came", "7"), ("outputs", "He said \"work\".")])
            let csv = try await world.get(place + "/table", as: "leila").body
            #expect(csv.contains("\"'=HYPERLINK(1)\"") && csv.contains("\"He said \"\"work\"\".\"") && csv.contains("\"7\""))
            let json = try await world.get(place + "/data", as: "leila").body
            #expect(json.contains("\"months\" : 6") && json.contains("Halima Noor") && json.contains("\"came\" : 7"))
        }
    }

    /// Somebody who carries it erases their account: the role stands empty and says so.
    @Test(arguments: TestEngine.available)
    func whoIsGoneForGoodIsNamedNowhere(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.switchOn(world)
            let place = try #require(try await Self.begun(world).headers[.location])
            let act = world.house.act(by: nil)
            let diego = try world.person("diego")
            try await world.db.write { tx in
                _ = try AccountErasure(tx).erase(PersonStore(tx).account(diego), keepingWords: true, by: act)
            }
            #expect(try await world.get(place, as: "leila").says("Who leads it day to day: somebody who has left"))
        }
    }

    @Test(arguments: ["en", "ar", "ru"])
    func theFormsAreLight(language: String) async throws {
        try await withWorld(.sqlite) { world in
            try await Self.switchOn(world)
            let place = try #require(try await Self.begun(world).headers[.location])
            for path in ["/spaces/riverbend/journeys/new", place + "/wording", place + "/sessions/new", place + "/hand-over"] {
                let answer = try await world.get(path, as: "amina", in: language, headers: [.acceptEncoding: "gzip"])
                let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
                #expect(answer.status == 200 && answer.bytes.count + headers <= 5_120, "\(answer.bytes.count + headers) \(path)")
            }
        }
    }
}
