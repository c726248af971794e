import Database
import HTTPTypes
import Language
import Testing

@testable import Throughline

extension World {
    /// Diego wrote down what was learned on a question, and shared it.
    func learned(
        _ claim: String, on question: ID<Item>, openTo openness: Openness = .circle, dissent: String? = nil,
        translated: [(LanguageTag, String)] = []
    ) async throws -> ID<Item> {
        let (asked, diego, act) = (try await read(question), try await reader("diego"), house.act(by: try person("diego")))
        let now = clock.now
        return try await db.write { tx in
            let store = InsightStore(tx)
            let id = try store.add(claim, in: "en", from: asked, evidence: [], by: act)
            try store.open(try store.find(id, for: diego, in: "en", at: now), to: openness, confirmed: true, seen: 1, as: diego, by: act)
            for (language, words) in translated {
                try TextStore(tx).write(words, of: id, field: "claim", in: language, origin: "human", on: act.day)
            }
            if let dissent, let insight = try LineStore(tx).unseen(id) {
                try DissentStore(tx).add(DissentDraft(text: dissent), to: insight, as: .nobody, in: "en", held: false, by: act)
            }
            return id
        }
    }

    /// Writes down a decision as somebody of the team would, typing over what the form pre-fills.
    func decides(
        _ what: String, on question: ID<Item>, as name: String = "diego", forAnother: Bool = false, typing typed: [(String, String)] = []
    ) async throws -> Answer {
        var form = try await get("/questions/\(question)/decisions/new", as: name)
        if forAnother { form = try await get(form.link("You write it down for somebody else"), as: name) }
        let all = [("what", what), ("decided_by", "The steering group"), ("why", "Because of what people said.")]
        let names = Set(typed.map(\.0))
        return try await press("Write it down", on: form, as: name, typing: all.filter { !names.contains($0.0) } + typed)
    }

    /// What one record says of itself in the table, whoever may see it.
    func state(of answer: Answer) async throws -> String? {
        guard let id = answer.headers[.location]?.split(separator: "/").last.map({ ID<Item>(String($0)) }) else { return nil }
        return try await db.read { try LineStore($0).unseen(id)?.state }
    }
}

extension Mail {
    /// The link after these words, as a browser would ask for it.
    func path(after words: String) -> String? {
        let lines = text.split(separator: "\n").map(String.init)
        guard let place = lines.firstIndex(of: words), place + 1 < lines.count else { return nil }
        return lines[place + 1].replacing("http://learn.test", with: "")
    }
}

/// What Rosa asks the Minister about: one thing learned, one who disagrees.
enum Patrols {
    static let question = "Where do the July patrols go?"
    static let claim = "People avoid the dam road after dark."
    static let dissent = "The dam road is fine since the lamps came."
}

extension World {
    /// Rosa asks the Minister; the mail is in the Minister's hands.
    func askedMinister(in language: String = "en", translated: [(LanguageTag, String)] = []) async throws -> (
        question: ID<Item>, insight: ID<Item>, mail: Mail
    ) {
        let question = try await question(Patrols.question)
        let insight = try await learned(Patrols.claim, on: question, dissent: Patrols.dissent, translated: translated)
        let form = try await get("/questions/\(question)/deciders", as: "rosa")
        let sent = try await press(
            "Send it", on: form, as: "rosa",
            typing: [
                ("name", "The Minister"), ("mail", "minister@example.org"), ("language", language),
            ])
        #expect(sent.status == 303)
        #expect(try await runJobs().isEmpty)
        return (question, insight, try #require(post.sent.last))
    }
}
