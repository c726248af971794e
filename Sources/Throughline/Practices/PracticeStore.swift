import Database
import Language

/// Owns the table `place_practices`.
struct PracticeStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// What a place uses, with the day each was switched on.
    func used(in space: ID<Space>) throws -> [Practice: Day] {
        let rows = try tx.run("SELECT practice, since FROM place_practices WHERE space_id = \(space) ORDER BY practice")
        return try rows.reduce(into: [:]) { all, row in
            if let practice = Practice(rawValue: try row.text("practice")) { all[practice] = try row.day("since") }
        }
    }

    /// Refuses as if it were not there where the place does not use it.
    func require(_ practice: Practice, in space: ID<Space>) throws {
        guard try used(in: space)[practice] != nil else { throw Refusal.notFound }
        // Locked since: what was switched on before is off.
        if Practice.byMachine.contains(practice), try WordSealing(tx).lock(in: space) != nil { throw Refusal.notFound }
    }

    /// The places that use something, with the day it was switched on.
    func places(using practice: Practice) throws -> [(space: ID<Space>, since: Day)] {
        try tx.run("SELECT space_id, since FROM place_practices WHERE practice = \(practice.rawValue) ORDER BY space_id").map {
            (try $0.id("space_id"), try $0.day("since"))
        }
    }

    /// Over the version of the place somebody read. What was used before keeps its day.
    func choose(_ practices: Set<Practice>, in place: Place, seen version: Int, by act: Act) throws {
        try PlaceStore(tx).touch(place.id, seen: version)
        let before = try used(in: place.id)
        for practice in Practice.allCases {
            if practices.contains(practice) {
                guard before[practice] == nil else { continue }
                try tx.run(
                    "INSERT INTO place_practices (space_id, practice, since) VALUES (\(place.id), \(practice.rawValue), \(act.day))")
            } else {
                try tx.run("DELETE FROM place_practices WHERE space_id = \(place.id) AND practice = \(practice.rawValue)")
            }
        }
        if !practices.contains(.followUps) { try FollowUpStore(tx).stop(in: place.id) }
        try AuditStore(tx).record("space.practices", item: nil, space: place.id, by: act, unnamed: false)
    }
}
