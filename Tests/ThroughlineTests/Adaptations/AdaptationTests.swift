import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// A lesson used elsewhere, and what came of it (domain 9): the origin is told, harm stands first, what failed counts too.
struct AdaptationTests {
    private static let four = [
        ("took", "Rotating host villages"), ("changed", "Four hours instead of two days; women only in the first hour."),
        ("happened", ""), ("tell", "Ask the hosts first."), ("openness", "circle"),
    ]

    private func switchOn(_ world: World, _ practices: [Practice] = [.adaptations]) async throws {
        let (act, place) = (world.house.act(by: nil), world.riverbend)
        try await world.db.write { tx in
            let version = try PlaceStore(tx).find(place.id).version
            try PracticeStore(tx).choose(Set(practices), in: place, seen: version, by: act)
        }
    }

    /// Diego's lesson in Riverbend, shown to Saffron.
    private func lesson(_ world: World, openTo openness: Openness = .circle) async throws -> ID<Item> {
        let question = try await world.question("What keeps the villages talking?")
        let insight = try await world.learned("Villages host each other in turn.", on: question, openTo: openness)
        let (act, saffron) = (world.house.act(by: try world.person("diego")), world.saffron.id)
        try await world.db.write { tx in
            guard let item = try LineStore(tx).unseen(insight) else { throw Refusal.notFound }
            try LineStore(tx).show(item, to: saffron, by: act)
        }
        return insight
    }

    private func use(_ world: World, _ record: String, as name: String, typing more: [(String, String)] = []) async throws -> Answer {
        let form = try await world.get("/records/\(record)/using", as: name)
        let names = Set(more.map(\.0))
        return try await world.press("Write it down", on: form, as: name, typing: Self.four.filter { !names.contains($0.0) } + more)
    }

    private func id(_ answer: Answer) throws -> String { String(try #require(answer.headers[.location]).split(separator: "/").last ?? "") }

    /// Domain 9.c: kept in one place, worse in a third: 2 tested, 1 kept, depth 2.
    @Test(arguments: TestEngine.available)
    func aLessonTravelsTwiceAndWhatFailedCountsToo(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let insight = try await lesson(world)
            let first = try id(await use(world, "\(insight)", as: "leila"))
            let page = try await world.get("/adaptations/\(first)", as: "leila")
            #expect(try page.says("They are trying it"))
            let better = try await world.press(
                "Save", on: page, as: "leila", typing: [("result", "better"), ("happened", "More women spoke.")])
            #expect(better.status == 303)
            _ = try await world.press("We keep it", on: world.get("/adaptations/\(first)", as: "leila"), as: "leila")
            let (act, saffron) = (world.house.act(by: nil), world.saffron.id)
            try await world.db.write { tx in
                guard let item = try LineStore(tx).unseen(ID(first)) else { throw Refusal.notFound }
                try LineStore(tx).show(item, to: saffron, by: act)
            }
            world.clock.pass(days: 80)
            let second = try id(await use(world, first, as: "nadia", typing: [("took", "Their shorter meeting")]))
            _ = try await world.press(
                "Save", on: world.get("/adaptations/\(second)", as: "nadia"), as: "nadia",
                typing: [("result", "worse"), ("happened", "Nobody came in the harvest.")])
            let tree = try await world.get("/insights/\(insight)/lineage", as: "diego")
            #expect(try tree.says("Written down: 2. Tested: 2, kept: 1. Places in which it was tested: 2. Longest chain: 2."))
            #expect(try tree.says("Tested, and kept") && tree.says("worse than before") && tree.says("Saffron Valley Women's Network"))
            #expect(try tree.page().elements(named: "svg").contains { $0.attribute("aria-hidden") == "true" })
            let onLesson = try await world.get("/insights/\(insight)", as: "diego")
            #expect(try onLesson.says("Tested: 2, kept: 1."))
        }
    }

    /// Domain 9.e: who wrote it under another name is not in the trace, in no log and in no table.
    @Test(arguments: TestEngine.available)
    func whoChoseAnotherNameIsNowhere(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let insight = try await lesson(world)
            let used = try id(await use(world, "\(insight)", as: "nadia", typing: [("naming", "other"), ("called", "Gul")]))
            let read = try await world.get("/adaptations/\(used)", as: "diego")
            #expect(try read.says("Gul") && !read.says("Nadia"))
            let tree = try await world.get("/insights/\(insight)/lineage", as: "diego")
            #expect(try tree.says("Rotating host villages") && !tree.says("Nadia"))
            #expect(try await !world.get("/spaces/saffron/done", as: "omar").body.contains("Nadia"))
            let nadia = try world.person("nadia")
            _ = try await world.press(
                "Save", on: world.get("/adaptations/\(used)", as: "nadia"), as: "nadia", typing: [("result", "same")])
            let traces = try await world.db.read { tx in
                var traces: [Int] = []
                let item: ID<Item> = ID(used)
                traces.append(try tx.run("SELECT id FROM items WHERE id = \(item) AND (author_id = \(nadia) OR made_at IS NOT NULL)").count)
                traces.append(
                    try tx.run("SELECT id FROM audit WHERE item_id = \(item) AND (actor_id IS NOT NULL OR made_at IS NOT NULL)").count)
                traces.append(try tx.run("SELECT from_id FROM links WHERE from_id = \(item) AND by_id IS NOT NULL").count)
                traces.append(try tx.run("SELECT item_id FROM shares WHERE item_id = \(item) AND by_id = \(nadia)").count)
                return traces
            }
            #expect(traces == [0, 0, 0, 0])
        }
    }

    /// Harm is told to those who learned it, and stands before everything else.
    @Test(arguments: TestEngine.available)
    func thoseWhoLearnedItAreToldAndHarmStandsFirst(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let insight = try await lesson(world)
            let used = try id(await use(world, "\(insight)", as: "nadia"))
            #expect(world.post.sent.isEmpty, "not at the moment it is written")
            world.clock.pass(days: 1)
            #expect(try await world.runJobs().isEmpty)
            let told = world.post.sent.filter { $0.subject == "Somebody used what you learned" }
            #expect(told.map(\.to) == ["diego@example.org"])
            #expect(told.first?.text.contains("Saffron Valley Women's Network used this") == true)
            _ = try await world.press(
                "Save", on: world.get("/adaptations/\(used)", as: "nadia"), as: "nadia",
                typing: [("result", "harm"), ("happened", "Two hosts were threatened.")])
            world.clock.pass(days: 1)
            #expect(try await world.runJobs().isEmpty)
            #expect(world.post.sent.last?.text.contains("It did harm there.") == true)
            for path in ["/insights/\(insight)/lineage", "/insights/\(insight)"] {
                let page = try await world.get(path, as: "diego")
                let text = try page.page().text
                let harm = try #require(text.range(of: "It did harm:"))
                let counts = try #require(text.range(of: "Written down: 1."))
                #expect(harm.lowerBound < counts.lowerBound && text.contains("Two hosts were threatened."))
            }
            #expect(try await world.get("/adaptations/\(used)", as: "diego").says("It did harm here."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoMayNotReadItIsNotTold(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let insight = try await lesson(world)
            let refused = try await use(world, "\(insight)", as: "omar", typing: [("openness", "team")])
            #expect(try refused.status == 422 && refused.says("is not shown to another place"))
            #expect(try refused.form(withButton: "Write it down").value("took") == "Rotating host villages")
            let form = try refused.form(withButton: "Write it down")
            let kept = form.fields.filter { $0.name != "shows" }.map { ($0.name, $0.value) }
            let used = try id(await world.post(form.action, as: "omar", kept))
            world.clock.pass(days: 1)
            _ = try await world.runJobs()
            #expect(world.post.sent.isEmpty)
            #expect(try await world.get("/adaptations/\(used)", as: "diego").status == 404)
            #expect(try await world.get("/insights/\(insight)", as: "diego").says("Nobody has written down so far that they used it."))
            #expect(try await world.get("/adaptations/\(used)", as: "nadia").status == 404, "the team's alone")
            #expect(try await world.get("/adaptations/\(used)", as: "omar").status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func nothingOfItIsThereWhereThePlaceDoesNotUseIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let insight = try await lesson(world)
            for name in ["diego", "leila", "omar"] {
                #expect(try await !world.get("/insights/\(insight)", as: name).says("Where it was used"))
                #expect(try await world.get("/records/\(insight)/using", as: name).status == 404)
                #expect(try await world.get("/insights/\(insight)/lineage", as: name).status == 404)
                #expect(try await world.post("/records/\(insight)/using", as: name, Self.four).status == 404)
            }
            #expect(try await world.rows("adaptations") == 0)
            try await switchOn(world)
            #expect(try await world.get("/records/\(insight)/using").status == 404, "a stranger does not see the lesson")
            let question = try await world.question("How do we begin?")
            #expect(try await world.get("/records/\(question)/using", as: "diego").status == 404, "a question is no lesson")
        }
    }

    @Test(arguments: TestEngine.available)
    func badInputKeepsWhatWasTypedAndAnotherPlaceMayNotTouchIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let insight = try await lesson(world)
            let empty = try await use(world, "\(insight)", as: "leila", typing: [("changed", ""), ("naming", "other"), ("called", "")])
            #expect(
                try empty.status == 422 && empty.says("Say what you changed, or that you changed nothing.")
                    && empty.says("Write the name on one line"))
            #expect(try empty.form(withButton: "Write it down").value("tell") == "Ask the hosts first.")
            let used = try id(await use(world, "\(insight)", as: "leila", typing: [("openness", "circle")]))
            let typed = [("_version", "1"), ("do", "keep"), ("result", "better"), ("because", "No."), ("took", "x"), ("changed", "y")]
            for path in ["/more", "/step", "/result", "/withdrawal"] {
                #expect(try await world.post("/adaptations/\(used)" + path, as: "omar", typed).status == 404, "\(path)")
            }
            let page = try await world.get("/adaptations/\(used)", as: "leila")
            let none = try await world.press("Save", on: page, as: "leila", typing: [("happened", "It went well.")])
            #expect(try none.status == 422 && none.says("Choose one.") && none.says("It went well."))
            #expect(
                try await world.post("/adaptations/\(used)/step", as: "leila", [("_version", "1"), ("do", "keep")]).status == 409,
                "not tested yet")
            let silent = try await world.press("Take it back", on: page, as: "leila")
            #expect(try silent.status == 422 && silent.says("Say why, so that others can follow."))
            _ = try await world.press("Take it back", on: silent, as: "leila", typing: [("because", "It was another lesson.")])
            #expect(try await world.get("/adaptations/\(used)", as: "leila").status == 404)
        }
    }

    /// Two people change the same one at once: the second sees both texts.
    @Test(arguments: TestEngine.available)
    func nobodysWordsAreLost(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let insight = try await lesson(world)
            let used = try id(await use(world, "\(insight)", as: "leila"))
            let (one, other) = (
                try await world.get("/adaptations/\(used)/more", as: "leila"), try await world.get("/adaptations/\(used)/more", as: "rosa")
            )
            _ = try await world.press(
                "Save", on: one, as: "leila", typing: [("why", "Two days were too long."), ("core", "yes"), ("changes", "length")])
            let raced = try await world.press("Save", on: other, as: "rosa", typing: [("why", "Nobody could stay away from the fields.")])
            #expect(
                try raced.status == 409 && raced.says("Two days were too long.") && raced.says("Nobody could stay away from the fields."))
            _ = try await world.press("Use my text", on: raced, as: "rosa")
            let page = try await world.get("/adaptations/\(used)", as: "leila")
            #expect(try page.says("Nobody could stay away from the fields.") && !page.says("Two days were too long."))
        }
    }

    /// A hidden variant ends its branch, and the counts with it.
    @Test(arguments: TestEngine.available)
    func whatAReaderMayNotSeeIsNotCountedForThem(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let insight = try await lesson(world)
            let used = try id(await use(world, "\(insight)", as: "diego", typing: [("openness", "team")]))
            _ = try await world.press("Save", on: world.get("/adaptations/\(used)", as: "diego"), as: "diego", typing: [("result", "harm")])
            #expect(try await world.get("/insights/\(insight)/lineage", as: "rosa").says("Tested: 1"))
            let theirs = try await world.get("/insights/\(insight)/lineage", as: "leila")
            #expect(try !theirs.says("Tested: 1") && !theirs.says("It did harm") && theirs.says("Nobody has written down so far"))
        }
    }

    /// Five kilobytes at most, in the heaviest languages too.
    @Test(arguments: ["en", "ar", "ru"])
    func theFormsAreLight(language: String) async throws {
        try await withWorld(.sqlite) { world in
            try await switchOn(world, Practice.allCases)
            let insight = try await lesson(world)
            let used = try id(await use(world, "\(insight)", as: "leila"))
            for path in ["/records/\(insight)/using", "/adaptations/\(used)/more", "/spaces/riverbend/practices"] {
                let answer = try await world.get(path, as: "amina", in: language, headers: [.acceptEncoding: "gzip"])
                let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
                #expect(answer.status == 200 && answer.bytes.count + headers <= 5_120, "\(answer.bytes.count + headers) \(path)")
            }
        }
    }
}
