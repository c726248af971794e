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

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        return .page(WorkPages.list(try await failed(in: place), in: place))
    }

    private func act(_ visit: Visit, _ body: (String) async throws -> Bool) async throws -> Reply {
        let place = try await place(visit)
        let job = try visit.word("job")
        guard try await failed(in: place).contains(where: { $0.id == job }), try await body(job) else { throw Refusal.notFound }
        return .see(place.path("failed-work"))
    }

    private func place(_ visit: Visit) async throws -> Place {
        let slug = try visit.word("space")
        let place = try await house.db.read { try PlaceStore($0).find(slug: slug) }
        try visit.reader.require(.settle, in: place.id)
        return place
    }

    /// What failed for this space, and what belongs to no space: somebody has to see it.
    private func failed(in place: Place) async throws -> [FailedWork] {
        try await house.jobs.failed(limit: 200, on: house.db).filter { job in
            let space = SealedLetter.space(of: job.payload)
            return space == nil || space == place.id.description
        }.map { FailedWork(id: $0.id, kind: $0.kind, problem: $0.problem, failedAt: Moment(milliseconds: $0.failedAt)) }
    }
}
