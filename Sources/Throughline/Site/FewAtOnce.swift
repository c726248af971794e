import Foundation

/// Threads of its own for work that blocks or computes long, never more than a few at once.
///
/// Swift's own threads are as many as the cores and must not be held; what waits here holds none of them.
final class FewAtOnce: Sendable {
    private let queue: OperationQueue

    init(_ limit: Int, name: String) {
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = limit
        queue.name = name
    }

    /// Runs the work when its turn comes; first come, first served.
    func run<Answer: Sendable>(_ work: @escaping @Sendable () -> Answer) async -> Answer {
        await withCheckedContinuation { continuation in
            queue.addOperation { continuation.resume(returning: work()) }
        }
    }
}
