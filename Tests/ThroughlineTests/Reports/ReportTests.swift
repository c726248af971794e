import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Reports in sizes (features I3): a line and three points that somebody writes, and the rest from the record, for whoever reads it.
struct ReportTests {
    @Test(arguments: TestEngine.available)
    func aReportIsWrittenReadBySomebodyElseAndPublishedInFourSizes(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await ReportStory.told(world)
            let path = try await story.written()
            #expect(try await world.get(path, as: "leila").status == 404, "a draft is the team's")
            let own = try await world.get(path, as: "diego")
            #expect(try own.says("Somebody who did not write it reads it before it goes out."))
            #expect(try !own.page().buttons.contains("Publish it") && !own.page().buttons.contains("I have read it, and it is right"))
            #expect(try await world.post(path + "/check", as: "diego", [("_version", "1")]).status == 403)
            try await story.goOut(path)
            let line = try await world.get(path + "?size=line")
            #expect(try line.says(ReportStory.line) && !line.says("A club with a plot"))
            let points = try await world.get(path + "?size=points")
            #expect(try points.says("Nobody has asked those who never came.") && !points.says("Ours had work"))
            let page = try await world.get(path)
            #expect(try page.says("The clubs have no work.") && page.says("Ours had work, and they left all the same."))
            #expect(try page.says("Each club gets a plot") && page.says("Promised, not done") && page.says("The truck broke"))
            #expect(try page.says("Girls under sixteen.") && page.says("A second person has read it before it went out."))
            #expect(try page.says(ReportStory.cleared) && !page.says(ReportStory.kept) && !page.says("There was only talk."))
            let all = try await world.get(path + "?size=all", as: "leila")
            #expect(try all.says("Nine have one") && all.says("Nobody has seen a change yet."))
            #expect(try !all.says(ReportStory.kept), "what Leila could read, its readers could not")
            // Listed quietly, and what it rests on says where it stands.
            #expect(try await world.get("/spaces/riverbend/published").says(ReportStory.line))
            for place in ["/insights/\(story.insight)", "/questions/\(story.story.question)"] {
                #expect(try await world.get(place).says("It stands in a report"), "\(place)")
            }
            let decision = try await world.db.read { try $0.run("SELECT id FROM decisions").first?.text("id") }
            #expect(try await world.get("/decisions/\(try #require(decision))").says("It stands in a report"))
        }
    }

    @Test(arguments: TestEngine.available)
    func smallNumbersAndWhatIsNotOpenStayOut(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await ReportStory.told(world)
            let act = world.house.act(by: try world.person("diego"))
            let asked = try await world.read(story.story.question)
            _ = try await world.db.write { tx in
                try InsightStore(tx).add("Only the team may know this.", in: "en", from: asked, evidence: [], by: act)
            }
            let path = try await story.published()
            for name in [nil, "leila", "amina"] {
                let page = try await world.get(path + "?size=all", as: name)
                #expect(try page.says("A few people answered") && !page.says("3 people answered"), "\(name ?? "a stranger")")
                #expect(try !page.says("Only the team may know this."))
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsTooLongIsRefusedAndNothingTypedIsLost(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await ReportStory.told(world)
            let form = try await world.get("/questions/\(story.story.question)/reports/new", as: "diego")
            let long = Array(repeating: "word", count: 26).joined(separator: " ")
            let refused = try await world.press(
                "Save", on: form, as: "diego",
                typing: ReportStory.typed.filter { !["line", "point2"].contains($0.0) } + [
                    ("line", String(repeating: "a", count: 141)), ("point2", long),
                ])
            #expect(try refused.status == 422 && refused.says("Keep it under 25 words") && refused.says("Keep this under 140 characters."))
            #expect(try refused.form(withButton: "Save").value("point2") == long)
            #expect(try refused.form(withButton: "Save").value("missing") == "Girls under sixteen.")
            let without = try await world.post(
                "/questions/\(story.story.question)/reports", as: "diego", [("line", "A line."), ("openness", "team")])
            #expect(try without.status == 422 && without.says("Choose at least one thing that was learned."))
            #expect(try await world.rows("reports") == 0)
            // Half of it is a draft, and says what is missing.
            let half = try await story.written([("point3", "")])
            #expect(try await world.get(half, as: "rosa").says("Before it goes out it needs: The third point."))
            #expect(try await world.post(half + "/check", as: "rosa", [("_version", "1")]).status == 409)
            #expect(try await world.post(half + "/publishing", as: "rosa", [("_version", "1")]).status == 409)
        }
    }

    /// Domain 0.3, G1: words are quoted only where their speaker lets that happen, when it is written and when it is read.
    @Test(arguments: TestEngine.available)
    func wordsThatMayNotBeQuotedAreRefusedAndLaterGoFromItAndStopEveryFile(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await ReportStory.told(world)
            let form = try await world.get("/questions/\(story.story.question)/reports/new", as: "diego")
            let refused = try await world.press(
                "Save", on: form, as: "diego", typing: ReportStory.typed + [("introduction", "They said: “\(ReportStory.kept)”")])
            #expect(try refused.status == 422 && refused.says("Words stand here whose speaker did not allow them"))
            let path = try await story.published([("introduction", "They said: “\(ReportStory.cleared)”")])
            #expect(try await world.get(path).says("They said:"))
            #expect(try await world.get(path + "/file?as=json").status == 200)
            // Yusuf does not want to be quoted any more: the part is on no page, and no file is made.
            let mine = try await story.story.myWords(story.codes[0])
            let changed = try await world.press("Save", on: mine, typing: [("quotable", "no")])
            #expect(changed.status < 400)
            for name in [nil, "leila", "diego"] {
                let page = try await world.get(path + "?size=all", as: name)
                #expect(try !page.says("They said:") && !page.says(ReportStory.cleared), "\(name ?? "a stranger")")
            }
            let stopped = try await world.get(path + "/file?as=json")
            #expect(try stopped.status == 422 && stopped.says("No file can be made of it until the team has looked at it again."))
            let team = try await world.get(path + "/file?as=json", as: "diego")
            #expect(try team.status == 422 && team.says("Say it in your own words: The introduction."))
            #expect(try await world.get(path, as: "diego").says("The introduction."))
        }
    }

    /// Nobody let them through, and they were quoted on the day they were said: they go all the same.
    @Test(arguments: TestEngine.available)
    func wordsQuotedOnTheDayTheyWereSaidGoWhenTheyAreTakenBack(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await ReportStory.told(world)
            let words = "Nobody walks home with the girls after dark."
            let voice = try await world.voice(words, to: world.read(story.story.question), openness: .everyone, quotable: true)
            let path = try await story.published([("introduction", "They said: “\(words)”")])
            #expect(try await world.get(path + "?size=all").says(words))
            world.clock.pass(days: 3)
            try await world.withdraw(voice)
            for name in [nil, "diego"] as [String?] { #expect(try await !world.get(path + "?size=all", as: name).says(words)) }
            let left = try await world.db.read {
                try $0.run("SELECT 1 AS one FROM texts WHERE body LIKE '%walks home with the girls%'").count
            }
            #expect(left == 0)
            #expect(try await world.get(path + "/file?as=json").status == 422, "and no file is made until somebody looked at it")
        }
    }

    /// The line of a report whose words may be quoted no more stands on no list and on no path either.
    @Test(arguments: TestEngine.available)
    func aLineThatMayNotStandIsNamedNowhere(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await ReportStory.told(world)
            _ = try await story.published([("line", ReportStory.cleared)])
            let pages = ["/spaces/riverbend/published", "/questions/\(story.story.question)", "/insights/\(story.insight)"]
            #expect(try await world.get(pages[0]).says(ReportStory.cleared))
            #expect(try await world.get(pages[1]).body.contains("/reports/"))
            // Those who watch over the place put the words out of sight: nothing is cut out of the report itself.
            let voice = try await world.db.read { try $0.run("SELECT voice_id FROM report_quotes").first?.id("voice_id") as ID<Item>? }
            let quoted = try #require(voice)
            let nobody = Audience.nobody.rawValue
            try await world.db.write { try $0.run("UPDATE items SET state = 'hidden', audience = \(nobody) WHERE id = \(quoted)") }
            for name in [nil, "leila"] as [String?] {
                let list = try await world.get(pages[0], as: name)
                #expect(try !list.says(ReportStory.cleared))
                let path = try await world.get(pages[1], as: name).page().elements(named: "ol").map(\.text).joined()
                #expect(!path.contains(ReportStory.cleared), "the path of the question")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func wordsThatAreTakenBackGoFromThePageAndFromTheNextFile(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await ReportStory.told(world)
            world.clock.pass(days: 1)
            let path = try await story.published([("introduction", "They said: “\(ReportStory.cleared)”")])
            let mine = try await story.story.myWords(story.codes[0])
            _ = try await world.press("Take my words back", on: world.press("Take my words back", on: mine))
            let page = try await world.get(path + "?size=all")
            #expect(try !page.says(ReportStory.cleared) && !page.says("They said:") && page.says("The clubs have no work."))
            #expect(try page.says("Some words it rested on were taken back since."))
            #expect(try await world.get(path + "/file?as=json").status == 422)
            #expect(try await world.rows("report_quotes") == 0)
            let left = try await world.db.read { try $0.run("SELECT 1 AS one FROM texts WHERE body LIKE '%goats have to go up%'").count }
            #expect(left == 0)
            // A new edition says it in other words, and files are made again.
            let form = try await world.follow(
                world.press("Write a new edition", on: world.get(path, as: "diego"), as: "diego"), as: "diego")
            let next = try await world.press(
                "Save", on: form, as: "diego", typing: [("introduction", "They spoke of goats."), ("change", "Words were taken back.")])
            let place = try #require(next.headers[.location])
            try await story.goOut(place)
            #expect(try await world.get(place + "/file?as=json").status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func aNewEditionSaysWhatIsDifferentAndTheOldOneLeadsToIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await ReportStory.told(world)
            let path = try await story.published()
            let begun = try await world.press("Write a new edition", on: world.get(path, as: "rosa"), as: "rosa")
            let place = try #require(begun.headers[.location])
            #expect(place.hasSuffix("/wording"))
            let again = try await world.post(path + "/edition", as: "diego", [("_version", "9")])
            #expect(again.headers[.location].map { place.hasPrefix($0) } == true, "one is being written already")
            let next = String(place.dropLast("/wording".count))
            #expect(try await world.get(next, as: "diego").says("What is different from the edition before"))
            let form = try await world.get(place, as: "rosa")
            #expect(try form.form(withButton: "Save").value("line") == ReportStory.line)
            _ = try await world.press(
                "Save", on: form, as: "rosa",
                typing: [("change", "Two more clubs answered."), ("line", "Work keeps young people in the clubs.")])
            _ = try await world.press("I have read it, and it is right", on: world.get(next, as: "diego"), as: "diego")
            #expect(try await world.press("Publish it", on: world.get(next, as: "diego"), as: "diego").status == 303)
            let new = try await world.get(next + "?size=all")
            #expect(try new.says("Two more clubs answered.") && new.says("edition 2"))
            let old = try await world.get(path)
            #expect(try old.says("There is a newer edition of it.") && old.says(ReportStory.line) && old.link("Read that one") == next)
            let list = try await world.get("/spaces/riverbend/published")
            #expect(try list.says("Work keeps young people") && !list.says(ReportStory.line))
        }
    }

    @Test(arguments: TestEngine.available)
    func ofTwoWhoWriteAtOnceNobodyLosesAWord(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await ReportStory.told(world)
            let path = try await story.written()
            let (one, other) = (try await world.get(path + "/wording", as: "diego"), try await world.get(path + "/wording", as: "rosa"))
            #expect(try await world.press("Save", on: one, as: "diego", typing: [("line", "Diego's line.")]).status == 303)
            let raced = try await world.press("Save", on: other, as: "rosa", typing: [("line", "Rosa's line."), ("missing", "Boys too.")])
            #expect(try raced.status == 409 && raced.says("Diego's line.") && raced.says("Rosa's line.") && raced.says("Boys too."))
            #expect(try await world.press("Use my text", on: raced, as: "rosa").status == 303)
            #expect(try await world.get(path, as: "diego").says("Rosa's line."))
            // Whoever has read it has read those words: changed, it is read again.
            let third = try await world.press(
                "Save", on: world.get(path + "/wording", as: "diego"), as: "diego", typing: [("line", "A third line.")])
            #expect(third.status == 303)
            let now = try await world.get(path, as: "rosa")
            #expect(try !now.page().buttons.contains("I have read it, and it is right"), "she wrote it too")
            #expect(try await world.press("I have read it, and it is right", on: world.get(path, as: "amina"), as: "amina").status == 303)
            _ = try await world.press(
                "Save", on: world.get(path + "/wording", as: "diego"), as: "diego", typing: [("line", "A fourth line.")])
            #expect(try await !world.get(path, as: "diego").page().buttons.contains("Publish it"))
        }
    }

    @Test(arguments: TestEngine.available)
    func onlyTheTeamWritesAndOnlyWhereThePlaceUsesIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Why do youth leave the clubs?")
            _ = try await world.learned("The clubs have no work.", on: question)
            #expect(try await world.get("/questions/\(question)/reports/new", as: "diego").status == 404)
            #expect(try await world.get("/questions/\(question)/closing-pack").status == 404)
            #expect(try await !world.get("/questions/\(question)", as: "diego").says("Write a report"))
            #expect(try await !world.get("/spaces/riverbend/more", as: "leila").says("Reports"))
            try await ReportStory.use(world)
            #expect(try await world.get("/questions/\(question)", as: "diego").link("Write a report").hasSuffix("/reports/new"))
            #expect(try await world.get("/spaces/riverbend/more").says("Reports"))
            for name in ["leila", "omar"] {
                #expect(try await world.get("/questions/\(question)/reports/new", as: name).status == 403)
                #expect(try await world.post("/questions/\(question)/reports", as: name, ReportStory.typed).status == 403)
            }
            let gathered = try await world.press(
                "Save", on: world.get("/spaces/riverbend/published/new", as: "diego"), as: "diego",
                typing: ReportStory.typed.filter { $0.0 != "openness" } + [("openness", "circle"), ("from", try await id(world))])
            let path = try #require(gathered.headers[.location])
            for act in ["wording", "check", "publishing", "edition", "withdrawal"] {
                #expect(try await world.post("\(path)/\(act)", as: "leila", [("_version", "1"), ("because", "x")]).status == 404, "\(act)")
                #expect(try await world.post("\(path)/\(act)", as: "omar", [("_version", "1"), ("because", "x")]).status == 404, "\(act)")
            }
            let bare = try await world.press("Take it back", on: world.get(path, as: "rosa"), as: "rosa")
            #expect(try bare.status == 422 && bare.says("Say why, so that others can follow."))
            #expect(try await world.press("Take it back", on: bare, as: "rosa", typing: [("because", "Too early.")]).status == 303)
            #expect(try await world.get(path, as: "diego").status == 404)
        }
    }

    private func id(_ world: World) async throws -> String {
        try await world.db.read { try $0.run("SELECT id FROM insights").first?.text("id") } ?? ""
    }

    @Test(arguments: TestEngine.available)
    func whereNobodyElseCouldReadItItGoesOutAndSaysSo(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await ReportStory.told(world)
            let path = try await story.written()
            try await world.db.write { try $0.run("DELETE FROM memberships WHERE role IN ('steward', 'weaver')") }
            let page = try await world.get(path, as: "diego")
            #expect(try page.says("Nobody else here can read it first. It can go out, and says so."))
            #expect(try await world.press("Publish it", on: page, as: "diego").status == 303)
            #expect(try await world.get(path).says("No second person has read it before it went out."))
        }
    }

    @Test(arguments: ["en", "ar", "ru"])
    func theFormsAreLight(language: String) async throws {
        try await withWorld(.sqlite) { world in
            let story = try await ReportStory.told(world)
            for n in 0..<6 { _ = try await world.learned("The clubs have no work, \(n).", on: story.story.question) }
            let path = try await story.published([("openness", "circle")])
            let next = try await world.press("Write a new edition", on: world.get(path, as: "diego"), as: "diego").headers[.location]
            for place in ["/questions/\(story.story.question)/reports/new", "/spaces/riverbend/published/new", try #require(next)] {
                let answer = try await world.get(place, as: "amina", in: language, headers: [.acceptEncoding: "gzip"])
                let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
                #expect(answer.status == 200 && answer.bytes.count + headers <= 5_120, "\(answer.bytes.count + headers) \(place)")
            }
        }
    }
}
