import Synchronization

/// Wakes sleepers early. Who notes ``rings`` before looking for work misses no ring between the look and the sleep.
final class Bell: Sendable {
    private struct State {
        var rings = 0
        var nextSleeper = 0
        var sleepers: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    /// How often it rang so far.
    var rings: Int { state.withLock(\.rings) }

    func ring() {
        let sleepers = state.withLock { state in
            state.rings += 1
            defer { state.sleepers = [:] }
            return state.sleepers.values
        }
        for sleeper in sleepers { sleeper.resume() }
    }

    /// Returns when it has rung more than `heard` times, when the time is over, or when the task is cancelled.
    func wait(since heard: Int, atMost pause: Duration) async {
        await withTaskGroup { group in
            // A cancelled sleep is a finished one here.
            group.addTask { try? await Task.sleep(for: pause) }
            group.addTask { await self.ring(after: heard) }
            await group.next()
            group.cancelAll()
        }
    }

    private func ring(after heard: Int) async {
        let id = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { (sleeper: CheckedContinuation<Void, Never>) in
                let mayGo = state.withLock { state in
                    if state.rings != heard || Task.isCancelled { return true }
                    state.sleepers[id] = sleeper
                    return false
                }
                if mayGo { sleeper.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.resume()
        }
    }
}
