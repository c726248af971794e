import Database
import HTML
import Language

/// Tells somebody what was asked or done about their account, at the address they confirmed. Says nothing of any place.
struct LeavingLetter: Sendable {
    let house: House

    private static let prefix = "stay-"

    func asked(_ wish: LeavingWish, _ account: Account, _ visit: Visit, on tx: any Connection) throws {
        let link = visit.address("/staying/\(house.keys.token(Self.prefix + wish.id.description, for: .mail))")
        try send(
            [
                .say(Phrase("You asked that your account be erased. It is done on \("day", wish.due).")),
                .say(Phrase("If you changed your mind, or if it was not you, keep it with this link:")),
                .link(Phrase("Keep my account"), link), .gap,
                .say(Phrase("After that day nobody can bring it back.")),
            ], to: account, at: visit.now, on: tx)
    }

    func gone(_ account: Account, at now: Moment, on tx: any Connection) throws {
        try send(
            [
                .say(Phrase("Your account is erased, with your name and this address. This is our last letter.")),
                .say(Phrase("By tomorrow night nothing of it is on our disk.")),
            ], to: account, at: now, on: tx)
    }

    /// The first of two letters, or the second, about an account nobody uses.
    func idle(_ account: Account, closingOn day: Day, at now: Moment, on tx: any Connection) throws {
        var lines: [MailPage.Line] = [
            .say(Phrase("Nobody has used your account for two years. On \("day", day) it is erased, with your name and this address.")),
            .say(Phrase("What you said stays, without your name. To keep the account, sign in before that day.")),
        ]
        if let address = house.settings.address("/sign-in") { lines += [.link(Phrase("Sign in"), address), .gap] }
        try send(lines, to: account, at: now, on: tx)
    }

    /// The wish a link speaks of; "cannot find" when it was stopped, done, or is no link of ours.
    func wish(of token: String, on tx: any Connection) throws -> LeavingWish {
        guard let name = house.keys.verify(token: token, for: .mail), name.hasPrefix(Self.prefix),
            let id = ID<LeavingWish>(typed: String(name.dropFirst(Self.prefix.count)))
        else { throw Refusal.notFound }
        return try LeavingStore(tx).find(id)
    }

    private func send(_ lines: [MailPage.Line], to account: Account, at now: Moment, on tx: any Connection) throws {
        let page = MailPage(subject: Phrase("About your account"), lines: lines)
        try PersonalLetter(house: house).send(page, to: account, at: now, on: tx)
    }
}
