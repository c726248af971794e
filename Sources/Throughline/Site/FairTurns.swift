/// Lets a few do asynchronous work at once. Those who wait are taken in turn by the line they came over, so that many from one line delay
/// only each other. Whose turn it is stands in memory while they wait, nowhere else.
actor FairTurns {
    private var free: Int
    private let most: Int
    private var queues: [String: [CheckedContinuation<Void, Never>]] = [:]
    private var order: [String] = []

    /// `most`: how many of one line may wait; the next is refused.
    init(_ atOnce: Int, most: Int) { (free, self.most) = (atOnce, most) }

    /// Does the work when its turn comes.
    nonisolated func take<Answer: Sendable>(_ line: String, _ work: @Sendable () async -> Answer) async throws(Refusal) -> Answer {
        try await begin(line)
        let answer = await work()
        await end()
        return answer
    }

    private func begin(_ line: String) async throws(Refusal) {
        if free > 0 {
            free -= 1
            return
        }
        let waiting = queues[line, default: []].count
        guard waiting < most else { throw .tooMany }
        if waiting == 0 { order.append(line) }
        await withCheckedContinuation { queues[line, default: []].append($0) }
    }

    /// Hands the turn straight to the line that has waited longest for one.
    private func end() {
        guard !order.isEmpty else {
            free += 1
            return
        }
        let line = order.removeFirst()
        var queue = queues[line] ?? []
        let next = queue.removeFirst()
        queues[line] = queue.isEmpty ? nil : queue
        if !queue.isEmpty { order.append(line) }
        next.resume()
    }
}
