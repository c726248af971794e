import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Knowledge that is not text (features B8): a thing with its story, who keeps it, and the keeper's rules, which go along and are kept.
struct KeepsakeTests {
    private static let song: [[(String, String)]] = [
        [("about", "The ferry song"), ("thing", "song")],
        [("seen", "Women sing in turn, and strike the water."), ("story", "It was sung when the first boat came back.")],
        [("keeper", "The women of Old Ferry"), ("ask", "At the landing, before the market.")],
        [("copy", "no"), ("rules", "Never beside the song of the soldiers.")],
    ]

    private static func switchedOn(_ world: World) async throws -> TurnStory {
        let (act, place) = (world.house.act(by: nil), world.riverbend)
        try await world.db.write { tx in
            try PracticeStore(tx).choose([.keepsakes], in: place, seen: try PlaceStore(tx).find(place.id).version, by: act)
        }
        return try await TurnStory.asked(world)
    }

    /// Goes from screen to screen and sends it with a recording, or with nothing.
    private static func given(
        _ world: World, _ story: TurnStory, _ screens: [[(String, String)]] = song, months: [String] = [], openness: String = "circle",
        as name: String? = nil, withSound: Bool = true
    ) async throws -> Answer {
        var page = try await world.get("/questions/\(story.question)/capture?form=keepsake", as: name)
        for typed in screens + [months.map { ("season", $0) }] { page = try await world.press("Next", on: page, as: name, typing: typed) }
        let form = try page.form(withButton: "Send")
        let kept = form.fields.filter { !["openness", "go"].contains($0.name) }.map { ($0.name, $0.value) }
        let files = withSound ? [(field: "sound", name: "song.amr", bytes: MediaMaking.amr(seconds: 3))] : []
        return try await world.upload(form.action, as: name, kept + [("openness", openness), ("go", "send")], files: files)
    }

    private static func hash(_ world: World) async throws -> String {
        try await world.db.read { try $0.run("SELECT hash FROM files").first?.text("hash") ?? "" }
    }

    @Test(arguments: TestEngine.available)
    func aSongStandsWithItsKeeperAndTheirRulesWhereverItIsShown(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await Self.switchedOn(world)
            #expect(try await world.get("/questions/\(story.question)").says("Give something that is not words"))
            // Who cannot hear it is told what one hears.
            let start = try await world.get("/questions/\(story.question)/capture?form=keepsake", as: "leila")
            let second = try await world.press("Next", on: start, as: "leila", typing: Self.song[0])
            let mute = try await world.press("Next", on: second, as: "leila", typing: [("story", "Told at night.")])
            #expect(try mute.status == 422 && mute.says("Say it in a sentence: not everybody can see or hear it."))
            #expect(try mute.form(withButton: "Next").value("story") == "Told at night.")
            // Without the thing itself there is nothing to keep, and what was typed is kept.
            let empty = try await Self.given(world, story, as: "leila", withSound: false)
            #expect(
                try empty.status == 422 && empty.says("Add a photo of it, or a recording.") && empty.body.contains("The women of Old Ferry")
            )

            let sent = try await Self.given(world, story, as: "leila")
            #expect(sent.status == 303)
            let address = try #require(sent.headers[.location])
            let list = try await world.get("/spaces/riverbend/keepsakes", as: "rosa")
            for words in [
                "The ferry song", "A song", "Women sing in turn", "The women of Old Ferry", "nobody copies it", "Never beside the song",
            ] {
                #expect(try list.says(words), "\(words)")
            }
            let page = try await world.get(address, as: "rosa")
            for words in ["Listen", "It stays here: nobody copies it or passes it on", "Never beside the song", "At the landing"] {
                #expect(try page.says(words), "\(words)")
            }
            #expect(try await world.get("/media/\(Self.hash(world))", as: "rosa").status == 200)
            // It was given to the people of the place.
            #expect(try await !world.get("/spaces/riverbend/keepsakes").says("The ferry song"))
            #expect(try await world.get("/media/\(Self.hash(world))").status == 404)
            // Off, the page is not there.
            let (act, place) = (world.house.act(by: nil), world.riverbend)
            try await world.db.write { tx in
                try PracticeStore(tx).choose([], in: place, seen: try PlaceStore(tx).find(place.id).version, by: act)
            }
            #expect(try await world.get("/spaces/riverbend/keepsakes", as: "rosa").status == 404)
            #expect(try await world.get("/questions/\(story.question)/capture?form=keepsake").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func outOfItsSeasonItIsShownToNobodyBeyondTheTeam(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await Self.switchedOn(world)
            _ = try await Self.given(world, story, months: ["1", "2"])
            try await story.letThrough()
            let (voice, hash) = (try await story.voices()[0], try await Self.hash(world))
            let november = try await world.get("/voices/\(voice)", as: "leila")
            #expect(try november.says("shown only in the months its keeper named") && !november.body.contains(hash))
            #expect(try await world.get("/media/\(hash)", as: "leila").status == 404)
            #expect(try await world.get("/spaces/riverbend/keepsakes", as: "leila").says("not shown this month"))
            #expect(try await world.get("/media/\(hash)", as: "diego").status == 200)
            world.clock.pass(days: 46)
            #expect(try await world.get("/voices/\(voice)", as: "leila").body.contains(hash))
            #expect(try await world.get("/media/\(hash)", as: "leila").status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatNobodyMayCopyLeavesInNoFile(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await Self.switchedOn(world)
            _ = try await Self.given(world, story, openness: "everyone")
            var open = Self.song
            open[0] = [("about", "The song for all"), ("thing", "song")]
            open[3] = [("copy", "yes")]
            _ = try await Self.given(world, story, open, openness: "everyone")
            try await story.letThrough()
            let (reader, now, question) = (try await world.reader("diego"), world.clock.now, story.question)
            let passed = try await world.db.write { tx in
                try tx.run("UPDATE voices SET data_until = \(Permission.always)")
                return try QuotesReading(tx: tx, reader: reader, language: "en", now: now).passedOn(question).map {
                    $0.voice.text?.body ?? ""
                }
            }
            #expect(passed.count == 1 && passed[0].hasPrefix("The song for all"))
            // Nor on a card or a paper, though both may be quoted.
            let (act, place) = (world.house.act(by: nil), world.riverbend)
            try await world.db.write { tx in
                try tx.run("UPDATE voices SET quote_until = \(Permission.always)")
                let version = try PlaceStore(tx).find(place.id).version
                try PracticeStore(tx).choose([.keepsakes, .workshops, .reports], in: place, seen: version, by: act)
            }
            for n in 1...5 { try await world.voice("Answer \(n).", to: world.read(question), openness: .circle, quotable: true) }
            for page in ["workshop/cards", "closing-pack"] {
                let shown = try await world.get("/questions/\(question)/\(page)", as: "diego")
                #expect(try shown.says("The song for all") && !shown.says("The ferry song"), "\(page)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func itsKeeperTakesItBackWithEverything(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await Self.switchedOn(world)
            let thanks = try await Self.given(world, story)
            let code = try thanks.code() ?? ""
            try await story.letThrough()
            let hash = try await Self.hash(world)
            #expect(try await world.get("/spaces/riverbend/keepsakes", as: "leila").says("The ferry song"))
            let sure = try await world.press("Take my words back", on: story.myWords(code))
            _ = try await world.press("Take my words back", on: sure)
            #expect(try await !world.get("/spaces/riverbend/keepsakes", as: "leila").says("The ferry song"))
            #expect(try await world.get("/media/\(hash)", as: "diego").status == 404)
            #expect(try await world.rows("capture_choices") == 0)
        }
    }
}
