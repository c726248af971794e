import Database
import Language

/// Where a place stands with its lock, as one of its people sees it.
struct LockView: Sendable {
    let place: Place
    let standing: PlaceLockStore.Standing?
    let copy: LockCopy?
    let people: [Keyholder]
    let holders: [Keyholder]
    /// Keys that were made for somebody who has not taken theirs up yet.
    let handed: [HandedCopy]
    let lost: [LostPhrase]
    /// What this person asked for and waits for.
    let mine: LostPhrase?
    /// One of those who wait, whom this person can help with their half, and has not yet.
    let toHelp: LostPhrase?
    let isOpen: Bool

    struct Keyholder: Sendable {
        let id: ID<Person>
        let name: String
        let hasCopy: Bool
    }

    var isGood: Bool { copy != nil }

    /// The one of this place who goes by a name; nil when nobody does, or several.
    func person(named typed: String) -> Keyholder? {
        let found = people.filter { PersonName.key($0.name) == PersonName.key(typed) }
        return found.count == 1 ? found.first : nil
    }
}

struct LockReading {
    let tx: any Connection
    let visit: Visit

    /// For those who take part in the place and nobody else.
    func view(_ slug: String) throws -> LockView {
        let place = try PlaceStore(tx).find(slug: slug)
        guard let person = visit.reader.person else { throw Refusal.signInFirst }
        guard visit.reader.takesPart(in: place.id) else { throw Refusal.notFound }
        let (store, today) = (PlaceLockStore(tx), visit.now.day(in: .utc))
        let holders = try store.holders(in: place.id).map { LockView.Keyholder(id: $0.id, name: $0.name, hasCopy: true) }
        let lost = try LostPhraseStore(tx).all(in: place.id, on: today)
        let copy = try store.copy(of: person, in: place.id)
        return LockView(
            place: place, standing: try store.standing(of: place.id), copy: copy?.isGood(on: today) == true ? copy : nil,
            people: try store.people(in: place.id).map { .init(id: $0.id, name: $0.name, hasCopy: $0.hasCopy) }, holders: holders,
            handed: try store.handed(in: place.id, on: today), lost: lost, mine: lost.first { $0.person == person },
            toHelp: holders.contains { $0.id == person }
                ? lost.first { $0.person != person && $0.halfBy != person && $0.otherHalf == nil } : nil,
            isOpen: visit.openPlaces[place.id] != nil)
    }
}
