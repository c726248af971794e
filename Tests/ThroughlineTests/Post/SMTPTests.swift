import Language
import Testing

@testable import Throughline

@Suite(.enabled(if: MailboxPeer.canRun, "the Python package aiosmtpd is not installed"))
struct SMTPTests {
    @Test func aMailArrivesAsItWasWritten() async throws {
        let peer = try MailboxPeer()
        var mail = Mail(
            to: "asha@example.org", toName: "Asha Mwangi (Kijiji)",
            subject: "Ulisema, tuliamua: « le puits » · ما حدث بعد ذلك · что из этого вышло",
            text: "You said…\n.\n.. two dots\nFrom here = there\ntrailing blank \n\(String(repeating: "long ", count: 60))\nماذا حدث\n",
            messageID: "return.1@riverbend.example", language: "sw")
        mail.html = "<!doctype html><html lang=\"sw\"><p>You said… <b>=</b></p></html>\n"
        mail.replyTo = "reply+7f3a@riverbend.example"
        mail.inReplyTo = "asked.1@riverbend.example"
        mail.listUnsubscribe = "https://riverbend.example/notices/end?of=7f3a"
        try await peer.carrier().send(mail)
        let arrived = try peer.received()
        #expect(arrived.count == 1)
        let got = try #require(arrived.first)
        #expect(got.defects == [])
        #expect(got.from == "path@riverbend.example" && got.to == ["asha@example.org"])
        #expect(got.headers["subject"] == mail.subject)
        #expect(got.headers["from"] == "Riverbend · نهر <path@riverbend.example>")
        #expect(got.headers["to"] == "\"Asha Mwangi (Kijiji)\" <asha@example.org>")
        #expect(got.headers["date"] == "Sat, 21 Nov 2026 22:34:56 +0000")
        #expect(got.headers["message-id"] == "<return.1@riverbend.example>")
        #expect(got.headers["in-reply-to"] == "<asked.1@riverbend.example>")
        #expect(got.headers["reply-to"] == "reply+7f3a@riverbend.example")
        #expect(got.headers["list-unsubscribe"] == "<https://riverbend.example/notices/end?of=7f3a>")
        #expect(got.headers["list-unsubscribe-post"] == "List-Unsubscribe=One-Click")
        #expect(got.headers["content-language"] == "sw")
        let bodies = got.bodies.map { $0.map { part in part.replacing("\r\n", with: "\n") } }
        #expect(bodies == [["text/plain", mail.text], ["text/html", mail.html ?? ""]])
        #expect(got.source.utf8.allSatisfy { $0 < 0x80 })
        #expect(got.source.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 76 && !$0.contains("\n") })
    }

    @Test func theServersNoIsToldFromItsNotNow() async throws {
        let peer = try MailboxPeer()
        await #expect(throws: MailError.refused(code: 550)) { try await peer.carrier().send(mail(to: "gone@example.org")) }
        await #expect(throws: MailError.deferred(code: 451)) { try await peer.carrier().send(mail(to: "busy@example.org")) }
        await #expect(throws: MailError.refused(code: 554)) { try await peer.carrier().send(mail(to: "ana@example.org", text: "spam")) }
        #expect(try peer.received().isEmpty)
        try await peer.carrier().send(mail(to: "ana@example.org"))
        #expect(try peer.received().count == 1)
        #expect(MailError.deferred(code: 451).isPassing && !MailError.refused(code: 550).isPassing)
    }

    @Test func aMailGoesEncryptedAndSignedIn() async throws {
        let peer = try MailboxPeer(user: "path", password: "pässword", tls: true)
        let carrier = peer.carrier(user: "path", password: "pässword", encryption: .required, trusting: peer.certificate)
        try await carrier.send(mail(to: "ana@example.org"))
        let got = try #require(try peer.received().first)
        #expect(got.encrypted && got.signedIn)
        let wrong = peer.carrier(user: "path", password: "guess", encryption: .required, trusting: peer.certificate)
        await #expect(throws: MailError.signIn) { try await wrong.send(mail(to: "ana@example.org")) }
        #expect(MailError.signIn.isPassing, "the mail waits until the settings are mended")
        let stranger = peer.carrier(user: "path", password: "pässword", encryption: .required)
        await #expect(throws: MailError.self) { try await stranger.send(mail(to: "ana@example.org")) }
        #expect(try peer.received().count == 1, "a certificate nobody vouches for gets neither password nor mail")
    }

    @Test func nothingGoesOutInTheClearWhereEncryptionIsRequired() async throws {
        let peer = try MailboxPeer()
        let failure = await #expect(throws: MailError.self) {
            try await peer.carrier(encryption: .required).send(mail(to: "ana@example.org"))
        }
        #expect(failure?.isPassing == true)
        #expect(try peer.received().isEmpty)
        #expect(SMTPSettings(url: "smtp://mail.example.org:587", from: "a@b.example").encryption == .required)
    }

    @Test func aServerThatIsNotThereIsAPassingFailure() async throws {
        let settings = SMTPSettings(url: "smtp://127.0.0.1:1", from: "path@riverbend.example")
        let failure = await #expect(throws: MailError.self) { try await SMTPCarrier(settings: settings).send(mail(to: "ana@example.org")) }
        #expect(failure?.isPassing == true)
    }

    @Test func manyMailsAtOnceAllArrive() async throws {
        let peer = try MailboxPeer()
        let carrier = peer.carrier()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<12 { group.addTask { try await carrier.send(mail(to: "person\(number)@example.org")) } }
            try await group.waitForAll()
        }
        #expect(Set(try peer.received().flatMap(\.to)).count == 12)
    }
}

private func mail(to address: String, text: String = "What became of it\n") -> Mail {
    Mail(to: address, subject: "What became of it", text: text, messageID: "x@riverbend.example", language: "en")
}
