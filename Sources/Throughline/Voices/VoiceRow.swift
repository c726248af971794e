import Database
import Language

/// A voice as it lies in its row.
extension Voice {
    init(_ row: Row, files: [VoiceFile]) throws {
        let text = try row.textOrNil("body").map { Text(body: $0, language: try row.language("text_language"), origin: "author") }
        try self.init(
            item: Item(row), question: row.id("question_id"), text: text, openness: Openness(rawValue: row.text("openness")) ?? .team,
            permission: Permission(row), people: row.int("people"), speaksFor: row.textOrNil("speaks_for"),
            disagreed: row.textOrNil("disagreed"), place: row.textOrNil("place"), door: Door(rawValue: row.text("door")) ?? .code,
            toldLanguage: row.language("told_language"), toldOn: row.dayOrNil("told_on"), organisation: row.textOrNil("organisation"),
            role: row.textOrNil("role"), files: files, guardian: row.textOrNil("guardian"),
            name: row.textOrNil("name") ?? row.textOrNil("pseudonym"))
    }
}

extension Permission {
    init(_ row: Row) throws {
        until[.quote] = try row.dayOrNil("quote_until")
        until[.name] = try row.dayOrNil("name_until")
        until[.media] = try row.dayOrNil("media_until")
        until[.data] = try row.dayOrNil("data_until")
        until[.again] = try row.dayOrNil("again_until")
        until[.panel] = try row.dayOrNil("panel_until")
        until[.machine] = try row.dayOrNil("machine_until")
    }
}
