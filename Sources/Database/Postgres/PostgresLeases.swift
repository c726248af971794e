/// Lends sessions, one caller at a time each, in the order of asking.
actor PostgresLeases {
    private var free: [PostgresSession]
    private var waiting: [CheckedContinuation<PostgresSession?, Never>] = []
    private var lent = 0
    private var isClosed = false
    private var closing: [CheckedContinuation<Void, Never>] = []

    init(_ sessions: [PostgresSession]) {
        free = sessions
    }

    /// Lends a session to the body.
    func with<T: Sendable>(_ body: @Sendable (PostgresSession) async throws -> T) async throws -> T {
        guard let session = await take() else { throw DatabaseError.gone }
        do {
            let value = try await body(session)
            await giveBack(session)
            return value
        } catch {
            await giveBack(session)
            throw error
        }
    }

    /// Refuses new callers, waits for those that have a session, closes all.
    func close() async {
        isClosed = true
        for caller in waiting { caller.resume(returning: nil) }
        waiting = []
        if lent > 0 { await withCheckedContinuation { closing.append($0) } }
        for session in free { await session.close() }
        free = []
    }

    private func take() async -> PostgresSession? {
        if isClosed { return nil }
        if let session = free.popLast() {
            lent += 1
            return session
        }
        return await withCheckedContinuation { waiting.append($0) }
    }

    private func giveBack(_ session: PostgresSession) async {
        if waiting.isEmpty {
            lent -= 1
            free.append(session)
        } else {
            waiting.removeFirst().resume(returning: session)
        }
        guard isClosed, lent == 0 else { return }
        for caller in closing { caller.resume() }
        closing = []
    }
}
