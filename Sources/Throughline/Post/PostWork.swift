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
            [LockWork.kind: LockWork.handler(house)],
            [SealWork.kind: SealWork.handler(house)],
            DeciderWork.handlers(house),
            SignInLink.handlers(house),
            Digest.handlers(house),
            TimesWork.handlers(house),
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

    /// Letters to an address that wait, or could not be handed over, are not kept any longer.
    static func forget(_ address: String, _ house: House, on tx: any Connection) throws {
        try house.jobs.drop(mail, on: tx) { payload in
            let sealed = try? JSONDecoder().decode(SealedLetter.self, from: Data(payload.utf8))
            return sealed?.open(house.keys)?.to == address
        }
    }

    /// Hands one letter over. Refused for good, a telling counts as not reached, and nobody is asked to try it again; any other letter
    /// is given up at once and kept for a steward to see.
    private static func deliver(_ payload: String, _ house: House) async throws {
        guard let post = house.post else { throw WorkProblem.noMail }
        let sealed = try? JSONDecoder().decode(SealedLetter.self, from: Data(payload.utf8))
        guard let letter = sealed?.open(house.keys) else { throw WorkProblem.unreadable }
        do {
            try await post.send(letter.mail(id: messageID(of: payload, house)))
        } catch {
            guard !error.isPassing, let tells = letter.tells else { throw WorkProblem.mail(error) }
            try await house.db.write { try TellingStore($0).cameBack(ID(tells.telling), people: tells.people) }
        }
    }

    private static func messageID(of payload: String, _ house: House) -> String {
        let host = house.settings.publicURL.flatMap { URLComponents(string: $0)?.host } ?? "throughline.local"
        let id = hex(Array(house.keys.mac(payload, for: .mail).prefix(16))) + "@" + host
        return MailHeader.isAddress(id) ? id : hex(Array(house.keys.mac(payload, for: .mail).prefix(16))) + "@throughline.local"
    }
}

/// Why a job did not work out, as it stands in the table: a code for the page of failed work, without anybody's address or words.
enum WorkProblem: Error, CustomStringConvertible, FinalProblem {
    case noMail
    case unreadable
    case mail(MailError)
    case nightly([String])

    /// Trying the same again would change nothing.
    var isFinal: Bool {
        switch self {
        case .unreadable: true
        case .mail(let error): !error.isPassing
        case .noMail, .nightly: false
        }
    }

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
