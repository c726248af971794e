import Database
import HTML
import Language

/// Once a week the end of the audit's chain is told outside the server: whoever changes the audit later would have to change letters too.
/// Once a stretch is 24 months old it is cut, and a signed mark stands for it.
enum AuditHeads {
    /// Days between two letters.
    static let rest = 7
    /// Domain 14.
    static let months = 24
    /// Seals cut in one write at most: others go on writing.
    static let mostAtOnce = 500

    /// One of the nightly acts.
    static func nightly(_ house: House) async throws {
        let now = house.clock()
        try await house.db.write { tx in try tell(house, at: now, tx) }
        let before = IdleStore.month(months, before: now.day(in: .utc))
        while try await house.db.write({ try Seals($0).cut(before: before, most: mostAtOnce, house.keys, on: now.day(in: .utc)) }) {}
    }

    private static func tell(_ house: House, at now: Moment, _ tx: any Connection) throws {
        let today = now.day(in: .utc)
        let told = try AuditMarks(tx).lastTold()
        guard told.map({ today - $0 >= rest }) ?? true, let head = try Seals(tx).head() else { return }
        try AuditMarks(tx).sign(head, house.keys, on: today)
        for person in try OfficeStore(tx).answerable() {
            try PersonalLetter(house: house).send(
                MailPage(subject: Phrase("This week’s seal"), lines: lines(head)), to: person, at: now, on: tx,
                key: "head \(person) \(today.text)")
        }
    }

    /// Nothing about anybody: a day, a number and words.
    private static func lines(_ head: AuditMark) -> [MailPage.Line] {
        [
            .say(Phrase("Keep this letter. It shows later whether the record of who did what was changed.")), .gap,
            .say(Phrase("Seal \("n", head.number) of \("day", head.day)")), .say(Phrase("In words: \("words", head.words)")),
            .say(Phrase("In full: \("digest", head.digest)")), .gap,
            .say(
                Phrase(
                    "Others who got this letter should have the same words. Whoever runs the server can compare it: \("command", "throughline check --head \(head.digest.prefix(16))")"
                )),
        ]
    }
}
