import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct SessionTests {
    private static let phrase = "mango over the river"

    private func signIn(_ world: World, shared: Bool = false) async throws -> Phone {
        let phone = Phone(world.house)
        let typed = [("name", "Maria"), ("phrase", Self.phrase)] + (shared ? [("shared", "yes")] : [])
        #expect(try await phone.press("Sign in", on: phone.get("/sign-in?to=/me"), typing: typed).status == 303)
        return phone
    }

    /// Riverbend holds something that could harm people.
    private func guarded(_ world: World) async throws {
        let question = try await world.question("Where is the shelter?")
        let (now, reader) = (world.clock.now, try await world.reader("amina"))
        try await world.db.write { tx in
            let item = try LineStore(tx).find(question, for: reader, at: now)
            try LineStore(tx).mark(item, .high, .amber, by: world.house.act(by: reader.person))
        }
    }

    @Test(arguments: TestEngine.available)
    func eachBrowserIsListedAndEndedOnItsOwn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.maria(phrase: Self.phrase)
            let (mine, cafe) = (try await signIn(world), try await signIn(world, shared: true))
            world.clock.pass(minutes: 60)
            let page = try await mine.get(try await mine.get("/me").link("Where you are signed in"))
            let long = try await mine.press("Save", on: page, typing: [("name", String(repeating: "x", count: 41))])
            #expect(try long.status == 422 && long.says("Keep the name under 40"))
            #expect(try await mine.press("Save", on: page, typing: [("name", "My blue phone")]).status == 303)
            world.clock.pass(days: 2)
            let later = try await mine.get("/me/sessions")
            #expect(try later.says("My blue phone since 21 November, last used 23 November"))
            #expect(try !later.says("A phone others use"), "it ended by itself after two hours")
            #expect(try await cafe.get("/me").status == 303)
            let lost = try await signIn(world)
            let both = try await mine.get("/me/sessions")
            #expect(try both.says("Another browser since 23 November"))
            let ending = try #require(
                try both.page().elements(named: "form").compactMap { $0.attribute("action") }.first {
                    $0.contains("/me/sessions/") && $0 != "/me/sessions/ending"
                })
            #expect(try await world.post(ending, as: "leila").status == 404, "somebody else's")
            #expect(try await lost.get("/me").status == 200)
            #expect(try await mine.post(ending).status == 303)
            #expect(try await lost.get("/me").status == 303)
            #expect(try await mine.get("/me").status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func whereThereIsDangerASessionRestsAfterHalfAnHour(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.maria(phrase: Self.phrase)
            let phone = try await signIn(world)
            world.clock.pass(minutes: 60)
            #expect(try await phone.get("/me").status == 200, "nothing here could harm anybody")
            try await guarded(world)
            #expect(try await phone.get("/me").headers[.location] == "/sign-in?to=%2Fme", "nobody used it for an hour")
            let again = try await signIn(world)
            for _ in 1...5 {
                world.clock.pass(minutes: 20)
                #expect(try await again.get("/me").status == 200, "it is used")
            }
            let settings = try await again.get("/spaces/riverbend/settings")
            world.clock.pass(minutes: 31)
            #expect(try await again.get("/spaces/riverbend/people").status == 303)
            let asked = try await again.press("Save", on: settings, typing: [("team", "The river team")])
            #expect(try asked.says("Is it you?") && !asked.body.contains("The river team"))
            #expect(try await again.press("Go on", on: asked, typing: [("confirm_phrase", "x y z")]).status == 422)
            #expect(try await again.get("/me").status == 303)
            let saved = try await again.press("Go on", on: asked, typing: [("confirm_phrase", Self.phrase)])
            #expect(saved.headers[.location] == "/spaces/riverbend/settings?saved=yes", "what she wrote is not lost")
            #expect(try await again.get("/me").status == 200)
            world.clock.pass(minutes: 31)
            #expect(try await again.post("/sign-out").status == 303)
            #expect(again.session == nil)
        }
    }

    /// Whoever has the phone and has seen the phrase typed wakes the session, and still does nothing dangerous.
    @Test(arguments: TestEngine.available)
    func whereThereAreCodesAPhraseWakesASessionAndNoMore(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.maria(phrase: Self.phrase)
            let phone = try await signIn(world)
            try await guarded(world)
            let act = world.house.act(by: id)
            try await world.db.write { try SecondFactorStore($0).add("", step: 0, codes: [], for: id, by: act) }
            let settings = try await phone.get("/spaces/riverbend/settings")
            world.clock.pass(minutes: 31)
            let before = try await world.rows("audit")
            let asked = try await phone.press("Save", on: settings, typing: [("team", "The river team")])
            let still = try await phone.press("Go on", on: asked, typing: [("confirm_phrase", Self.phrase)])
            #expect(try still.status == 422 && still.form(withButton: "Go on").open == ["confirm_code"])
            #expect(try await phone.get("/me").status == 200)
            #expect(try await phone.get("/me/second-factor").headers[.location] == "/confirm?to=%2Fme%2Fsecond-factor")
            #expect(try await world.rows("audit") == before, "nothing was saved")
        }
    }

    @Test(arguments: TestEngine.available)
    func useIsNotedRarely(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Throughline.Schema.changes) { db in
            try await withFolder { folder in
                let counted = CountedWrites(db)
                let world = try await World(db: counted, folder: folder, seed: 7, hasMail: true)
                let start = counted.writes
                for _ in 1...20 { _ = try await world.get("/me", as: "leila") }
                #expect(counted.writes == start, "the day is known")
                world.clock.pass(days: 1)
                for _ in 1...20 { _ = try await world.get("/me", as: "leila") }
                #expect(counted.writes == start + 1)
                try await guarded(world)
                world.clock.pass(minutes: 6)
                let before = counted.writes
                for _ in 1...20 { _ = try await world.get("/me", as: "leila") }
                #expect(counted.writes == before + 1, "once in five minutes")
                let kept = try await db.read { tx in try tx.run("SELECT moments FROM sessions").map { try $0.text("moments") } }
                #expect(kept.allSatisfy { SessionMoments(sealed: $0, world.house.keys).usedAt % 300_000 == 0 })
                #expect(kept.allSatisfy { $0.count > 70 && Int($0) == nil }, "sealed")
            }
        }
    }
}

/// A database that counts its writes.
private final class CountedWrites: Database {
    private let inner: any Database
    private let count = Guarded(0)

    init(_ inner: any Database) { self.inner = inner }

    var engine: Engine { inner.engine }
    var writes: Int { count.with { $0 } }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { try await inner.read(body) }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        count.with { $0 += 1 }
        return try await inner.write(body)
    }

    func writeByLocks<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await inner.writeByLocks(body)
    }

    func close() async { await inner.close() }
}
