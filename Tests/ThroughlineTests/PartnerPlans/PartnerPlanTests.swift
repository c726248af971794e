import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// The learning partner's plan (domain 1, LearningPartnerPlan; features L4): Nadia pays and reads only what is for her, Leila does it.
struct PartnerPlanTests {
    static let typed = [
        ("programme", "Clubs along the river"), ("commissioner", "Northlight Foundation"), ("commissioner_name", "Nadia"),
        ("partner", "Institute for Border Studies"), ("partner_name", "Leila"),
        ("independence", "The institute is paid by neither the foundation's programme nor the clubs."), ("starts", "2026-01-15"),
        ("openness", "circle"),
    ]

    /// Nadia comes to the place as a reader, as a funder does.
    static func switchOn(_ world: World) async throws {
        let (act, place, nadia) = (world.house.act(by: nil), world.riverbend, try world.person("nadia"))
        try await world.db.write { tx in
            try PracticeStore(tx).choose([.partnerPlans], in: place, seen: try PlaceStore(tx).find(place.id).version, by: act)
            try MembershipStore(tx).add(nadia, to: place.id, as: .reader, invitedBy: nil, by: act)
        }
    }

    static func begun(_ world: World, typing more: [(String, String)] = []) async throws -> Answer {
        let form = try await world.get("/spaces/riverbend/partner-plans/new", as: "amina")
        let names = Set(more.map(\.0))
        return try await world.press("Begin", on: form, as: "amina", typing: typed.filter { !names.contains($0.0) } + more)
    }

    private func task(_ world: World, _ words: String, on plan: String, as name: String) async throws -> String {
        try await world.get(plan, as: name).link(words)
    }

    /// Domain 1.d: three lists, the kick-off three months after the start, and three tasks without a day, until which it is not complete.
    @Test(arguments: TestEngine.available)
    func aPlanBeginsWithItsThreeListsAndIsNotCompleteUntilEverythingHasADay(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.switchOn(world)
            let plan = try #require(try await Self.begun(world).headers[.location])
            let page = try await world.get(plan, as: "leila")
            for words in ["The first three months", "Again and again", "Once", "Kick-off workshop", "Report on results"] {
                #expect(try page.says(words), "in one of the lists")
            }
            #expect(try page.says("The plan is not complete. 3 tasks have no day yet."))
            let due = try await world.db.read { tx in
                try tx.run("SELECT bucket, due FROM plan_tasks ORDER BY place").map {
                    (try $0.text("bucket"), try $0.dayOrNil("due")?.text)
                }
            }
            #expect(due.filter { $0.0 == "first" }.allSatisfy { $0.1 == "2026-04-15" } && due.count { $0.0 == "first" } == 7)
            #expect(due.count { $0.0 == "recurring" } == 4 && due.filter { $0.0 == "recurring" }.allSatisfy { $0.1 != nil })
            #expect(due.count { $0.0 == "once" } == 3 && due.filter { $0.0 == "once" }.allSatisfy { $0.1 == nil })
            for (words, day) in [("baseline", "2027-01-10"), ("midterm", "2027-06-10"), ("final", "2028-06-10")] {
                let place = try await task(world, words, on: plan, as: "leila")
                let form = try await world.get(place + "/wording", as: "leila")
                #expect(try await world.press("Save", on: form, as: "leila", typing: [("due", day)]).status == 303)
            }
            #expect(try await !world.get(plan, as: "leila").says("The plan is not complete."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whyTheyAreIndependentIsSaidAndTheTwoAreSomebodyHere(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            #expect(try await world.get("/spaces/riverbend/partner-plans/new", as: "amina").status == 404)
            try await Self.switchOn(world)
            let refused = try await Self.begun(
                world, typing: [("independence", ""), ("commissioner_name", "Nobody"), ("partner_name", "Leila")])
            #expect(try refused.status == 422 && refused.says("Say why they depend neither on who pays nor on those who do the work."))
            #expect(
                try refused.says("Invite them first; a reader is enough.")
                    && refused.form(withButton: "Begin").value("programme") == "Clubs along the river")
            let same = try await Self.begun(world, typing: [("commissioner_name", "Leila")])
            #expect(try same.status == 422 && same.says("Who pays and who does it are two people."))
            for name in ["leila", "omar"] {
                #expect(try await world.get("/spaces/riverbend/partner-plans/new", as: name).status == 403, "\(name)")
            }
        }
    }

    /// What is for the two of them alone is there for nobody else: not on the plan, not in its report, not at its address.
    @Test(arguments: TestEngine.available)
    func whatIsForTheTwoAloneIsSeenByTheTwoAlone(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.switchOn(world)
            let plan = try #require(try await Self.begun(world).headers[.location])
            let hidden = try await task(world, "Propose studies in depth", on: plan, as: "nadia")
            for name in ["leila", "nadia"] { #expect(try await world.get(hidden, as: name).status == 200, "\(name)") }
            for name in ["amina", "diego", "rosa", "omar", nil] as [String?] {
                #expect(try await world.get(hidden, as: name).status == 404, "\(name ?? "a stranger")")
                #expect(try await world.post(hidden + "/delivery", as: name, [("_version", "1"), ("what", "x")]).status == 404)
            }
            for path in ["", "/report", "/table", "/data"] {
                #expect(try await !world.get(plan + path, as: "amina").body.contains("Propose studies"), "\(path)")
                #expect(try await world.get(plan + path, as: "nadia").body.contains("Propose studies"), "\(path)")
            }
            // Nobody of the team can put themselves in the place of one of the two, nor write for the two alone.
            let form = try await world.get(plan + "/wording", as: "amina")
            let pushed = try await world.press("Save", on: form, as: "amina", typing: [("partner_name", "Amina")])
            #expect(try pushed.status == 422 && pushed.says("Only one of the two can name others in their place."))
            let adding = try await world.get(plan + "/tasks/new", as: "amina")
            let secret = try await world.press(
                "Add it", on: adding, as: "amina", typing: [("task", "Hide this"), ("bucket", "once"), ("audience", "commissioner")])
            #expect(try secret.status == 422 && secret.says("Only who pays or who does it can write what is for the two of them alone."))
            // Leila hands her part to Rosa: from then on it is hers, and Leila's no more.
            let handing = try await world.get(plan + "/wording", as: "leila")
            #expect(try await world.press("Save", on: handing, as: "leila", typing: [("partner_name", "Rosa")]).status == 303)
            #expect(try await world.get(hidden, as: "rosa").status == 200)
            #expect(try await world.get(hidden, as: "leila").status == 404)
        }
    }

    /// Delivered late with its reason, accepted by who pays, and what comes again has its next day at once.
    /// Whoever is not of the place any more reads nothing of the plan, and nobody takes their seat but the other of the two.
    @Test(arguments: TestEngine.available)
    func whoLeavesThePlaceLeavesThePlanAndTheirSeatIsNoColleagues(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.switchOn(world)
            let plan = try #require(try await Self.begun(world, typing: [("openness", "team")]).headers[.location])
            #expect(try await world.get(plan, as: "nadia").status == 200)
            let task = try await task(world, "Kick-off workshop", on: plan, as: "leila")
            let (nadia, place, act) = (try world.person("nadia"), world.riverbend.id, world.house.act(by: try world.person("amina")))
            try await world.db.write { tx in try MembershipStore(tx).end(nadia, in: place, by: act) }
            for path in [plan, task] { #expect(try await world.get(path, as: "nadia").status == 404, "\(path)") }
            // Diego of the team names himself in the empty seat: that is not his to do. Leila, who does the work, may name who pays now.
            let form = try await world.get(plan + "/wording", as: "diego")
            let taken = try await world.press("Save", on: form, as: "diego", typing: [("commissioner_name", "Diego")])
            #expect(try taken.status == 422 && taken.says("Only one of the two can name others in their place."))
            let named = try await world.press(
                "Save", on: world.get(plan + "/wording", as: "leila"), as: "leila", typing: [("commissioner_name", "Rosa")])
            #expect(named.status == 303)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsDeliveredSaysWhenAndWhyAndComesAgain(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.switchOn(world)
            let plan = try #require(try await Self.begun(world, typing: [("starts", "2026-09-01")]).headers[.location])
            let question = try await world.question("Why do youth leave the clubs?")
            let insight = try await world.learned("The clubs have no work.", on: question)
            world.clock.pass(days: 20)
            // 1 December has passed: it is the eleventh.
            #expect(try await world.get(plan, as: "leila").says("10 days late: it was due on 1 December"))
            let place = try await task(world, "Learning meetings", on: plan, as: "leila")
            let page = try await world.get(place, as: "leila")
            let bare = try await world.press(
                "Save", on: page, as: "leila", typing: [("what", "Notes of the meeting, in the shared folder")])
            #expect(try bare.status == 422 && bare.says("Its day has passed. Say why it is late."))
            #expect(try bare.form(withButton: "Save").value("what") == "Notes of the meeting, in the shared folder")
            _ = try await world.press("Save", on: bare, as: "leila", typing: [("why", "The road was flooded."), ("record", "\(insight)")])
            let now = try await world.get(place, as: "nadia")
            #expect(try now.says("The road was flooded.") && now.says("not accepted yet") && now.says("due on 1 March"))
            #expect(try await !world.get(place, as: "amina").says("It is what was wanted"), "who pays says so")
            let delivery = try now.form(withButton: "It is what was wanted").value("delivery") ?? ""
            #expect(try await world.post(place + "/acceptance", as: "leila", [("_version", "3"), ("delivery", delivery)]).status == 403)
            _ = try await world.press("It is what was wanted", on: now, as: "nadia")
            #expect(try await world.get(place, as: "nadia").says("accepted on 11 December"))
            #expect(try await world.press("It is what was wanted", on: now, as: "nadia").status != 500)
            let report = try await world.get(plan + "/report", as: "leila")
            #expect(try report.says("1 delivered, 1 of them accepted; 1 came late.") && report.says("The clubs have no work."))
            let csv = try await world.get(plan + "/table", as: "leila").body
            #expect(csv.contains("\"The road was flooded.\"") && csv.contains("\"10\""))
            #expect(try await world.get(plan + "/data", as: "leila").body.contains("\"daysLate\" : 10"))
            // What is done once is settled once it is accepted.
            let kick = try await task(world, "Kick-off workshop", on: plan, as: "leila")
            _ = try await world.press(
                "Save", on: world.get(kick, as: "leila"), as: "leila", typing: [("what", "Held, with minutes"), ("why", "Floods")])
            _ = try await world.press("It is what was wanted", on: world.get(kick, as: "nadia"), as: "nadia")
            #expect(try await world.get(plan, as: "leila").says("accepted, 11 December"))
            #expect(
                try await world.post(kick + "/delivery", as: "leila", [("_version", "9"), ("what", "Once more"), ("why", "x")]).status
                    == 409)
        }
    }

    @Test(arguments: TestEngine.available)
    func onlyTheTeamAndTheTwoWorkOnIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.switchOn(world)
            let plan = try #require(try await Self.begun(world, typing: [("partner_name", "Rosa")]).headers[.location])
            let place = try await task(world, "Kick-off workshop", on: plan, as: "leila")
            let typed = [("_version", "1"), ("task", "x"), ("what", "x"), ("because", "x"), ("bucket", "once")]
            for path in ["/wording", "/tasks", "/withdrawal"] {
                #expect(try await world.post(plan + path, as: "leila", typed).status == 403, "\(path)")
                #expect(try await world.post(plan + path, as: "omar", typed).status == 404, "\(path)")
            }
            for path in ["/wording", "/begin", "/delivery", "/withdrawal"] {
                #expect(try await world.post(place + path, as: "leila", typed).status == 403, "\(path)")
                #expect(try await world.post(place + path, as: "omar", typed).status == 404, "\(path)")
            }
            let (one, other) = (try await world.get(place + "/wording", as: "amina"), try await world.get(place + "/wording", as: "rosa"))
            _ = try await world.press("Save", on: one, as: "amina", typing: [("task", "Kick-off in Chipende")])
            let raced = try await world.press("Save", on: other, as: "rosa", typing: [("task", "Kick-off in Sena")])
            #expect(try raced.status == 409 && raced.says("Kick-off in Chipende") && raced.says("Kick-off in Sena"))
            // Taken back, its tasks go with it, those for two alone too.
            let hidden = try await task(world, "Propose studies in depth", on: plan, as: "nadia")
            let gone = try await world.press(
                "Take it back", on: world.get(plan, as: "amina"), as: "amina", typing: [("because", "The money is gone.")])
            #expect(gone.status == 303)
            for path in [plan, place, hidden] { #expect(try await world.get(path, as: "nadia").status == 404, "\(path)") }
        }
    }

    @Test(arguments: [
        ("2026-01-15", 3, "2026-04-15"), ("2026-11-30", 3, "2027-02-28"), ("2026-01-31", 1, "2026-02-28"), ("2026-12-31", 12, "2027-12-31"),
    ])
    func monthsAreAddedAsPeopleAddThem(from: String, months: Int, to: String) throws {
        let day = try #require(Day(from))
        #expect(day.plus(months: months).text == to)
    }

    @Test(arguments: ["en", "ar", "ru"])
    func theFormsAreLight(language: String) async throws {
        try await withWorld(.sqlite) { world in
            try await Self.switchOn(world)
            let plan = try #require(try await Self.begun(world).headers[.location])
            let task = try await world.get(plan, as: "leila").link("Kick-off workshop")
            for path in ["/spaces/riverbend/partner-plans/new", plan + "/wording", plan + "/tasks/new", task + "/wording"] {
                let answer = try await world.get(
                    path, as: path.contains("spaces") ? "amina" : "leila", in: language, headers: [.acceptEncoding: "gzip"])
                let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
                #expect(answer.status == 200 && answer.bytes.count + headers <= 5_120, "\(answer.bytes.count + headers) \(path)")
            }
        }
    }
}
