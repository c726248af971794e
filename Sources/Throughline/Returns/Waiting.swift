import Database
import Language

/// The people of a place who have not been told yet what became of their words, as a reader may know it.
enum Waiting {
    static func people(in space: ID<Space>, for reader: Reader, _ tx: any Connection) throws -> (people: Headcount, since: Day?) {
        let waiting = try DutyStore(tx).waiting(in: space)
        // Who spoke to the safety lead alone is counted for nobody else.
        let alone = reader.may(.safeguard, in: space) ? 0 : try VoiceStore(tx).waitingForSafetyLead(in: space)
        return (reader.headcount(max(0, waiting.people - alone), in: space), waiting.since)
    }

    /// Where they are too few to be counted aloud.
    static func few(_ place: Place, _ since: Day) -> Phrase {
        Phrase(
            "Some people have not been told yet what became of their words. The \("team", place.team) team promised it by \("day", since).")
    }
}
