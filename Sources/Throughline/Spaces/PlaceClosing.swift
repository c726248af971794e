import Database
import Language

/// Ends a place for good: nobody asks there any more, nobody comes in, and whoever still waits reads why they hear no more. What was said,
/// learned, decided and told stays to be read.
struct PlaceClosing: Sendable {
    let house: House

    func close(_ place: Place, by act: Act, on tx: any Connection) throws {
        try PlaceStore(tx).close(place.id, on: act.day)
        for question in try QuestionStore(tx).open(in: place.id) {
            try LineStore(tx).move(question, "close", as: .stranger, own: true, by: act)
            try QuestionStore(tx).setClosed(question.id, on: act.day)
        }
        let because = Phrase("Nobody looks after this place any more.").plain(in: house.catalogues.tongue(place.language, zone: place.zone))
        let duties = DutyStore(tx)
        // One after the other until none is left: a list of them has an end.
        while case let owed = try duties.owed(in: place.id, limit: 200), !owed.isEmpty {
            for duty in owed { try duties.lapse(duty.id, because: because, by: act) }
        }
        try InvitationStore(tx).endAll(in: place.id, by: act)
        try MembershipStore(tx).disband(place.id, by: act)
        try AuditStore(tx).record("space.close", item: nil, space: place.id, by: act, unnamed: act.by == nil)
    }
}
