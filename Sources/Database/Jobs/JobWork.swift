/// A job's error that knows whether another try could help.
public protocol FinalProblem: Error {
    /// True when the same job would fail again for the same reason.
    var isFinal: Bool { get }
}

extension Jobs {
    /// Does jobs of these kinds, one after the other, until the task is cancelled; then the job at hand goes back. Call it more than
    /// once for more workers. A handler that throws has failed; one that is cancelled should stop soon and throw.
    public func work(
        on database: any Database, as worker: String, kinds handlers: [String: @Sendable (String) async throws -> Void]
    ) async {
        let kinds = handlers.keys.sorted()
        while !Task.isCancelled {
            let heard = bell.rings
            do {
                if let job = try await claim(kinds: kinds, as: worker, on: database) {
                    await handle(job, by: handlers[job.kind], on: database)
                } else {
                    await bell.wait(since: heard, atMost: try await pauseUntilNext(kinds, on: database))
                }
            } catch {
                if Task.isCancelled { return }
                report(error)
                await bell.wait(since: bell.rings, atMost: pause)
            }
        }
    }

    private func pauseUntilNext(_ kinds: [String], on database: any Database) async throws -> Duration {
        guard let due = try await nextDue(kinds: kinds, on: database) else { return pause }
        // The clock may be behind by a moment: never less than a millisecond, or the loop would spin.
        return min(pause, .milliseconds(max(1, due - clock())))
    }

    /// How a handler, or the watch over its lease, came to an end.
    private enum Ending: Sendable {
        case done
        case failed(any Error)
        case leaseLost
        case leaseKept
    }

    private func handle(_ job: Job, by handler: (@Sendable (String) async throws -> Void)?, on database: any Database) async {
        let ending = await withTaskGroup(of: Ending.self) { group in
            group.addTask { await self.keepLease(of: job, on: database) }
            group.addTask {
                do {
                    try await handler?(job.payload)
                    return .done
                } catch {
                    return .failed(error)
                }
            }
            var isLost = false
            for await ending in group {
                switch ending {
                case .leaseKept: continue
                case .leaseLost: isLost = true
                case .done, .failed:
                    group.cancelAll()
                    return isLost ? .leaseLost : ending
                }
                group.cancelAll()
            }
            return .leaseLost
        }
        let mustHandBack = Task.isCancelled
        // What follows must reach the database although this task may be cancelled: a task of its own is not.
        await Task { await self.settle(job, ending, mustHandBack: mustHandBack, on: database) }.value
    }

    private func settle(_ job: Job, _ ending: Ending, mustHandBack: Bool, on database: any Database) async {
        do {
            switch ending {
            case .done: try await finish(job, on: database)
            case .failed where mustHandBack: try await handBack(job, on: database)
            case .failed(let error): try await fail(job, "\(error)", isFinal: (error as? any FinalProblem)?.isFinal ?? false, on: database)
            case .leaseLost, .leaseKept: break
            }
        } catch {
            // The lease will run out and the job come back by itself.
            report(error)
        }
    }

    private func keepLease(of job: Job, on database: any Database) async -> Ending {
        while true {
            do {
                try await Task.sleep(for: .milliseconds(patience.lease / 3))
                if try await !extend(job, on: database) { return .leaseLost }
            } catch {
                if Task.isCancelled { return .leaseKept }
                // Not reached this time; two more tries fit into the lease.
                report(error)
            }
        }
    }
}
