extension Jobs {
    /// Takes the job that has been due longest, or nothing. While the lease lasts nobody else gets it; ``extend(_:on:)`` renews it.
    public func claim(kinds: [String], as worker: String, on database: any Database) async throws -> Job? {
        // Looking first spares an idle worker the transaction that locks out writers.
        let isWork = try await database.read { connection in
            try !connection.run(
                "SELECT id FROM jobs WHERE failed_at IS NULL AND due_at <= \(self.clock()) AND kind IN \(list: kinds) LIMIT 1"
            ).isEmpty
        }
        guard isWork else { return nil }
        return try await database.writeByLocks { try self.claim(kinds: kinds, as: worker, on: $0) }
    }

    /// Renews the lease. False when the job is not this worker's any more.
    public func extend(_ job: Job, on database: any Database) async throws -> Bool {
        try await database.writeByLocks { connection in
            let end = self.clock() + self.patience.lease
            return try connection.change("UPDATE jobs SET due_at = \(end) WHERE id = \(job.id) AND lease = \(job.lease)") == 1
        }
    }

    /// The job is done and gone. False when it was not this worker's any more.
    @discardableResult public func finish(_ job: Job, on database: any Database) async throws -> Bool {
        try await database.writeByLocks { try self.finish(job, on: $0) }
    }

    /// The same in a transaction of the caller, so that the work and its end are one.
    @discardableResult public func finish(_ job: Job, on connection: any Connection) throws -> Bool {
        try connection.change("DELETE FROM jobs WHERE id = \(job.id) AND lease = \(job.lease)") == 1
    }

    /// The job did not work out: it rests and is tried again, or is kept as failed. `problem` is shown to operators: no personal data.
    /// With `isFinal` it is not tried again.
    public func fail(_ job: Job, _ problem: String, isFinal: Bool = false, on database: any Database) async throws {
        try await database.writeByLocks { connection in
            if isFinal || job.attempt >= self.patience.attempts {
                try self.giveUp(job, problem, on: connection)
            } else {
                try self.release(job, dueAt: self.clock() + self.rest(after: job.attempt), problem, triedOnce: true, on: connection)
            }
        }
    }

    /// The job was not tried: it waits for the next worker as if nobody had taken it.
    public func handBack(_ job: Job, on database: any Database) async throws {
        try await database.writeByLocks { connection in
            try self.release(job, dueAt: self.clock(), nil, triedOnce: false, on: connection)
        }
    }

    /// Jobs that were given up, the latest first.
    public func failed(limit: Int = 100, on database: any Database) async throws -> [FailedJob] {
        try await database.read { connection in
            try connection.run(
                """
                SELECT id, kind, payload, problem, failed_at FROM jobs
                WHERE failed_at IS NOT NULL ORDER BY failed_at DESC, id LIMIT \(limit)
                """
            ).map { row in
                try FailedJob(
                    id: row.text("id"), kind: row.text("kind"), payload: row.text("payload"),
                    problem: row.textOrNil("problem") ?? "", failedAt: row.int("failed_at"))
            }
        }
    }

    /// Gives a failed job all its tries again. False when there is no such failed job.
    @discardableResult public func retry(_ id: String, on database: any Database) async throws -> Bool {
        try await database.writeByLocks { connection in
            let isDone = try self.orGiveWay(id, on: connection) {
                try connection.change(
                    """
                    UPDATE jobs SET failed_at = NULL, lease = NULL, worker = NULL, attempts = 0, due_at = \(self.clock())
                    WHERE id = \(id) AND failed_at IS NOT NULL
                    """) == 1
            }
            connection.afterCommit { [bell = self.bell] in bell.ring() }
            return isDone
        }
    }

    /// Forgets a failed job. False when there is no such failed job.
    @discardableResult public func drop(_ id: String, on database: any Database) async throws -> Bool {
        try await database.writeByLocks { try $0.change("DELETE FROM jobs WHERE id = \(id) AND failed_at IS NOT NULL") == 1 }
    }

    /// When the next job of these kinds is due, or its lease ends; nil when there is none.
    func nextDue(kinds: [String], on database: any Database) async throws -> Int? {
        try await database.read { connection in
            try connection.run("SELECT min(due_at) AS due FROM jobs WHERE failed_at IS NULL AND kind IN \(list: kinds)")
                .first?.intOrNil("due")
        }
    }

    private func claim(kinds: [String], as worker: String, on connection: any Connection) throws -> Job? {
        let others: SQL = connection.engine == .postgres ? " FOR UPDATE SKIP LOCKED" : ""
        while true {
            let now = clock()
            let lease = freshName()
            let rows = try connection.run(
                """
                UPDATE jobs SET lease = \(lease), worker = \(worker), due_at = \(now + patience.lease), attempts = attempts + 1
                WHERE id = (
                    SELECT id FROM jobs WHERE failed_at IS NULL AND due_at <= \(now) AND kind IN \(list: kinds)
                    ORDER BY due_at, id LIMIT 1\(others)
                )
                RETURNING id, kind, payload, attempts
                """)
            guard let row = rows.first else { return nil }
            let job = try Job(
                id: row.text("id"), kind: row.text("kind"), payload: row.text("payload"), attempt: row.int("attempts"), lease: lease)
            if job.attempt <= patience.attempts { return job }
            // It never came to an end, not even to a failure: it may be what ends its workers.
            try giveUp(job, "Its workers ended before it did.", on: connection)
        }
    }

    private func giveUp(_ job: Job, _ problem: String, on connection: any Connection) throws {
        try connection.change(
            """
            UPDATE jobs SET failed_at = \(clock()), problem = \(String(problem.unicodeScalars.prefix(300))), lease = NULL, worker = NULL
            WHERE id = \(job.id) AND lease = \(job.lease)
            """)
    }

    private func release(_ job: Job, dueAt: Int, _ problem: String?, triedOnce: Bool, on connection: any Connection) throws {
        let text = problem.map { String($0.unicodeScalars.prefix(300)) }
        try orGiveWay(job.id, on: connection) {
            try connection.change(
                """
                UPDATE jobs SET lease = NULL, worker = NULL, due_at = \(dueAt), problem = \(text),
                    attempts = attempts - \(triedOnce ? 0 : 1)
                WHERE id = \(job.id) AND lease = \(job.lease)
                """) == 1
        }
        connection.afterCommit { [bell] in bell.ring() }
    }

    /// A job that would wait beside another with its key is not needed any more: that one does the same.
    @discardableResult private func orGiveWay(_ id: String, on connection: any Connection, _ update: () throws -> Bool) throws -> Bool {
        do {
            return try connection.attempt(update)
        } catch DatabaseError.unique {
            return try connection.change("DELETE FROM jobs WHERE id = \(id)") == 1
        }
    }

    /// Milliseconds until the next try: doubling, capped, spread by half to either side so that failures do not come back in a crowd.
    private func rest(after attempt: Int) -> Int {
        var rest = patience.firstRest
        for _ in 1..<max(1, attempt) where rest < patience.longestRest { rest *= 2 }
        rest = min(rest, patience.longestRest)
        return rest / 2 + Int(random() % UInt64(max(1, rest)))
    }
}
