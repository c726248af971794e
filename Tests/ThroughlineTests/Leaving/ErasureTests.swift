import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Erasing one's account by oneself: what goes, what stays, and that nobody is left waiting.
struct ErasureTests {
    /// Diego has written what was learned, checked something, promised, taken on a duty, and stands by name in the place's notice.
    private func full(_ world: World) async throws -> (story: TurnStory, insight: ID<Item>, promise: ID<Item>) {
        let story = try await OwnDataTests.gave(world)
        let (diego, amina) = (try world.person("diego"), try world.person("amina"))
        let (act, question) = (world.house.act(by: diego), try await world.read(story.question))
        let place = world.riverbend
        let made = try await world.db.write { tx in
            try VoiceStore(tx).add(
                NewVoice(
                    question: question, text: "I too came by boat, says Diego himself.", language: "en", author: .person(diego), held: false
                ),
                by: act)
            let mine = world.house.act(by: amina)
            let insight = try InsightStore(tx).add("The boats come too late.", in: "en", from: question, evidence: [], by: mine)
            try tx.run("UPDATE items SET state = 'shared' WHERE id = \(insight)")
            try tx.run(
                """
                INSERT INTO reviews (insight_id, person_id, wording, confidence, from_context, from_elsewhere, day)
                VALUES (\(insight), \(diego), 1, 'high', 1, 0, \(act.day))
                """)
            try TextStore(tx).write(
                "I have waited there myself.", of: insight, field: Review.field(of: diego, wording: 1), in: "en", on: act.day)
            var draft = PromiseDraft()
            (draft.who, draft.promise, draft.due) = ("Diego", "A later boat on market days.", (act.day + 20).text)
            draft.opening.openness = Openness.circle.rawValue
            let checked = try draft.checked(on: act.day, by: diego, sources: .circle)
            let promise = try CommitmentStore(tx).add(checked, draft, of: diego, on: question, from: [], in: "en", by: act)
            for duty in try DutyStore(tx).owed(in: place.id) { try DutyStore(tx).hand(duty.id, from: duty.owner, to: diego) }
            try tx.run("UPDATE questions SET reader = 'Diego' WHERE id = \(question.id)")
            try tx.run("UPDATE decisions SET decided_by = 'Diego'")
            try PlaceNoticeStore(tx).write(
                .first(team: place.team, steward: "Diego", in: .english), of: place, in: place.language, by: mine)
            return (insight, promise)
        }
        return (story, made.0, made.1)
    }

    private func leave(_ name: String, _ world: World, words: String, when: String) async throws -> Answer {
        let page = try await world.get("/me/leaving", as: name)
        return try await world.press("Erase my account", on: page, as: name, typing: [("words", words), ("when", when)])
    }

    @Test(arguments: TestEngine.available)
    func afterTheNightTheNameTheMailAndTheWordsAreNowhere(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (story, _, promise) = try await full(world)
            let secrets = ["Diego", "diego@example.org", "came by boat", "waited there myself"]
            #expect(try await world.everything(holding: secrets) == Set(secrets), "the search finds what is there")
            let gone = try await leave("diego", world, words: "take", when: "now")
            #expect(gone.status == 303 && gone.headers[.location] == "/left")
            #expect(gone.headers[.setCookie]?.contains("Max-Age=0") == true)
            #expect(try await world.get("/left").says("Your account is erased."))
            #expect(try await world.get("/me", as: "diego").status == 303, "nobody is signed in by that cookie any more")
            try await world.runJobs()
            #expect(world.post.sent.last?.to == "diego@example.org" && world.post.sent.last?.subject == "About your account")
            try await Sweep(house: world.house).run()
            #expect(try await world.everything(holding: secrets) == [])

            // What others rest on stands, and says that somebody has left.
            let page = try await world.get("/commitments/\(promise)", as: "amina")
            #expect(try page.says("A later boat on market days.") && page.says("somebody who has left"))
            #expect(try await world.get("/spaces/riverbend/about", as: "leila").says("Tell Riverbend, or anybody of the team"))
            let turnout = try await world.db.read {
                try $0.run("SELECT taken_back FROM turnouts WHERE question_id = \(story.question)").first?.int("taken_back")
            }
            #expect(turnout == 1, "counted anew without them")
            #expect(try await !world.get("/spaces/riverbend/people", as: "leila").says("Diego"))
        }
    }

    @Test(arguments: TestEngine.available)
    func theTeamIsAskedWhoKeepsThePromiseAndTheDutiesAreEverybodysAgain(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, _, promise) = try await full(world)
            #expect(try await leave("diego", world, words: "keep", when: "now").status == 303)
            let owners = try await world.db.read { try $0.run("SELECT id FROM duties WHERE owner_id IS NOT NULL").count }
            #expect(owners == 0)
            let week = try await world.get("/spaces/riverbend/week?all=yes", as: "rosa")
            #expect(try week.says("Somebody who made a promise has left") && week.says("A later boat on market days."))
            let page = try await world.get(week.link("Find who keeps it"), as: "rosa")
            #expect(try await world.post("/commitments/\(promise)/keeper", as: "leila", [("who", "Leila")]).status == 403)
            #expect(try await world.post("/commitments/\(promise)/keeper", as: "omar", [("who", "Omar")]).status == 404)
            let empty = try await world.press("Hand it on", on: page, as: "rosa")
            #expect(try empty.status == 422 && empty.says("Write who keeps it."))
            #expect(try await world.press("Hand it on", on: page, as: "rosa", typing: [("who", "Rosa")]).status == 303)
            let kept = try await world.get("/commitments/\(promise)", as: "rosa")
            #expect(try kept.says("Rosa") && !kept.says("somebody who has left"))
            #expect(try await !world.get("/spaces/riverbend/week?all=yes", as: "rosa").says("Somebody who made a promise has left"))
            #expect(
                try await world.press("Hand it on", on: page, as: "amina", typing: [("who", "Amina")]).status == 409, "somebody was faster")
        }
    }

    /// Words that stay are nobody's, and several answers of one person to one question are still one person's.
    @Test(arguments: TestEngine.available)
    func wordsThatAreLeftLeadToNobody(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let other = try await world.question("Who has a boat to lend?")
            let leila = try world.person("leila")
            let act = world.house.act(by: leila)
            for (question, texts) in [(story.question, ["The way is long.", "The way is dear."]), (other, ["My aunt has one."])] {
                let asked = try await world.read(question)
                try await world.db.write { tx in
                    for text in texts {
                        try VoiceStore(tx).add(
                            NewVoice(question: asked, text: text, language: "en", author: .person(leila), held: false, openness: .circle),
                            by: act)
                    }
                }
            }
            let learned = try await story.learn("The way keeps them.", from: story.voices())
            @Sendable func sources(_ tx: any Connection) throws -> Int {
                try tx.run("SELECT sources FROM insights WHERE id = \(learned)").first?.int("sources") ?? -1
            }
            #expect(try await world.db.read(sources) == 1)
            #expect(try await leave("leila", world, words: "keep", when: "now").status == 303)
            let after = try await world.db.write { tx in
                try InsightStore(tx).recompute(learned, by: act)
                let rows = try tx.run("SELECT author_id, made_at, state FROM items WHERE kind = 'voice' ORDER BY id")
                return (try sources(tx), try rows.map { (try $0.textOrNil("author_id"), try $0.intOrNil("made_at"), try $0.text("state")) })
            }
            #expect(after.0 == 1, "one person is not two sources because they left")
            #expect(after.1.allSatisfy { $0.0 != leila.description && $0.1 == nil && $0.2 == "ready" })
            #expect(Set(after.1.compactMap(\.0)).count == 1 && after.1.filter { $0.0 == nil }.count == 1)
            let page = try await world.get("/questions/\(story.question)", as: "amina")
            #expect(try page.says("The way is long.") && page.says("Without a name") && !page.says("Leila"))
            let names = try await world.db.read { tx in
                try tx.run("SELECT by_id FROM links WHERE by_id = \(leila)").count
                    + tx.run("SELECT person_id FROM grants WHERE person_id = \(leila)").count
            }
            #expect(names == 0)
        }
    }

    /// Domain 14.e.
    @Test("14.e", arguments: TestEngine.available)
    func askedOnTheFirstOfJuneItIsDoneByTheFirstOfJuly(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            world.clock.pass(days: -173)
            #expect(world.clock.now.day(in: .utc).text == "2026-06-01")
            let asked = try await leave("leila", world, words: "take", when: "later")
            #expect(asked.headers[.location] == "/me/leaving")
            #expect(try await world.get("/me/leaving", as: "leila").says("Your account is erased on 8 June."))
            #expect(try await world.get("/me", as: "leila").says("Your account is erased on 8 June."))
            for _ in 1...29 {
                world.clock.pass(days: 1)
                try await Nightly.run(world.house)
            }
            #expect(world.clock.now.day(in: .utc).text == "2026-06-30")
            let leila = try world.person("leila")
            let left = try await world.db.read { tx in
                (
                    try tx.run("SELECT id FROM people WHERE id = \(leila)").count,
                    try tx.run("SELECT act FROM audit WHERE act LIKE 'account.%' ORDER BY act").map { try $0.text("act") },
                    try tx.run("SELECT reason FROM audit_reasons WHERE reason LIKE \("%\(leila)%")").count,
                    try Seals(tx).problems()
                )
            }
            #expect(left.0 == 0 && left.1 == ["account.ask_erasing", "account.erase"], "the audit keeps only the fact: \(left.1)")
            #expect(left.2 == 0 && left.3 == [], "the chain stands")
            #expect(try await world.everything(holding: ["leila@example.org"]) == [])
        }
    }

    @Test(arguments: TestEngine.available)
    func aLinkInTheLetterStopsItWithoutSigningIn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            #expect(try await leave("leila", world, words: "take", when: "later").status == 303)
            try await world.runJobs()
            let mail = try #require(world.post.sent.last)
            #expect(mail.to == "leila@example.org" && mail.text.contains("28 November") && !mail.text.contains("Riverbend"))
            let link = try #require(mail.text.split(separator: "\n").first { $0.hasPrefix("http://learn.test/staying/") })
            let (path, phone) = (String(link.dropFirst("http://learn.test".count)), Phone(world.house))
            let ask = try await phone.get(path)
            #expect(try ask.says("Your account is erased on 28 November."))
            #expect(try await world.get("/me/leaving", as: "leila").says("Keep my account"), "reading a page changes nothing")
            #expect(try await phone.press("Keep it", on: ask).says("Your account stays"))
            #expect(try await phone.press("Keep it", on: ask).says("Your account stays"), "twice is once")
            #expect(try await phone.get(path).status == 404)
            world.clock.pass(days: 8)
            try await Nightly.run(world.house)
            #expect(try await world.db.read { try $0.run("SELECT id FROM people").count } == 6)
        }
    }

    @Test(arguments: TestEngine.available)
    func itsOwnerStopsItOnThePage(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            #expect(try await leave("leila", world, words: "keep", when: "later").status == 303)
            let page = try await world.get("/me/leaving", as: "leila")
            #expect(try await world.press("Keep my account", on: page, as: "leila").headers[.location] == "/me")
            #expect(try await !world.get("/me", as: "leila").says("Your account is erased on"))
            #expect(try await world.rows("leavings") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func neitherChoiceIsMadeForAnybodyAndItIsTheOwnersAlone(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let page = try await world.get("/me/leaving", as: "leila")
            let refused = try await world.press("Erase my account", on: page, as: "leila")
            #expect(try refused.status == 422 && refused.says("Choose what becomes of what you said.") && refused.says("Choose when."))
            let half = try await world.press("Erase my account", on: page, as: "leila", typing: [("words", "keep")])
            #expect(try half.status == 422 && half.body.contains("value=\"keep\" checked") && half.says("Choose when."))
            #expect(try await world.get("/me/leaving").headers[.location] == "/sign-in?to=%2Fme%2Fleaving")
            world.clock.pass(minutes: 11)
            let asked = try await world.press("Erase my account", on: page, as: "leila", typing: [("words", "keep"), ("when", "now")])
            #expect(asked.status == 422, "whoever holds the phone shows who they are first")
            #expect(try await world.db.read { try $0.run("SELECT id FROM people").count } == 6)
            #expect(try await world.get("/staying/nothing").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func theLastStewardNamesAnotherOrClosesThePlace(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("I wait to hear.")
            let page = try await world.get("/me/leaving", as: "amina")
            #expect(try page.says("You are the only steward here.") && !page.page().buttons.contains("Erase my account"))
            #expect(try await world.post("/me/leaving", as: "amina", [("words", "keep"), ("when", "now")]).status == 409)
            #expect(try await world.get("/spaces/riverbend/closing", as: "rosa").status == 403)
            #expect(try await world.post("/spaces/riverbend/closing", as: "rosa").status == 403)
            #expect(try await world.post("/spaces/riverbend/closing", as: "omar").status == 403)
            let closing = try await world.get(page.link("Close this place"), as: "amina")
            #expect(
                try closing.says("4 people are here") && closing.says("You alone can open it again, for 30 days. After that nobody can."))
            #expect(try await world.press("Close it for good", on: closing, as: "amina").status == 303)
            #expect(try await world.get("/spaces/riverbend").says("This place was closed on 21 November."))
            let question = try await world.get("/questions/\(story.question)")
            #expect(try !question.page().buttons.contains("Send"))
            #expect(try await story.myWords(code).says("Nobody looks after this place any more."), "whoever waits reads why")
            #expect(try await world.get("/spaces/riverbend/asking", as: "rosa").status == 403)
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says("This place was closed"))
            #expect(try await leave("amina", world, words: "keep", when: "now").headers[.location] == "/left")
        }
    }

    /// Somebody may become the last one while they wait; the place is not left alone, and the person not kept.
    @Test(arguments: TestEngine.available)
    func whoBecameTheLastStewardMeanwhileIsFollowedByTheTeam(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (amina, rosa, act) = (try world.person("amina"), try world.person("rosa"), world.house.act(by: nil))
            let space = world.riverbend.id
            try await world.db.write { tx in try MembershipStore(tx).change(rosa, in: space, from: .weaver, to: .steward, by: act) }
            #expect(try await leave("amina", world, words: "keep", when: "later").status == 303)
            try await world.db.write { tx in try MembershipStore(tx).change(rosa, in: space, from: .steward, to: .weaver, by: act) }
            world.clock.pass(days: 7)
            try await Nightly.run(world.house)
            let role = try await world.db.read { tx in
                (try MembershipStore(tx).role(of: rosa, in: space), try tx.run("SELECT id FROM people WHERE id = \(amina)").count)
            }
            #expect(role.0 == .steward && role.1 == 0)
        }
    }

    /// An older copy does not bring anybody back.
    @Test(arguments: TestEngine.available)
    func noBackupBringsAnAccountToLife(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await full(world)
            let (key, folder) = (BackupKey(), world.folder + "/backups")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            _ = try await Backup.write(world.storage, to: folder + "/old.tlb", key.lock, verify: false, Heard().report)
            #expect(try await leave("diego", world, words: "take", when: "now").status == 303)
            _ = try await Backup.write(world.storage, to: folder + "/new.tlb", key.lock, verify: false, Heard().report)
            let diego = try world.person("diego")
            try await withEmptyOptions(engine) { options in
                _ = try await Backup.restore(
                    folder + "/old.tlb", into: options, secret: key.secretText, ledger: nil, report: Heard().report)
                let storage = try await Storage.open(options)
                let left = try await storage.db.read { tx in
                    try tx.run("SELECT id FROM people WHERE id = \(diego) OR name = 'Diego'").count
                        + tx.run("SELECT item_id FROM texts WHERE body LIKE '%came by boat%' OR body LIKE '%waited there myself%'").count
                        + tx.run("SELECT id FROM commitments WHERE who = 'Diego'").count
                }
                #expect(left == 0)
                await storage.close()
            }
        }
    }
}
