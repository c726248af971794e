import Database
import DatabaseTesting
import HTMLTesting
import Language
import Testing

@testable import Throughline

/// What people said in Riverbend, and moderators at work on it.
extension World {
    /// Somebody says that something is wrong with a record.
    func flag(_ item: ID<Item>, _ reason: FlagReason, _ words: String = "", as name: String? = nil) async throws -> Answer {
        let form = try await get("/records/\(item)/flag", as: name)
        return try await press("Send", on: form, as: name, typing: [("reason", reason.rawValue), ("words", words)])
    }

    /// A moderator does something about a record; gives the address of the act.
    @discardableResult
    func moderate(
        _ item: ID<Item>, _ deed: ModerationAct.Deed, for reason: FlagReason = .names, _ words: String = "It names a family.",
        label: NoteKind? = nil, source: String = "", as name: String = "rosa"
    ) async throws -> Answer {
        let form = try await get("/records/\(item)/moderation", as: name)
        return try await press(
            "Do it", on: form, as: name,
            typing: [
                ("deed", deed.rawValue), ("reason", reason.rawValue), ("words", words), ("label", label?.rawValue ?? ""),
                ("source", source),
            ])
    }

    /// The five words on a page.
    func code(on page: Answer) throws -> String {
        try page.page().elements(named: "pre").first?.text ?? ""
    }

    func nights() async throws {
        try await ModerationNights.run(house)
        try await Sweep(house: house).run()
    }

    func state(_ item: ID<Item>) async throws -> String? { try await db.read { try LineStore($0).unseen(item)?.state } }
}
