import Database
import Language

/// Tells whoever wrote something under their account what moderators did, in their own language, and where to object. Neither the subject
/// nor the letter says what it was about.
struct ModerationLetter: Sendable {
    let house: House

    func done(_ deed: ModerationAct, to item: Item, at now: Moment, on tx: any Connection) throws {
        guard let author = item.author.person, let page = house.settings.address("/me/moderation") else { return }
        let account = try PersonStore(tx).account(author)
        guard account.notices.channel == .mail else { return }
        var lines: [MailPage.Line] = [.say(deed.fate)]
        if deed.deed != .reject { lines.append(.say(Phrase("Why: \("why", deed.reason.words)"))) }
        if deed.mayBeAppealed(on: now.day(in: .utc)) {
            lines.append(.say(Phrase("You can ask somebody else to look again until \("day", deed.lastAppealDay).")))
        }
        lines += [.gap, .link(Phrase("Read it"), page)]
        try PersonalLetter(house: house).send(
            MailPage(subject: Phrase("About something of yours"), lines: lines), to: account, at: now, on: tx)
    }
}
