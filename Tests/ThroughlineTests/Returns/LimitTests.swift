import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Lists that end somewhere hide no work, and pages need as many statements for many rows as for few.
struct LimitTests {
    private func correct(_ world: World, _ question: Question, _ n: Int, voice: ID<Item>, held: Bool = true) async throws {
        let act = world.house.act(by: nil)
        try await world.db.write { tx in
            let speaker = try VoiceStore(tx).own(voice)
            for number in 1...n {
                try CorrectionStore(tx).add(
                    "Correction \(number).", to: speaker, beside: question.item, held: held, language: "en", by: act)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func theFiftyFirstCorrectionIsSeenAndOwed(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("It is the road.", to: question)
            try await correct(world, question, 52, voice: voice)
            let first = try await world.get("/questions/\(question.id)", as: "diego")
            let shown = try first.page().text.components(of: "Correction ")
            #expect(shown == 50)
            let rest = try await world.get(
                try #require(try first.page().links.first { $0.href.contains("corrections=") }).href, as: "diego")
            #expect(try rest.page().text.components(of: "Correction ") == 2)
            let (reader, now) = (try await world.reader("diego"), world.clock.now)
            let act = world.house.act(by: try world.person("diego"))
            for round in 1...52 {
                let left = try await world.db.write { tx in
                    let all = try CorrectionStore(tx).all(about: question.id, for: reader, at: now, limit: 100)
                    let next = try #require(all.first)
                    #expect(next.isNew, "those that wait stand first")
                    try CorrectionStore(tx).look(next.item, open: false, seen: next.item.version, as: reader, by: act)
                    return try DutyStore(tx).owed(on: question.id, kind: .lookAtAnswers).contains { $0.state == "owed" }
                }
                #expect(left == (round < 52), "owed while one waits: \(round)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func otherPlacesFailuresHideNoneOfOurs(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (house, saffron, riverbend, now) = (world.house, world.saffron.id, world.riverbend.id, world.clock.now)
            let letter = Letter(to: "ana@example.org", subject: "The well", text: "It is dry.\n", language: "en")
            try await world.db.write { tx in
                try PostWork.send(letter, for: riverbend, from: house, at: now, on: tx)
                try tx.run("UPDATE jobs SET failed_at = 1, problem = 'mail-refused 550'")
                for _ in 1...210 { try PostWork.send(letter, for: saffron, from: house, at: now, on: tx) }
                try tx.run("UPDATE jobs SET failed_at = 2, problem = 'mail-refused 550' WHERE failed_at IS NULL")
            }
            let page = try await world.get("/spaces/riverbend/failed-work", as: "amina")
            #expect(try page.says("A mail"))
            for _ in 1...2 { #expect(try await world.press("Drop it", on: page, as: "amina").status == 303, "twice is once") }
            #expect(try await world.rows("jobs") == 210)
        }
    }

    @Test(arguments: TestEngine.available)
    func aQuestionOneMayNotSeeHidesNothingElseThatWasTold(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let act = world.house.act(by: try world.person("amina"))
            for text in ["Why do youth leave the clubs?", "Where do the July patrols go?"] {
                let id = try await world.question(text)
                _ = try await world.press("Send", on: world.get("/questions/\(id)"), typing: [("text", "So it is.")])
                let address = try #require(try await world.get("/questions/\(id)/telling", as: "rosa").headers[.location])
                _ = try await world.press("Told", on: world.get(address, as: "rosa"), as: "rosa", typing: [("openness", "everyone")])
                guard text.hasPrefix("Where") else { continue }
                try await world.db.write { tx in
                    if let item = try LineStore(tx).unseen(id) { try LineStore(tx).mark(item, .moderate, .amber, by: act) }
                }
            }
            let told = try await world.get("/spaces/riverbend/told", as: "leila")
            #expect(try told.status == 200 && told.says("Why do youth leave") && !told.says("Where do the July patrols go?"))
        }
    }

    @Test(arguments: TestEngine.available)
    func takingBackCostsTheSameOnABusyQuestion(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            var voices: [ID<Item>] = []
            for n in 1...30 { voices.append(try await world.voice("These are the words of voice \(n).", to: question, quotable: true)) }
            let act = world.house.act(by: nil)
            func cost(_ voice: ID<Item>) async throws -> Int {
                try await world.db.write { tx in
                    let counting = Counting(tx)
                    _ = try Withdrawal.takeBack(VoiceStore(tx).own(voice), counting, by: act)
                    return counting.statements
                }
            }
            let before = try await cost(voices[0])
            for n in 31...60 { try await world.voice("These are the words of voice \(n).", to: question, quotable: true) }
            #expect(try await cost(voices[1]) == before)
        }
    }

    @Test(arguments: TestEngine.available)
    func onesOwnWordsAndTheWeekCostTheSameForMany(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let leila = try world.person("leila")
            let (place, reader, now) = (world.riverbend, try await world.reader("amina"), world.clock.now)
            var visit = Visit(testing: Visitor.Source(logger: world.house.logger))
            (visit.reader, visit.now) = (try await world.reader("leila"), now)
            let asking = visit
            func cost() async throws -> (own: Int, week: Int) {
                try await world.db.read { tx in
                    let (own, week) = (Counting(tx), Counting(tx))
                    _ = try MyWordsReading(tx: own, visit: asking).own(by: leila)
                    _ = try WeekReading(tx: week, reader: reader, language: "en", now: now).week(in: place, on: now.day(in: .utc))
                    return (own.statements, week.statements)
                }
            }
            func add(_ n: Int) async throws {
                for number in 1...n {
                    let question = try await world.asked("Question \(number) of the people here?")
                    let voice = try await world.voice("Said by Leila.", to: question, by: .person(leila))
                    try await correct(world, question, 1, voice: voice)
                }
            }
            try await add(2)
            let few = try await cost()
            try await add(6)
            let many = try await cost()
            #expect(many == few)
        }
    }
}

extension String {
    fileprivate func components(of word: String) -> Int { ranges(of: word).count }
}
