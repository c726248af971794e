import Database
import Language

/// A letter to somebody with an account: in the language they hear in, and only to an address they have shown to be theirs.
struct PersonalLetter: Sendable {
    let house: House

    /// Puts it into the queue in the caller's own write; nothing is sent where mail is not set up or their address is not confirmed.
    /// `space`: whose stewards see it when it cannot be handed over. With the same `key` one waits at most.
    func send(
        _ page: MailPage, to person: ID<Person>, for space: ID<Space>? = nil, at now: Moment, on tx: any Connection, key: String? = nil
    ) throws {
        try send(page, to: PersonStore(tx).account(person), for: space, at: now, on: tx, key: key)
    }

    func send(
        _ page: MailPage, to account: Account, for space: ID<Space>? = nil, at now: Moment, on tx: any Connection, key: String? = nil
    ) throws {
        guard house.post != nil, account.isEmailProved, let address = account.email else { return }
        let tongue = house.catalogues.tongue(account.notices.language ?? account.language, zone: account.zone ?? .utc)
        let letter = page.letter(to: address, called: account.name, in: tongue, discreetly: account.isDiscreet)
        try PostWork.send(letter, for: space, from: house, at: now, on: tx, key: key)
    }
}
