/// Lets a few do asynchronous work at once; the others wait their turn, first come, first served, holding no thread.
actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ atOnce: Int) { free = atOnce }

    /// Does the work when its turn comes.
    nonisolated func take<Answer: Sendable, Failure: Error>(
        _ work: @Sendable () async throws(Failure) -> Answer
    ) async throws(Failure) -> Answer {
        await begin()
        do throws(Failure) {
            let answer = try await work()
            await end()
            return answer
        } catch {
            await end()
            throw error
        }
    }

    private func begin() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    /// Hands the turn straight to whoever has waited longest, so that nobody can slip in between.
    private func end() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
