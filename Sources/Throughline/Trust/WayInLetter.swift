import Database
import Language

/// Tells somebody that there is a new way into their account; nothing is sent where mail is not set up or their address not confirmed.
struct WayInLetter: Sendable {
    let house: House

    func passkeyAdded(to person: ID<Person>, at now: Moment, on tx: any Connection) throws {
        try send(Phrase("A passkey was added to your account. Whoever has it can come in as you."), to: person, at: now, on: tx)
    }

    func joined(_ provider: Provider, to person: ID<Person>, at now: Moment, on tx: any Connection) throws {
        let news = Phrase("From now on \("organisation", provider.name) can say that somebody is you, and let them into your account.")
        try send(news, to: person, at: now, on: tx)
    }

    private func send(_ news: Phrase, to person: ID<Person>, at now: Moment, on tx: any Connection) throws {
        let page = MailPage(
            subject: Phrase("About your account"),
            lines: [.say(news), .say(Phrase("If that was not you, sign in, take it away again and change your phrase."))])
        try PersonalLetter(house: house).send(page, to: person, at: now, on: tx)
    }
}
