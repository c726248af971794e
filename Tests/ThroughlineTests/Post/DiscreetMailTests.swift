import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// A telephone that lies on a table: the subject and the first lines of a letter tell nothing, whichever letter it is.
struct DiscreetMailTests {
    /// What a telephone shows beside the subject, at most.
    private static let preview = 200

    private func tellsNothing(_ mail: Mail, _ world: World) throws {
        let tongue = world.house.catalogues.tongue(mail.language, zone: .utc)
        #expect(mail.subject == MailPage.nothing.plain(in: tongue), "\(mail.subject)")
        #expect(mail.toName.isEmpty)
        #expect(mail.text.hasPrefix(MailPage.manyWords.plain(in: tongue)), "\(mail.text.prefix(300))")
        if let html = mail.html {
            let page = try #require(html.firstRange(of: "<body>")).upperBound
            #expect(
                html[page...].hasPrefix("<p>" + MailPage.manyWords.plain(in: tongue).replacing("'", with: "&#39;").prefix(40)), "\(html)")
            #expect(html.contains("<title>\(MailPage.nothing.plain(in: tongue))</title>"))
        }
    }

    /// Every letter there is, each by the way that sends it.
    @Test(arguments: TestEngine.available)
    func noLetterTellsAnythingBeforeItIsOpened(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("Lamps at the bridge.", details: [("door", "mail"), ("mail", "speaker@example.org")])
            try await story.letThrough()
            let page = try await world.get("/spaces/riverbend/discretion", as: "amina")
            _ = try await world.press("Switch it on", on: page, as: "amina")
            let (house, amina) = (world.house, try world.person("amina"))
            // Told by mail, without an account.
            let desk = try await world.follow(world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
            _ = try await world.press("Send 1 mail", on: desk, as: "rosa")
            try await world.spoken("Boats.", to: world.question("What do you need to cross the river?"))
            // The digest, a link to sign in, a seal, a changed address.
            world.clock.pass(days: 8)
            try await world.db.write { [now = world.clock.now] tx in
                try Digest.schedule(house, on: tx)
                try SignInLink(house: house).ask("leila@example.org", at: "http://learn.test", at: now, on: tx)
                try PersonalLetter(house: house).send(
                    MailPage(subject: "About your account", lines: [.say("Riverbend")]), to: amina, at: now, on: tx)
            }
            world.clock.pass(minutes: 120)
            #expect(try await world.runJobs().isEmpty)
            let sent = world.post.sent
            for mail in sent where mail.to != "omar@example.org" && mail.to != "nadia@example.org" { try tellsNothing(mail, world) }
            #expect(
                Set(sent.map(\.to)).isSuperset(of: ["speaker@example.org", "leila@example.org", "amina@example.org"]), "\(sent.map(\.to))")
            #expect(sent.count >= 4)
            // The digest names no place at all; whoever is not discreet reads it as before.
            let digests = sent.filter { $0.listUnsubscribe != nil }
            #expect(digests.count > 1)
            #expect(digests.allSatisfy { !$0.text.contains("Lower Delta") })
        }
    }

    @Test(arguments: TestEngine.available)
    func anAccountAloneIsEnough(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (house, leila, diego) = (world.house, try world.person("leila"), try world.person("diego"))
            try await world.db.write { [now = world.clock.now] tx in
                try PersonStore(tx).setDiscreet(leila, .weather)
                for person in [leila, diego] {
                    try PersonalLetter(house: house).send(
                        MailPage(subject: "About your account", lines: [.say("Riverbend")]), to: person, at: now, on: tx)
                }
            }
            _ = try await world.runJobs()
            let sent = Dictionary(grouping: world.post.sent, by: \.to)
            try tellsNothing(#require(sent["leila@example.org"]?.first), world)
            #expect(sent["diego@example.org"]?.first?.subject == "About your account")
        }
    }

    /// In every language the first lines are longer than what a telephone shows.
    @Test func theFirstLinesFillWhatATelephoneShows() async throws {
        try await withWorld(.sqlite) { world in
            for language in world.house.catalogues.languages {
                let words = MailPage.manyWords.plain(in: world.house.catalogues.tongue(language, zone: .utc))
                #expect(words.count >= Self.preview, "\(language): \(words.count)")
            }
        }
    }
}
