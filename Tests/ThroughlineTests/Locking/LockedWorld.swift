import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Riverbend with its words locked by Amina. Diego and Rosa hold the halves of the spare key on paper.
struct LockedWorld: Sendable {
    static let aminas = "heron over wet maize fields"

    let world: World
    let amina: Phone
    /// What stands on the two papers, by whose it is.
    let slips: [String: String]

    static func phone(_ name: String, _ world: World) throws -> Phone {
        _ = try world.person(name)
        return Phone(world.house, session: world.session(name))
    }

    func slip(_ name: String) -> String { slips[name] ?? "" }

    /// As a steward does it, page by page; what stood there before is sealed by the job.
    static func locked(_ world: World) async throws -> LockedWorld {
        let amina = try phone("amina", world)
        let why = try await amina.get("/spaces/riverbend/lock")
        let form = try await amina.get(why.link("Go on"))
        let answer = try await amina.press(
            "Lock it", on: form,
            typing: [("key_phrase", aminas), ("first_holder", "Diego"), ("second_holder", " rosa"), ("sure", "yes")])
        #expect(answer.status == 200 && answer.headers[.cacheControl] == "no-store")
        let words = try slipWords(answer)
        #expect(words.count == 2)
        #expect(try await world.runJobs() == [])
        let locked = LockedWorld(world: world, amina: amina, slips: ["diego": words.first ?? "", "rosa": words.last ?? ""])
        #expect(try await world.rows("openings") == 0, "whoever locked it shows that they know their phrase")
        try await locked.openAmina()
        return locked
    }

    static func slipWords(_ answer: Answer) throws -> [String] {
        try answer.page().elements(named: "p").filter { $0.attribute("class") == "code" }.map(\.text)
    }

    @discardableResult
    static func open(_ phone: Phone, _ phrase: String, new: String? = nil) async throws -> Answer {
        let form = try await phone.get("/spaces/riverbend/lock/opening")
        return try await phone.press(
            "Open", on: form, typing: [("key_phrase", phrase)] + (new.map { [("new_key_phrase", $0)] } ?? []))
    }

    func openAmina() async throws {
        let answer = try await Self.open(amina, Self.aminas)
        #expect(answer.status == 303)
    }

    /// A key for somebody, made by Amina and replaced by a phrase of their own.
    func handOn(to name: String, own phrase: String) async throws -> Phone {
        let page = try await amina.get("/spaces/riverbend/lock")
        let handed = try await amina.press("Make a key", on: page, typing: [("person", name.capitalized)])
        let words = try Self.slipWords(handed).first ?? ""
        let phone = try Self.phone(name, world)
        let opened = try await Self.open(phone, words, new: phrase)
        #expect(opened.status == 303)
        return phone
    }
}
