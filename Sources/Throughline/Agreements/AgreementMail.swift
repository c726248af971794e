import Database
import HTML
import Language

/// Tells those whose word is needed that something waits for them: where, and never about what.
struct AgreementMail {
    let house: House

    func write(to people: Set<ID<Person>>, about standing: AskStanding, _ visit: Visit, on tx: any Connection) throws {
        guard house.post != nil else { return }
        let link = visit.address("/questions/\(standing.question.id)/before")
        let page = MailPage(
            subject: Phrase("Something waits for your word"),
            lines: [.say(Phrase("In \("place", standing.place.name) something waits for your word.")), .link(Phrase("Look at it"), link)])
        for person in people.sorted(by: { $0.description < $1.description }) where person != visit.reader.person {
            let account = try PersonStore(tx).account(person)
            guard account.isEmailProved, let address = account.email else { continue }
            let tongue = house.catalogues.tongue(account.language, zone: account.zone ?? .utc)
            try PostWork.send(
                page.letter(to: address, called: account.name, in: tongue), for: standing.place.id, from: house, at: visit.now, on: tx)
        }
    }
}
