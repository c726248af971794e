import Foundation
import Language
import Testing

@testable import Throughline

struct MailTests {
    @Test(arguments: ["a\r\nBcc: b@example.org", "a\nb", "a\rb", "a\0b", "a\u{85}b\u{1B}"])
    func noValueCanAddAHeader(_ evil: String) {
        var named = mail
        named.toName = evil
        #expect(throws: MailError.unfit("To")) { try render(named) }
        var titled = mail
        titled.subject = evil
        #expect(throws: MailError.unfit("Subject")) { try render(titled) }
        #expect(throws: MailError.unfit("From")) { try mail.rendered(from: "path@riverbend.example", called: evil, at: 0) }
        var addressed = mail
        addressed.to = "ana@example.org" + evil
        #expect(throws: MailError.unfit("To")) { try render(addressed) }
        var identified = mail
        identified.messageID = evil + "@example.org"
        #expect(throws: MailError.unfit("Message-ID")) { try render(identified) }
        var ended = mail
        ended.listUnsubscribe = "https://riverbend.example/" + evil
        #expect(throws: MailError.self) { try render(ended) }
    }

    @Test(arguments: [
        "", "ana", "ana@", "@example.org", "ana@example..org", "ana@@example.org", "a b@example.org", "ana@example.org>",
        "<ana@example.org",
        "ana@-example.org", ".ana@example.org", "an..a@example.org", "ána@example.org", "\"a\"@example.org",
        "ana@example.org,bo@example.org",
        String(repeating: "a", count: 65) + "@example.org",
    ])
    func whatIsNoAddressIsRefused(_ address: String) {
        var wrong = mail
        wrong.to = address
        #expect(throws: MailError.unfit("To")) { try render(wrong) }
    }

    @Test(arguments: ["ana@example.org", "a.n+a_b-c@mail.example.org", "x@localhost", "o'brien@example.org"])
    func ordinaryAddressesAreTaken(_ address: String) throws {
        var right = mail
        right.to = address
        #expect(try render(right).contains("To: \(address)\r\n"))
    }

    @Test func aNameThatLooksEncodedStaysAName() throws {
        var named = mail
        named.toName = "=?UTF-8?B?YQ==?="
        #expect(try !render(named).contains("=?UTF-8?B?YQ==?="))
        named.toName = "Ana \"the bridge\" <bo@example.org>, Cy"
        #expect(try render(named).contains("To: \"Ana \\\"the bridge\\\" <bo@example.org>, Cy\"\r\n <ana@example.org>\r\n"))
    }

    @Test func aPlainMailIsReadableAsItTravels() throws {
        let text = try render(mail)
        #expect(text.hasSuffix("Content-Transfer-Encoding: quoted-printable\r\n\r\nThe well =3D dry=20\r\nsince M=C3=A4rz\r\n"))
        #expect(text.hasPrefix("Date: Thu, 1 Jan 1970 00:00:00 +0000\r\nFrom: \"Riverbend.\"\r\n <path@riverbend.example>\r\n"))
        #expect(text.contains("\r\nAuto-Submitted: auto-generated\r\n"))
        #expect(!text.contains("multipart") && !text.contains("List-Unsubscribe"))
    }

    @Test func scriptsThatQuotingWouldTripleGoAsBase64() throws {
        let arabic = MailBody(String(repeating: "ماذا حدث بعد ذلك ", count: 30))
        #expect(arabic.encoding == "base64")
        #expect(arabic.content.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 76 })
        let decoded = try #require(Data(base64Encoded: arabic.content, options: .ignoreUnknownCharacters))
        #expect(String(decoding: decoded, as: UTF8.self) == String(repeating: "ماذا حدث بعد ذلك ", count: 30))
    }

    @Test func aZeroByteInABodyIsRefused() {
        var zero = mail
        zero.text = "a\0b"
        #expect(throws: MailError.unfit("text")) { try render(zero) }
        zero.text = "a"
        zero.html = "a\0b"
        #expect(throws: MailError.unfit("html")) { try render(zero) }
    }

    private let mail = Mail(
        to: "ana@example.org", subject: "The well", text: "The well = dry \nsince März\r\n", messageID: "a.1@riverbend.example",
        language: "de")

    private func render(_ mail: Mail) throws(MailError) -> String {
        String(decoding: try mail.rendered(from: "path@riverbend.example", called: "Riverbend.", at: 0), as: UTF8.self)
    }
}
