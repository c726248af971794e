import Database
import Language

/// Reads the page of one promise in one snapshot.
struct CommitmentReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func view(_ id: ID<Item>) throws -> CommitmentView {
        let promise = try CommitmentStore(tx).find(id, for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(promise.item.space)
        let followUps = try FollowUpStore(tx).all(of: id)
        return try CommitmentView(
            promise: promise, place: place, trail: Trail(tx: tx, reader: reader, now: now).around(id, in: language),
            today: now.day(in: place.zone), earlier: TextStore(tx).earlier(of: id, field: "what", in: promise.item.language),
            documents: DocumentStore(tx).all(beside: promise.item), followUps: followUps)
    }
}
