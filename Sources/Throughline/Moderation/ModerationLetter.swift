import Database
import Language

/// Tells whoever wrote something under their account what moderators did, in their own language, and where to object. Neither the subject
/// nor the letter says what it was about.
struct ModerationLetter: Sendable {
    let house: House

    func done(_ deed: ModerationAct, to item: Item, at now: Moment, on tx: any Connection) throws {
        guard let author = item.author.person, house.post != nil, let page = house.settings.address("/me/moderation") else { return }
        let account = try PersonStore(tx).account(author)
        guard account.isEmailProved, account.notices.channel == .mail, let address = account.email else { return }
        let tongue = house.catalogues.tongue(account.notices.language ?? account.language, zone: account.zone ?? .utc)
        var lines: [MailPage.Line] = [.say(deed.fate), .say(Phrase("Why: \("why", deed.reason.words)"))]
        if deed.mayBeAppealed(on: now.day(in: .utc)) {
            lines.append(.say(Phrase("You can ask somebody else to look again until \("day", deed.lastAppealDay).")))
        }
        lines += [.gap, .link(Phrase("Read it"), page)]
        let letter = MailPage(subject: Phrase("About something of yours"), lines: lines).letter(
            to: address, called: account.name, in: tongue)
        try PostWork.send(letter, for: nil, from: house, at: now, on: tx)
    }
}
