import Database
import HTML
import Language

/// Tells those whose word is needed that something waits for them: where, and never about what.
struct AgreementMail: Sendable {
    let house: House

    func write(to people: Set<ID<Person>>, about standing: AskStanding, _ visit: Visit, on tx: any Connection) throws {
        let link = visit.address("/questions/\(standing.question.id)/before")
        let page = MailPage(
            subject: Phrase("Something waits for your word"),
            lines: [.say(Phrase("In \("place", standing.place.name) something waits for your word.")), .link(Phrase("Look at it"), link)])
        for person in people.sorted(by: { $0.description < $1.description }) where person != visit.reader.person {
            try PersonalLetter(house: house).send(page, to: person, for: standing.place.id, at: visit.now, on: tx)
        }
    }
}
