import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Small experiments (features K4): a bet, the smallest try, a day, and both sides of what nobody had expected.
struct ExperimentTests {
    private static let typed = [
        ("believe", "Young people stay when the club has work for them."), ("see", "Five more come in the fourth month."),
        ("smallest", "Give one club a plot."), ("until", "2026-12-20"), ("openness", "circle"),
    ]

    private func switchOn(_ world: World) async throws {
        let (act, place) = (world.house.act(by: nil), world.riverbend)
        try await world.db.write { tx in
            try PracticeStore(tx).choose([.experiments], in: place, seen: try PlaceStore(tx).find(place.id).version, by: act)
        }
    }

    private func begun(_ world: World, on question: ID<Item>, typing more: [(String, String)] = []) async throws -> Answer {
        let form = try await world.get("/questions/\(question)/experiments/new", as: "diego")
        let names = Set(more.map(\.0))
        return try await world.press("Begin", on: form, as: "diego", typing: Self.typed.filter { !names.contains($0.0) } + more)
    }

    @Test(arguments: TestEngine.available)
    func onItsDayItsOwnersWeekAsksAndBothSidesAreAnswered(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let question = try await world.question("Why do youth leave the clubs?")
            let insight = try await world.learned("The clubs have no work.", on: question)
            let onLesson = try await world.get("/insights/\(insight)", as: "diego")
            let form = try await world.get(onLesson.link("Try something in a small way"), as: "diego")
            #expect(try form.form(withButton: "Begin").fields.contains { $0.name == "from" && $0.value == "\(insight)" })
            let place = try #require(try await world.press("Begin", on: form, as: "diego", typing: Self.typed).headers[.location])
            #expect(try await world.get(place, as: "leila").says("It runs until 20 December"))
            #expect(try await world.get("/insights/\(insight)", as: "leila").says("Tried in a small way"))
            world.clock.pass(days: 20)
            let week = try await world.get("/spaces/riverbend/week", as: "diego")
            #expect(try week.says("A small experiment ends: what happened?"))
            let others = try await world.get("/spaces/riverbend/week?all=yes", as: "rosa")
            #expect(try others.says("Somebody of the team has taken it"))
            let page = try await world.get(place, as: "diego")
            let half = try await world.press(
                "Save", on: page, as: "diego", typing: [("happened", "Seven came."), ("verdict", "change"), ("no_good", "yes")])
            #expect(try half.status == 422 && half.says("Say what harm came that nobody had expected, or that you saw none."))
            #expect(try half.form(withButton: "Save").value("happened") == "Seven came.")
            let done = try await world.press("Save", on: half, as: "diego", typing: [("bad", "The elders quarrelled about the plot.")])
            #expect(done.status == 303)
            let shown = try await world.get(place, as: "leila")
            #expect(
                try shown.says("We go on, but do it differently.") && shown.says("The elders quarrelled about the plot.")
                    && shown.says("None seen."))
            #expect(try await !world.get("/spaces/riverbend/week?all=yes", as: "diego").says("A small experiment ends"))
            #expect(
                try await world.get("/spaces/riverbend/experiments", as: "leila").says("Young people stay when the club has work for them.")
            )
        }
    }

    @Test(arguments: TestEngine.available)
    func aDecisionThatFollowsIsJoinedToIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let question = try await world.question("Why do youth leave the clubs?")
            let place = try #require(try await begun(world, on: question).headers[.location])
            _ = try await world.press(
                "Save", on: world.get(place, as: "diego"), as: "diego",
                typing: [("happened", "Seven came."), ("verdict", "keep"), ("no_good", "yes"), ("no_bad", "yes")])
            let decided = try await world.decides("Each club gets a plot", on: question)
            let decision = try #require(decided.headers[.location]?.split(separator: "/").last)
            let page = try await world.get(place, as: "diego")
            let joined = try await world.press("Join them", on: page, as: "diego", typing: [("next", "\(decision)")])
            #expect(joined.status == 303)
            #expect(try await world.get(place, as: "diego").says("Each club gets a plot"))
            #expect(try await world.get("/decisions/\(decision)", as: "diego").says("Tried in a small way"))
            #expect(try await world.post("\(place)/joining", as: "diego", [("next", "\(question)")]).status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func onlyTheTeamTriesAndOnlyWhereThePlaceUsesIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Why do youth leave the clubs?")
            #expect(try await world.get("/questions/\(question)/experiments/new", as: "diego").status == 404)
            #expect(try await !world.get("/questions/\(question)", as: "diego").says("Try something in a small way"))
            try await switchOn(world)
            #expect(try await world.get("/questions/\(question)", as: "diego").says("Try something in a small way"))
            for name in ["leila", "omar"] {
                #expect(try await world.get("/questions/\(question)/experiments/new", as: name).status == 403)
                #expect(try await world.post("/questions/\(question)/experiments", as: name, Self.typed).status == 403)
            }
            let refused = try await begun(world, on: question, typing: [("see", ""), ("until", "2028-01-01")])
            #expect(try refused.status == 422 && refused.says("Without it, nobody can tell.") && refused.says("within half a year"))
            #expect(try refused.form(withButton: "Begin").value("smallest") == "Give one club a plot.")
            let place = try #require(try await begun(world, on: question).headers[.location])
            for path in ["/result", "/joining", "/withdrawal"] {
                let typed = [
                    ("_version", "1"), ("verdict", "keep"), ("happened", "x"), ("no_good", "yes"), ("no_bad", "yes"), ("because", "x"),
                ]
                #expect(try await world.post(place + path, as: "leila", typed).status == 403, "\(path)")
                #expect(try await world.post(place + path, as: "omar", typed).status == 404, "\(path)")
            }
            _ = try await world.press(
                "Take it back", on: world.get(place, as: "rosa"), as: "rosa", typing: [("because", "It was begun twice.")])
            #expect(try await world.get(place, as: "diego").status == 404)
            #expect(try await !world.get("/spaces/riverbend/week?all=yes", as: "diego").says("A small experiment ends"))
        }
    }

    /// Two say at once what happened: the second sees both, and what stands is not written over.
    @Test(arguments: TestEngine.available)
    func whoWasSlowerSeesBoth(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let place = try #require(try await begun(world, on: world.question("Why do youth leave?")).headers[.location])
            let (one, other) = (try await world.get(place, as: "diego"), try await world.get(place, as: "rosa"))
            let none = [("no_good", "yes"), ("no_bad", "yes")]
            _ = try await world.press("Save", on: one, as: "diego", typing: [("happened", "Seven came."), ("verdict", "keep")] + none)
            let raced = try await world.press(
                "Save", on: other, as: "rosa", typing: [("happened", "Nobody came."), ("verdict", "stop")] + none)
            #expect(try raced.status == 409 && raced.says("Seven came.") && raced.says("Nobody came."))
            #expect(try await world.get(place, as: "leila").says("Seven came."))
        }
    }

    @Test(arguments: ["en", "ar", "ru"])
    func theFormsAreLight(language: String) async throws {
        try await withWorld(.sqlite) { world in
            try await switchOn(world)
            let question = try await world.question("Why do youth leave the clubs?")
            for n in 0..<6 { _ = try await world.learned("The clubs have no work, \(n).", on: question) }
            let path = "/questions/\(question)/experiments/new"
            let answer = try await world.get(path, as: "amina", in: language, headers: [.acceptEncoding: "gzip"])
            let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
            #expect(answer.status == 200 && answer.bytes.count + headers <= 5_120, "\(answer.bytes.count + headers)")
        }
    }
}
