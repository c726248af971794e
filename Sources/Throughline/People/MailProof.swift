import Database
import HTML
import Language

/// Shows that a mail address is its owner's: a link is sent there, and whoever opens it and presses the button has it. Nothing else is
/// ever written to an address that was not confirmed so.
struct MailProof: Sendable {
    let house: House

    /// Puts the letter into the queue in the caller's own write; nothing happens where mail is not set up.
    func ask(_ person: ID<Person>, at address: String, called name: String, in tongue: Tongue, _ visit: Visit, on tx: any Connection) throws
    {
        guard house.post != nil else { return }
        let link = visit.address("/mail-proof/\(token(person, address))")
        let page = MailPage(
            subject: Phrase("Is this your address?"),
            lines: [
                .say(Phrase("\("name", name), somebody wrote this address in an account at \("host", visit.address("/")).")),
                .say(Phrase("If it was you, open this link:")),
                .link(Phrase("Yes, this address is mine"), link), .gap,
                .say(Phrase("If it was not you, do nothing. We do not write to this address again.")),
            ])
        try PostWork.send(
            page.letter(to: address, called: name, in: tongue, discreetly: PersonStore(tx).account(person).isDiscreet), for: nil,
            from: house, at: visit.now, on: tx)
    }

    func token(_ person: ID<Person>, _ address: String) -> String {
        house.keys.token("prove-\(person)-\(hex(Array(house.keys.mac(address, for: .mail).prefix(12))))", for: .mail)
    }

    /// The account and address a link speaks of, whether it stands there or is awaited; "cannot find" when it was changed since, or is no
    /// link of ours.
    func account(of token: String, at now: Moment, on tx: any Connection) throws -> (account: Account, address: String) {
        let parts = house.keys.verify(token: token, for: .mail)?.split(separator: "-").map(String.init) ?? []
        guard parts.count == 3, parts[0] == "prove", let person = ID<Person>(typed: parts[1]) else { throw Refusal.notFound }
        let account = try PersonStore(tx).account(person)
        let awaited = try AddressStore(tx).awaited(by: person, at: now)?.new
        for address in [awaited, account.email].compactMap(\.self) {
            let genuine = house.keys.macs(address, for: .mail).map { hex(Array($0.prefix(12))) }
            if genuine.contains(parts[2]) { return (account, address) }
        }
        throw Refusal.notFound
    }
}
