import Database
import Language

/// The rows of features whose stores are not used here: people, tellings, corrections, and words taken back.
struct DemoRecords {
    let tx: any Connection

    func person(_ id: ID<Person>, name: String, language: LanguageTag, mail: String?, hash: String?, on day: Day) throws {
        try tx.run(
            """
            INSERT INTO people (id, name, language, zone, email, email_proved, password, phrase_mac, shared_phone, made_on, notice_channel,
                notice_language, notice_every, quiet_from, quiet_to, told_on, version)
            VALUES (\(id), \(name), \(language), NULL, \(mail), \(mail != nil), \(hash), NULL, 0, \(day), \(mail == nil ? "here" : "mail"), NULL,
                'week', 20, 7, NULL, 1)
            """)
    }

    func membership(_ person: ID<Person>, in space: ID<Space>, as role: Role, by: ID<Person>?, on day: Day) throws {
        try tx.run(
            """
            INSERT INTO memberships (person_id, space_id, role, invited_by, joined_on)
            VALUES (\(person), \(space), \(role.rawValue), \(by), \(day))
            """)
    }

    /// What those a duty is owed to were told; everybody who could be reached heard it.
    func telling(
        _ text: String, in written: LanguageTag, for duty: Duty, unreachable: Int, citing records: [ID<Item>], as reader: Reader,
        by act: Act
    ) throws -> ID<Item> {
        let line = LineStore(tx)
        let marks = Openness.everyone.marks
        let id = try line.add(
            NewItem(
                kind: .telling, space: duty.space, author: act.by.map { .person($0) } ?? .nobody, language: written,
                sensitivity: marks.sensitivity, tlp: marks.tlp, state: "prepared"),
            texts: [("text", text)], by: act)
        try tx.run(
            """
            INSERT INTO tellings (id, question_id, duty_id, language, door, told_on, people, told, unreachable)
            VALUES (\(id), \(duty.item), \(duty.id), \(duty.language), \(duty.door.rawValue), \(act.day), \(duty.people),
                \(duty.people - unreachable), \(unreachable))
            """)
        try line.link(id, .returnedTo, duty.item, by: act)
        for record in records { try line.link(id, .cites, record, by: act) }
        if let item = try line.unseen(id) { try line.move(item, "tell", as: reader, by: act) }
        try DutyStore(tx).finish(duty.id, by: act)
        return id
    }

    /// A speaker puts something right beside what was learned.
    func correction(_ text: String, in language: LanguageTag, of voice: Item, beside insight: Item, by act: Act) throws -> ID<Item> {
        let line = LineStore(tx)
        let id = try line.add(
            NewItem(
                kind: .correction, space: voice.space, author: voice.author, language: language, sensitivity: insight.sensitivity,
                tlp: insight.tlp, state: "open"),
            texts: [("text", text)], by: act)
        try line.link(id, .complicates, insight.id, by: act)
        try line.link(id, .cites, voice.id, by: act)
        return id
    }

    /// A speaker takes their words back: the words go, and everything built on them is worked out anew and says so.
    func takeBack(_ voice: Voice, by act: Act) throws {
        let line = LineStore(tx)
        guard let item = try line.unseen(voice.id) else { throw Refusal.notFound }
        try line.move(item, "withdraw", as: .stranger, own: true, by: act)
        try InsightStore(tx).sourceWithdrawn(voice.id, by: act)
        try DutyStore(tx).excuse(.tellBack, on: voice.question, language: voice.toldLanguage, door: voice.door, people: voice.people)
        try TextStore(tx).erase([voice.id])
        try line.remember(voice.id, "withdraw", on: act.day)
    }
}
