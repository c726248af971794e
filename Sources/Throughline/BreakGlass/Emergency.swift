import Database
import Language

/// Somebody is in danger, and what they gave to the safety lead alone has to be read by somebody else: two people open one record to one
/// of them, for a day, with a reason. Everybody in the place reads that it was done; nobody reads there what it was.
struct Emergency: Sendable {
    enum State: Sendable {
        /// A second person has to agree.
        case asked
        case open
        /// A day has passed, or it was ended.
        case over
    }

    let id: ID<Emergency>
    let space: ID<Space>
    let item: ID<Item>
    let reason: String
    /// Who asked, and alone may read it; nil when they are gone for good.
    let by: ID<Person>?
    let second: ID<Person>?
    let askedOn: Day
    let until: Moment
    let endedBy: ID<Person>?
    let endedOn: Day?

    /// How long a second person may take to agree, and how long the record is open from then on.
    static let hours = 24
    /// Days in which the safety leads find it among what waits for them.
    static let noticeDays = 14

    func state(at now: Moment) -> State {
        if endedOn != nil || until.milliseconds <= now.milliseconds { return .over }
        return second == nil ? .asked : .open
    }

    static func end(from now: Moment) -> Moment { Moment(milliseconds: now.milliseconds + hours * 3_600_000) }

    /// Another steward, never who asked nor who wrote it; in a place with few people, a steward of another.
    func secondPerson(author: ID<Person>?, peopleInSpace: Int) -> SecondPerson {
        SecondPerson(right: .settle, space: space, not: Set([by, author].compactMap { $0 }), peopleInSpace: peopleInSpace)
    }
}

/// The wish as it was typed.
struct EmergencyDraft: Sendable {
    var address = ""
    var reason = ""

    static let longest = 500

    /// The record it names: its own page, the page where its author reads it, or its number alone.
    func checked() throws(Invalid) -> ID<Item> {
        var invalid = Invalid()
        let path = address.prefix { $0 != "?" && $0 != "#" }
        let found = path.split(separator: "/").reversed().lazy.compactMap { ID<Item>(typed: String($0)) }.first
        if found == nil { invalid.refuse("address", Self.noSuch) }
        if reason.count < 10 { invalid.refuse("reason", Phrase("Say who is in danger, and why it cannot wait for the safety lead.")) }
        if reason.count > Self.longest { invalid.refuse("reason", Phrase("Keep this under \("n", Self.longest) characters.")) }
        guard let found, invalid.isEmpty else { throw invalid }
        return found
    }

    static let noSuch = Phrase("Nothing for the safety lead of this place is at this address.")
}

/// Tells every safety lead of a place, at once and without a word of what it is about.
struct EmergencyLetter: Sendable {
    let house: House

    func opened(_ emergency: Emergency, to name: String, at now: Moment, on tx: any Connection) throws {
        guard let page = house.settings.address("/emergencies/\(emergency.id)") else { return }
        for (person, offices) in try OfficeStore(tx).all(in: emergency.space) where offices.contains(.safety) {
            let letter = MailPage(
                subject: Phrase("Something you look after was opened"),
                lines: [
                    .say(Phrase("Two people opened one record that is for the safety lead alone, to \("name", name), for a day.")),
                    .say(Phrase("You can read why, and end it at once.")), .gap, .link(Phrase("Read it"), page),
                ])
            try PersonalLetter(house: house).send(letter, to: person, at: now, on: tx)
        }
    }
}
