import Database
import DatabaseTesting
import HTTPTypes
import Language

@testable import Throughline

/// A question of Riverbend with voices, and something learned from them.
extension World {
    func asked(_ text: String = "Why do youth leave the clubs after month three?") async throws -> Question {
        try await read(question(text))
    }

    /// Somebody's words, let through.
    @discardableResult
    func voice(
        _ text: String, to question: Question, by author: Author = .nobody, openness: Openness = .team, quotable: Bool = false,
        organisation: String? = nil, people: Int = 1
    ) async throws -> ID<Item> {
        let act = house.act(by: author.person)
        return try await db.write { tx in
            try VoiceStore(tx).add(
                NewVoice(
                    question: question, text: text, language: "en", author: author, held: false, openness: openness,
                    allows: quotable ? [.quote] : [],
                    people: people, organisation: organisation), by: act)
        }
    }

    /// Diego writes a note that rests on some voices, as pages let him.
    func note(_ claim: String = "Youth leave when the club has no work for them.", on voices: [ID<Item>], of question: Question)
        async throws -> String
    {
        let page = try await get("/questions/\(question.id)/insights/new", as: "diego")
        let sent = try await press("Keep the note", on: page, as: "diego", typing: [("claim", claim)] + voices.map { ("voices", "\($0)") })
        guard sent.status == 303, let location = sent.headers[.location] else { throw WorldError.nobody("a kept note") }
        return location
    }

    /// Diego says for whom it holds and opens it.
    func share(_ path: String, _ openness: Openness, confirmed: Bool = true) async throws {
        let wording = try await get(path + "/wording", as: "diego")
        _ = try await press("Save", on: wording, as: "diego", typing: [("limits", "Clubs in the Lower Delta, 2026.")])
        let sharing = try await get(path + "/sharing", as: "diego")
        let typed = [("openness", openness.rawValue)] + (confirmed ? [("confirmed", "yes")] : [])
        let sent = try await press("Share it", on: sharing, as: "diego", typing: typed)
        guard sent.status == 303 else { throw WorldError.nobody("a shared insight") }
    }

    func check(_ path: String, as name: String, _ confidence: Confidence, because reason: String, knows: String = "yes") async throws
        -> Answer
    {
        let page = try await get(path + "/check", as: name)
        let button = try page.says("This is my judgement too") ? "This is my judgement too" : "This is my judgement"
        return try await press(
            button, on: page, as: name, typing: [("confidence", confidence.rawValue), ("reason", reason), ("from_context", knows)])
    }

    /// A speaker takes their words back, with everything that follows from it.
    func withdraw(_ voice: ID<Item>) async throws {
        try await Withdrawal.takeBack(try await db.read { try VoiceStore($0).own(voice) }, in: house)
    }

    func state(of path: String) async throws -> String? {
        let id: ID<Item> = ID(String(path.split(separator: "/").last ?? ""))
        return try await db.read { try LineStore($0).unseen(id)?.state }
    }
}
