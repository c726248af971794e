import BrowserTesting
import Database
import DatabaseTesting
import Foundation
import Language
import Testing

@testable import Throughline

/// Passkeys in a real browser, whose authenticator is Chromium's own virtual one.
@Suite(.browser)
struct PasskeyJourney {
    private static let phrase = "mango over the river"
    private static let situations = Situation.all.filter { $0.language != "fr" }

    static func maria(_ world: World) async throws {
        let hash = try await world.house.passwords.hash(ComeBackPhrase.canonical(phrase))
        let act = world.house.act(by: nil)
        _ = try await world.db.write { tx in try PersonStore(tx).add(NewPerson(name: "Maria", language: "en", hash: hash), by: act) }
    }

    /// Passkeys belong to a name, so that this machine is called by its own.
    static func named(_ walker: Walker) -> Walker {
        Walker(browser: walker.browser, tongue: walker.tongue, base: walker.base.replacing("127.0.0.1", with: "localhost"))
    }

    static func signIn(_ walker: Walker) async throws {
        try await walker.open("/sign-in?to=/me&lang=\(walker.tongue.tag)")
        try await walker.type("Maria", into: Phrase("Your name or mail address"))
        try await walker.type(phrase, into: Phrase("Your phrase or password"))
        try await walker.press(Phrase("Sign in"), in: "form")
    }

    /// As every page of a journey, but for what a browser says of an answer that is a no, of going out, and of the provider's own pages.
    private static func isSound(_ walker: Walker, _ place: SourceLocation = #_sourceLocation) async throws {
        let faults = try await walker.browser.accessibilityFaults()
        #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))", sourceLocation: place)
        let known = ["Clear-Site-Data header", "(Unprocessable Entity)", "[DOM] Password forms", "cdn.jsdelivr.net", "/favicon.ico"]
        let complaints = try await walker.browser.complaints().filter { said in !known.contains { said.contains($0) } }
        #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))", sourceLocation: place)
    }

    @Test(arguments: situations)
    func sheAddsAPasskeySignsInAndConfirmsByItUntilItIsTakenAway(_ situation: Situation) async throws {
        try await walk(situation, scripts: true) { world, walker in
            try await Self.maria(world)
            let walker = Self.named(walker)
            let browser = walker.browser
            try await browser.tell("WebAuthn.enable")
            let authenticator = try await browser.tell(
                "WebAuthn.addVirtualAuthenticator",
                [
                    "options": [
                        "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
                        "isUserVerified": true, "automaticPresenceSimulation": true,
                    ]
                ])["authenticatorId"]
            try await Self.signIn(walker)
            try await walker.press(Phrase("Passkeys"))
            try await Self.isSound(walker)
            try await walker.press(Phrase("Add a passkey"))
            try await Self.isSound(walker)
            try await walker.type("هاتف Maria", into: Phrase("What you call it"))
            try await walker.press(Phrase("Add it"))
            try await browser.waits(for: "هاتف Maria")
            try await Self.isSound(walker)
            #expect(try await world.rows("passkeys") == 1)

            try await walker.open("/me")
            try await walker.press(Phrase("Sign out"))
            try await walker.open("/sign-in?to=/me/sessions")
            try await Self.isSound(walker)
            try await walker.press(Phrase("A passkey on your phone or computer"))
            try await Self.isSound(walker)
            try await walker.press(Phrase("Sign in"), in: "form")
            try await browser.waits(for: Phrase("by passkey").plain(in: walker.tongue))

            world.clock.pass(minutes: SessionStore.confirmedMinutes + 1)
            try await walker.open("/me/passkeys")
            try await browser.press("هاتف Maria")
            try await Self.isSound(walker)
            try await walker.press(Phrase("Take this passkey away"))
            #expect(try await walker.sees("Is it you?"))
            try await Self.isSound(walker)
            // An authenticator that cannot make sure is none for a dangerous act.
            try await browser.tell("WebAuthn.setUserVerified", ["authenticatorId": authenticator, "isUserVerified": false])
            try await walker.press(Phrase("Use a passkey"))
            try await browser.waits(for: Phrase("Nothing came of it. Try once more, or take another way.").plain(in: walker.tongue))
            #expect(try await world.rows("passkeys") == 1)
            try await browser.tell("WebAuthn.setUserVerified", ["authenticatorId": authenticator, "isUserVerified": true])
            try await walker.press(Phrase("Use a passkey"))
            try await browser.waits(for: Phrase("You have none yet.").plain(in: walker.tongue))
            #expect(try await world.rows("passkeys") == 0)

            try await walker.open("/me")
            try await walker.press(Phrase("Sign out"))
            try await walker.open("/sign-in/passkey")
            try await walker.press(Phrase("Sign in"), in: "form")
            try await browser.waits(
                for: Phrase("We could not believe this passkey. Try once more, or take another way.").plain(in: walker.tongue))
            try await Self.isSound(walker)
        }
    }

    @Test func withoutScriptsThePageSaysWhatElseWorks() async throws {
        try await walk(.init(engine: .sqlite, language: "en")) { _, walker in
            let walker = Self.named(walker)
            try await walker.open("/sign-in/passkey")
            #expect(
                try await walker.sees(
                    "Passkeys do not work here as it is: they want a newer browser that may run scripts. The other ways in work."))
            try await Self.isSound(walker)
            try await walker.press("Another way in")
            #expect(try await walker.sees("Your name or mail address"))
        }
    }

    @Test(.enabled(if: PeerProcess.canRun, "the peers are not installed: run scripts/setup test"), arguments: TestEngine.available)
    func sheJoinsHerOrganisationAndComesInThroughIt(_ engine: TestEngine) async throws {
        let peer = try await OpenIDPeer.shared()
        try await walk(.init(engine: engine, language: "en"), scripts: true) { world, walker in
            world.clock.pass(minutes: (Int(Date().timeIntervalSince1970 * 1_000) - World.start) / 60_000 + 1)
            try await Self.maria(world)
            _ = try await Instance(house: world.house, lock: nil).addProvider(
                issuer: peer.issuer, client: "learning", secret: "a secret", name: "Delta Trust")
            let browser = walker.browser
            try await Self.signIn(walker)
            try await walker.press("Sign in through your organisation")
            try await Self.isSound(walker)
            try await walker.press("Show it who you are, and join the two")
            try await browser.run(
                "document.querySelector('input[name=sub]').value='maria-\(engine)'; document.querySelector('input[name=sub]').form.submit()"
            )
            try await browser.waits(for: "Join the two?")
            try await Self.isSound(walker)
            try await walker.press("Join them")
            #expect(try await walker.sees("Part them again"))
            try await walker.open("/me")
            try await walker.press("Sign out")
            try await walker.open("/sign-in?to=/me/sessions")
            try await Self.isSound(walker)
            try await browser.press("Through Delta Trust")
            try await browser.run(
                "document.querySelector('input[name=sub]').value='maria-\(engine)'; document.querySelector('input[name=sub]').form.submit()"
            )
            try await browser.waits(for: "Sign in as Maria")
            try await Self.isSound(walker)
            try await walker.press("Sign in")
            #expect(try await walker.sees("through an organisation"))
        }
    }
}
