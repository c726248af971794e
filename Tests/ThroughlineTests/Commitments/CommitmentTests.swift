import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct CommitmentTests {
    private func diegoPromises(_ world: World, on question: ID<Item>) async throws -> Answer {
        let form = try await world.get("/questions/\(question)/commitments/new", as: "diego")
        return try await world.press(
            "Promise it", on: form, as: "diego",
            typing: [
                ("who", "Diego"), ("member", "yes"), ("organisation", "Institute for Border Studies"),
                ("promise", "Run a national workshop for 20 researchers"), ("due", "2027-01-31"), ("needs", "money"), ("needs", "time"),
                ("amount", "1,500"), ("currency", "usd"), ("days", "6"), ("secured", "no"), ("openness", "circle"),
            ])
    }

    /// Domain 4.a and 4.b.
    @Test(arguments: TestEngine.available)
    func aPromiseLapsesOnlyWithAReason(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("How do researchers learn from each other?")
            let sent = try await diegoPromises(world, on: question)
            #expect(sent.status == 303)
            let made = try await world.follow(sent, as: "diego")
            #expect(try made.says("It needs 1,500 USD and 6 days of work. It is not there yet."))
            #expect(try await world.get("/spaces/riverbend/decisions", as: "leila").says("1,500 USD"))
            let accepted = try await world.follow(try await world.press("Accept it", on: made, as: "diego"), as: "diego")
            world.clock.pass(days: 75)
            let silent = try await world.press(
                "Save", on: accepted, as: "diego",
                typing: [
                    ("how", "partly"), ("note", "12 people came; there is no report."), ("engaged", "no"),
                ])
            #expect(silent.status == 422)
            #expect(try silent.says("Say why; at least one reason."))
            #expect(try silent.form(withButton: "Save").value("note") == "12 people came; there is no report.")
            #expect(try await world.state(of: sent) == "accepted")
            let reported = try await world.press("Save", on: silent, as: "diego", typing: [("lapse", "resources")])
            let page = try await world.follow(reported, as: "leila")
            #expect(try page.says("Partly kept. Because money or means were missing."))
            #expect(try page.says("12 people came; there is no report."))
            #expect(try await world.get("/questions/\(question)", as: "leila").says("Promised, partly kept"))
            let list = try await world.get("/spaces/riverbend/decisions", as: "leila")
            #expect(try list.says("1 promise was due: 0 kept, 1 partly, 0 not. Fulfilled: 50 %."))
            #expect(try list.says("Partly or not kept") && list.says("Nothing is late."), "what is answered for is not late")
            #expect(try await world.db.read { try $0.run("SELECT still_engaged FROM commitments").first?.text("still_engaged") } == "no")
        }
    }

    @Test(arguments: TestEngine.available)
    func aPromiseOwesALookOnItsDayAndTheReportPaysIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("How do researchers learn from each other?")
            let sent = try await diegoPromises(world, on: question)
            let space = world.riverbend.id
            let owed = try await world.db.read { try DutyStore($0).owed(in: space, kind: .followUp) }
            #expect(owed.map(\.due.text) == ["2027-01-31"])
            let page = try await world.follow(sent, as: "rosa")
            #expect(try page.says("Due on 31 January 2027."))
            world.clock.pass(days: 4)
            let kept = try await world.press("Save", on: page, as: "rosa", typing: [("how", "kept"), ("note", "All twenty came.")])
            #expect(try await world.state(of: sent) == "fulfilled")
            let path = try #require(try await world.follow(kept, as: "rosa").page().element(id: "path")?.text)
            #expect(!path.isEmpty)
            let stops = try await world.follow(kept, as: "rosa").page().elements(named: "li").map(\.text)
            let (promise, outcome) = (
                stops.firstIndex { $0.hasPrefix("This promise, 21 November") },
                stops.firstIndex { $0.hasPrefix("What became of it, 25 November") }
            )
            #expect(try #require(promise) + 1 == outcome)
            #expect(stops.contains { $0.contains("All twenty came.") && $0.contains("Kept.") })
            #expect(try await world.db.read { try DutyStore($0).owed(in: space, kind: .followUp) }.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func aMemberPromisesForHerselfAndForNobodyElse(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Who can lend a boat?")
            let form = try await world.get("/questions/\(question)/commitments/new", as: "leila")
            #expect(try !form.page().buttons.contains("Write it down"))
            let sent = try await world.press(
                "Promise it", on: form, as: "leila",
                typing: [
                    ("promise", "Lend my boat for two patrols"), ("due", "2026-12-01"), ("who", "Rosa"),
                    ("member", "yes"),
                ])
            let page = try await world.follow(sent, as: "leila")
            #expect(try page.says("Leila, by 1 December."))
            #expect(try page.says("It needs nothing more."))
            let started = try await world.press("Accept it", on: page, as: "leila")
            let under = try await world.follow(started, as: "leila")
            #expect(try !under.page().buttons.contains("Release from it, by agreement"))
            _ = try await world.press("It is under way", on: under, as: "leila")
            #expect(try await world.state(of: sent) == "under_way")
            world.clock.pass(days: 20)
            let list = try await world.get("/spaces/riverbend/decisions")
            #expect(try list.says("Its day is over, and nobody has said what became of it."))
        }
    }

    /// The way there stands on the question, for whoever may promise and for nobody else.
    @Test(arguments: TestEngine.available)
    func aMemberFindsWhereToPromise(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Who can lend a boat?")
            let page = try await world.get("/questions/\(question)", as: "leila")
            let form = try await world.get(page.link("Promise something"), as: "leila")
            let sent = try await world.press(
                "Promise it", on: form, as: "leila", typing: [("promise", "Lend my boat for two patrols"), ("due", "2026-12-01")])
            #expect(try await world.follow(sent, as: "leila").says("Leila, by 1 December."))
            for name in [nil, "omar"] as [String?] {
                #expect(try await !world.get("/questions/\(question)", as: name).says("Promise something"))
            }
            let team = try await world.get("/questions/\(question)", as: "diego")
            #expect(try team.says("A decision or a promise") && !team.says("Promise something"), "the team has its own way")
        }
    }

    /// A name that nobody here has is not taken for an account; a name that somebody has is, however it is typed.
    @Test(arguments: TestEngine.available)
    func aPromiseIsJoinedToAnAccountByItsName(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Who can lend a boat?")
            let form = try await world.get("/questions/\(question)/commitments/new", as: "amina")
            let typed = [("promise", "Lend a boat"), ("due", "2026-12-01")]
            let refused = try await world.press(
                "Promise it", on: form, as: "amina", typing: typed + [("who", "Omar"), ("member", "yes")])
            #expect(try refused.status == 422 && refused.says("Nobody here has this name."), "he is of another place")
            #expect(try refused.form(withButton: "Promise it").value("member") == "yes")
            let known = try await world.press("Promise it", on: refused, as: "amina", typing: [("who", "Leila")])
            let page = try await world.follow(known, as: "leila")
            #expect(try page.page().buttons.contains("Accept it"), "it is hers")
            let unknown = try await world.press("Promise it", on: form, as: "amina", typing: typed + [("who", "Leila")])
            #expect(try !(await world.follow(unknown, as: "leila")).page().buttons.contains("Accept it"), "another Leila's")
        }
    }

    /// However many things were learned, the form holds the newest and leads to the others.
    @Test(arguments: TestEngine.available)
    func aLongListOfWhatItComesFromIsFolded(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Who can lend a boat?")
            for n in 1...7 { _ = try await world.learned("Boats are dear, said reason \(n).", on: question) }
            for path in ["commitments/new", "decisions/new", "decisions/new?for=another"] {
                let form = try await world.get("/questions/\(question)/\(path)", as: "amina")
                #expect(try (1...7).count { try form.says("reason \($0).") } == 4, "\(path)")
                let all = try await world.get(form.link("3 more"), as: "amina")
                #expect(try (1...7).allSatisfy { try all.says("reason \($0).") }, "\(path)")
                #expect(try all.says("Their mail address") == path.contains("another"))
            }
            let all = try await world.get("/questions/\(question)/commitments/new?sources=all", as: "amina")
            let oldest = try #require(all.body.matches(of: /name="from" value="(\w+)"/).last).1
            let refused = try await world.press("Promise it", on: all, as: "amina", typing: [("from", String(oldest))])
            #expect(try refused.form(withButton: "Promise it").value("from") == String(oldest), "what was ticked is not lost")
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyReportsOnAnothersPromise(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("How do researchers learn from each other?")
            let sent = try await diegoPromises(world, on: question)
            let place = try #require(sent.headers[.location])
            #expect(try await world.get(place, as: "leila").status == 200)
            #expect(try await world.post(place + "/outcome", as: "leila", [("how", "kept")]).status == 403)
            #expect(try await world.post(place + "/acceptance", as: "leila").status == 403)
            #expect(try await world.post(place + "/outcome", as: "leila", [("how", "")]).status == 403)
            #expect(try await world.post(place + "/outcome", as: "omar", [("how", "kept")]).status == 404)
            #expect(try await world.get(place).status == 404)
            #expect(try await world.state(of: sent) == "made")
        }
    }

    @Test(arguments: TestEngine.available)
    func aReleaseIsAgreedWithAReasonAndCountsAgainstNobody(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("How do researchers learn from each other?")
            let sent = try await diegoPromises(world, on: question)
            let page = try await world.follow(sent, as: "amina")
            let silent = try await world.press("Release from it, by agreement", on: page, as: "amina")
            #expect(silent.status == 422)
            let released = try await world.press(
                "Release from it, by agreement", on: silent, as: "amina", typing: [("release_because", "The institute moved.")])
            #expect(try await world.follow(released, as: "leila").says("The institute moved."))
            world.clock.pass(days: 80)
            #expect(try !(await world.get("/spaces/riverbend/decisions", as: "leila")).says("was due"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aRefusedPromiseKeepsWhatWasTyped(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Who can lend a boat?")
            let form = try await world.get("/questions/\(question)/commitments/new", as: "diego")
            let refused = try await world.press(
                "Promise it", on: form, as: "diego",
                typing: [
                    ("who", "Yusuf"), ("promise", "Lend a boat"), ("due", "2020-01-01"), ("needs", "money"), ("amount", "much"),
                    ("currency", "dollars"),
                ])
            #expect(refused.status == 422)
            for words in [
                "Choose a day from 21 November on.", "Say how much, as a whole number.", "Write the currency with its three letters",
            ] {
                #expect(try refused.says(words))
            }
            #expect(try refused.form(withButton: "Promise it").value("promise") == "Lend a boat")
            #expect(try await world.rows("commitments") == 0)
        }
    }

    /// A filled field is meant, ticked or not; what cannot be read is refused where it stands.
    @Test(arguments: TestEngine.available)
    func whatIsFilledInIsNeededEvenWithoutATick(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let made = try await world.get(world.promised(typing: [("amount", "1 500"), ("currency", "usd"), ("days", "3")]), as: "diego")
            #expect(try made.says("It needs 1,500 USD and 3 days of work."))
            let question = try await world.question("Who can lend a boat?")
            let form = try await world.get("/questions/\(question)/commitments/new", as: "diego")
            let refused = try await world.press(
                "Promise it", on: form, as: "diego",
                typing: [("who", "Yusuf"), ("promise", "Lend a boat"), ("due", "2026-12-01"), ("amount", "lots"), ("days", "3")])
            #expect(try refused.status == 422 && refused.says("Say how much, as a whole number."))
            let kept = try refused.form(withButton: "Promise it")
            #expect(kept.value("amount") == "lots" && kept.fields.filter { $0.name == "needs" }.map(\.value).sorted() == ["money", "time"])
        }
    }

    @Test(arguments: TestEngine.available)
    func anEmptyReportIsAskedForItsOutcomeAndNotForReasons(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let place = try await world.promised()
            let empty = try await world.post(place + "/outcome", as: "diego", [("how", "")])
            #expect(try empty.says("Say what became of it.") && !empty.says("Say why; at least one reason."))
            let kept = try await world.post(place + "/outcome", as: "diego", [("how", "not")])
            #expect(try kept.says("Say why; at least one reason.") && !kept.says("Say what became of it."))
        }
    }

    /// Two things to write are two pages, and nothing typed is lost between them.
    @Test(arguments: TestEngine.available)
    func aDecisionAndAPromiseEachTakeAlongWhatWasTypedInTheOther(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Who can lend a boat?")
            let decision = try await world.get("/questions/\(question)/decisions/new", as: "diego")
            let promise = try await world.press(
                "A promise instead", on: decision, as: "diego",
                typing: [("what", "Lend the big boat"), ("decided_by", "Yusuf"), ("why", "The bridge is out.")])
            #expect(promise.status == 200)
            let form = try promise.form(withButton: "Promise it")
            #expect(form.value("promise") == "Lend the big boat" && form.value("who") == "Yusuf")
            let back = try await world.press(
                "A decision instead", on: promise, as: "diego", typing: [("promise", "Lend the small boat"), ("due", "2026-12-01")])
            let again = try back.form(withButton: "Write it down")
            #expect(again.value("what") == "Lend the small boat" && again.value("why") == "The bridge is out.")
            #expect(again.value("check_on") == "2026-12-01")
            #expect(try await world.rows("decisions") == 0)
            #expect(try await world.rows("commitments") == 0)
            let leila = try await world.get("/questions/\(question)/decisions/new", as: "leila")
            #expect(leila.headers[.location] == "/questions/\(question)/commitments/new", "a member promises, and decides for nobody")
            let hers = try await world.get("/questions/\(question)/commitments/new", as: "leila")
            #expect(try hers.page().buttons == ["Promise it"])
        }
    }
}
