import Synchronization
import Testing

@testable import Throughline

struct TurnsTests {
    @Test func twoWorkTogetherAndTheOthersWaitTheirTurn() async throws {
        let turns = Turns(2)
        let room = Room()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { await turns.take { await room.visit() } } }
        }
        #expect(room.most == 2 && room.visits == 20)
    }

    @Test func aFailureGivesItsTurnBack() async {
        let turns = Turns(1)
        for _ in 0..<3 {
            await #expect(throws: MediaError.unreadable) {
                try await turns.take { () async throws(MediaError) in throw MediaError.unreadable }
            }
        }
        #expect(await turns.take { 7 } == 7)
    }

    private final class Room: Sendable {
        private let inside = Mutex((now: 0, most: 0, visits: 0))

        var most: Int { inside.withLock { $0.most } }
        var visits: Int { inside.withLock { $0.visits } }

        func visit() async {
            inside.withLock {
                $0.now += 1
                $0.visits += 1
                $0.most = max($0.most, $0.now)
            }
            for _ in 0..<50 { await Task.yield() }
            inside.withLock { $0.now -= 1 }
        }
    }
}
