import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// What `scripts/lessons` does with a project of many lessons, with a handful of our own: findings on coded passages, and one report.
struct FindingsTests {
    private static let lessons: [(number: String, text: String, codes: [String], centre: String, event: String?)] = [
        ("1", "The pump froze because nobody drained it before the night.", ["Pumps", "Cold"], "North", nil),
        ("2", "Two pumps cracked in the first frost.", ["Pumps", "Cold"], "South", "frost"),
        ("3", "After the same frost the third pump was found dry.", ["Pumps", "Cold"], "South", "frost"),
        ("4", "Pumps by the lake freeze from below.", ["Pumps", "Cold"], "East", nil),
        ("5", "A pump was stolen from the market.", ["Pumps"], "North", nil),
        ("6", "Write down who holds the key.", ["Keys"], "West", nil),
    ]

    private static func project() -> RefiProject {
        var project = RefiProject()
        project.name = "Lessons"
        let names = Array(Set(lessons.flatMap(\.codes))).sorted()
        project.codes = names.map { .init(guid: "code-\($0)", name: $0, about: "", parent: nil) }
        project.sources = lessons.map { lesson in
            let span = Span(start: 0, stop: lesson.text.unicodeScalars.count)
            return .init(
                guid: "lesson-\(lesson.number)", name: lesson.number, about: "", text: lesson.text,
                selections: [
                    .init(
                        guid: "passage-\(lesson.number)", span: span,
                        codings: lesson.codes.map { .init(guid: "coding-\(lesson.number)-\($0)", code: "code-\($0)", user: nil) })
                ])
        }
        return project
    }

    private static var findings: [String: Any] {
        let evidence = lessons.map { lesson -> [String: Any] in
            var piece: [String: Any] = [
                "source": "lesson-\(lesson.number)", "code": lesson.number == "5" ? "Pumps" : "Cold", "kind": "practitioner",
                "organisation": lesson.centre, "relation": lesson.number == "5" ? "limits" : "supports",
            ]
            piece["event"] = lesson.event
            return piece
        }
        return [
            "insights": [
                [
                    "claim": "Lessons on pumps are often also about the cold: 4 of 5 are.", "limits": "Lessons of one winter.",
                    "reason": "Two of the four come from one frost.", "evidence": evidence,
                ]
            ],
            "report": [
                "line": "Pumps and the cold go together.",
                "points": ["Four of five pumps froze.", "One was stolen.", "Nobody asked the lake."],
                "missing": "Whoever lost a pump and wrote nothing.",
            ],
        ]
    }

    @Test(arguments: TestEngine.available)
    func aHandfulOfLessonsBecomesOneFindingByTheRuleAndAPublishedReport(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (folder, instance) = (world.folder, Instance(house: world.house, lock: nil))
            let (packed, file) = (folder + "/lessons.qdpx", folder + "/findings.json")
            try Data(Self.project().packed()).write(to: URL(filePath: packed))
            try JSONSerialization.data(withJSONObject: Self.findings).write(to: URL(filePath: file))
            let (report, ask, choices) = (Heard().report, ImportQuestion.ask("What did pumps teach?"), ImportChoices(space: "riverbend"))
            _ = try await instance.importProject(packed, to: ask, choices, report: report)
            func bring(_ second: String) async throws -> String {
                try await instance.importFindings(file, to: ask, by: "Diego", checkedBy: second, choices, report: report)
            }
            await #expect(throws: CarryError.self) { try await bring("Diego") }
            await #expect(throws: CarryError.self) { try await bring("Leila") }
            let said = try await bring("Rosa")
            // The sixth has not the code; two of the four are one frost.
            #expect(said.contains("Learned: 1, on 5 texts. Left out or here already: 1."), "\(said)")
            let known = try await world.db.read { tx in
                try tx.run("SELECT n.id, n.sources, n.strength, i.state FROM insights n JOIN items i ON i.id = n.id").map {
                    (try $0.text("id"), try $0.int("sources"), try $0.text("strength"), try $0.text("state"))
                }
            }
            let insight = try #require(known.first)
            #expect(insight.1 == 3 && insight.2 == "emerging" && insight.3 == "shared", "\(insight)")
            let page = try await world.get("/insights/\(insight.0)", as: "leila")
            #expect(try page.says("Possibly so"))
            let path = try #require(said.split(separator: " ").last.map(String.init))
            for size in ReportSize.allCases {
                #expect(
                    try await world.get("\(path)?size=\(size.rawValue)", as: "leila").says("Pumps and the cold go together."), "\(size)")
            }
            let whole = try await world.get(path + "?size=all", as: "leila")
            #expect(try whole.says("Two of the four come from one frost."), "nobody from there has looked: it is not checked, and says why")
            #expect(try whole.says("Lessons of one winter.") && whole.says("A second person has read it before it went out."))
            #expect(try !whole.says("The pump froze because nobody drained it"), "texts of a project go no further than the team")
            #expect(try await bring("Rosa").contains("Learned: 0"))
            #expect(try await world.rows("reports") == 1)
        }
    }
}
