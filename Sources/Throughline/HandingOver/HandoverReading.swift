import Database
import Language

/// What the page of handing over shows: what I look after, and what is offered by me or to me with all that goes with it.
struct HandoverView: Sendable {
    struct Offer: Sendable {
        let handover: Handover
        let from: String
        let to: String
        let isMine: Bool
        let holdings: Holdings
    }

    let place: Place
    let mine: Holdings
    let offers: [Offer]
    let colleagues: [(id: ID<Person>, name: String)]
}

struct HandoverReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func view(_ slug: String) throws -> HandoverView {
        let place = try PlaceStore(tx).find(slug: slug)
        guard let me = reader.person else { throw Refusal.signInFirst }
        try reader.require(.promise, in: place.id)
        let offers = try HandoverStore(tx).open(of: me, in: place.id).map { handover in
            try HandoverView.Offer(
                handover: handover, from: name(handover.from), to: name(handover.to), isMine: handover.from == me,
                holdings: holdings(of: handover.from, in: place.id))
        }
        return try HandoverView(
            place: place, mine: holdings(of: me, in: place.id), offers: offers,
            colleagues: MembershipStore(tx).people(in: place.id, who: .decide).filter { $0 != me }.map { (id: $0, name: try name($0)) }
                .sorted { ($0.name, $0.id.description) < ($1.name, $1.id.description) })
    }

    private func name(_ person: ID<Person>) throws -> String { try PersonStore(tx).account(person).name }

    func holdings(of person: ID<Person>, in space: ID<Space>) throws -> Holdings {
        let owed = try DutyStore(tx).owed(in: space, limit: 2_000)
        let asked = try tx.run(
            """
            SELECT i.id FROM items i WHERE i.kind = 'question' AND i.author_id = \(person) AND i.state IN ('draft', 'open', 'closed')
                AND \(Visibility.inSpace(space, for: reader, at: now)) ORDER BY i.day, i.id LIMIT 100
            """
        ).map { try $0.id("id") as ID<Item> }
        let found = try QuestionStore(tx).all(asked, for: reader, in: language, at: now)
        let questions = asked.compactMap { id in
            found[id].map { question in
                (question: question, waiting: owed.filter { $0.item == id && $0.kind == .tellBack }.reduce(0) { $0 + $1.people })
            }
        }
        let promises = try CommitmentStore(tx).list(in: space, for: reader, in: language, at: now).filter {
            $0.person == person && $0.isOpen
        }
        let taken = owed.filter { $0.owner == person && ![.experimentEnds, .journeyCheck, .journeyLook].contains($0.kind) }
        let running = try ExperimentStore(tx).running(of: person, in: space)
        let carried = try JourneyStore(tx).carried(by: person, in: space)
        let seen = try LineStore(tx).seen(taken.map(\.item) + running + carried, for: reader, at: now)
        let texts = try TextStore(tx).all(of: Array(seen.keys), for: language)
        return Holdings(
            questions: questions, promises: promises,
            experiments: running.compactMap { id in seen[id].map { (item: $0, text: texts[id]?[$0.kind.headline]) } },
            journeys: carried.compactMap { id in seen[id].map { (item: $0, text: texts[id]?[$0.kind.headline]) } },
            duties: taken.compactMap { duty in seen[duty.item].map { (duty: duty, item: $0, text: texts[duty.item]?[$0.kind.headline]) } })
    }
}
