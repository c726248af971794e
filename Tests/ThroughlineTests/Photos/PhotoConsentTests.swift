import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Domain acceptance 14.c: no metadata, a list of who can be recognised, and nothing goes further than the team before each of them is
/// covered or said yes, and whoever sent it allowed it.
struct PhotoConsentTests {
    /// Somebody without a name sends a photo, and says who may see it.
    private static func sent(
        _ world: World, details: [(String, String)] = [("openness", "everyone"), ("show_media", "yes")], text: String = "Our landing."
    ) async throws -> (story: TurnStory, code: String, saved: Answer, voice: ID<Item>) {
        let story = try await TurnStory.asked(world)
        let making = try MediaMaking()
        let photo = MediaMaking.telling(try making.picture("jpg", width: 640, height: 480))
        let thanks = try await world.upload(
            "/questions/\(story.question)/answers", [("text", text)], files: [("photo", "photo.jpg", photo)])
        #expect(try thanks.says("see my photo or hear my recording"), "there is one to ask about")
        let code = try thanks.code() ?? ""
        let saved = try await world.press("Save", on: thanks, typing: details)
        try await story.letThrough()
        return (story, code, saved, try await story.voices()[0])
    }

    private static func hash(_ world: World) async throws -> String {
        try await world.db.read { try $0.run("SELECT hash FROM files").first?.text("hash") ?? "" }
    }

    /// Who has the photo, and who reads of it.
    private static func isSeen(_ world: World, _ voice: ID<Item>, as name: String?) async throws -> Bool {
        let hash = try await hash(world)
        let (photo, page) = (try await world.get("/media/\(hash)", as: name), try await world.get("/voices/\(voice)", as: name))
        let nowhere = try await world.get("/media/\(String(repeating: "0", count: hash.count))", as: name)
        if photo.status != 200 {
            let never = nowhere.body.replacing(String(repeating: "0", count: hash.count), with: hash)
            #expect(photo.status == nowhere.status && photo.body == never, "as if there were none")
        }
        #expect(page.body.contains(hash) == (photo.status == 200), "\(name ?? "nobody")")
        return photo.status == 200
    }

    @Test func aRowOfSquaresIsReadWholeOrRefused() throws {
        let grid = PhotoGrid(width: 600, height: 400)
        func squares(_ text: String) throws -> [Int] { try SquaresDraft(text: text).checked(in: grid) }
        #expect(try squares("3, 1") == [1, 3])
        #expect(try squares("2-5, 4") == [2, 3, 4, 5])
        #expect(try squares("2 – 4") == [2, 3, 4])
        #expect(try squares("٢، ٣") == [2, 3])
        for wrong in ["", "-3", "1e3", "5-2", "1-", "1-2-3", "0", "99999", "one"] {
            #expect(throws: Invalid.self, "\(wrong)") { _ = try squares(wrong) }
        }
    }

    @Test(arguments: TestEngine.available)
    func acceptance14cNobodyIsShownWhoDidNotSayYes(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, code, saved, voice) = try await Self.sent(world)
            let stored = try #require(try await world.house.files.get(Self.hash(world)))
            for word in ["Exif", "Riverbend", "ns.adobe.com"] {
                #expect(!String(decoding: stored, as: Unicode.ASCII.self).contains(word), "\(word)")
            }
            #expect(try saved.says("Your photo stays with the team until you have said who can be recognised in it."))
            for name in [nil, "leila", "omar"] { #expect(try await !Self.isSeen(world, voice, as: name), "\(name ?? "nobody")") }
            #expect(try await Self.isSeen(world, voice, as: "diego"))

            // Two people stand in it.
            var page = try await world.press("Who can be recognised in the photo", on: saved)
            #expect(page.status == 200 && page.body.contains("/picture\""))
            page = try await world.press("Not asked yet", on: page, typing: [("squares", "10, 11"), ("do", "open")])
            page = try await world.press("Not asked yet", on: page, typing: [("squares", "٢٠"), ("do", "yes")])
            #expect(try page.says("Squares 10, 11") && page.says("Square 20") && page.says("said yes"))
            page = try await world.press("Nobody else can be recognised in it", on: page)
            #expect(try await !Self.isSeen(world, voice, as: nil), "one of them was not asked")
            let before = try await Self.hash(world)
            page = try await world.press("Cover them", on: page, typing: [("face", "1"), ("do", "cover")])
            #expect(try page.says("covered"))
            #expect(try await Self.hash(world) != before, "another picture")
            for name in [nil, "leila", "omar"] { #expect(try await Self.isSeen(world, voice, as: name), "\(name ?? "nobody")") }
            // The pixels are gone, not hidden: squares 10 and 11 of 8 × 11 over 480 × 640 are black.
            let making = try MediaMaking()
            let covered = try #require(try await world.house.files.get(Self.hash(world)))
            for (x, y) in [("90", "90"), ("150", "100")] {
                let point = try making.vips("vips", covered, before: ["getpoint"], after: [x, y])
                #expect(point.split(separator: " ").prefix(3).allSatisfy { (Double($0) ?? 255) < 12 }, "\(point)")
            }
            #expect(!String(decoding: covered, as: Unicode.ASCII.self).contains("Exif"))
            // The picture as it was is destroyed, at the latest in the night.
            for _ in 0..<2 {
                world.clock.pass(days: 1)
                try await Sweep(house: world.house).run()
            }
            #expect(try await world.house.files.get(before) == nil)
            // Whoever said yes may say no more: it is the team's again with that request.
            let own = try await world.press("Who can be recognised in the photo", on: world.pathOf(code))
            _ = try await world.press("They do not say yes any more", on: own)
            #expect(try await !Self.isSeen(world, voice, as: nil))
        }
    }

    /// All covered and everybody asked, it is still its sender's to allow; and taken back as easily.
    @Test(arguments: TestEngine.available)
    func withoutItsSendersYesItStaysWithTheTeam(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, code, saved, voice) = try await Self.sent(world, details: [("openness", "circle")])
            let page = try await world.press("Who can be recognised in the photo", on: saved)
            #expect(try await world.press("Nobody can be recognised in it", on: page).says("Only the team sees the photo"))
            for name in [nil, "leila"] { #expect(try await !Self.isSeen(world, voice, as: name)) }
            _ = try await world.press("Save", on: world.pathOf(code), typing: [("show_media", "yes")])
            #expect(try await Self.isSeen(world, voice, as: "leila"))
            for name in [nil, "omar"] { #expect(try await !Self.isSeen(world, voice, as: name), "for those of the place") }
            let hash = try await Self.hash(world)
            #expect(try await world.get("/media/\(hash)", as: "leila").headers[.cacheControl] == "no-store", "nobody keeps it")
            _ = try await world.press("Save", on: world.pathOf(code), typing: [("show_media", "no")])
            #expect(try await !Self.isSeen(world, voice, as: "leila"))
        }
    }

    /// What is nothing but a photo is not there at all for those who may not see it.
    @Test(arguments: TestEngine.available)
    func aPhotoWithoutWordsIsNotEvenAnEmptyPlace(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (story, _, saved, voice) = try await Self.sent(world, text: "")
            for name in [nil, "leila", "omar"] {
                let page = try await world.get("/voices/\(voice)", as: name)
                let other: ID<Item> = .fresh(on: Day(number: 20_000), random: .seeded(7))
                let never = try await world.get("/voices/\(other)", as: name)
                #expect(page.status == 404 && page.body == never.body.replacing("\(other)", with: "\(voice)"), "\(name ?? "nobody")")
                #expect(try await !world.get("/questions/\(story.question)", as: name).body.contains("/records/\(voice)/flag"))
                let flag = try await world.get("/records/\(voice)/flag", as: name)
                let none = try await world.get("/records/\(other)/flag", as: name)
                #expect(flag.status == 404 && flag.body == none.body.replacing("\(other)", with: "\(voice)"), "nor to point at")
                #expect(try await world.post("/records/\(voice)/flag", as: name, [("reason", "untrue")]).status == 404)
            }
            let page = try await world.press("Who can be recognised in the photo", on: saved)
            _ = try await world.press("Nobody can be recognised in it", on: page)
            #expect(try await world.get("/voices/\(voice)").status == 200)
            #expect(try await world.get("/questions/\(story.question)").says("See the photo"))
        }
    }

    /// The team covers what its sender overlooked; the place's log says that it did. Nobody else finds the page.
    @Test(arguments: TestEngine.available)
    func theTeamCoversToo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, _, _, voice) = try await Self.sent(world)
            for name in ["leila", "omar", "nadia"] {
                #expect(try await world.get("/voices/\(voice)/photo", as: name).status == 404, "\(name)")
                let answer = try await world.post("/photos", as: name, [("voice", "\(voice)"), ("do", "cover"), ("squares", "1")])
                #expect(answer.status == 404, "\(name)")
            }
            #expect(try await world.post("/photos", [("voice", "\(voice)"), ("do", "done")]).status != 200)
            let page = try await world.get(
                world.get("/voices/\(voice)", as: "diego").link("Who can be recognised in the photo"), as: "diego")
            for bad in ["", "none", "0", "89", "999999999999"] {
                let refused = try await world.press("Not asked yet", on: page, as: "diego", typing: [("squares", bad), ("do", "cover")])
                #expect(try refused.status == 422 && refused.says("squares"), "\(bad)")
            }
            let before = try await Self.hash(world)
            let form = try page.form(withButton: "Not asked yet").fields.map { ($0.name, $0.value) }.filter {
                !["squares", "do"].contains($0.0)
            }
            // Sent twice, done once.
            for _ in 0..<2 { _ = try await world.post("/photos", as: "diego", form + [("squares", "1 2"), ("do", "cover")]) }
            #expect(try await world.rows("faces") == 1)
            let once = try await Self.hash(world)
            #expect(once != before)
            _ = try await world.press(
                "Nobody else can be recognised in it", on: world.get("/voices/\(voice)/photo", as: "diego"), as: "diego")
            #expect(try await Self.isSeen(world, voice, as: "omar"))
            let acts = try await world.db.read { tx in
                try tx.run("SELECT act, made_at FROM audit WHERE act LIKE 'photo.%' ORDER BY act").map {
                    try ($0.text("act"), $0.intOrNil("made_at"))
                }
            }
            #expect(acts.map(\.0) == ["photo.covered", "photo.looked"] && acts.allSatisfy { $0.1 == nil }, "without the moment")
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsKnownOfItGoesWithTheWords(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, code, saved, _) = try await Self.sent(world)
            let page = try await world.press("Who can be recognised in the photo", on: saved)
            _ = try await world.press("Not asked yet", on: page, typing: [("squares", "5"), ("do", "open")])
            #expect(try await world.rows("faces") == 1)
            let sure = try await world.press("Take my words back", on: world.pathOf(code))
            _ = try await world.press("Take my words back", on: sure)
            try await Sweep(house: world.house).run()
            #expect(try await world.rows("faces") == 0)
        }
    }

    /// What its squares look like for photos of every shape.
    @Test func aGridIsNearlySquareAndCoversTheWholePhoto() {
        for (width, height) in [(640, 480), (480, 640), (1_600, 200), (200, 1_600), (33, 33), (1, 1)] {
            let grid = PhotoGrid(width: width, height: height)
            #expect(grid.side.width * grid.across >= width && grid.side.height * grid.down >= height)
            #expect((16...192).contains(grid.count))
        }
    }
}

extension World {
    /// What stands under somebody's five words.
    fileprivate func pathOf(_ code: String) async throws -> Answer {
        let door = try await get("/my-words")
        let button = try #require(try door.page().buttons.last)
        return try await press(button, on: door, typing: [("code", code)])
    }
}
