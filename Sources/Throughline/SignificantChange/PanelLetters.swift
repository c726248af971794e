import Database
import Language

/// Letters to those who sit on a panel: that it reads, and that they can choose together now.
struct PanelLetters {
    let house: House

    func called(
        _ panel: ID<Item>, to people: [ID<Person>], until day: Day, in place: Place, base: String, by act: Act, on tx: any Connection
    ) throws {
        let page = MailPage(
            subject: Phrase("You are asked to read stories of change"),
            lines: [
                .say(
                    Phrase(
                        "In \("place", place.name) you sit on a panel. Please read its stories and choose by \("day", day). Nobody sees your choice until all have chosen."
                    )), .gap, .link(Phrase("Read the stories"), "\(base)/panels/\(panel)"),
            ])
        for person in people where person != act.by {
            try PersonalLetter(house: house).send(page, to: person, for: place.id, at: act.now, on: tx, key: "panel \(panel) \(person)")
        }
    }

    /// The last of them has chosen.
    func complete(_ panel: Panel, to people: [ID<Person>], in place: Place, base: String, by act: Act, on tx: any Connection) throws {
        let page = MailPage(
            subject: Phrase("All on your panel have chosen"),
            lines: [
                .say(
                    Phrase(
                        "In \("place", place.name) everybody on your panel has chosen. Now you see what each of you chose, and one of you writes down what you choose together."
                    )), .gap, .link(Phrase("Choose together"), "\(base)/panels/\(panel.id)"),
            ])
        for person in people where person != act.by {
            try PersonalLetter(house: house).send(page, to: person, for: place.id, at: act.now, on: tx, key: "chosen \(panel.id) \(person)")
        }
    }
}
