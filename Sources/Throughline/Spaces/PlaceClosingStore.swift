import Database
import Language

/// Owns the table `place_closings`: who closed a place, while they may open it again.
struct PlaceClosingStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Days in which whoever closed a place may open it again.
    static let days = Schema.days("place_closings")

    func remember(_ place: ID<Space>, closedBy person: ID<Person>, on day: Day) throws {
        try tx.run(
            """
            INSERT INTO place_closings (space_id, person_id, closed_on) VALUES (\(place), \(person), \(day))
            ON CONFLICT (space_id) DO UPDATE SET person_id = excluded.person_id, closed_on = excluded.closed_on
            """)
    }

    /// Whether somebody closed this place not long ago and is still one of its people.
    func mayReopen(_ place: Place, _ person: ID<Person>?, on day: Day) throws -> Bool {
        guard let person, place.closedOn != nil else { return false }
        return try !tx.run(
            """
            SELECT c.space_id FROM place_closings c JOIN memberships m ON m.space_id = c.space_id AND m.person_id = c.person_id
            WHERE c.space_id = \(place.id) AND c.person_id = \(person) AND c.closed_on >= \(day - Self.days)
            """
        ).isEmpty
    }

    func forget(_ place: ID<Space>) throws {
        try tx.run("DELETE FROM place_closings WHERE space_id = \(place)")
    }
}
