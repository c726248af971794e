import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// A browser that says nothing of where a form came from confirms it once; what was ticked goes along, whatever it is called.
struct SilentBrowserTests {
    @Test(arguments: TestEngine.available)
    func aTickIsNotLostWhenTheFormIsConfirmed(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let path = try await world.note(on: [try await world.voice("No work.", to: question)], of: question)
            let sharing = try await world.get(path + "/sharing", as: "diego").form(withButton: "Share it")
            let fields = sharing.fields.filter { $0.name != "openness" }.map { ($0.name, $0.value) }
            let asked = try await send(sharing.action, fields + [("openness", "everyone"), ("confirmed", "yes")], world)
            #expect(try asked.says("Send this?"))
            let confirmed = try asked.form(withButton: "Send")
            let sent = try await send(confirmed.action, confirmed.fields.map { ($0.name, $0.value) }, world)
            #expect(sent.status == 303, "the tick that nobody is put at risk came along")
            #expect(try await world.get(path).status == 200)
        }
    }

    private func send(_ path: String, _ fields: [(String, String)], _ world: World) async throws -> Answer {
        let body = fields.map { "\($0.0)=\(World.encoded($0.1))" }.joined(separator: "&")
        return try await world.send(
            .post, path, "diego", "en", [:], body: Array(body.utf8), type: "application/x-www-form-urlencoded")
    }
}
