import Foundation
import Synchronization
import Testing

@testable import Throughline

struct FewAtOnceTests {
    @Test func twoWorkTogetherAndAThirdWaits() async {
        let threads = FewAtOnce(2, name: "test")
        let room = Room()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { await threads.run { room.visit() } } }
        }
        #expect(room.most == 2)
    }

    /// Counts who is inside, and lets two leave only together, which shows that two run at the same time.
    private final class Room: Sendable {
        private let inside = Mutex((now: 0, most: 0, arrived: 0))
        private let bell = DispatchSemaphore(value: 0)

        var most: Int { inside.withLock { $0.most } }

        func visit() {
            let isFirstOfTwo = inside.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
                $0.arrived += 1
                return $0.arrived % 2 == 1
            }
            if isFirstOfTwo { bell.wait() } else { bell.signal() }
            inside.withLock { $0.now -= 1 }
        }
    }
}
