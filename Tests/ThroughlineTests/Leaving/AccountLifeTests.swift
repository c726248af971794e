import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Another address, leaving a place, an account nobody uses, a lost second step where there is one steward.
struct AccountLifeTests {
    private func link(_ start: String, in mail: Mail) throws -> String {
        let line = try #require(mail.text.split(separator: "\n").first { $0.hasPrefix("http://learn.test\(start)") })
        return String(line.dropFirst("http://learn.test".count))
    }

    /// Leila asks for another address; gives the letters to the new one and to the old one.
    private func asks(_ world: World, for address: String) async throws -> (new: Mail, old: Mail) {
        let page = try await world.get("/me", as: "leila")
        #expect(try await world.press("Save", on: page, as: "leila", typing: [("email", address)]).status == 303)
        try await world.runJobs()
        let new = try #require(world.post.sent.last { $0.to == address })
        let old = try #require(world.post.sent.last { $0.to == "leila@example.org" })
        return (new, old)
    }

    private func address(_ world: World) async throws -> String? {
        let leila = try world.person("leila")
        return try await world.db.read { tx in
            let account = try PersonStore(tx).account(leila)
            return account.isEmailProved ? account.email : nil
        }
    }

    @Test(arguments: TestEngine.available)
    func theNewAddressProvesItselfAndTheOldOneIsTold(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (new, old) = try await asks(world, for: "new@example.org")
            #expect(old.text.contains("another address instead of this one") && !old.text.contains("new@example.org"))
            #expect(try await address(world) == "leila@example.org", "the old one counts until then")
            #expect(try await world.get("/me", as: "leila").says("We wrote to new@example.org."))
            let (proof, phone) = (try link("/mail-proof/", in: new), Phone(world.house))
            #expect(
                try await phone.press("Yes, it is mine", on: try await phone.get(proof)).says("From now on we may write to new@example.org")
            )
            #expect(try await address(world) == "new@example.org")
            try await world.runJobs()
            let told = try #require(world.post.sent.last)
            #expect(told.to == "leila@example.org" && told.text.contains("From now on we write to another address"))
            // Within seven days the old one brings itself back, and whoever was signed in is not any more.
            let back = try await phone.get(try link("/address/", in: told))
            #expect(try back.says("It comes back in the place of the other one"))
            #expect(try await phone.press("Keep it", on: back).says("Your address stays"))
            #expect(try await phone.press("Keep it", on: back).says("Your address stays"), "twice is once")
            #expect(try await address(world) == "leila@example.org")
            #expect(try await world.get("/me", as: "leila").status == 303)
        }
    }

    @Test(arguments: TestEngine.available)
    func theOldAddressStopsItBeforeTheNewOneProvesItself(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (new, old) = try await asks(world, for: "thief@example.org")
            let phone = Phone(world.house)
            #expect(try await phone.press("Keep it", on: try await phone.get(try link("/address/", in: old))).says("Your address stays"))
            #expect(try await phone.get(try link("/mail-proof/", in: new)).status == 404, "the other order")
            #expect(try await address(world) == "leila@example.org")
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsNotConfirmedInSevenDaysIsForgotten(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (new, old) = try await asks(world, for: "later@example.org")
            world.clock.pass(days: 7)
            try await Sweep(house: world.house).run()
            let phone = Phone(world.house)
            #expect(try await phone.get(try link("/mail-proof/", in: new)).status == 404)
            #expect(try await phone.get(try link("/address/", in: old)).status == 404)
            #expect(try await world.rows("address_changes") == 0)
            #expect(try await address(world) == "leila@example.org")
        }
    }

    /// Two accounts want the same address: whoever shows first that it is theirs has it, and the other is told so.
    @Test(arguments: TestEngine.available)
    func ofTwoWhoWantOneAddressTheFirstToProveItHasIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (mine, _) = try await asks(world, for: "shared@example.org")
            let page = try await world.get("/me", as: "rosa")
            #expect(try await world.press("Save", on: page, as: "rosa", typing: [("email", "shared@example.org")]).status == 303)
            try await world.runJobs()
            let theirs = try #require(world.post.sent.last { $0.to == "shared@example.org" && $0.text != mine.text })
            let phone = Phone(world.house)
            let late = try await phone.get(try link("/mail-proof/", in: mine))
            #expect(
                try await phone.press("Yes, it is mine", on: try await phone.get(try link("/mail-proof/", in: theirs))).says("From now on"))
            let refused = try await phone.press("Yes, it is mine", on: late)
            #expect(try refused.status == 422 && refused.says("This address cannot be used here."))
            #expect(try await address(world) == "leila@example.org")
            #expect(
                try await world.press("Keep the address I have", on: try await world.get("/me", as: "leila"), as: "leila").status == 303)
            #expect(try await !world.get("/me", as: "leila").says("We wrote to"))
        }
    }

    /// Domain 15.a.
    @Test("15.a", arguments: TestEngine.available)
    func leavingAtTwelveEndsAccessByOneMinutePastAndOnesOwnRemains(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await OwnDataTests.gave(world)
            let insight = try await world.db.read { try $0.run("SELECT id FROM items WHERE kind = 'insight'").first?.text("id") } ?? ""
            #expect(try await world.get("/insights/\(insight)", as: "leila").status == 200)
            let own = try await world.get("/me/data", as: "leila")
            let page = try await world.get(own.link("Leave"), as: "leila")
            #expect(try page.says("You read nothing of it any more from that moment on."))
            let last = try await world.get("/spaces/riverbend/people/\(try world.person("amina"))", as: "amina")
            #expect(try last.says("You are the only steward here.") && last.link("Close this place") == "/spaces/riverbend/closing")
            #expect(try await world.press("Leave", on: page, as: "leila").status == 303)
            world.clock.pass(minutes: 1)
            #expect(try await world.get("/insights/\(insight)", as: "leila").status == 404)
            for path in ["people", "done"] { #expect(try await world.get("/spaces/riverbend/\(path)", as: "leila").status == 404) }
            let after = try await world.get("/me/data", as: "leila")
            #expect(try after.says("Transport costs more than a day's work.") && !after.says("Transport keeps young people away."))
            #expect(try after.says("In no place just now."))
            let words = try await world.get(after.link("See it or put it right"), as: "leila")
            #expect(words.status == 200)
            _ = story
        }
    }

    /// A reader from outside leaves as well as anybody.
    @Test(arguments: TestEngine.available)
    func aReaderLeavesToo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (nadia, act, space) = (try world.person("nadia"), world.house.act(by: nil), world.riverbend.id)
            try await world.db.write { tx in
                try MembershipStore(tx).add(nadia, to: space, as: .reader, invitedBy: nil, by: act)
            }
            let page = try await world.get("/spaces/riverbend/people/\(nadia)", as: "nadia")
            #expect(try await world.press("Leave", on: page, as: "nadia").status == 303)
            #expect(try await world.db.read { try MembershipStore($0).role(of: nadia, in: space) } == nil)
            #expect(try await world.get("/spaces/riverbend/people/\(nadia)", as: "nadia").status == 404)
            #expect(try await world.get("/spaces/riverbend/people", as: "nadia").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func whoIsTakenOutDoesNotComeBackByALinkThatLetsAnybodyIn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let invite = try await world.get("/spaces/riverbend/invitations", as: "rosa")
            let made = try await world.press("Make the invitation", on: invite, as: "rosa", typing: [("uses", "20")])
            let text = try await world.follow(made, as: "rosa").page().elements(named: "pre").first?.text ?? ""
            let link = try #require(text.split(separator: " ").first { $0.contains("/join/") })
            let path = String(link.dropFirst("http://learn.test".count))
            #expect(try await Phone(world.house).get(path).says("Join"))
            let member = "/spaces/riverbend/people/\(try world.person("leila"))"
            let page = try await world.get(member, as: "amina")
            #expect(try page.says("A link they still have would let them in under another name."))
            #expect(try await world.press("End it", on: page, as: "amina").status == 303)
            #expect(try await Phone(world.house).get(path).status == 409, "ended with it, as the tick says")
            // Without the tick the others who were invited still come in.
            let again = try await world.press("Make the invitation", on: invite, as: "rosa", typing: [("uses", "20"), ("note", "again")])
            let next = try await world.follow(again, as: "rosa").page().elements(named: "pre").first?.text ?? ""
            let open = try #require(next.split(separator: " ").first { $0.contains("/join/") })
            let diego = "/spaces/riverbend/people/\(try world.person("diego"))"
            _ = try await world.post(diego + "/ending", as: "amina")
            #expect(try await Phone(world.house).get(String(open.dropFirst("http://learn.test".count))).says("Join"))
        }
    }

    @Test(arguments: TestEngine.available)
    func anAccountNobodyUsesIsWrittenToTwiceAndThenErased(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await OwnDataTests.gave(world)
            let leila = try world.person("leila")
            try await Nightly.run(world.house)
            let month = try await world.db.read { try $0.run("SELECT seen_month FROM people WHERE id = \(leila)").first?.day("seen_month") }
            #expect(month?.text == "2026-11-01", "the month and nothing finer")
            @Sendable func here() async throws -> Bool {
                try await world.db.read { try !$0.run("SELECT id FROM people WHERE id = \(leila)").isEmpty }
            }
            func letters() -> Int { world.post.sent.filter { $0.to == "leila@example.org" && $0.text.contains("for two years") }.count }
            world.clock.pass(days: 700)
            try await Nightly.run(world.house)
            try await world.runJobs()
            #expect(letters() == 0)
            world.clock.pass(days: 20)
            for (days, sent) in [(11, 1), (29, 1), (1, 2), (29, 2)] {
                world.clock.pass(days: days)
                try await Nightly.run(world.house)
                try await world.runJobs()
                #expect(letters() == sent)
            }
            #expect(try await here())
            // Amina comes in: hers stays in use.
            let (amina, keys) = (try world.person("amina"), world.house.keys)
            let act = world.house.act(by: amina)
            try await world.db.write { tx in _ = try SessionStore(tx).open(for: amina, shared: false, keys: keys, by: act) }
            world.clock.pass(days: 1)
            try await Nightly.run(world.house)
            #expect(try await !here())
            let left = try await world.db.read { tx in
                (
                    try tx.run("SELECT name FROM people").map { try $0.text("name") },
                    try tx.run("SELECT t.body FROM texts t WHERE t.body LIKE 'Transport costs%'").count
                )
            }
            #expect(left.0 == ["Amina"] && left.1 == 1, "what was said stays, without a name")
        }
    }

    /// A guardian's yes is kept in words, for the team and the speaker; nobody is asked for a birthday.
    @Test(arguments: TestEngine.available)
    func somebodyUnderEighteenAnswersWithAGuardiansYes(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            #expect(try await !world.get("/questions/\(story.question)").says("Under 18?"))
            let settings = try await world.get("/spaces/riverbend/settings", as: "amina")
            #expect(try await world.press("Save", on: settings, as: "amina", typing: [("guardian", "yes")]).status == 303)
            let ask = try await world.get("/questions/\(story.question)")
            #expect(try ask.says("Under 18? Answer together with somebody responsible for you"))
            let thanks = try await world.press("Send", on: ask, typing: [("text", "The school is too far for me.")])
            let long = String(repeating: "a", count: 301)
            let refused = try await world.press("Save", on: thanks, typing: [("guardian", long)])
            #expect(try refused.status == 422 && refused.says("Keep this under 300 characters."))
            #expect(
                try await world.press("Save", on: thanks, typing: [("guardian", "my older sister"), ("openness", "everyone")]).status == 200
            )
            let team = try await world.get("/questions/\(story.question)", as: "rosa")
            #expect(try team.says("Who said yes: my older sister"))
            try await story.letThrough()
            for reader in ["leila", "omar", nil] {
                #expect(try await !world.get("/questions/\(story.question)", as: reader).says("my older sister"))
                let voice = try await story.voices()[0]
                #expect(try await !world.get("/voices/\(voice)", as: reader).says("my older sister"))
            }
            let code = try thanks.code() ?? ""
            #expect(try await world.press("Save the file", on: story.myWords(code)).says("my older sister"))
            _ = try await world.press("Take my words back", on: world.press("Take my words back", on: story.myWords(code)))
            #expect(try await world.db.read { try $0.run("SELECT id FROM voices WHERE guardian IS NOT NULL").count } == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func theOnlyStewardGetsALostSecondStepOffByTheOperatorAndAColleague(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (amina, act) = (try world.person("amina"), world.house.act(by: nil))
            try await world.db.write { tx in
                try tx.run("UPDATE people SET name_key = 'amina' WHERE id = \(amina)")
                try SecondFactorStore(tx).add(
                    "sealed", step: 1, codes: ["a"], for: amina, by: Act(by: amina, now: act.now, random: act.random))
            }
            #expect(try await world.get("/me/second-factor", as: "amina").says("You are the only steward of Lower Delta learning circle."))
            let instance = Instance(house: world.house, lock: nil)
            #expect(try await instance.askSecondFactorReset(name: "Nobody", place: "riverbend").hasPrefix("Nobody of that name"))
            let said = try await instance.askSecondFactorReset(name: "Amina", place: "riverbend")
            let path = try #require(said.split(whereSeparator: \.isWhitespace).first { $0.contains("/second-factor-resets/") })
                .dropFirst("http://learn.test".count)
            #expect(try await world.get(String(path), as: "leila").status == 404, "a member is nobody who could agree")
            let page = try await world.get(String(path), as: "rosa")
            #expect(try page.says("Whoever runs this server asks"))
            #expect(try await world.press("I am sure; take it off", on: page, as: "rosa").status == 303)
            #expect(try await world.db.read { try SecondFactorStore($0).isOn(for: amina) } == false)
        }
    }
}
