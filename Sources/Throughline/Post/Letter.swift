import Foundation
import Language

/// A mail that waits in the job queue, complete: its words are chosen and its links made, so that any worker can hand it over at any time.
struct Letter: Codable, Sendable {
    var to: String
    var toName: String?
    var subject: String
    var text: String
    var html: String?
    /// BCP 47, the language of both bodies.
    var language: String
    /// The address that ends letters of this kind.
    var ending: String?
    /// Set on the letter that tells somebody what became of their words.
    var tells: Tells?

    /// What is counted anew when such a letter cannot be delivered.
    struct Tells: Codable, Sendable {
        let telling: String
        let people: Int
    }

    /// The mail itself. `id` is the same at every try, so that a mailbox shows it once.
    func mail(id: String) -> Mail {
        Mail(
            to: to, toName: toName ?? "", subject: subject, text: text, html: html, messageID: id, listUnsubscribe: ending,
            language: LanguageTag(language) ?? "und")
    }
}

/// How a letter lies in the queue: nobody who reads the table learns who is written to, or what.
struct SealedLetter: Codable, Sendable {
    /// Whose stewards see it when it cannot be handed over.
    var space: String?
    let sealed: String

    init(_ letter: Letter, for space: ID<Space>?, keys: Keys) throws {
        self.space = space?.description
        sealed = try keys.sealed(letter, for: .mail)
    }

    /// The one part of a payload that anybody but its handler reads; nil for work of no space.
    static func space(of payload: String) -> String? {
        (try? JSONDecoder().decode(Owner.self, from: Data(payload.utf8)))?.space
    }

    private struct Owner: Decodable {
        let space: String?
    }

    /// What was sealed; nil when the keys are others.
    func open(_ keys: Keys) -> Letter? { keys.opened(sealed, for: .mail) }
}
