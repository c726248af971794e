import Language
import Testing

@testable import Throughline

struct FulfilmentTests {
    private func fulfilment(_ counts: [(String, Int, Bool)]) -> Fulfilment {
        counts.reduce(into: Fulfilment()) { $0.add($1.1, state: $1.0, isPastDue: $1.2, isUnsecured: false) }
    }

    /// Domain 4.c.
    @Test func eightDueWithThreeKeptTwoPartlyAndThreeNotAreFiftyPercent() {
        let all = fulfilment([("fulfilled", 3, true), ("partly", 2, true), ("not_fulfilled", 3, true)])
        #expect(all.due == 8)
        #expect((all.fulfilled, all.partly, all.notKept) == (3, 2, 3))
        #expect(all.percent == 50)
    }

    @Test func whatIsNotDueYetDoesNotCountAndWhatNobodyReportedDoes() {
        let all = fulfilment([("accepted", 5, false), ("fulfilled", 1, true), ("made", 1, true), ("under_way", 2, true)])
        #expect(all.due == 4)
        #expect(all.unreported == 3)
        #expect(all.percent == 25)
    }

    @Test func aPromiseKeptEarlyCountsAndNoneMakesMoreThanAHundred() {
        #expect(fulfilment([("fulfilled", 2, false)]).percent == 100)
        #expect(fulfilment([]).percent == 0)
    }

    @Test func declinedAndReleasedPromisesAreNobodysFailure() {
        #expect(fulfilment([("declined", 3, true), ("released", 2, true), ("fulfilled", 1, true)]).percent == 100)
    }

    @Test(arguments: [(1, 0, 2, 33), (0, 1, 2, 17), (2, 0, 1, 67), (0, 1, 0, 50)])
    func percentAreRoundedToTheNearest(kept: Int, partly: Int, not: Int, percent: Int) {
        #expect(fulfilment([("fulfilled", kept, true), ("partly", partly, true), ("not_fulfilled", not, true)]).percent == percent)
    }

    @Test func whatIsAnsweredForIsNotLateAndEachListKeepsItsOrder() {
        func promise(_ id: String, _ state: String, due: String, settled: String? = nil) -> Commitment {
            Commitment(
                item: Item(
                    id: ID(id), kind: .commitment, space: ID("space"), author: .nobody, language: "en", sensitivity: .none, tlp: .clear,
                    state: state, version: 1, audience: .everyone, day: Day("2026-01-01") ?? Day(number: 0)),
                texts: [:], question: nil, who: "", person: nil, organisation: "", due: Day(due) ?? Day(number: 0), needs: [], amount: nil,
                currency: nil, days: nil, secured: .yes, lapse: [], engaged: nil, settledOn: settled.flatMap { Day($0) })
        }
        let board = PromiseBoard(
            [
                promise("a", "partly", due: "2026-03-01", settled: "2026-03-02"),
                promise("b", "not_fulfilled", due: "2026-02-01", settled: "2026-04-01"), promise("c", "made", due: "2026-05-01"),
                promise("d", "accepted", due: "2026-06-01"), promise("e", "fulfilled", due: "2026-02-01", settled: "2026-02-02"),
                promise("f", "fulfilled", due: "2026-01-01", settled: "2026-05-02"), promise("g", "made", due: "2026-08-01"),
                promise("h", "made", due: "2026-07-20"),
            ], on: Day("2026-07-10") ?? Day(number: 0))
        #expect(board.lapsed.map(\.id.description) == ["b", "a"])
        #expect(board.late.map(\.id.description) == ["d", "c"], "the nearest day first")
        #expect(board.kept.map(\.id.description) == ["f", "e"], "the newest first")
        #expect(board.soon.map(\.id.description) == ["h", "g"])
    }

    @Test func theGapCountsWhatNobodySecured() {
        var all = Fulfilment()
        all.add(1, state: "not_fulfilled", isPastDue: true, isUnsecured: true)
        all.add(3, state: "fulfilled", isPastDue: true, isUnsecured: false)
        all.add(4, state: "made", isPastDue: false, isUnsecured: true)
        #expect(all.gap == 25)
    }

    @Test(arguments: [("1500", 1500), ("1,500", 1500), ("1 500", 1500), ("1\u{202F}500", 1500), ("0", 0)])
    func amountsAreReadAsPeopleTypeThem(text: String, amount: Int) {
        #expect(NeedsDraft.number(text) == amount)
    }

    @Test(arguments: ["", "-5", "a lot", "12345678901234567890", "٣"])
    func whatIsNoAmountIsRefused(_ text: String) {
        #expect(NeedsDraft.number(text) == nil)
    }
}
