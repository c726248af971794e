import Database
import DatabaseTesting
import HTTPTypes
import Language

@testable import Throughline

/// Riverbend keeps a learning agenda.
extension World {
    static let agenda = [
        ("title", "What keeps youth in the clubs"), ("stakeholders", "Two speakers of the youth clubs"), ("until", "2027-12-31"),
    ]

    func keepsAgenda(in place: String = "riverbend", as steward: String = "amina") async throws {
        let form = try await get("/spaces/\(place)/agenda", as: steward)
        let sent = try await press("Switch it on", on: form, as: steward, typing: Self.agenda)
        guard sent.status == 303 else { throw WorldError.nobody("an agenda") }
    }

    /// Somebody says what they want to learn, as the page lets them.
    @discardableResult
    func needs(
        _ text: String, as name: String, relation: String = "implements", importance: String = "5", in place: String = "riverbend"
    ) async throws -> String {
        let form = try await get("/spaces/\(place)/needs/new", as: name)
        let sent = try await press(
            "Send", on: form, as: name,
            typing: [("text", text), ("why", "We lose them."), ("relation", relation), ("importance", importance)])
        guard sent.status == 303, let path = sent.headers[.location] else { throw WorldError.nobody("a need") }
        return path
    }

    /// Diego makes one question of some needs; gives its page on the agenda.
    func groups(_ needs: [String], as text: String, setBy: String? = nil, decision: String = "", by: String = "", as name: String = "diego")
        async throws -> String
    {
        let chosen = needs.map { "need=" + ($0.split(separator: "/").last ?? "") }.joined(separator: "&")
        let form = try await get("/spaces/riverbend/agenda/new?\(chosen)", as: name)
        var typed = [("text", text), ("kind", "how"), ("why", "We lose them."), ("decision", decision), ("decision_by", by)]
        if let setBy { typed.append(("set_by", setBy)) }
        let sent = try await press("Put it on the agenda", on: form, as: name, typing: typed)
        guard sent.status == 303, let path = sent.headers[.location] else { throw WorldError.nobody("a question on the agenda") }
        return path
    }

    /// From proposed to adopted, with the decision said.
    func adopts(_ path: String, as name: String = "diego") async throws {
        _ = try await press("We have discussed it", on: get(path, as: name), as: name)
        let sent = try await press("Adopt it", on: get(path, as: name), as: name)
        guard sent.status == 303 else { throw WorldError.nobody("an adopted question") }
    }

    func question(of path: String) -> ID<Item> { ID(String(path.split(separator: "/").dropFirst().first ?? "")) }
}
