import Database
import Language

/// Coming in by a link that was sent to one's confirmed address, for who has forgotten their phrase or cannot type it.
///
/// Whether an address is anybody's is found out by a job, after the answer: what is asked for costs the same and looks the same for
/// every address.
struct SignInLink: Sendable {
    let house: House

    /// The payload is sealed: the address that was typed, and how this instance was reached.
    static let kind = "sign_in_link"

    /// Tries by one line and by all of them, and letters to one address, within a quarter of an hour.
    static let triesOfLine = Brakes.Limit(limit: 12, minutes: 15)
    static let triesOfAll = Brakes.Limit(limit: 600, minutes: 15)
    static let toOneOfLine = Brakes.Limit(limit: 3, minutes: 15)
    static let toOneOfAll = Brakes.Limit(limit: 6, minutes: 15)
    /// Letters one mailbox gets in an hour, whoever asks for them.
    static let letters = 6

    private struct Wish: Codable {
        let address: String
        let base: String
    }

    static func handlers(_ house: House) -> [String: PostWork.Handler] {
        [kind: { try await Self(house: house).send($0) }]
    }

    /// Asks for a link in the caller's own write, whether or not the address is anybody's.
    func ask(_ address: String, at base: String, at now: Moment, on tx: any Connection) throws {
        let wish = try house.keys.sealed(Wish(address: address, base: base), for: .signInLinks)
        let key = hex(Array(house.keys.mac(address, for: .signInLinks).prefix(16)))
        try house.jobs.enqueue(
            Self.kind, wish, at: now.milliseconds, on: tx, key: key)
    }

    private func send(_ payload: String) async throws {
        guard let wish = house.keys.opened(payload, as: Wish.self, for: .signInLinks) else { throw WorkProblem.unreadable }
        let now = house.clock()
        try await house.db.write { tx in
            guard house.post != nil, let person = try PersonStore(tx).owner(ofProved: wish.address) else { return }
            // More would be somebody else's way of filling a mailbox.
            do { try house.brakes.press("link letters", from: person.description, limit: Self.letters, minutes: 60, at: now) } catch {
                return
            }
            let account = try PersonStore(tx).account(person)
            let token = try SignInLinkStore(tx).make(for: person, keys: house.keys, by: house.act(by: person))
            let tongue = house.catalogues.tongue(account.language, zone: account.zone ?? .utc)
            let letter = Self.page("\(house.settings.publicURL ?? wish.base)/sign-in/link/\(token)").letter(
                to: wish.address, called: "", in: tongue, discreetly: account.isDiscreet)
            try PostWork.send(letter, for: nil, from: house, at: now, on: tx)
        }
    }

    /// Says neither what it opens nor to whom: others may read over a shoulder.
    private static func page(_ link: String) -> MailPage {
        MailPage(
            subject: Phrase("The link you asked for"),
            lines: [
                .say(Phrase("It works once, within \("n", SignInLinkStore.minutes) minutes.")), .gap,
                .link(Phrase("Open the link"), link), .gap,
                .say(Phrase("If you did not ask for it, do nothing.")),
            ])
    }

    /// Who comes in by this link, which is used up with it. The same form again is the same person again.
    func come(by token: String, _ visit: Visit) async throws -> ID<Person>? {
        let keys = house.keys
        do {
            let came = try await house.db.write { tx in
                try SentForms(tx).once(visit) {
                    guard let person = try SignInLinkStore(tx).use(token, keys: keys, at: visit.now) else { throw Refusal.gone }
                    return person.description
                }
            }
            return ID(came)
        } catch Refusal.gone {
            return nil
        }
    }
}
