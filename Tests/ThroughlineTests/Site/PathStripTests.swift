import Database
import DatabaseTesting
import HTML
import HTMLTesting
import Language
import Testing

@testable import Throughline

/// The order in which a path is drawn, and what of a long one opens on request.
struct PathStripTests {
    private func stop(_ title: String, _ day: String?, _ stage: PathStrip.Stage, look: PathStrip.Stop.Look = .done) -> PathStrip.Stop {
        .init(look: look, title: Phrase("\("name", title)"), day: day.flatMap { Day($0) }, stage: stage)
    }

    private func titles(_ stops: [PathStrip.Stop]) -> [String] { stops.map { $0.title.plain(in: .english) } }

    @Test func stopsComeByDayThenInTheOrderOfThePath() {
        let stops = [
            stop("told", "2026-07-14", .telling), stop("promised", "2026-04-11", .commitment), stop("said", "2026-02-20", .voice),
            stop("asked", "2026-02-20", .question), stop("learned", "2026-03-10", .insight), stop("decided", "2026-04-11", .decision),
            stop("put right", "2026-07-19", .correction),
        ]
        #expect(
            titles(Stops.inOrder(stops)).map { $0.filter(\.isASCII) } == [
                "asked", "said", "learned", "decided", "promised", "told", "put right",
            ])
    }

    @Test func whatHasNoDayYetComesAfterWhatLeadsToIt() {
        let stops = [
            stop("next", nil, .next, look: .next), stop("decision", nil, .decision, look: .next), stop("told", "2026-07-14", .telling),
            stop("learned", "2026-03-10", .insight),
        ]
        #expect(titles(Stops.inOrder(stops)).map { $0.filter(\.isASCII) } == ["learned", "decision", "told", "next"])
    }

    @Test func oneDayApartIsTheSameDayBecauseAPlaceHasItsOwnMidnight() throws {
        let (own, written) = (try #require(Day("2026-11-21")), try #require(Day("2026-11-22")))
        #expect(Stops.order(own, writtenOn: written) == written)
        #expect(Stops.order(own - 3, writtenOn: written) == own - 3)
    }

    @Test func aLongPathOpensOnRequestAndKeepsItsEndsAndItself() throws {
        let stops = (0..<25).map { stop("stop \($0)", "2026-01-01", .voice, look: $0 == 12 ? .now : .done) }
        let drawn = PathStrip.parts(of: stops)
        #expect(drawn.count <= 10)
        let folded = drawn.reduce(0) { if case .folded(let stops) = $1 { $0 + stops.count } else { $0 } }
        #expect(folded + drawn.count { if case .stop = $0 { true } else { false } } == 25)
        let html = String(decoding: PathStrip.draw(stops).render(in: .english), as: UTF8.self)
        let page = try StrictHTML(
            "<!doctype html><html lang=\"en\" dir=\"ltr\"><head><meta charset=\"utf-8\"><title>t</title></head><body><main><h1>t</h1>\(html)</main></body></html>"
        )
        #expect(page.elements(named: "details").count == 2)
        #expect(page.elements(named: "circle").count == drawn.count)
        for title in ["stop 0", "stop 1", "stop 11", "stop 12", "stop 13", "stop 24"] { #expect(page.text.contains(title)) }
        #expect(PathStrip.parts(of: Array(stops.prefix(8))).count == 8)
    }

    /// Every path of the demonstration: nothing that came later stands before what came earlier, and what was put right afterwards comes after.
    @Test(arguments: TestEngine.available)
    func everyPathOfTheDemonstrationReadsInTime(engine: TestEngine) async throws {
        try await withDemo(engine) { demo in
            let records = try await demo.house.db.read { tx in
                try tx.run(
                    "SELECT \(SQL.itemColumns) FROM items i WHERE i.kind IN ('insight', 'telling', 'decision', 'commitment') AND i.audience < 3"
                )
                .map(Item.init)
            }
            #expect(records.count > 40)
            for item in records {
                let trail = try await demo.walk(item.id, as: .stranger)
                let own = try await demo.house.db.read { try OwnDays($0).of([item]) }
                let here = PathStrip.Stop(
                    look: .now, title: "", day: Stops.order(own[item.id] ?? item.day, writtenOn: item.day),
                    stage: PathStrip.Stage(item.kind))
                let stops = Stops.around(trail, here: here)
                let place = try #require(stops.firstIndex { $0.look == .now })
                let next = trail.after.filter { $0.item.kind == .question && !$0.isBeyond }
                #expect(trail.after.contains(where: \.isBeyond) ? !next.isEmpty : true, "what lies beyond lies behind a next question")
                #expect(stops.count <= trail.before.count + trail.after.count { !$0.isBeyond } + 10)
                for part in [stops[..<place], stops[(place + 1)...]] {
                    let order = part.filter { $0.day != nil }.map { ($0.day?.number ?? 0, $0.stage.rawValue) }
                    #expect(zip(order, order.dropFirst()).allSatisfy { $0 <= $1 }, "\(item.kind) \(item.id)")
                    #expect(part.count { $0.stage == .voice } <= part.count { $0.stage == .question }, "what people said is one number")
                }
            }
        }
    }
}
