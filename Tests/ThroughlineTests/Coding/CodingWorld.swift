import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language

@testable import Throughline

/// Riverbend gives codes to what people said: Amina has switched it on, Diego and Rosa read.
extension World {
    func switchCodingOn() async throws {
        let start = try await get("/spaces/riverbend/coding", as: "amina")
        guard try await press("Switch it on", on: start, as: "amina").status == 303 else { throw WorldError.nobody("switched on") }
    }

    /// A code of Riverbend by its name, begun where it is new.
    @discardableResult
    func code(_ name: String, means about: String = "") async throws -> Code {
        let (act, space) = (house.act(by: try person("diego")), riverbend.id)
        return try await db.write { tx in
            if let code = try CodeStore(tx).all(of: space).named(name) { return code }
            let id = try CodeStore(tx).add(CodeDraft(name: name, about: about).checked(among: []), in: space, by: act)
            return try CodeStore(tx).find(id, in: space)
        }
    }

    /// Somebody gives a code to a passage, as the page's form does; gives the answer.
    func mark(
        _ voice: ID<Item>, _ spans: [String], _ code: String, as name: String, more: [(String, String)] = []
    ) async throws -> Answer {
        try await post(
            "/voices/\(voice)/codings", as: name,
            [("_version", "1"), ("code", code), ("_form", (house.act(by: nil).id() as ID<Item>).description)] + spans.map { ("s", $0) }
                + more)
    }

    func reads(_ voice: ID<Item>, as name: String) async throws {
        let number = (house.act(by: nil).id() as ID<Item>).description
        let answer = try await post("/voices/\(voice)/reading", as: name, [("_version", "1"), ("_form", number)])
        guard answer.status == 303 else { throw WorldError.nobody("somebody who reads") }
    }

    /// Every passage with its code and its coder, as they lie in the tables.
    func codings() async throws -> [String] {
        try await db.read { tx in
            try tx.run(
                """
                SELECT c.start_at, c.stop_at, k.name, COALESCE(p.name, '?') AS who FROM codings c JOIN codes k ON k.id = c.code_id
                LEFT JOIN people p ON p.id = c.coder_id ORDER BY c.voice_id, c.start_at, k.name, who
                """
            ).map { try "\($0.int("start_at"))-\($0.int("stop_at")) \($0.text("name")) \($0.text("who"))" }
        }
    }
}
