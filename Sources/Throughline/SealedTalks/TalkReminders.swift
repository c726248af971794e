import Database
import HTML
import Language

/// Once a night those who have something to read get one letter that says so and nothing else: when somebody wrote stands neither in a
/// mailbox nor in a queue better than within its day.
enum TalkReminders {
    /// Those who lead are written to when something is new, and again from so many days before it is due.
    static let before = 2

    static func run(_ house: House) async throws {
        let now = house.clock()
        let today = now.day(in: .utc)
        try await house.db.write { tx in
            let store = SealedTalkStore(tx)
            var told: [ID<Person>: (place: ID<Space>, kind: SealedTalk.Kind, due: Day)] = [:]
            for talk in try store.waiting(house.keys) where talk.kind == .harm || talk.day >= today - 1 || talk.due <= today + before {
                for reader in try store.readers(of: talk) {
                    if let known = told[reader], known.due <= talk.due { continue }
                    told[reader] = (talk.space, talk.kind, talk.due)
                }
            }
            for (person, waiting) in told.sorted(by: { $0.key.description < $1.key.description }) {
                try write(to: person, waiting.kind, in: waiting.place, by: waiting.due, at: now, house, tx)
            }
        }
    }

    private static func write(
        to person: ID<Person>, _ kind: SealedTalk.Kind, in space: ID<Space>, by due: Day, at now: Moment, _ house: House,
        _ tx: any Connection
    ) throws {
        let place = try PlaceStore(tx).find(space)
        guard let page = house.settings.address(place.path(kind.desk).text) else { return }
        let lines: [MailPage.Line] = [
            .say(Phrase("Something waits for you to read. An answer was promised by \("day", due).")), .gap, .link(Phrase("Read it"), page),
        ]
        try PersonalLetter(house: house).send(
            MailPage(subject: Phrase("Something waits for you"), lines: lines), to: person, at: now, on: tx,
            key: "talks \(person) \(now.day(in: .utc).text)")
    }
}
