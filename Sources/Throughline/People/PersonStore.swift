import Database
import Language

/// Somebody who is about to have an account.
struct NewPerson: Sendable {
    let name: String
    let language: LanguageTag
    var zone: Zone?
    var email: String?
    /// The Argon2id hash of the phrase; nil for somebody who cannot sign in yet.
    let hash: String?
    var usesSharedPhone = false
}

/// Owns the table `people`.
struct PersonStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// How many accounts may go by one name: as many as every sign-in compares, so that its time tells nothing.
    static let mostOfOneName = 3

    func add(_ new: NewPerson, by act: Act) throws -> ID<Person> {
        let key = PersonName.key(new.name)
        guard try count(named: key) < Self.mostOfOneName else { throw NameTaken.name }
        try requireFree(new.email, except: nil)
        let id: ID<Person> = act.id()
        let notices = Notices.usual
        try tx.run(
            """
            INSERT INTO people (id, name, name_key, language, zone, email, email_proved, password, phrase_mac, shared_phone, made_on,
                notice_channel, notice_language, notice_every, quiet_from, quiet_to, told_on, version, seen_month)
            VALUES (\(id), \(new.name), \(key), \(new.language), \(new.zone?.name), \(new.email), 0, \(new.hash), NULL, \(new.usesSharedPhone),
                \(act.day), \((new.email == nil ? Notices.Channel.here : notices.channel).rawValue), NULL, \(notices.every.rawValue),
                \(notices.quietFrom), \(notices.quietTo), NULL, 1, \(act.day.firstOfMonth))
            """)
        return id
    }

    func account(_ id: ID<Person>) throws -> Account {
        guard let row = try tx.run("SELECT people.*, \(Self.isDiscreet) AS is_discreet FROM people WHERE id = \(id)").first else {
            throw Refusal.notFound
        }
        return try Account(row)
    }

    /// Whether letters to somebody of `people` are to say nothing in their subject and first lines.
    static let isDiscreet: SQL = """
        CASE WHEN people.discreet > 0 OR EXISTS (
            SELECT 1 FROM memberships m JOIN spaces s ON s.id = m.space_id WHERE m.person_id = people.id AND s.discreet = 1) THEN 1 ELSE 0 END
        """

    /// Discreet pages and letters for an account, or none any more.
    func setDiscreet(_ id: ID<Person>, _ wayOut: WayOut?) throws {
        try tx.run("UPDATE people SET discreet = \(wayOut?.rawValue ?? 0) WHERE id = \(id)")
    }

    /// Whom a sign-in could mean, by mail address or name, with the hash of their phrase.
    func candidates(_ typed: String) throws -> [(id: ID<Person>, hash: String?)] {
        let rule: SQL = typed.contains("@") ? "email = \(typed.lowercased())" : "name_key = \(PersonName.key(typed))"
        let rows = try tx.run("SELECT id, password FROM people WHERE " + rule + " ORDER BY made_on, id LIMIT \(Self.mostOfOneName)")
        return try rows.map { (try $0.id("id"), try $0.textOrNil("password")) }
    }

    /// Whose confirmed address this is; nil for anything else.
    func owner(ofProved address: String) throws -> ID<Person>? {
        try tx.run("SELECT id FROM people WHERE email = \(address) AND email_proved = 1").first?.id("id")
    }

    func hash(of id: ID<Person>) throws -> String? {
        try tx.run("SELECT password FROM people WHERE id = \(id)").first?.textOrNil("password")
    }

    /// Changes what somebody read at `version`; another mail address has to be proved anew.
    func change(_ id: ID<Person>, _ new: AccountDraft.Checked, seen version: Int) throws {
        let key = PersonName.key(new.name)
        let before = try account(id)
        if PersonName.key(before.name) != key {
            if try MembershipStore(tx).isTaken(key, besides: id) { throw NameTaken.here }
            if try count(named: key) >= Self.mostOfOneName { throw NameTaken.name }
        }
        try requireFree(new.email, except: id)
        // A confirmed address stays until the new one has shown that it is theirs.
        let keepsOld = before.isEmailProved && new.email != nil
        let changed = try tx.change(
            """
            UPDATE people SET name = \(new.name), name_key = \(key), language = \(new.language), zone = \(new.zone?.name),
                email = \(keepsOld ? before.email : new.email), email_proved = \(keepsOld), version = version + 1
            WHERE id = \(id) AND version = \(version)
            """)
        guard changed == 1 else { throw Refusal.conflict }
        if new.email != before.email { try SignInLinkStore(tx).void(for: id) }
    }

    /// Another confirmed address in the place of one; refuses when it is somebody else's by now, or changed since.
    func readdress(_ id: ID<Person>, from old: String?, to new: String) throws {
        try requireFree(new, except: id)
        let same: SQL = old.map { "email = \($0)" } ?? "email IS NULL"
        let changed = try tx.change(
            "UPDATE people SET email = \(new), email_proved = 1, version = version + 1 WHERE id = \(id) AND " + same)
        guard changed == 1 else { throw Refusal.notFound }
        try SignInLinkStore(tx).void(for: id)
    }

    func change(_ id: ID<Person>, _ notices: Notices, seen version: Int) throws {
        let changed = try tx.change(
            """
            UPDATE people SET notice_channel = \(notices.channel.rawValue), notice_language = \(notices.language), notice_every = \(notices.every.rawValue),
                quiet_from = \(notices.quietFrom), quiet_to = \(notices.quietTo), version = version + 1
            WHERE id = \(id) AND version = \(version)
            """)
        guard changed == 1 else { throw Refusal.conflict }
    }

    /// Somebody opened the link that was sent to this address.
    func prove(_ id: ID<Person>, _ email: String) throws {
        try tx.run("UPDATE people SET email_proved = 1 WHERE id = \(id) AND email = \(email)")
    }

    /// A new phrase in the place of the one that was checked; refuses when another request was faster.
    func rephrase(_ id: ID<Person>, from old: String?, to hash: String) throws {
        let same: SQL = old.map { "password = \($0)" } ?? "password IS NULL"
        guard try tx.change("UPDATE people SET password = \(hash) WHERE id = \(id) AND " + same) == 1 else { throw Refusal.conflict }
    }

    func endLetters(to id: ID<Person>) throws {
        try tx.run("UPDATE people SET notice_channel = \(Notices.Channel.here.rawValue), version = version + 1 WHERE id = \(id)")
    }

    /// The last day a digest was due, whether there was something to say or not.
    func told(_ id: ID<Person>, on day: Day) throws {
        try tx.run("UPDATE people SET told_on = \(day) WHERE id = \(id)")
    }

    /// Notes the month in which somebody is here; true when it was not known yet.
    func seen(_ id: ID<Person>, inMonthOf month: Day) throws -> Bool {
        try tx.change("UPDATE people SET seen_month = \(month) WHERE id = \(id) AND (seen_month IS NULL OR seen_month < \(month))") == 1
    }

    /// Accounts from before months were kept begin with this one.
    func startMonths(_ month: Day) throws { try tx.run("UPDATE people SET seen_month = \(month) WHERE seen_month IS NULL") }

    /// The day an account was made, and the month its owner was last here.
    func days(of id: ID<Person>) throws -> (made: Day, seen: Day?) {
        guard let row = try tx.run("SELECT made_on, seen_month FROM people WHERE id = \(id)").first else { throw Refusal.notFound }
        return (try row.day("made_on"), try row.dayOrNil("seen_month"))
    }

    /// The account itself, for good: what hangs on it goes with it.
    func remove(_ id: ID<Person>) throws {
        guard try tx.change("DELETE FROM people WHERE id = \(id)") == 1 else { throw Refusal.notFound }
    }

    private func count(named key: String) throws -> Int {
        try tx.run("SELECT id FROM people WHERE name_key = \(key) LIMIT \(Self.mostOfOneName)").count
    }

    private func requireFree(_ email: String?, except id: ID<Person>?) throws {
        guard let email, let row = try tx.run("SELECT id FROM people WHERE email = \(email)").first else { return }
        let owner: ID<Person> = try row.id("id")
        if owner != id { throw NameTaken.email }
    }
}

/// What somebody else goes by already; routes say it beside the field.
enum NameTaken: Error {
    /// Too many accounts of this house go by the name, or somebody of the same place does, or the address is somebody else's.
    case name, here, email

    var invalid: Invalid {
        var invalid = Invalid()
        switch self {
        case .name:
            invalid.refuse(
                "name", Phrase("Several people here go by this name. Add something of yours, such as your family's or village's name."))
        case .here:
            invalid.refuse(
                "name", Phrase("Somebody here goes by this name already. Add something of yours, such as your family's or village's name."))
        case .email: invalid.refuse("email", Phrase("This address cannot be used here. Take another, or leave it empty."))
        }
        return invalid
    }
}

extension Account {
    fileprivate init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), name: row.text("name"), language: row.language("language"), zone: row.textOrNil("zone").flatMap { Zone($0) },
            email: row.textOrNil("email"), isEmailProved: row.bool("email_proved"),
            notices: Notices(
                channel: Notices.Channel(rawValue: row.text("notice_channel")) ?? .here,
                language: row.textOrNil("notice_language").flatMap { LanguageTag($0) },
                every: Notices.Frequency(rawValue: row.text("notice_every")) ?? .week, quietFrom: row.int("quiet_from"),
                quietTo: row.int("quiet_to")),
            version: row.int("version"), wayOut: WayOut(rawValue: row.int("discreet")), isDiscreet: row.bool("is_discreet"))
    }
}
