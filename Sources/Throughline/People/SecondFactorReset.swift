import Database
import Language

/// A steward's wish to take off the second factor somebody has lost. Another steward has to agree; nobody does it alone.
struct SecondFactorReset: Sendable {
    let id: ID<SecondFactorReset>
    let person: ID<Person>
    let space: ID<Space>
    let by: ID<Person>

    /// Days in which another may agree.
    static let days = 7

    /// Stands for whoever runs the server, where they asked: a place with one steward has nobody else who could.
    static let operatorID: ID<Person> = ID("operator")
    var isByOperator: Bool { by == Self.operatorID }

    /// Whether somebody may be the second: neither who asked nor whose it is. Where whoever runs the server asked, it is a colleague who
    /// knows the person.
    func mayAgree(_ reader: Reader, peopleInSpace: Int) -> Bool {
        if isByOperator, let me = reader.person, me != by, me != person, reader.may(.invite, in: space) { return true }
        return SecondPerson(right: .settle, space: space, not: [by, person], peopleInSpace: peopleInSpace).mayBe(reader)
    }
}

/// Tells somebody what is wished or done about their account; nothing is sent where mail is not set up or not confirmed.
struct SecondFactorLetter: Sendable {
    let house: House

    func asked(_ reset: SecondFactorReset, by name: String, at address: String, _ visit: Visit, on tx: any Connection) throws {
        try send(
            [
                .say(Phrase("\("name", name) asks to take the second step at signing in off your account, because your codes are lost.")),
                .say(Phrase("If that is not so, sign in and stop it here:")), .link(Phrase("Stop it"), address), .gap,
            ], to: reset.person, visit, on: tx)
    }

    func done(_ reset: SecondFactorReset, _ visit: Visit, on tx: any Connection) throws {
        try send(
            [
                .say(Phrase("Two stewards have taken the second step at signing in off your account. Your phrase alone lets you in now.")),
                .say(Phrase("If you did not ask for that, change your phrase and set it up anew.")),
            ], to: reset.person, visit, on: tx)
    }

    private func send(_ lines: [MailPage.Line], to person: ID<Person>, _ visit: Visit, on tx: any Connection) throws {
        let page = MailPage(subject: Phrase("About your account"), lines: lines)
        try PersonalLetter(house: house).send(page, to: person, at: visit.now, on: tx)
    }
}
