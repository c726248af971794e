import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// A paper beside a record: cleaned, looked at, kept, read by whoever may read the record, and gone with it.
struct DocumentStories {
    static let title = "Minutes of the meeting in May"

    private static func learned(_ world: World, _ openness: Openness? = .circle) async throws -> (path: String, id: ID<Item>) {
        let question = try await world.asked()
        let path = try await world.note(on: [world.voice("There was no work.", to: question)], of: question)
        if let openness { try await world.share(path, openness) }
        return (path, ID(String(path.split(separator: "/").last ?? "")))
    }

    /// Diego chooses a file; the page that says what was taken out of it, or why it was not taken.
    @discardableResult
    private static func sent(
        _ bytes: [UInt8], to item: ID<Item>, as name: String = "diego", titled: String = title, file: String = "mkfilename Maria.docx",
        _ world: World
    ) async throws -> Answer {
        try await world.upload("/records/\(item)/documents", as: name, [("title", titled)], files: [("file", file, bytes)])
    }

    /// Kept, as pages let him: where the paper has its page.
    private static func kept(_ bytes: [UInt8], beside item: ID<Item>, _ world: World) async throws -> String {
        let answer = try await world.press("Keep it", on: sent(bytes, to: item, world), as: "diego")
        return try #require(answer.headers[.location])
    }

    @Test(arguments: TestEngine.available)
    func thePersonReadsWhatWasTakenOutAndTheRestIsReadByWhoReadsTheRecord(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (path, item) = try await Self.learned(world)
            let insight = try await world.get(path, as: "diego")
            let form = try await world.get(insight.link("Add a document"), as: "diego")
            #expect(form.status == 200 && form.body.contains("multipart/form-data"))

            let look = try await Self.sent(try DocumentMaking().docx(), to: item, world)
            #expect(look.status == 200)
            #expect(
                try look.says(
                    "Taken out: 3 names behind it, 4 recorded changes, 1 comment, 2 hidden pieces, programs in it, 1 file within it, 1 picture that cannot be cleaned."
                ))
            #expect(try look.says("No machine takes out what the pages themselves say"))
            #expect(try await world.rows("documents") == 0, "nothing is kept before somebody says so")
            #expect(try await world.rows("files") == 0)
            let seen = try await world.press("Look at it", on: look, as: "diego")
            #expect(try DocumentMaking().left(in: seen.bytes) == [])

            let answer = try await world.press("Keep it", on: look, as: "diego")
            let again = try await world.press("Keep it", on: look, as: "diego")
            let paper = try #require(answer.headers[.location])
            #expect(again.headers[.location] == paper)
            #expect(try await world.rows("documents") == 1, "twice is once")
            #expect(try await world.get(path, as: "leila").link(Self.title) == paper)
            let page = try await world.get(paper, as: "leila")
            #expect(try page.says("It was cleaned before it was kept.") && !page.says("Take it away"))
            let file = try await world.get(page.link("Open the document"), as: "leila")
            #expect(file.status == 200 && file.bytes == seen.bytes)
            #expect(file.headers[.contentDisposition] == "attachment; filename=\"document.docx\"")
            #expect(file.headers[.contentType] == DocumentKind.docx.type && file.headers[.cacheControl] == "no-store")
            #expect(file.headers[.xContentTypeOptions] == "nosniff" && file.headers[.eTag] == nil)
            let telling = ["mkreviewer", "mkcomment", "mkdeleted", "mkfilename", "mkauthor", "mkembedded"]
            #expect(try await world.everything(holding: telling) == [])
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says("A document was put beside something"))
            #expect(try await world.get("/me/data", as: "diego").status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func whoMayNotReadTheRecordFindsNothing(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (path, item) = try await Self.learned(world, nil)
            let paper = try await Self.kept(Array("Bags, 40\n".utf8), beside: item, world)
            let never = "/documents/\(ID<Document>.fresh(on: Day(number: 20_000), random: .seeded(3)))"
            for name in ["leila", "omar", nil] {
                for way in ["", "/file"] {
                    let (hidden, gone) = (try await world.get(paper + way, as: name), try await world.get(never + way, as: name))
                    #expect(hidden.status == 404 && gone.status == 404 && hidden.headers[.eTag] == gone.headers[.eTag])
                }
                #expect(try await world.post(paper + "/removing", as: name).status == (name == nil ? 303 : 404))
            }
            #expect(try await world.get(paper, as: "amina").status == 200)
            // Opened to the circle, the paper opens with it.
            try await world.share(path, .circle)
            #expect(try await world.get(paper + "/file", as: "leila").status == 200)
            #expect(try await world.get(paper, as: "omar").status == 404)
            #expect(try await world.get("/media/\(try await hash(world))", as: "leila").status == 404, "it has one way only")
            // A member reads; bringing and taking away is for the team.
            #expect(try await !world.get(path, as: "leila").says("Add a document"))
            #expect(try await world.get("/records/\(item)/documents", as: "leila").status == 403)
            #expect(try await Self.sent(Array("a".utf8), to: item, as: "leila", world).status == 403)
            #expect(try await world.post(paper + "/removing", as: "leila").status == 403)
            #expect(try await world.rows("documents") == 1)
        }
    }

    private func hash(_ world: World) async throws -> String {
        try await world.db.read { try $0.run("SELECT hash FROM documents").first?.text("hash") ?? "" }
    }

    @Test(arguments: TestEngine.available)
    func whatIsWrongIsSaidAtItsFieldAndWhatWasTypedStays(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, item) = try await Self.learned(world)
            let page = "<html><script>alert(1)</script></html>"
            let wrong = try await Self.sent(Array(page.utf8), to: item, world)
            #expect(wrong.status == 422)
            #expect(try wrong.says("This is no document that can be cleaned here."))
            #expect(try wrong.form(withButton: "Clean it").value("title") == Self.title)
            let none = try await world.upload("/records/\(item)/documents", as: "diego", [("title", Self.title)], files: [])
            #expect(try none.status == 422 && none.says("Choose the file first."))
            let untitled = try await Self.sent(Array("Bags, 40\n".utf8), to: item, titled: "", world)
            #expect(try untitled.status == 422 && untitled.says("Say in a few words what it is."))
            let long = try await Self.sent(Array("Bags, 40\n".utf8), to: item, titled: String(repeating: "a", count: 121), world)
            #expect(try long.status == 422 && long.says("Keep this under 120 characters."))
            let locked = try await Self.sent(try DocumentMaking().odt(encrypted: true), to: item, world)
            #expect(try locked.status == 422 && locked.says("A password is needed to open this file."))
            #expect(try await world.rows("files") == 0)
            // What people said for themselves has no papers beside it.
            let voice = try await world.voice("No work.", to: try await world.asked("Why so late?"))
            #expect(try await Self.sent(Array("a".utf8), to: voice, world).status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWasCleanedIsKeptByThatPersonBesideThatRecordWithinTheHour(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, item) = try await Self.learned(world)
            let look = try await Self.sent(Array("Bags, 40\n".utf8), to: item, world)
            let token = try look.form(withButton: "Keep it").value("document") ?? ""
            #expect(try await world.post("/records/\(item)/documents/keeping", as: "rosa", [("document", token)]).status == 422)
            #expect(try await world.post("/records/\(item)/documents/looking", as: "rosa", [("document", token)]).status == 422)
            #expect(try await world.post("/records/\(item)/documents/keeping", as: "diego", [("document", token + "x")]).status == 422)
            world.clock.pass(minutes: 61)
            let late = try await world.press("Keep it", on: look, as: "diego")
            #expect(try late.status == 422 && late.says("Too much time has passed."))
            #expect(try late.form(withButton: "Clean it").value("title") == Self.title)
            #expect(try await world.rows("documents") == 0)
            // Nobody points to it: it goes in the second night.
            #expect(try await world.house.files.all().count == 1)
            for _ in 0..<2 {
                try await Sweep(house: world.house).run()
                world.clock.pass(days: 1)
            }
            #expect(try await world.house.files.all() == [])
        }
    }

    @Test(arguments: TestEngine.available)
    func takenAwayItIsGoneAtOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (path, item) = try await Self.learned(world)
            let paper = try await Self.kept(Array("mkpapers were many\n".utf8), beside: item, world)
            let page = try await world.get(paper, as: "rosa")
            let answer = try await world.press("Take the document away", on: page, as: "rosa")
            #expect(answer.headers[.location] == path)
            #expect(try await world.press("Take the document away", on: page, as: "rosa").status == 303, "twice is once")
            #expect(try await world.get(paper, as: "rosa").status == 404)
            #expect(try await !world.get(path, as: "rosa").says(Self.title))
            #expect(try await world.house.files.all() == [])
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says("A document was taken away"))
        }
    }

    @Test(arguments: TestEngine.available)
    func withItsRecordTakenBackItIsGoneFromTheDiskInTheNight(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, item) = try await Self.learned(world)
            let paper = try await Self.kept(Array("mkpapers were many\n".utf8), beside: item, world)
            #expect(try await world.everything(holding: ["mkpapers", Self.title]).count == 2)
            let act = world.house.act(by: try world.person("diego"))
            try await world.db.write { tx in
                guard let found = try LineStore(tx).unseen(item) else { throw Refusal.notFound }
                try LineStore(tx).takeBackAgain(found, by: act)
            }
            #expect(try await world.get(paper, as: "amina").status == 404)
            try await Sweep(house: world.house).run()
            #expect(try await world.everything(holding: ["mkpapers", Self.title]) == [])
            #expect(try await world.house.files.all() == [])
        }
    }

    @Test(arguments: TestEngine.available)
    func inALockedPlaceItIsLockedToo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, item) = try await Self.learned(world)
            let before = try await Self.kept(Array("mkearlier papers\n".utf8), beside: item, world)
            let locked = try await LockedWorld.locked(world)
            #expect(try await world.get(before, as: "diego").says("Locked"))
            #expect(try await world.get(before + "/file", as: "diego").status == 409)
            let open = try await locked.amina.get(before + "/file")
            #expect(String(decoding: open.bytes, as: UTF8.self) == "mkearlier papers\n")
            #expect(try await locked.amina.get(before).says(Self.title))
            // Diego has no key: he can bring nothing that he could not read again.
            let look = try await Self.sent(Array("mklater papers\n".utf8), to: item, world)
            #expect(look.status == 200)
            #expect(try await world.press("Keep it", on: look, as: "diego").status == 409)
            try await Sweep(house: world.house).run()
            #expect(try await world.everything(holding: ["mkearlier", "mklater", Self.title]) == [])
        }
    }

    @Test(arguments: TestEngine.available)
    func whoeverLeavesIsNotNamedAndTheirOwnFileLeadsToIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, item) = try await Self.learned(world)
            let paper = try await Self.kept(Array("Bags, 40\n".utf8), beside: item, world)
            let act = world.house.act(by: try world.person("diego"))
            let own = try await world.db.read { tx in
                try tx.run("SELECT COUNT(*) AS n FROM documents WHERE by_id = \(act.by)").first?.int("n")
            }
            #expect(own == 1)
            let person = try world.person("diego")
            try await world.db.write { tx in
                _ = try AccountErasure(tx).erase(PersonStore(tx).account(person), keepingWords: true, by: act)
            }
            let left = try await world.db.read { try $0.run("SELECT by_id FROM documents").first?.textOrNil("by_id") }
            #expect(left == .some(nil))
            #expect(try await world.get(paper + "/file", as: "rosa").status == 200)
        }
    }

    /// No machine finds somebody's words in a paper that was printed from a screen.
    @Test(arguments: TestEngine.available)
    func theTeamIsToldToLookThroughPapersOnceWordsWereTakenBack(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voices = [try await world.voice("There was no work.", to: question), try await world.voice("Nothing to do.", to: question)]
            let path = try await world.note(on: voices, of: question)
            try await world.share(path, .circle)
            let item: ID<Item> = ID(String(path.split(separator: "/").last ?? ""))
            _ = try await Self.kept(Array("Bags, 40\n".utf8), beside: item, world)
            let words = "Does this document hold them? Then take it away."
            #expect(try await !world.get(path, as: "diego").says(words))
            try await world.withdraw(voices[0])
            #expect(try await world.get(path, as: "diego").says(words))
            #expect(try await !world.get(path, as: "leila").says(words))
        }
    }

    @Test(arguments: TestEngine.available)
    func aTwentyFirstPaperIsNotKept(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, item) = try await Self.learned(world)
            for n in 0..<Document.most { _ = try await Self.kept(Array("Bags, \(n)\n".utf8), beside: item, world) }
            let look = try await Self.sent(Array("One more\n".utf8), to: item, world)
            #expect(try await world.press("Keep it", on: look, as: "diego").status == 409)
            #expect(try await world.rows("documents") == Document.most)
        }
    }
}
