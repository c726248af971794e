import Database
import Language

/// The list of failed work, for those who look after a space.
struct WorkRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/failed-work", list)
        roads.post("/spaces/:space/failed-work/:job/another-try") { visit in
            try await act(visit) { job in try await house.jobs.retry(job, on: house.db) }
        }
        roads.post("/spaces/:space/failed-work/:job/dropping") { visit in
            try await act(visit) { job in try await house.jobs.drop(job, on: house.db) }
        }
    }

    /// Entries on the page, the latest first.
    static let page = 200

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        return .page(WorkPages.list(Array(try await failed(for: place).prefix(Self.page)).map(\.work), in: place))
    }

    /// What no longer stands among the failed was tried again or dropped a moment ago: pressed twice is pressed once.
    private func act(_ visit: Visit, _ body: (String) async throws -> Bool) async throws -> Reply {
        let place = try await place(visit)
        let job = try visit.word("job")
        let all = try await house.jobs.failed(limit: .max, on: house.db)
        if let found = all.first(where: { $0.id == job }) {
            guard found.isSeen(in: place) else { throw Refusal.notFound }
            _ = try await body(job)
        }
        return .see(place.path("failed-work"))
    }

    private func place(_ visit: Visit) async throws -> Place {
        let slug = try visit.word("space")
        let place = try await house.db.read { try PlaceStore($0).find(slug: slug) }
        try visit.reader.require(.settle, in: place.id)
        return place
    }

    /// What failed for this space, and what belongs to no space: somebody has to see it. Whose work it is stands in its payload, so that
    /// more is read until the page is full or nothing is left.
    private func failed(for place: Place) async throws -> [FailedJob] {
        var limit = Self.page
        while true {
            let all = try await house.jobs.failed(limit: limit, on: house.db)
            let seen = all.filter { $0.isSeen(in: place) }
            if seen.count >= Self.page || all.count < limit { return seen }
            limit *= 4
        }
    }
}

extension FailedJob {
    fileprivate func isSeen(in place: Place) -> Bool {
        let space = SealedLetter.space(of: payload)
        return space == nil || space == place.id.description
    }

    fileprivate var work: FailedWork {
        FailedWork(id: id, kind: kind, problem: problem, failedAt: Moment(milliseconds: failedAt))
    }
}
