import Database
import DatabaseTesting
import Synchronization
import Testing

private struct Broken: Error {}

/// A clock that is set by hand, in milliseconds.
private final class HandClock: Sendable {
    private let moment = Mutex(1_000_000)
    var now: Int { moment.withLock { $0 } }
    func pass(_ milliseconds: Int) { moment.withLock { $0 += milliseconds } }
}

struct JobTests {
    private let clock = HandClock()

    private func jobs(attempts: Int = 3) -> Jobs {
        Jobs(
            clock: { [clock] in clock.now }, random: { .random(in: .min ... .max) },
            patience: Jobs.Patience(attempts: attempts, firstRest: 1000, longestRest: 3000, lease: 60_000), pause: .seconds(3600),
            report: { Issue.record($0) })
    }

    @Test(arguments: TestEngine.available)
    func aJobIsTakenWhenItIsDueAndGoneWhenItIsDone(_ engine: TestEngine) async throws {
        let jobs = jobs()
        try await withDatabase(engine, changes: Jobs.changes) { database in
            let due = clock.now + 100
            try await database.write { connection in
                try jobs.enqueue("greet", "Bo", at: due + 1, on: connection)
                try jobs.enqueue("greet", "Ana", at: due, on: connection)
                try jobs.enqueue("other", "?", at: due, on: connection)
            }
            #expect(try await jobs.claim(kinds: ["greet"], as: "w", on: database) == nil)
            clock.pass(101)
            let first = try #require(await jobs.claim(kinds: ["greet"], as: "w", on: database))
            #expect(first.kind == "greet" && first.payload == "Ana" && first.attempt == 1)
            let second = try #require(await jobs.claim(kinds: ["greet"], as: "w", on: database))
            #expect(second.payload == "Bo")
            #expect(try await jobs.finish(first, on: database))
            #expect(try await jobs.finish(first, on: database) == false)
            #expect(try await jobs.finish(second, on: database))
            #expect(try await jobs.claim(kinds: ["greet"], as: "w", on: database) == nil)
            #expect(try await jobs.claim(kinds: ["other"], as: "w", on: database) != nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func aJobOfAWriteThatFailedIsNeverDone(_ engine: TestEngine) async throws {
        let jobs = jobs()
        try await withDatabase(engine, changes: Jobs.changes) { database in
            let now = clock.now
            await #expect(throws: Broken.self) {
                try await database.write { connection in
                    try jobs.enqueue("greet", "Ana", at: now, on: connection)
                    throw Broken()
                }
            }
            let job = try await jobs.claim(kinds: ["greet"], as: "w", on: database)
            #expect(job == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func aJobWithAKeyWaitsOnceAndForTheEarlierMoment(_ engine: TestEngine) async throws {
        let jobs = jobs()
        try await withDatabase(engine, changes: Jobs.changes) { database in
            let now = clock.now
            try await database.write { connection in
                try jobs.enqueue("digest", "1", at: now + 50, on: connection, key: "ana")
                try jobs.enqueue("digest", "2", at: now, on: connection, key: "ana")
                try jobs.enqueue("digest", "3", at: now + 9, on: connection, key: "ana")
            }
            let running = try #require(await jobs.claim(kinds: ["digest"], as: "w", on: database))
            #expect(running.payload == "1")
            #expect(try await jobs.claim(kinds: ["digest"], as: "w", on: database) == nil)
            // While it runs another may wait; the one that then fails gives way to it.
            try await database.write { try jobs.enqueue("digest", "4", at: now, on: $0, key: "ana") }
            try await jobs.fail(running, "no mail", on: database)
            clock.pass(100_000)
            let waiting = try #require(await jobs.claim(kinds: ["digest"], as: "w", on: database))
            #expect(waiting.payload == "4")
            #expect(try await jobs.claim(kinds: ["digest"], as: "w", on: database) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func aFailingJobRestsLongerEachTimeAndIsThenKeptAside(_ engine: TestEngine) async throws {
        let jobs = Jobs(
            clock: { [clock] in clock.now }, random: { [clock] in UInt64(clock.now) &* 0x9e37_79b9_7f4a_7c15 },
            patience: Jobs.Patience(attempts: 3, firstRest: 1000, longestRest: 1500, lease: 60_000))
        try await withDatabase(engine, changes: Jobs.changes) { database in
            let now = clock.now
            try await database.write { try jobs.enqueue("greet", "Ana", at: now, on: $0) }
            // A rest is between half and one and a half of its length.
            for (shortest, longest) in [(500, 1500), (750, 2250)] {
                let job = try #require(await jobs.claim(kinds: ["greet"], as: "w", on: database))
                try await jobs.fail(job, "away", on: database)
                clock.pass(shortest - 1)
                #expect(try await jobs.claim(kinds: ["greet"], as: "w", on: database) == nil)
                clock.pass(longest - shortest + 1)
            }
            let last = try #require(await jobs.claim(kinds: ["greet"], as: "w", on: database))
            #expect(last.attempt == 3)
            try await jobs.fail(last, String(repeating: "x", count: 400), on: database)
            clock.pass(1_000_000)
            #expect(try await jobs.claim(kinds: ["greet"], as: "w", on: database) == nil)
            let failed = try await jobs.failed(on: database)
            #expect(failed.map(\.payload) == ["Ana"] && failed.map(\.problem.count) == [300])
            #expect(try await jobs.retry(last.id, on: database))
            #expect(try await jobs.failed(on: database).isEmpty)
            let again = try #require(await jobs.claim(kinds: ["greet"], as: "w", on: database))
            #expect(again.attempt == 1)
            #expect(try await jobs.drop(again.id, on: database) == false)
        }
    }

    @Test(arguments: TestEngine.available)
    func aLeaseThatRanOutBelongsToTheNextWorker(_ engine: TestEngine) async throws {
        let jobs = jobs(attempts: 2)
        try await withDatabase(engine, changes: Jobs.changes) { database in
            let now = clock.now
            try await database.write { try jobs.enqueue("greet", "Ana", at: now, on: $0) }
            let first = try #require(await jobs.claim(kinds: ["greet"], as: "one", on: database))
            clock.pass(50_000)
            #expect(try await jobs.extend(first, on: database))
            clock.pass(50_000)
            #expect(try await jobs.claim(kinds: ["greet"], as: "two", on: database) == nil)
            clock.pass(10_000)
            let second = try #require(await jobs.claim(kinds: ["greet"], as: "two", on: database))
            #expect(second.attempt == 2)
            #expect(try await jobs.extend(first, on: database) == false)
            #expect(try await jobs.finish(first, on: database) == false)
            // It ends its workers: after its last try nobody gets it.
            clock.pass(60_000)
            #expect(try await jobs.claim(kinds: ["greet"], as: "three", on: database) == nil)
            #expect(try await jobs.failed(on: database).map(\.id) == [first.id])
            #expect(try await jobs.drop(first.id, on: database))
        }
    }

    @Test(arguments: TestEngine.available)
    func twoWorkersNeverDoTheSameJob(_ engine: TestEngine) async throws {
        let jobs = jobs()
        try await withDatabase(engine, changes: Jobs.changes) { database in
            let now = clock.now
            let all = (1...40).map { "job \($0)" }
            try await database.write { connection in
                for name in all { try jobs.enqueue("count", name, at: now, on: connection) }
            }
            let (done, finished) = AsyncStream.makeStream(of: String.self)
            let workers = Task {
                await withTaskGroup { group in
                    for worker in ["one", "two", "three"] {
                        group.addTask { await jobs.work(on: database, as: worker, kinds: ["count": { finished.yield($0) }]) }
                    }
                }
                finished.finish()
            }
            var names: [String] = []
            for await name in done {
                names.append(name)
                if names.count == all.count { workers.cancel() }
            }
            #expect(names.sorted() == all.sorted())
            let left = try await database.read { try $0.run("SELECT id FROM jobs").count }
            #expect(left == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func aStoppedWorkerHandsItsJobBack(_ engine: TestEngine) async throws {
        let jobs = jobs()
        try await withDatabase(engine, changes: Jobs.changes) { database in
            let now = clock.now
            try await database.write { try jobs.enqueue("long", "Ana", at: now, on: $0) }
            let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
            let worker = Task {
                await jobs.work(
                    on: database, as: "one",
                    kinds: [
                        "long": { _ in
                            beginning.finish()
                            try await Task.sleep(for: .seconds(3600))
                        }
                    ])
            }
            for await _ in begun {}
            #expect(try await jobs.claim(kinds: ["long"], as: "two", on: database) == nil)
            worker.cancel()
            await worker.value
            let again = try #require(await jobs.claim(kinds: ["long"], as: "two", on: database))
            #expect(again.attempt == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func aSleepingWorkerWakesForANewJobAndForTheClock(_ engine: TestEngine) async throws {
        let jobs = jobs()
        try await withDatabase(engine, changes: Jobs.changes) { database in
            let (done, finished) = AsyncStream.makeStream(of: String.self)
            let worker = Task { await jobs.work(on: database, as: "one", kinds: ["greet": { finished.yield($0) }]) }
            let now = clock.now
            try await database.write { try jobs.enqueue("greet", "Ana", at: now, on: $0) }
            var names = done.makeAsyncIterator()
            #expect(await names.next() == "Ana")
            try await database.write { try jobs.enqueue("greet", "Bo", at: now + 3_000_000, on: $0) }
            clock.pass(3_000_000)
            jobs.wake()
            #expect(await names.next() == "Bo")
            worker.cancel()
            await worker.value
        }
    }

    @Test(arguments: TestEngine.available)
    func aHandlerThatThrowsHasFailed(_ engine: TestEngine) async throws {
        let jobs = jobs(attempts: 1)
        try await withDatabase(engine, changes: Jobs.changes) { database in
            let now = clock.now
            let (done, finished) = AsyncStream.makeStream(of: String.self)
            try await database.write { connection in
                try jobs.enqueue("greet", "first", at: now, on: connection)
                try jobs.enqueue("greet", "second", at: now + 1, on: connection)
            }
            clock.pass(1)
            let worker = Task {
                await jobs.work(
                    on: database, as: "one",
                    kinds: [
                        "greet": { name in
                            if name == "first" { throw Broken() }
                            finished.yield(name)
                        }
                    ])
            }
            var names = done.makeAsyncIterator()
            #expect(await names.next() == "second")
            worker.cancel()
            await worker.value
            let failed = try await jobs.failed(on: database)
            #expect(failed.map(\.payload) == ["first"] && failed.map(\.problem) == ["Broken()"])
        }
    }
}
