import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

/// Who answered, in numbers: exact for the team, published for everybody else, and never so that two tables beside each other tell on few.
struct WhoAnsweredTests {
    /// Answers by place and role, as SmallNumbersTests has them.
    private static func answer(_ world: World, _ question: ID<Item>, _ places: [(place: String, role: String, people: Int)]) async throws {
        let reader = try await world.reader("diego")
        let now = world.clock.now
        try await world.db.write { tx in
            let found = try QuestionStore(tx).find(question, for: reader, in: "en", at: now)
            let act = Act(by: nil, now: now, random: world.house.random)
            for group in places {
                for _ in 0..<group.people {
                    var new = NewVoice(question: found, text: "We walk.", language: "en", author: .nobody, held: false)
                    (new.place, new.role) = (group.place, group.role)
                    try VoiceStore(tx).add(new, by: act)
                }
            }
        }
    }

    @Test("14.a and 14.b on the pages", arguments: TestEngine.available)
    func numbersArePublishedSoThatTheyPointAtNobody(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("How do you get to the market when the road is closed?")
            let names = (places: ["Delta", "Hills", "Osh"], roles: ["farmers", "fishers", "teachers"])
            for (row, line) in SmallNumbersTests.regions.enumerated() {
                try await Self.answer(world, question, line.enumerated().map { (names.places[row], names.roles[$0], $1) })
            }
            let path = "/questions/\(question)/numbers"
            // Nobody outside the team reads numbers that were not published.
            #expect(try await world.get(path).status == 404)
            #expect(try await world.get(path + "/file").status == 404)
            #expect(try await world.get(path, as: "leila").status == 404)
            let exact = try await world.get(path + "?by=place&and=role", as: "diego").body
            #expect(exact.contains("<td>7</td><td>15</td><td>30</td><td>52</td>"))
            #expect(exact.contains("<td>–</td><td>–</td><td>30</td><td>52</td>"))
            #expect(try await world.post(path, as: "leila", [("by", "place"), ("and", "role")]).status == 404)
            #expect(try await world.post(path, as: "diego", [("by", "place"), ("and", "role")]).status == 303)

            // Everybody reads what is left of it, on the page, in the chart and in the file; partners read on from five.
            let anybody = try await world.get(path).body
            #expect(anybody.contains("<td>–</td><td>–</td><td>30</td><td>52</td>") && !anybody.contains("<td>7</td>"))
            let file = try await world.get(path + "/file").body
            #expect(file.contains("\"Delta\",\"hidden\",\"hidden\",30,52\r\n"))
            #expect(try await world.get(path, as: "leila").body.contains("<td>7</td><td>15</td><td>30</td><td>52</td>"))
            #expect(try await world.get("/questions/\(question)").body.contains(path))

            // Two more in one cell: refused, whatever they are counted by, and what people see stays.
            try await Self.answer(world, question, [("Delta", "farmers", 2)])
            for form in [[("by", "place"), ("and", "role")], [("by", "place"), ("and", "")], [("by", "language"), ("and", "")]] {
                let refused = try await world.post(path, as: "diego", form)
                #expect(refused.status == 422 && refused.body.contains("few people who came or went"))
            }
            #expect(try await world.get(path).body.contains("<td>–</td><td>–</td><td>30</td><td>52</td>"))
            // Ten and more in each: shown.
            for (row, place) in names.places.enumerated() {
                try await Self.answer(world, question, names.roles.map { (place, $0, 12 + row) })
            }
            #expect(try await world.post(path, as: "diego", [("by", "place"), ("and", "role")]).status == 303)
            #expect(try await world.get(path).body.contains("<td>21</td><td>27</td><td>42</td><td>90</td>"))
            #expect(
                try await world.get("/spaces/riverbend/done", as: "leila").body.contains("Numbers of who answered were shown to people"))
        }
    }

    @Test(arguments: TestEngine.available) func whatIsForTheSafetyLeadIsNotCounted(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("How do you get to the market when the road is closed?")
            try await Self.answer(world, question, [("Delta", "farmers", 12)])
            try await world.db.write { tx in
                let act = Act(by: nil, now: world.clock.now, random: world.house.random)
                let voices = try tx.run("SELECT id FROM voices WHERE question_id = \(question) ORDER BY id LIMIT 1")
                let first: ID<Item>? = try voices.first?.id("id")
                guard let first, let item = try LineStore(tx).unseen(first) else { throw Refusal.notFound }
                try LineStore(tx).mark(item, .high, .amberStrict, by: act)
            }
            let seen = try await world.get("/questions/\(question)/numbers?by=place", as: "diego").body
            #expect(seen.contains("<td>11</td>") && !seen.contains("<td>12</td>"))
        }
    }

    @Test func aFileNeverHoldsAFormula() {
        let table = PublishedTable(rows: ["=HYPERLINK(\"x\")", nil], columns: [nil], values: [[12, 12], [nil, nil], [nil, nil]])
        let csv = table.csv(corner: "Where", others: "others", total: "All", hidden: "hidden")
        #expect(
            csv
                == "\"Where\",\"others\",\"All\"\r\n\"'=HYPERLINK(\"\"x\"\")\",12,12\r\n\"others\",\"hidden\",\"hidden\"\r\n\"All\",\"hidden\",\"hidden\"\r\n"
        )
    }
}
