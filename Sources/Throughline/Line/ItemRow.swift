import Database
import Language

extension SQL {
    static let itemColumns: SQL = """
        i.id, i.kind, i.space_id, i.author_id, i.pseudonym, i.language, i.sensitivity, i.tlp, i.state, i.version, i.audience, i.day, i.label,
            i.opens_on, i.opens_at, i.ends_on
        """
}

extension Item {
    init(_ row: Row) throws {
        guard let kind = Kind(rawValue: try row.text("kind")), let tlp = TLP(rawValue: try row.text("tlp")),
            let sensitivity = Sensitivity(rawValue: try row.int("sensitivity")), let audience = Audience(rawValue: try row.int("audience"))
        else { throw Refusal.notFound }
        let author: Author =
            if let person: ID<Person> = try row.idOrNil("author_id") {
                .person(person)
            } else if let name = try row.textOrNil("pseudonym") {
                .pseudonym(name)
            } else {
                .nobody
            }
        let opensAt = try row.int("opens_at")
        try self.init(
            id: row.id("id"), kind: kind, space: row.id("space_id"), author: author, language: row.language("language"),
            sensitivity: sensitivity, tlp: tlp, state: row.text("state"), version: row.int("version"), audience: audience,
            day: row.day("day"), label: row.textOrNil("label").flatMap(NoteKind.init), opensOn: row.dayOrNil("opens_on"),
            opensAt: opensAt > 0 ? Moment(milliseconds: opensAt) : nil, endsOn: row.dayOrNil("ends_on"))
    }
}
