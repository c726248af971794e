import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct DeciderMailTests {
    private let text = Patrols.question
    private let claim = Patrols.claim
    private let dissent = Patrols.dissent

    @Test(arguments: TestEngine.available)
    func theMailSaysWhatWeKnowHowSureAndWhoDisagrees(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, _, mail) = try await world.askedMinister()
            #expect(mail.to == "minister@example.org" && mail.toName == "The Minister")
            #expect(mail.subject == "You are asked to decide: Where do the July patrols go?")
            let lines = mail.text.split(separator: "\n").map(String.init)
            let start = try #require(lines.firstIndex(of: "What we know: \(claim)"))
            #expect(lines[start + 1].hasPrefix("How sure: "))
            #expect(lines[start + 2] == "Who disagrees: \(dissent)")
            #expect(lines.contains("The question: \(text)"))
            #expect(mail.path(after: "The whole path") == "/questions/\(question)")
            let html = try #require(mail.html)
            #expect(html.contains("<p>What we know: \(claim)</p>") && html.hasPrefix("<!doctype html><html lang=\"en\" dir=\"ltr\">"))
            #expect(try await world.rows("jobs") == 0)
            #expect(try await world.get("/questions/\(question)/deciders", as: "diego").says("No answer yet."))
        }
    }

    @Test(arguments: TestEngine.available)
    func theMailSpeaksFrenchAndArabic(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let said = "Les gens évitent la route du barrage la nuit."
            let french = try await world.askedMinister(in: "fr", translated: [("fr", said)]).2
            let inFrench = world.house.catalogues.tongue("fr", zone: .utc)
            #expect(french.language == "fr")
            #expect(french.text.contains(Phrase("What we know: \("claim", said)").plain(in: inFrench)))
            #expect(Phrase("I decided").plain(in: inFrench) != "I decided")
            let link = try #require(french.path(after: Phrase("I decided").plain(in: inFrench)))
            #expect(link.hasSuffix("?answer=decided&lang=fr"))
            #expect(try await world.get(link).says(Phrase("What did you decide?").plain(in: inFrench)))
            let arabic = try await world.askedMinister(in: "ar").2
            let inArabic = world.house.catalogues.tongue("ar", zone: .utc)
            #expect(arabic.language == "ar")
            #expect(arabic.html?.contains("lang=\"ar\" dir=\"rtl\"") == true)
            #expect(arabic.text.contains("\u{2068}\(claim)\u{2069}"))
            #expect(arabic.path(after: Phrase("I decided").plain(in: inArabic)) != nil)
            let notForMe = try #require(arabic.path(after: Phrase("Not for me").plain(in: inArabic)))
            #expect(try await world.get(notForMe).body.contains("dir=\"rtl\""))
        }
    }

    @Test(arguments: TestEngine.available)
    func aNameThatWouldAddAHeaderIsRefused(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question(text)
            let form = try await world.get("/questions/\(question)/deciders", as: "rosa")
            for name in ["Ana\r\nBcc: all@example.org", "Ana\nBcc: all@example.org", "Ana\u{2028}Bcc: x", "Ana\u{85}x"] {
                let refused = try await world.press(
                    "Send it", on: form, as: "rosa",
                    typing: [
                        ("name", name), ("mail", "minister@example.org"), ("language", "en"),
                    ])
                #expect(refused.status == 422)
                #expect(try refused.says("Write the name on one line, under 120 characters."))
            }
            for mail in ["a@example.org\nBcc: b@example.org", "minister", "a@example.org, b@example.org", "ána@example.org"] {
                let refused = try await world.press(
                    "Send it", on: form, as: "rosa", typing: [("name", "Ana"), ("mail", mail), ("language", "en")])
                #expect(refused.status == 422)
            }
            try await world.runJobs()
            #expect(world.post.sent.isEmpty)
            #expect(try await world.rows("asked_deciders") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func withoutMailThePageGivesTheTextToCopy(engine: TestEngine) async throws {
        try await withWorld(engine, hasMail: false) { world in
            let question = try await world.question(text)
            _ = try await world.learned(claim, on: question)
            let form = try await world.get("/questions/\(question)/deciders", as: "rosa")
            let sent = try await world.press("Make the text", on: form, as: "rosa", typing: [("name", "The Minister"), ("language", "en")])
            let page = try await world.follow(sent, as: "rosa")
            #expect(try page.says("What we know: \(claim)"))
            #expect(try await world.rows("jobs") == 0)
            let text = try #require(try page.page().elements(named: "pre").first).rawText
            let copied = Mail(to: "", subject: "", text: text, messageID: "", language: "en")
            #expect(try await world.get(try #require(copied.path(after: "I decided"))).says("What did you decide?"))
            let decided = try await world.decides(
                "Patrols take the river road", on: question, forAnother: true, typing: [("decided_by", "The Minister")])
            let waiting = try await world.follow(decided, as: "diego")
            #expect(try waiting.says("Yes, this is my decision"))
            #expect(try !(await world.follow(decided)).says("Yes, this is my decision"))
        }
    }

    @Test(arguments: TestEngine.available)
    func nextDayTheMinisterHearsHowManyWereTold(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, _, mail) = try await world.askedMinister()
            let form = try await world.get(try #require(mail.path(after: "I decided")))
            _ = try await world.press("I decided", on: form, typing: [("what", "Patrols take the river road")])
            let (house, space, act) = (world.house, world.riverbend.id, world.house.act(by: try world.person("rosa")))
            try await world.db.write { tx in
                for (door, people, told, missed) in [("chat", 20, 18, 2), ("mail", 11, 9, 2)] {
                    let id = try LineStore(tx).add(
                        NewItem(kind: .telling, space: space, author: .nobody, language: "en", state: "prepared"),
                        texts: [("text", "Told.")], by: act)
                    try tx.run(
                        """
                        INSERT INTO tellings (id, question_id, duty_id, language, door, told_on, people, told, unreachable)
                        VALUES (\(id), \(question), '', 'en', \(door), \(act.day), \(people), \(told), \(missed))
                        """)
                    if let item = try LineStore(tx).unseen(id) { try LineStore(tx).move(item, "tell", as: .stranger, own: true, by: act) }
                    try DeciderWork.tellDeciders(of: question, from: house, by: act, on: tx)
                }
            }
            try await world.runJobs()
            #expect(world.post.sent.count == 1)
            world.clock.pass(days: 1)
            #expect(try await world.runJobs().isEmpty)
            #expect(world.post.sent.count == 2)
            #expect(world.post.sent.last?.text.hasPrefix("Told: 27 of 31. 4 people could not be reached.\n") == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func theAddressIsSealedAndOneDayForgotten(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, _, mail) = try await world.askedMinister()
            #expect(mail.to == "minister@example.org")
            let kept = try await world.db.read { try $0.run("SELECT mail FROM asked_deciders").first?.text("mail") ?? "" }
            #expect(!kept.isEmpty && !kept.contains("minister"))
            world.clock.pass(days: AskedDecider.life + 1)
            try await Nightly.run(world.house)
            #expect(try await world.db.read { try $0.run("SELECT mail FROM asked_deciders").first?.text("mail") } == "")
        }
    }
}
