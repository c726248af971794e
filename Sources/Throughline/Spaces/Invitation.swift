import Language

/// A link that lets people into a space, a few times and not for long.
struct Invitation: Sendable {
    let id: ID<Invitation>
    let space: ID<Space>
    let role: Role
    /// Who is in for it: the person who made it.
    let by: ID<Person>
    let note: String
    /// The last day it may be used, by the space's clock.
    let until: Day
    let uses: Int
    let usesLeft: Int
    let endedOn: Day?
    /// The organisation that has to know who comes in; nil when the link is enough.
    let through: ID<Provider>?

    func isOpen(on today: Day) -> Bool { usesLeft > 0 && endedOn == nil && today <= until }
}

/// What the form for a new invitation sent.
struct InvitationDraft: Sendable {
    var role = Role.member.rawValue
    var uses = "1"
    var until = ""
    var note = ""
    /// The slug of an organisation.
    var through = ""

    struct Checked: Sendable {
        let role: Role
        let uses: Int
        let until: Day
        let note: String
        let through: ID<Provider>?
    }

    static let mostUses = 500
    static let mostDays = 30
    /// A link that opens nothing by itself may stand on a page of the organisation.
    static let mostDaysThrough = 365

    func checked(on today: Day, by inviter: Role, among providers: [Provider]) throws(Invalid) -> Checked {
        var invalid = Invalid()
        let role = Role(rawValue: role)
        if role.map(inviter.mayGive) != true { invalid.refuse("role", Phrase("You can invite people to what you may do yourself.")) }
        let uses = Int(uses)
        if uses.map({ (1...Self.mostUses).contains($0) }) != true {
            invalid.refuse("uses", Phrase("Write a number from \("from", 1) to \("to", Self.mostUses)."))
        }
        let through = providers.first { $0.slug == self.through }
        if through == nil && !self.through.isEmpty { invalid.refuse("through", Phrase("Choose one of these, or nobody.")) }
        let (day, last) = (Day(until), today + (through == nil ? Self.mostDays : Self.mostDaysThrough))
        if day.map({ $0 >= today && $0 <= last }) != true {
            invalid.refuse("until", Phrase("Choose a day from \("day", today) to \("last", last)."))
        }
        if note.count > 200 { invalid.refuse("note", Phrase("Keep this under \("n", 200) characters.")) }
        guard let role, let uses, let day, invalid.isEmpty else { throw invalid }
        return Checked(role: role, uses: uses, until: day, note: note, through: through?.id)
    }
}

/// What somebody who follows an invitation says of themselves.
struct JoiningDraft: Sendable {
    var name = ""
    var phrase = ""
    var email = ""
    var usesSharedPhone = false

    struct Checked: Sendable {
        let name: String
        let email: String?
    }

    func checked() throws(Invalid) -> Checked {
        var invalid = Invalid()
        let name = PersonName.clean(name)
        if let fault = PersonName.fault(name) { invalid.refuse("name", fault) }
        if let fault = ComeBackPhrase.fault(phrase, name: name) { invalid.refuse("phrase", fault) }
        let email = self.email.lowercased()
        if !email.isEmpty && !email.looksLikeMail {
            invalid.refuse("email", Phrase("Write a mail address like name@example.org, or leave it empty."))
        }
        guard invalid.isEmpty else { throw invalid }
        return Checked(name: name, email: email.nonEmpty)
    }
}
