import Testing

@testable import Throughline

struct PasswordsTests {
    @Test func aPasswordIsKnownAgainAndNoOtherIs() async throws {
        let passwords = Passwords()
        let hash = try await passwords.hash("mango over the river")
        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(await passwords.verify("mango over the river", against: hash))
        #expect(await !passwords.verify("mango over the River", against: hash))
        #expect(await !passwords.verify("", against: hash))
        #expect(await !passwords.verify("mango over the river", against: nil))
        #expect(await !passwords.verify("mango over the river", against: "not a hash"))
        #expect(try await passwords.hash("mango over the river") != hash)
        #expect(!passwords.needsRehash(hash))
    }

    /// Hashes made by Python's argon2-cffi.
    @Test func hashesOfOtherMakersAreUnderstood() async {
        let passwords = Passwords()
        let theirs = "$argon2id$v=19$m=19456,t=2,p=1$CCVAXIMuiIAGR9ZoSOQIkw$934PaX/iK+bF4Qjhe3yZSqG/hvD8YwdH7g4vuK78U6s"
        #expect(await passwords.verify("кот и мёд", against: theirs))
        #expect(await passwords.verify("кот и ме\u{308}д", against: theirs), "the same letters typed on another keyboard")
        let cheap = "$argon2id$v=19$m=8192,t=1,p=1$iL4pKcr8325gsNxH2E0XTg$GDhGSx3lhcWEtW4S0YCdCvOeYgiHwmSV95IwwizcKqY"
        #expect(await passwords.verify("weak", against: cheap))
        #expect(passwords.needsRehash(cheap) && !passwords.needsRehash(theirs))
        #expect(passwords.needsRehash("not a hash") && passwords.needsRehash(String(repeating: "x", count: 1_000)))
    }

    @Test func anEndlessPasswordIsRefusedBeforeItCosts() async {
        let endless = String(repeating: "a", count: Passwords.longest + 1)
        await #expect(throws: Passwords.Problem.tooLong) { try await Passwords().hash(endless) }
        #expect(await !Passwords().verify(endless, against: nil))
    }

    @Test func aNulInsideIsPartOfThePassword() async throws {
        let hash = try await Passwords().hash("open\0sesame")
        #expect(await !Passwords().verify("open", against: hash))
        #expect(await Passwords().verify("open\0sesame", against: hash))
    }
}
