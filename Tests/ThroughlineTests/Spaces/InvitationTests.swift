import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct InvitationTests {
    /// Rosa makes an invitation; gives the path of its link.
    private func invite(
        _ world: World, to place: String = "riverbend", uses: String = "1", role: String = "member", as name: String = "rosa"
    ) async throws -> (link: String, page: Answer) {
        let form = try await world.get("/spaces/\(place)/invitations", as: name)
        let made = try await world.press(
            "Make the invitation", on: form, as: name, typing: [("uses", uses), ("role", role), ("note", "Welcome <you>")])
        #expect(made.status == 303)
        let page = try await world.follow(made, as: name)
        let words = try page.page().text.split(separator: " ")
        let address = try #require(words.first { $0.hasPrefix("http://learn.test/join/") })
        return (String(address.dropFirst("http://learn.test".count)), page)
    }

    @Test(arguments: TestEngine.available)
    func rosaInvitesAndMariaComesIn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (link, page) = try await invite(world, uses: "2")
            #expect(
                try page.body.contains("<svg viewBox") && page.says("Welcome <you>") && page.says("for 2 more people, until 5 December"))
            let maria = Phone(world.house)
            let form = try await maria.get(link, in: "fr,en;q=0.5")
            #expect(form.headers[.cacheControl] == "no-store" && !form.body.contains("<script"))
            let english = try await maria.get(link)
            #expect(try english.says("Join Lower Delta learning circle") && english.says("Member"))
            let refused = try await maria.press("Join", on: english, typing: [("name", "Maria"), ("phrase", "abc")])
            #expect(try refused.status == 422 && refused.says("Use three words or more"))
            let joined = try await maria.press("Join", on: refused, typing: [("phrase", "Mango over  the river")])
            #expect(joined.status == 303 && joined.headers[.location] == "/spaces/riverbend")
            let cookie = try #require(joined.headers[values: .setCookie].first { $0.hasPrefix("session=") })
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Max-Age=7776000"))
            #expect(try await maria.get("/spaces/riverbend/people").says("Maria Member"))
            #expect(try await world.get("/spaces/riverbend/invitations", as: "rosa").says("for 1 more person"))
            // She comes back on another phone: capitals and spaces of a phrase do not matter.
            let other = Phone(world.house)
            let signIn = try await other.get("/sign-in?to=/spaces/riverbend/people")
            let back = try await other.press("Sign in", on: signIn, typing: [("name", "MARIA"), ("phrase", "mango over the river")])
            #expect(back.headers[.location] == "/spaces/riverbend/people")
        }
    }

    @Test(arguments: TestEngine.available)
    func ofTwoWhoComeAtOnceByTheLastUseOneIsIn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let link = try await invite(world).link
            let phones = [Phone(world.house), Phone(world.house)]
            let pages = [try await phones[0].get(link), try await phones[1].get(link)]
            async let first = phones[0].press("Join", on: pages[0], typing: [("name", "Maria"), ("phrase", "mango over the river")])
            async let second = phones[1].press("Join", on: pages[1], typing: [("name", "Joao"), ("phrase", "boats come home late")])
            let answers = try await [first, second]
            #expect(answers.map(\.status).sorted() == [303, 409])
            let loser = try #require(answers.first { $0.status == 409 })
            #expect(try loser.says("This invitation has been used or has run out"))
            #expect(phones.filter { $0.session != nil }.count == 1)
            let (people, members) = try await world.db.read { tx in
                (
                    try tx.run("SELECT id FROM people WHERE name IN ('Maria', 'Joao')").count,
                    try MembershipStore(tx).count(in: world.riverbend.id)
                )
            }
            #expect(people == 1 && members == 5)
        }
    }

    @Test(arguments: TestEngine.available)
    func aNervousThumbJoinsOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let link = try await invite(world).link
            let maria = Phone(world.house)
            let page = try await maria.get(link)
            let typed = [("name", "Maria"), ("phrase", "mango over the river")]
            let fields =
                try page.form(withButton: "Join").fields.map { ($0.name, $0.value) }.filter { !["name", "phrase"].contains($0.0) } + typed
            async let once = maria.post(link, fields)
            async let twice = maria.post(link, fields)
            #expect(try await [once.status, twice.status] == [303, 303])
            #expect(try await world.db.read { try $0.run("SELECT id FROM people WHERE name = 'Maria'").count } == 1)
            #expect(try await maria.get("/spaces/riverbend/people").status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func onAPhoneOthersUseTheSessionEndsSoon(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let link = try await invite(world).link
            let phone = Phone(world.house)
            let joined = try await phone.press(
                "Join", on: try await phone.get(link), typing: [("name", "Maria"), ("phrase", "mango over the river"), ("shared", "yes")])
            let cookie = try #require(joined.headers[values: .setCookie].first { $0.hasPrefix("session=") })
            #expect(!cookie.contains("Max-Age"))
            world.clock.pass(minutes: 119)
            #expect(try await phone.get("/me").status == 200)
            world.clock.pass(minutes: 2)
            #expect(try await phone.get("/me").headers[.location] == "/sign-in?to=%2Fme")
        }
    }

    @Test(arguments: TestEngine.available)
    func anInvitationThatIsOverSaysSo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (link, page) = try await invite(world, uses: "3")
            let stranger = Phone(world.house)
            let open = try await stranger.get(link)
            #expect(try await world.press("End this invitation", on: page, as: "rosa").status == 303)
            #expect(try await stranger.get(link).says("This invitation has been used or has run out"))
            let late = try await stranger.press("Join", on: open, typing: [("name", "Maria"), ("phrase", "mango over the river")])
            #expect(late.status == 409 && stranger.session == nil)
            let other = try await invite(world).link
            world.clock.pass(days: 14)
            #expect(try await stranger.get(other).status == 200, "the last day counts")
            world.clock.pass(days: 1)
            #expect(try await stranger.get(other).status == 409)
            #expect(try await stranger.get(String(other.dropLast()) + "~").status == 404, "a changed link leads nowhere")
            #expect(try await stranger.get("/join/" + world.house.keys.token("setup", for: .setup)).status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func omarComesInWithOneButton(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let link = try await invite(world, role: "analyst").link
            let page = try await world.get(link, as: "omar")
            #expect(try page.says("Learning officer"))
            let joined = try await world.press("Join as Omar", on: page, as: "omar")
            #expect(joined.headers[.location] == "/spaces/riverbend")
            #expect(try await world.get("/spaces/riverbend/people", as: "omar").says("Omar Learning officer"))
            #expect(try await world.get(link, as: "omar").status == 303, "whoever is in already is led in")
        }
    }

    @Test(arguments: TestEngine.available)
    func whoWasRemovedDoesNotComeBackByTheirOwnInvitation(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let link = try await invite(world, uses: "5").link
            let weavers = try await invite(world, uses: "5", role: "weaver").link
            let rosa = try world.person("rosa")
            // Less from now on: what she may not give any more has ended.
            _ = try await world.post(
                "/spaces/riverbend/people/\(rosa)", as: "amina", [("role", "analyst"), ("_was", "weaver")])
            for link in [link, weavers] { #expect(try await world.get(link, as: "omar").status == 409) }
            _ = try await world.post("/spaces/riverbend/people/\(rosa)", as: "amina", [("role", "weaver"), ("_was", "analyst")])
            #expect(try await world.get(link, as: "omar").status == 409, "and does not begin again")
            let another = try await invite(world, uses: "5").link
            let page = try await world.get(another, as: "omar")
            _ = try await world.post("/spaces/riverbend/people/\(rosa)/ending", as: "amina")
            #expect(try await world.post(another, as: "rosa").status == 409)
            #expect(try await world.press("Join as Omar", on: page, as: "omar").status == 409)
            let members = try await world.db.read { try MembershipStore($0).count(in: world.riverbend.id) }
            #expect(members == 3)
        }
    }

    /// An invitation for many, made by somebody who is still here, is no way back for one who was taken out.
    @Test(arguments: TestEngine.available)
    func whoWasRemovedDoesNotComeBackByAnOlderInvitation(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let old = try await invite(world, uses: "5").link
            let leila = try world.person("leila")
            let maria = Phone(world.house)
            let typed = [("name", "Maria"), ("phrase", "mango over the river")]
            #expect(try await maria.press("Join", on: maria.get(old), typing: typed).status == 303)
            let marias = try #require(
                try await world.db.read { try $0.run("SELECT id FROM people WHERE name = 'Maria'").first?.text("id") })
            for person in [leila.description, marias] {
                #expect(try await world.post("/spaces/riverbend/people/\(person)/ending", as: "amina").status == 303)
            }
            let shut = try await world.get(old, as: "leila")
            #expect(try shut.status == 409 && shut.says("You were taken out of this place after this invitation was made."))
            #expect(try await world.get(old, as: "leila", in: "fr").page().text.contains("invitation"))
            #expect(try await world.post(old, as: "leila").status == 409)
            // Nor with the name and phrase of that account, on a phone where nobody is signed in.
            let other = Phone(world.house)
            let again = try await other.press("Join", on: other.get(old), typing: typed)
            #expect(try again.status == 409 && again.says("You were taken out of this place") && other.session == nil)
            let members = try await world.db.read { try MembershipStore($0).count(in: world.riverbend.id) }
            #expect(members == 3)
            // Others still come in by it, and she by a new one of her own.
            #expect(try await world.get(old, as: "omar").status == 200)
            let new = try await invite(world).link
            #expect(try await world.press("Join as Leila", on: world.get(new, as: "leila"), as: "leila").status == 303)
            #expect(try await world.get(old, as: "leila").status == 303, "she is in")
        }
    }

    /// Who left by themselves may come back as they came.
    @Test(arguments: TestEngine.available)
    func whoLeftComesBackByTheSameInvitation(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let old = try await invite(world, uses: "5").link
            let leila = try world.person("leila")
            #expect(try await world.post("/spaces/riverbend/people/\(leila)/ending", as: "leila").status == 303)
            #expect(try await world.press("Join as Leila", on: world.get(old, as: "leila"), as: "leila").status == 303)
        }
    }

    /// The rows themselves may come from elsewhere: an import, a backup.
    @Test(arguments: TestEngine.available)
    func anInvitationOfSomebodyWhoIsGoneIsOverEvenWhereItWasNotEnded(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let link = try await invite(world, uses: "5").link
            let rosa = try world.person("rosa")
            try await world.db.write { try $0.run("DELETE FROM memberships WHERE person_id = \(rosa)") }
            let phone = Phone(world.house)
            #expect(try await phone.get(link).says("This invitation has been used or has run out"))
            #expect(try await phone.post(link, [("name", "Maria"), ("phrase", "mango over the river")]).status == 409)
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyInvitesToMoreThanTheyAre(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let page = try await world.get("/spaces/riverbend/invitations", as: "rosa")
            #expect(!page.body.contains("value=\"steward\""))
            let typed = [("role", "steward"), ("uses", "1"), ("until", "2026-11-30"), ("note", "")]
            let refused = try await world.post("/spaces/riverbend/invitations", as: "rosa", typed)
            #expect(try refused.status == 422 && refused.says("You can invite people to what you may do yourself"))
            let tooLong = try await world.post(
                "/spaces/riverbend/invitations", as: "amina", [("role", "steward"), ("uses", "501"), ("until", "2026-12-22"), ("note", "")])
            #expect(try tooLong.says("Write a number from 1 to 500") && tooLong.says("Choose a day from 21 November to 21 December"))
            let amina = try await invite(world, role: "steward", as: "amina")
            let list = try await world.get("/spaces/riverbend/invitations", as: "rosa")
            #expect(try await world.get(list.link("Steward"), as: "rosa").status == 404)
            #expect(amina.link.hasPrefix("/join/"))
            #expect(try await world.get("/spaces/riverbend/invitations", as: "leila").status == 403)
            #expect(try await world.get("/spaces/riverbend/invitations", as: "omar").status == 403)
            #expect(try await world.get("/spaces/riverbend/invitations").headers[.location]?.hasPrefix("/sign-in?to=") == true)
        }
    }

    /// One name is one person in a place; elsewhere it may be somebody else's.
    @Test(arguments: TestEngine.available)
    func aNameThatSomebodyHereHasIsAskedForAgain(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let link = try await invite(world, uses: "5").link
            let first = try await Phone(world.house).press(
                "Join", on: world.get(link), typing: [("name", "Maria"), ("phrase", "mango over the river")])
            #expect(first.status == 303)
            let other = Phone(world.house)
            let refused = try await other.press(
                "Join", on: world.get(link), typing: [("name", "maria "), ("phrase", "boats come home late")])
            #expect(try refused.status == 422 && refused.says("Somebody here goes by this name already."))
            #expect(other.session == nil)
            let joined = try await other.press(
                "Join", on: refused, typing: [("name", "Maria of Naryn"), ("phrase", "boats come home late")])
            #expect(joined.status == 303)
            let renamed = try await other.press("Save", on: other.get("/me"), typing: [("name", "MARIA")])
            #expect(try renamed.status == 422 && renamed.says("Somebody here goes by this name already."))
            // The same Maria on another phone is herself.
            let again = try await Phone(world.house).press(
                "Join", on: world.get(link), typing: [("name", "Maria"), ("phrase", "mango over the river")])
            #expect(again.status == 303)
        }
    }

    /// Somebody with an account and a name that is taken here gives it something of their own first.
    @Test(arguments: TestEngine.available)
    func anAccountWhoseNameIsTakenHereIsToldHowToComeIn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (riverbend, saffron) = (try await invite(world, uses: "5").link, try await invite(world, to: "saffron", as: "omar").link)
            let (first, second) = (Phone(world.house), Phone(world.house))
            _ = try await first.press("Join", on: first.get(riverbend), typing: [("name", "Maria"), ("phrase", "mango over the river")])
            let elsewhere = try await second.press(
                "Join", on: second.get(saffron), typing: [("name", "Maria"), ("phrase", "boats come home late")])
            #expect(elsewhere.status == 303, "another place, another Maria")
            let refused = try await second.press("Join as Maria", on: second.get(riverbend))
            #expect(try refused.status == 422 && refused.says("Somebody in this place goes by your name already."))
            _ = try await second.press("Save", on: second.get("/me"), typing: [("name", "Maria of Naryn")])
            #expect(try await second.press("Join as Maria of Naryn", on: second.get(riverbend)).status == 303)
        }
    }

    /// Domain 15.d: the join page, the place, and thanks for a first answer.
    @Test("15.d", arguments: TestEngine.available)
    func aNewcomerWhoReadsArabicHasDoneTheFirstStepsInThreeScreens(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.question("What makes the road safe?")
            let (link, phone) = (try await invite(world).link, Phone(world.house))
            let join = try await phone.get(link, in: "ar")
            let button = try #require(try join.page().buttons.last)
            let typed = [("name", "مريم"), ("phrase", "مانغو فوق النهر")]
            let joined = try await phone.press(button, on: join, in: "ar", typing: typed)
            let place = try await phone.get(#require(joined.headers[.location]), in: "ar")
            let form = try #require(try place.page().elements(named: "textarea").first)
            #expect(form.attribute("name") == "text", "asked at once")
            let send = try #require(
                try place.page().buttons.first { try place.page().form(withButton: $0)?.action.hasSuffix("/answers") == true })
            let thanks = try await phone.press(send, on: place, in: "ar", typing: [("text", "المصابيح عند الجسر.")])
            let screens = [join, place, thanks]
            for screen in screens {
                #expect(screen.status == 200 && screen.bytes.count <= 50_000)
                #expect(screen.body.contains("<html lang=\"ar\" dir=\"rtl\""))
            }
            #expect(screens.count <= 3)
        }
    }
}
