import Database
import DatabaseTesting
import HTMLTesting
import Language
import Testing

@testable import Throughline

/// A turn of the path in the Lower Delta, put together with the stores, for the stories of telling back and taking back.
struct TurnStory {
    let world: World
    let question: ID<Item>

    /// Riverbend asks why young people leave.
    static func asked(_ world: World, decider: String = "", mail: String = "") async throws -> TurnStory {
        let act = world.house.act(by: try world.person("amina"))
        var draft = QuestionDraft()
        draft.text = "Why do youth leave the clubs after month three?"
        draft.decider = decider
        draft.deciderMail = mail
        draft.hearBy = (act.day + 12).text
        let (asked, checked) = (draft, try draft.checked(on: act.day))
        let place = world.riverbend
        let id = try await world.db.write { tx in try QuestionStore(tx).add(checked, asked, in: place, open: true, by: act) }
        return TurnStory(world: world, question: id)
    }

    /// Somebody without a name answers on the page, and keeps the five words.
    func answer(_ text: String, details: [(String, String)] = []) async throws -> String {
        let page = try await world.get("/questions/\(question)")
        let thanks = try await world.press("Send", on: page, typing: [("text", text)])
        #expect(thanks.status == 200)
        let code = try thanks.code() ?? ""
        #expect(code.split(separator: " ").count == 5)
        if !details.isEmpty { #expect(try await world.press("Save", on: thanks, typing: details).status == 200) }
        return code
    }

    /// Rosa lets every waiting answer through.
    func letThrough() async throws {
        var page = try await world.get("/questions/\(question)", as: "rosa")
        while try page.page().buttons.contains("Let it through") {
            #expect(try await world.press("Let it through", on: page, as: "rosa").status == 303)
            page = try await world.get("/questions/\(question)", as: "rosa")
        }
    }

    /// Everything that came of the question.
    func items(_ tx: any Connection) throws -> [ID<Item>] {
        try tx.run("SELECT from_id FROM links WHERE to_id = \(question) ORDER BY from_id").map { try $0.id("from_id") }
    }

    func voices() async throws -> [ID<Item>] {
        let question = question
        return try await world.db.read { tx in
            try tx.run("SELECT id FROM voices WHERE question_id = \(question) ORDER BY id").map { try $0.id("id") }
        }
    }

    /// Diego writes what was learned from these voices, open to those who take part.
    @discardableResult
    func learn(_ claim: String, from voices: [ID<Item>], openness: Openness = .circle) async throws -> ID<Item> {
        let act = world.house.act(by: try world.person("diego"))
        let (question, space) = (question, world.riverbend.id)
        return try await world.db.write { tx in
            let line = LineStore(tx)
            let id = try line.add(
                NewItem(
                    kind: .insight, space: space, author: .person(act.by ?? act.id()), language: "en",
                    sensitivity: openness.marks.sensitivity,
                    tlp: openness.marks.tlp, state: "shared"),
                texts: [("claim", claim)], by: act)
            try tx.run(
                """
                INSERT INTO insights (id, question_id, strength, sources, against, withdrawn) VALUES (\(id), \(question), 'corroborated', \(voices.count), 0, 0)
                """)
            try line.link(id, .cites, question, by: act)
            for voice in voices {
                guard let source = try line.unseen(voice) else { continue }
                try EvidenceStore(tx).add(NewEvidence(source: source), to: id, by: act)
            }
            try InsightStore(tx).recompute(id, by: act)
            return id
        }
    }

    /// The steering group decides, and what happened is known.
    @discardableResult
    func decide(_ what: String, happened: String? = nil) async throws -> ID<Item> {
        let act = world.house.act(by: try world.person("amina"))
        let (question, space) = (question, world.riverbend.id)
        return try await world.db.write { tx in
            let line = LineStore(tx)
            let marks = Openness.everyone.marks
            let id = try line.add(
                NewItem(
                    kind: .decision, space: space, author: .person(act.by ?? act.id()), language: "en", sensitivity: marks.sensitivity,
                    tlp: marks.tlp,
                    state: "decided"),
                texts: [("what", what), ("happened", happened ?? "")], by: act)
            try tx.run(
                """
                INSERT INTO decisions (id, question_id, type, decided_by, level, decided_on, on_behalf)
                VALUES (\(id), \(question), 'start', 'Steering group', 'steering_group', \(act.day), 0)
                """)
            try line.link(id, .cites, question, by: act)
            return id
        }
    }

    /// A promise nobody could keep.
    func breakPromise(_ what: String, because: String) async throws {
        let act = world.house.act(by: try world.person("amina"))
        let (question, space) = (question, world.riverbend.id)
        _ = try await world.db.write { tx in
            let marks = Openness.everyone.marks
            let id = try LineStore(tx).add(
                NewItem(
                    kind: .commitment, space: space, author: .person(act.by ?? act.id()), language: "en", sensitivity: marks.sensitivity,
                    tlp: marks.tlp,
                    state: "not_fulfilled"),
                texts: [("what", what), ("because", because)], by: act)
            try tx.run(
                """
                INSERT INTO commitments (id, question_id, who, organisation, due, needs, secured)
                VALUES (\(id), \(question), 'Diego', '', \(act.day), 'money', 'no')
                """)
            try LineStore(tx).link(id, .cites, question, by: act)
        }
    }

    /// What stands under somebody's five words.
    func myWords(_ code: String, in language: String = "en") async throws -> Answer {
        let door = try await world.get("/my-words", in: language)
        let button = try #require(try door.page().buttons.last)
        return try await world.press(button, on: door, in: language, typing: [("code", code)])
    }
}
