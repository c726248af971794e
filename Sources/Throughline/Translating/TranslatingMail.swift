import Database
import HTML
import Language

/// Tells a translator that a text waits, and whoever asked what became of it: where, and never which text.
struct TranslatingMail: Sendable {
    let house: House

    func asked(_ person: ID<Person>, into language: LanguageTag, until day: Day, _ visit: Visit, on tx: any Connection) throws {
        let page = MailPage(
            subject: Phrase("A text waits for you"),
            lines: [
                .say(Phrase("You are asked to bring a text into \("language", language), until \("day", day).")),
                .link(Phrase("Look at it"), visit.address("/me/translating")),
            ])
        try PersonalLetter(house: house).send(page, to: person, at: visit.now, on: tx)
    }

    func came(_ task: TranslationTask, _ item: Item, _ visit: Visit, on tx: any Connection) throws {
        try tell(task, Phrase("A text you asked for is there in \("language", task.language)."), visit, on: tx)
    }

    func refused(_ task: TranslationTask, _ visit: Visit, on tx: any Connection) throws {
        try tell(task, Phrase("Nobody brings it into \("language", task.language): a text you asked for was handed back."), visit, on: tx)
    }

    private func tell(_ task: TranslationTask, _ words: Phrase, _ visit: Visit, on tx: any Connection) throws {
        guard let by = task.by else { return }
        let page = MailPage(
            subject: Phrase("About a text you asked for"),
            lines: [.say(words), .link(Phrase("Look at it"), visit.address("/records/\(task.item)/translations"))])
        try PersonalLetter(house: house).send(page, to: by, for: task.space, at: visit.now, on: tx)
    }
}
