import Database
import HTML
import Language

/// Another mail address in the place of a confirmed one. The new one proves itself before it counts; the old one is told, and can stop it or,
/// for some days, bring itself back: whoever holds somebody's phone and phrase does not hold their mailbox.
struct AddressChange: Sendable {
    let house: House

    private static let prefix = "address-"

    /// After an account was saved: asks the new address whether it is theirs, and tells the old one.
    func begin(_ before: Account, to new: String?, called name: String, in tongue: Tongue, _ visit: Visit, on tx: any Connection) throws {
        guard new != before.email else { return }
        let store = AddressStore(tx)
        if before.isEmailProved, let old = before.email {
            let moved = try store.begin(before, from: old, to: new, by: house.act(by: before.id))
            try tell(
                old, before,
                new == nil
                    ? [.say(Phrase("This address is not written to any more, as you asked in your account."))]
                    : [.say(Phrase("Somebody signed in to your account asked that we write to another address instead of this one."))],
                keeping: moved, visit, on: tx)
        } else {
            try store.forget(before.id)
        }
        if let new { try MailProof(house: house).ask(before.id, at: new, called: name, in: tongue, visit, on: tx) }
    }

    /// The new address has shown itself.
    func finish(_ moved: MovedAddress, _ visit: Visit, on tx: any Connection) throws {
        guard let new = moved.new else { throw Refusal.notFound }
        let people = PersonStore(tx)
        let before = try people.account(moved.person)
        let act = house.act(by: moved.person)
        try people.readdress(moved.person, from: moved.old, to: new)
        try AddressStore(tx).finish(moved, by: act)
        try AuditStore(tx).record("account.address", item: nil, space: nil, by: act, unnamed: false)
        try tell(
            moved.old, before, [.say(Phrase("From now on we write to another address, which was confirmed."))], keeping: moved, visit,
            on: tx)
    }

    /// The old address stays, or comes back. Wherever somebody was signed in, they are not any more: it may have been somebody else.
    func keepOld(_ moved: MovedAddress, on tx: any Connection) throws {
        let people = PersonStore(tx)
        let act = house.act(by: moved.person)
        if moved.isDone {
            try people.readdress(moved.person, from: people.account(moved.person).email, to: moved.old)
            try AuditStore(tx).record("account.address_back", item: nil, space: nil, by: act, unnamed: false)
        }
        try AddressStore(tx).end(moved)
        try SignInLinkStore(tx).void(for: moved.person)
        try SessionStore(tx).closeAll(of: moved.person)
    }

    /// The change a link speaks of.
    func moved(of token: String, at now: Moment, on tx: any Connection) throws -> MovedAddress {
        guard let name = house.keys.verify(token: token, for: .mail), name.hasPrefix(Self.prefix),
            let id = ID<MovedAddress>(typed: String(name.dropFirst(Self.prefix.count)))
        else { throw Refusal.notFound }
        return try AddressStore(tx).find(id, at: now)
    }

    private func tell(
        _ address: String, _ account: Account, _ lines: [MailPage.Line], keeping moved: MovedAddress, _ visit: Visit, on tx: any Connection
    ) throws {
        guard house.post != nil else { return }
        let link = visit.address("/address/\(house.keys.token(Self.prefix + moved.id.description, for: .mail))")
        let page = MailPage(
            subject: Phrase("About your account"),
            lines: lines + [
                .say(Phrase("If it was not you, keep this address with this link, within \("n", MovedAddress.days) days:")),
                .link(Phrase("Keep this address"), link), .gap,
            ])
        let tongue = house.catalogues.tongue(account.language, zone: account.zone ?? .utc)
        try PostWork.send(
            page.letter(to: address, called: account.name, in: tongue, discreetly: account.isDiscreet), for: nil, from: house,
            at: visit.now, on: tx)
    }
}
