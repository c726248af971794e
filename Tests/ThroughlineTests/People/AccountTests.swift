import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct AccountTests {
    @Test(arguments: TestEngine.available)
    func leilaChangesHowSheIsCalledAndHowSheHears(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let page = try await world.get("/me", as: "leila")
            #expect(page.headers[.cacheControl] == "no-store")
            let saved = try await world.press("Save", on: page, as: "leila", typing: [("name", "Leila B"), ("language", "fr")])
            #expect(saved.headers[.location] == "/me?saved=yes")
            let french = try await world.follow(saved, as: "leila")
            #expect(french.body.contains("<html lang=\"fr\""))
            let again = try await world.get("/me?lang=en", as: "leila")
            let heard = try await world.press(
                "Save how I hear", on: again, as: "leila",
                typing: [("channel", "here"), ("every", "day"), ("notice_language", "ar"), ("quiet_from", "22"), ("quiet_to", "6")])
            #expect(heard.status == 303)
            let person = try world.person("leila")
            let account = try await world.db.read { try PersonStore($0).account(person) }
            #expect(account.name == "Leila B" && account.language == "fr" && account.isEmailProved)
            #expect(account.notices == Notices(channel: .here, language: "ar", every: .day, quietFrom: 22, quietTo: 6))
        }
    }

    @Test(arguments: TestEngine.available)
    func twoWindowsShowBothTexts(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let one = try await world.get("/me", as: "leila")
            let two = try await world.get("/me", as: "leila")
            #expect(try await world.press("Save", on: one, as: "leila", typing: [("name", "Leila One")]).status == 303)
            let raced = try await world.press("Save", on: two, as: "leila", typing: [("name", "Leila Two")])
            #expect(try raced.status == 409 && raced.says("Leila One") && raced.says("Leila Two"))
            #expect(try await world.press("Use my text", on: raced, as: "leila").status == 303)
            #expect(try await world.get("/me", as: "leila").form(withButton: "Save").value("name") == "Leila Two")
            let old = try await world.press("Save how I hear", on: one, as: "leila", typing: [("every", "day")])
            #expect(try old.status == 409 && old.says("One letter a day") && old.says("One letter a week"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatCannotBeKeptIsSaidBesideTheField(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let page = try await world.get("/me?zone=all", as: "leila")
            let refused = try await world.press("Save", on: page, as: "leila", typing: [("name", "Leila"), ("email", "not an address")])
            #expect(try refused.status == 422 && refused.says("Write a mail address like name@example.org"))
            let taken = try await world.press("Save", on: page, as: "leila", typing: [("email", "amina@example.org")])
            #expect(try taken.status == 422 && taken.says("This address cannot be used here"))
            let moved = try await world.press("Save", on: page, as: "leila", typing: [("email", ""), ("zone", "Asia/Kabul")])
            #expect(moved.status == 303)
            let mailless = try await world.press(
                "Save how I hear", on: try await world.get("/me", as: "leila"), as: "leila", typing: [("channel", "mail")])
            #expect(try mailless.status == 422 && mailless.says("Write a mail address above"))
            #expect(try await world.get("/me").headers[.location] == "/sign-in?to=%2Fme")
        }
    }

    @Test(arguments: TestEngine.available)
    func aNewPhraseSignsTheOtherPhonesOut(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let hash = try await world.house.passwords.hash("mango over the river")
            let act = world.house.act(by: nil)
            try await world.db.write { tx in _ = try PersonStore(tx).add(NewPerson(name: "Maria", language: "en", hash: hash), by: act) }
            let (mine, lost) = (Phone(world.house), Phone(world.house))
            for phone in [mine, lost] {
                _ = try await phone.press(
                    "Sign in", on: try await phone.get("/sign-in"), typing: [("name", "Maria"), ("phrase", "mango over the river")])
            }
            #expect(try await mine.get("/me/sessions").says("This browser since 21 November, last used 21 November"))
            let page = try await mine.get(try await mine.get("/me").link("Change my phrase"))
            let easy = try await mine.press("Change it", on: page, typing: [("phrase", "boats")])
            #expect(try easy.status == 422 && easy.says("Use three words or more"))
            #expect(try await lost.get("/me").status == 200)
            let stolen = try #require(mine.session)
            #expect(try await mine.press("Change it", on: page, typing: [("phrase", "boats come home late")]).status == 303)
            #expect(
                try await Phone(world.house).get("/me", headers: [.cookie: "session=\(stolen)"]).status == 303, "a copied cookie ends too")
            #expect(try await mine.get("/me").status == 200)
            #expect(try await lost.get("/me").status == 303)
            let back = try await lost.press(
                "Sign in", on: try await lost.get("/sign-in?to=/me"), typing: [("name", "Maria"), ("phrase", "boats come home late")])
            #expect(back.headers[.location] == "/me")
            #expect(try await mine.press("Sign out everywhere but here", on: try await mine.get("/me/sessions")).status == 303)
            #expect(try await lost.get("/me").status == 303)
        }
    }

    @Test(arguments: TestEngine.available)
    func anAddressIsWrittenToOnlyAfterItsOwnerSaidYes(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let leila = try world.person("leila")
            // She has had none that was confirmed so far; how a confirmed one gives way, AccountLifeTests tell.
            try await world.db.write { try $0.run("UPDATE people SET email = NULL, email_proved = 0 WHERE id = \(leila)") }
            let page = try await world.get("/me", as: "leila")
            #expect(try await world.press("Save", on: page, as: "leila", typing: [("email", "Leila@New.example.org")]).status == 303)
            func isProved() async throws -> Bool { try await world.db.read { try PersonStore($0).account(leila).isEmailProved } }
            #expect(try await !isProved())
            let job = try #require(try await world.house.jobs.claim(kinds: [PostWork.mail], as: "test", on: world.db))
            try await PostWork.handlers(world.house)[job.kind]?(job.payload)
            let mail = try #require(world.post.sent.last)
            #expect(mail.to == "leila@new.example.org" && mail.subject == "Is this your address?")
            let link = try #require(mail.text.split(separator: "\n").first { $0.hasPrefix("http://learn.test/mail-proof/") })
            let path = String(link.dropFirst("http://learn.test".count))
            let phone = Phone(world.house)
            let ask = try await phone.get(path)
            #expect(try ask.says("leila@new.example.org"))
            #expect(try await !isProved(), "reading a page changes nothing")
            #expect(try await phone.press("Yes, it is mine", on: ask).says("From now on we may write to leila@new.example.org"))
            #expect(try await isProved())
            let again = try await world.get("/me", as: "leila")
            #expect(try await world.press("Save", on: again, as: "leila", typing: [("email", "")]).status == 303)
            #expect(try await phone.get(path).status == 404, "the old address is nobody's")
            let amina = try world.person("amina")
            #expect(try await phone.get("/mail-proof/" + world.house.keys.token("prove-\(amina)-00", for: .mail)).status == 404)
        }
    }
}
