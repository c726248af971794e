import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Most significant change (domain 2): stories, panels that choose among them and say why, and everybody who told one hears it.
struct PanelTests {
    /// 2.e: 18 stories about trust in police, the village panel picks 4, the district 1, each with a reason; the 14 unchosen hear it.
    @Test(arguments: TestEngine.available)
    func eighteenStoriesAreReadTheVillagePicksFourAndTheDistrictOne(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let changes = try await ChangeStory.collecting(world, ["Trust in police", "Work"])
            var codes: [String] = []
            for n in 1...18 {
                codes.append(
                    try await changes.tell(
                        n == 3 ? "Le marché du troisième jour" : "The market of day \(n)", language: n == 3 ? "fr" : "en"))
            }
            try await changes.tell("A plot for the club", domain: 2)
            try await changes.story.letThrough()
            let desk = try await world.get("/questions/\(changes.question)/changes", as: "diego")
            #expect(try desk.says("Trust in police") && desk.says("18 stories that you may read"))

            let village = try changes.panel(try await changes.call([("members", "Leila, Rosa"), ("most", "4")]))
            #expect(try await changes.page(village, as: "diego").says("It reads 18 stories."))
            var four: [ID<Item>] = []
            for n in [2, 7, 11, 16] { four.append(try await changes.voice("The market of day \(n)\n")) }
            try await changes.pick(four[0], "She had never dared before.", on: village, as: "leila")
            try await changes.pick(four[1], "The youngest of all.", on: village, as: "rosa")
            let chosen = try await changes.choose(
                four.enumerated().map { ($0.element, "Reason number \($0.offset + 1).") }, against: "Two are about the same officer.",
                on: village, as: "leila")
            #expect(chosen.status == 303)

            let district = try changes.panel(
                try await changes.call(
                    [("name", "The district"), ("level", "organisation"), ("members", "Amina, Rosa")], from: village))
            #expect(try await changes.page(district, as: "amina").says("It reads 4 stories."))
            try await changes.pick(four[2], "It lasted.", on: district, as: "amina")
            try await changes.pick(four[2], "It lasted, and costs nothing.", on: district, as: "rosa")
            try await changes.choose([(four[2], "Here the officer came back every week.")], on: district, as: "amina")

            let page = try await changes.page(district, as: "leila")
            #expect(try page.says("What it chose, and why") && page.says("The market of day 11"))
            #expect(try page.says("Here the officer came back every week."))
            let below = try await changes.page(village, as: "leila")
            for n in 1...4 { #expect(try below.says("Reason number \(n).")) }
            #expect(try below.says("Two are about the same officer."))

            // The fourteen that were not chosen stay, and whoever told one reads the chosen story and the reasons by their own words.
            let unchosen = codes.enumerated().filter { ![2, 7, 11, 16].contains($0.offset + 1) }.map(\.element)
            #expect(unchosen.count == 14)
            for code in unchosen {
                let mine = try await changes.story.myWords(code)
                #expect(try mine.says("Your story was among those it read."))
                #expect(try mine.says("The officer came to the market and listened to The market of day 11."))
                #expect(try mine.says("Here the officer came back every week.") && mine.says("Reason number 1."))
            }
            // In what they are told by their own door, in their language, stand the story and the reason.
            let list = try await world.get("/questions/\(changes.question)/telling", as: "rosa")
            #expect(try list.says("in Français"))
            for href in try list.page().links.filter({ $0.text == "Read and send" }).map(\.href) {
                let text = try await world.get(href, as: "rosa").form(withButton: "Told").value("text") ?? ""
                #expect(text.contains("The market of day 11") && text.contains("Here the officer came back every week."))
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodySeesWhatAnotherChoseUntilAllHaveAndNobodyOutsideEver(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let changes = try await ChangeStory.collecting(world)
            for n in 1...3 { try await changes.tell("Story \(n)") }
            try await changes.story.letThrough()
            let panel = try changes.panel(try await changes.call([("members", "Leila, Rosa")]))
            _ = try await world.runJobs()
            #expect(world.post.sent.count { $0.subject == "You are asked to read stories of change" } == 2)
            let (first, second) = (try await changes.voice("Story 1\n"), try await changes.voice("Story 2\n"))

            let waiting = try await world.get("/spaces/riverbend/changes", as: "leila")
            #expect(try waiting.says("It waits for you"))
            let empty = try await world.press("Keep my choice", on: changes.page(panel, as: "leila"), as: "leila")
            #expect(try empty.status == 422 && empty.says("Choose one: write why this one more than the others."))
            let two = try await world.press(
                "Keep my choice", on: empty, as: "leila",
                typing: [("why_\(first)", "Leila's first."), ("why_\(second)", "Leila's second.")])
            #expect(try two.status == 422 && two.says("Only 1 can be chosen. Empty the others."))
            #expect(try two.form(withButton: "Keep my choice").value("why_\(first)") == "Leila's first.", "what was typed is kept")
            try await changes.pick(first, "Leila's reason.", on: panel, as: "leila")

            // Rosa looks after the place's questions and sits on the panel: she sees nothing of it yet.
            let rosas = try await changes.page(panel, as: "rosa")
            #expect(try !rosas.says("Leila's reason.") && rosas.says("1 of 2 have chosen."))
            #expect(try !rosas.page().buttons.contains("Write it down"))
            #expect(
                try await world.post("/panels/\(panel)/choosing", as: "rosa", [("_version", "1"), ("why_\(first)", "Now")]).status == 403)
            // Who does not sit on it chooses nothing.
            #expect(try await world.post("/panels/\(panel)/picks", as: "diego", [("why_\(first)", "Mine")]).status == 403)
            #expect(try await world.post("/panels/\(panel)/picks", as: "omar", [("why_\(first)", "Mine")]).status == 404)

            try await changes.pick(second, "Rosa's reason.", on: panel, as: "rosa")
            _ = try await world.runJobs()
            #expect(world.post.sent.contains { $0.subject == "All on your panel have chosen" })
            for name in ["leila", "rosa"] {
                let page = try await changes.page(panel, as: name)
                #expect(try page.says("Leila's reason.") && page.says("Rosa's reason."))
            }
            // Too late to change one's own alone: the words are given back.
            let late = try await world.post("/panels/\(panel)/picks", as: "leila", [("why_\(first)", "Something else of mine.")])
            #expect(try late.status == 409 && late.says("Something else of mine."))

            try await changes.choose([(second, "Together we chose it.")], on: panel, as: "leila")
            let again = try await world.post(
                "/panels/\(panel)/choosing", as: "rosa", [("_version", "1"), ("why_\(first)", "Rosa wrote it down.")])
            #expect(try again.status == 409 && again.says("Rosa wrote it down.") && again.says("Together we chose it."))
            // Who chose what stays among those who sit on it: not the team, not the steward, not those who told a story.
            for name in ["diego", "amina", "nadia", nil] {
                let page = try await changes.page(panel, as: name)
                #expect(try !page.says("Leila's reason.") && !page.says("Rosa's reason."))
            }
            #expect(try await changes.page(panel, as: "leila").says("Leila's reason."))
            #expect(try await changes.page(panel, as: nil).status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func whoIsLateDoesNotHoldItUp(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let changes = try await ChangeStory.collecting(world)
            for n in 1...2 { try await changes.tell("Story \(n)") }
            try await changes.story.letThrough()
            let panel = try changes.panel(try await changes.call([("members", "Leila, Rosa"), ("until", "2026-11-25")]))
            try await changes.pick(changes.voice("Story 1\n"), "Leila's reason.", on: panel, as: "leila")
            #expect(try await !changes.page(panel, as: "rosa").says("Leila's reason."))
            world.clock.pass(days: 5)
            let page = try await changes.page(panel, as: "rosa")
            #expect(try page.says("Leila's reason.") && page.page().buttons.contains("Write it down"))
        }
    }

    /// What only people of the place may see goes further only when whoever told it said so; what is for the safety lead goes nowhere.
    @Test(arguments: TestEngine.available)
    func sensitiveStoriesNeverGoUpWithoutAYes(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let changes = try await ChangeStory.collecting(world)
            try await world.db.write { tx in
                let act = world.house.act(by: nil)
                try OfficeStore(tx).set([.safety], of: world.person("rosa"), in: world.riverbend.id, seen: [], by: act)
            }
            try await changes.tell("Open to all", upward: false, openness: "everyone")
            try await changes.tell("For people here", upward: false)
            let code = try await changes.tell("For people here and up")
            try await changes.tell("Told to the team", upward: false, openness: "team")
            try await changes.tell("Told to safety", openness: "safety")
            try await changes.story.letThrough()
            #expect(try await world.get("/questions/\(changes.question)/changes", as: "diego").says("4 stories that you may read"))

            let community = try changes.panel(try await changes.call([("members", "Leila, Diego")]))
            let read = try await changes.page(community, as: "diego")
            #expect(try read.says("It reads 3 stories.") && read.says("1 story stays out"))
            #expect(try !read.says("Told to the team") && !read.says("Told to safety"))

            // Nadia pays for the work: she reads what may go to her, without any name, and only while she sits there.
            let funder = try changes.panel(try await changes.call([("level", "funder"), ("members", "Nadia, Diego")]))
            let hers = try await changes.page(funder, as: "nadia")
            #expect(try hers.says("Open to all") && hers.says("For people here and up"))
            #expect(try !hers.says("Told to the team") && !hers.says("Told to safety"))
            let closed = try await changes.voice("For people here\n")
            #expect(try await world.get("/voices/\(closed)", as: "nadia").status == 404)
            #expect(try await changes.page(funder, as: "diego").says("2 stories stay out"))

            // Whoever told it changes their mind: it leaves the panel at once, and the page says so.
            let mine = try await changes.story.myWords(code)
            let up = try await changes.voice("For people here and up")
            #expect(try await world.get("/voices/\(up)", as: "nadia").status == 200)
            let fields = try mine.form(withButton: "Save").fields.filter { $0.name != "to_panels" }.map { ($0.name, $0.value) }
            _ = try await world.shownOnce(world.post("/my-words/consent", fields))
            let after = try await changes.page(funder, as: "diego")
            #expect(try after.says("It reads 1 story.") && after.says("1 of its stories was taken back on 21 November"))
            #expect(try await world.get("/voices/\(up)", as: "nadia").status == 404)
            #expect(try await changes.page(community, as: "diego").says("It reads 3 stories."))
        }
    }

    @Test(arguments: TestEngine.available)
    func aStoryTakenBackLeavesEveryPanelWithTheReasonsAndTheNumbersSaySo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let changes = try await ChangeStory.collecting(world)
            var codes: [String] = []
            for n in 1...4 { codes.append(try await changes.tell("Story \(n)")) }
            try await changes.story.letThrough()
            let panel = try changes.panel(try await changes.call([("members", "Leila, Rosa"), ("most", "2")]))
            let (one, two) = (try await changes.voice("Story 1\n"), try await changes.voice("Story 2\n"))
            for name in ["leila", "rosa"] { try await changes.pick(one, "\(name) chose the first", on: panel, as: name) }
            try await changes.choose([(one, "The first moved us."), (two, "The second too.")], on: panel, as: "rosa")
            let above = try changes.panel(
                try await changes.call([("name", "The next one"), ("members", "Amina, Diego")], from: panel))
            #expect(try await changes.page(above, as: "amina").says("It reads 2 stories."))
            #expect(
                try await world.get("/voices/\(one)", as: "leila").says("A panel read the stories"), "from the story one finds the panel")

            let sure = try await world.press("Take my words back", on: changes.story.myWords(codes[0]))
            #expect(try await world.press("Take my words back", on: sure).status == 200)
            let page = try await changes.page(panel, as: "leila")
            #expect(try page.says("It reads 3 stories.") && page.says("1 of its stories was taken back on 21 November"))
            #expect(try page.says("A story it had chosen is among them.") && page.says("The second too."))
            #expect(try !page.says("The first moved us.") && !page.says("chose the first"))
            #expect(try await changes.page(above, as: "amina").says("It reads 1 story."))
            #expect(try await !changes.story.myWords(codes[2]).says("The first moved us."))

            // With nothing left of its choice it chooses again.
            let last = try await world.press("Take my words back", on: changes.story.myWords(codes[1]))
            _ = try await world.press("Take my words back", on: last)
            #expect(try await changes.page(panel, as: "leila").page().buttons.contains("Write it down"))
            // What was being written about a story that is gone is given back.
            let stale = try await world.post(
                "/panels/\(panel)/choosing", as: "leila", [("_version", "3"), ("why_\(two)", "I had written this.")])
            #expect(try stale.status == 422 && stale.says("A story was taken back while you wrote.") && stale.says("I had written this."))
        }
    }

    @Test(arguments: TestEngine.available)
    func aPanelWithoutScreensReadsPaperAndTheTeamWritesItsChoiceIn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let changes = try await ChangeStory.collecting(world)
            for n in 1...2 { try await changes.tell("Story \(n)") }
            try await changes.tell("Story of Leila", as: "leila")
            try await changes.story.letThrough()
            let panel = try changes.panel(try await changes.call([("paper", "yes")]))
            let sheets = try await world.get("/panels/\(panel)/sheets", as: "diego")
            #expect(
                try sheets.says("What we chose") && sheets.says("Why it matters most to whoever told it") && sheets.says("Story of Leila"))
            #expect(try !sheets.says("told by"), "no name goes along on paper")
            #expect(try await world.get("/panels/\(panel)/sheets", as: "leila").status == 403)
            let one = try await changes.voice("Story 1\n")
            #expect(try await changes.choose([(one, "Read aloud, it made the room quiet.")], on: panel, as: "diego").status == 303)
            #expect(try await changes.page(panel, as: "leila").says("Read aloud, it made the room quiet."))
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says("A panel chose, and said why"))
            // From there the team writes what it learned, with the story ticked already.
            let link = try await changes.page(panel, as: "diego").link("Write what we learned")
            #expect(try await world.get(link, as: "diego").body.contains(one.description))
        }
    }

    @Test(arguments: TestEngine.available)
    func aPanelThatHasNothingToChooseOrNobodyToChooseIsRefusedWithEverythingTyped(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let changes = try await ChangeStory.collecting(world)
            try await changes.tell("Story 1")
            try await changes.story.letThrough()
            let alone = try await changes.call([("members", "Leila, Somebody"), ("name", "Elders"), ("most", "0"), ("until", "2020-01-01")])
            #expect(alone.status == 422)
            #expect(try alone.says("Nobody here, or more than one, goes by “Somebody”.") && alone.says("Write a number from 1 to 10."))
            #expect(try alone.form(withButton: "Call them together").value("name") == "Elders")
            #expect(try await changes.call([("members", "Leila")]).says("One person is no panel: name two or more."))
            #expect(
                try await changes.call([("members", "Leila, Rosa")]).says("There is only 1 story that everybody on this panel may read"))
            #expect(try await world.rows("panels") == 0)
            // What is locked leaves the place by no panel.
            var locked = world.riverbend
            locked.isSealed = true
            let far = PanelDraft(name: "Those who pay", domain: "1", level: "funder", isOnPaper: true, until: "2026-12-01")
            let trust = ChangeDomain(number: 1, words: Text(body: "Trust", language: "en", origin: "author"))
            let today = world.clock.now.day(in: .utc)
            _ = try far.checked(among: [trust], below: [], found: [:], in: world.riverbend, on: today)
            #expect(throws: Invalid.self) { _ = try far.checked(among: [trust], below: [], found: [:], in: locked, on: today) }
            // Off, nothing of it is there.
            let act = world.house.act(by: nil)
            try await world.db.write { tx in
                let place = try PlaceStore(tx).find(world.riverbend.id)
                try PracticeStore(tx).choose([], in: place, seen: place.version, by: act)
            }
            #expect(try await world.get("/spaces/riverbend/changes", as: "amina").status == 404)
            #expect(try await world.get("/questions/\(changes.question)/capture?form=change").status == 404)
            #expect(try await !world.get("/questions/\(changes.question)").says("Tell a story of change"))
        }
    }
}
