import Database
import Foundation
import Language
import Logging

/// What the job queue does for us, by kind of job. A feature with work of its own adds its handlers here, in one line.
enum PostWork {
    typealias Handler = @Sendable (String) async throws -> Void

    static func handlers(_ house: House) -> [String: Handler] {
        let kinds: [[String: Handler]] = [
            [mail: { try await deliver($0, house) }],
            [Nightly.kind: { _ in try await Nightly.run(house) }],
            [SealWork.kind: SealWork.handler(house)],
            DeciderWork.handlers(house),
            Digest.handlers(house),
        ]
        return kinds.reduce(into: [:]) { all, more in all.merge(more) { first, _ in first } }
    }

    /// The kind of a mail that waits to be handed over.
    static let mail = "mail"

    /// Puts a letter into the queue in the caller's own write: either both happen or neither. With the same `key` one waits at most.
    static func send(
        _ letter: Letter, for space: ID<Space>?, from house: House, at moment: Moment, on tx: any Connection, key: String? = nil
    ) throws {
        let sealed = try SealedLetter(letter, for: space, keys: house.keys)
        let payload = String(decoding: try JSONEncoder().encode(sealed), as: UTF8.self)
        try house.jobs.enqueue(mail, payload, at: moment.milliseconds, on: tx, key: key)
    }

    /// Hands one letter over; a letter in plain JSON is taken as well.
    private static func deliver(_ payload: String, _ house: House) async throws {
        guard let post = house.post else { throw WorkProblem.noMail }
        let bytes = Data(payload.utf8)
        let letter =
            (try? JSONDecoder().decode(SealedLetter.self, from: bytes))?.open(house.keys)
            ?? (try? JSONDecoder().decode(Letter.self, from: bytes))
        guard let letter else { throw WorkProblem.unreadable }
        do {
            try await post.send(letter.mail(id: messageID(of: payload, house)))
        } catch {
            throw WorkProblem.mail(error)
        }
    }

    private static func messageID(of payload: String, _ house: House) -> String {
        let host = house.settings.publicURL.flatMap { URLComponents(string: $0)?.host } ?? "throughline.local"
        let id = hex(Array(house.keys.mac(payload, for: .mail).prefix(16))) + "@" + host
        return MailHeader.isAddress(id) ? id : hex(Array(house.keys.mac(payload, for: .mail).prefix(16))) + "@throughline.local"
    }
}

/// Why a job did not work out, as it stands in the table: a code for the page of failed work, without anybody's address or words.
enum WorkProblem: Error, CustomStringConvertible {
    case noMail
    case unreadable
    case mail(MailError)
    case nightly([String])

    var description: String {
        switch self {
        case .noMail: "mail-off"
        case .unreadable: "unreadable"
        case .mail(.unfit(let field)): "mail-unfit \(field)"
        case .mail(.refused(let code)): "mail-refused \(code)"
        case .mail(.deferred(let code)): "mail-deferred \(code)"
        case .mail(.signIn): "mail-sign-in"
        case .mail(.unreachable): "mail-unreachable"
        case .nightly(let acts): "nightly \(acts.joined(separator: ", "))"
        }
    }
}
