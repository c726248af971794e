/// Work that is done later, kept in the table `jobs` so that it survives a restart and any number of processes can share it.
///
/// A job runs at least once: a worker that dies leaves it to the next one, so handlers must bear being called twice.
public struct Jobs: Sendable {
    /// How often a failing job is tried and how long it rests in between; times in milliseconds.
    public struct Patience: Sendable {
        let attempts: Int
        let firstRest: Int
        let longestRest: Int
        let lease: Int

        /// Each rest is about twice the one before. A worker that is not heard of for the time of a lease has lost its job.
        public init(attempts: Int = 8, firstRest: Int = 10_000, longestRest: Int = 3_600_000, lease: Int = 60_000) {
            self.attempts = attempts
            self.firstRest = firstRest
            self.longestRest = longestRest
            self.lease = lease
        }
    }

    let clock: @Sendable () -> Int
    let random: @Sendable () -> UInt64
    let patience: Patience
    let pause: Duration
    let report: @Sendable (any Error) -> Void
    let bell = Bell()

    /// `clock` gives milliseconds since 1970; `pause` is the longest sleep between two looks for work that other processes left;
    /// `report` hears of troubles with the database itself, which the worker outlives.
    public init(
        clock: @escaping @Sendable () -> Int,
        random: @escaping @Sendable () -> UInt64 = { .random(in: .min ... .max) },
        patience: Patience = Patience(),
        pause: Duration = .seconds(5),
        report: @escaping @Sendable (any Error) -> Void = { _ in }
    ) {
        self.clock = clock
        self.random = random
        self.patience = patience
        self.pause = pause
        self.report = report
    }

    /// The table. It has no key in the order of insertion and no time of it: a job may point at something anonymous.
    public static let changes = [
        Change(
            "jobs",
            """
            CREATE TABLE jobs (
                id TEXT PRIMARY KEY,
                kind TEXT NOT NULL,
                payload TEXT NOT NULL,
                key TEXT,
                due_at INTEGER NOT NULL,
                attempts INTEGER NOT NULL,
                lease TEXT,
                worker TEXT,
                problem TEXT,
                failed_at INTEGER
            ) WITHOUT ROWID
            """,
            "CREATE INDEX jobs_due ON jobs (due_at, id) WHERE failed_at IS NULL",
            "CREATE UNIQUE INDEX jobs_once ON jobs (kind, key) WHERE key IS NOT NULL AND lease IS NULL AND failed_at IS NULL")
    ]

    /// Adds a job in the caller's transaction, due at a moment in milliseconds since 1970. While a job of this kind with the same `key`
    /// waits, there is no second one: the waiting one keeps its payload and the earlier of the two moments.
    public func enqueue(_ kind: String, _ payload: String, at due: Int, on connection: any Connection, key: String? = nil) throws {
        try connection.run(
            """
            INSERT INTO jobs (id, kind, payload, key, due_at, attempts) VALUES (\(freshName()), \(kind), \(payload), \(key), \(due), 0)
            ON CONFLICT (kind, key) WHERE key IS NOT NULL AND lease IS NULL AND failed_at IS NULL
            DO UPDATE SET due_at = excluded.due_at WHERE excluded.due_at < jobs.due_at
            """)
        connection.afterCommit { [bell] in bell.ring() }
    }

    /// Drops work of a kind that nobody holds just now, waiting or given up, where its payload says so.
    public func drop(_ kind: String, on connection: any Connection, where isMeant: (String) -> Bool) throws {
        for row in try connection.run("SELECT id, payload FROM jobs WHERE kind = \(kind) AND lease IS NULL ORDER BY id") {
            guard isMeant(try row.text("payload")) else { continue }
            try connection.run("DELETE FROM jobs WHERE id = \(row.text("id")) AND lease IS NULL")
        }
    }

    /// Wakes the workers of this process, for example when the clock was set.
    public func wake() {
        bell.ring()
    }

    func freshName() -> String {
        [random(), random()].map { number in
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

/// A job a worker holds.
public struct Job: Sendable, Equatable {
    /// A random name.
    public let id: String
    /// What is to be done.
    public let kind: String
    /// With what; the handler knows its form.
    public let payload: String
    /// Which try this is, from 1.
    public let attempt: Int
    let lease: String
}

/// A job that was tried as often as it may.
public struct FailedJob: Sendable, Equatable {
    /// A random name, for ``Jobs/retry(_:on:)`` and ``Jobs/drop(_:on:)``.
    public let id: String
    /// What was to be done.
    public let kind: String
    /// With what.
    public let payload: String
    /// What went wrong the last time.
    public let problem: String
    /// When it was given up, in milliseconds since 1970.
    public let failedAt: Int
}
