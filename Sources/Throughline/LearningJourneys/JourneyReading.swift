import Database
import Language

/// One session on the way, with what went in and what came out.
struct JourneySession: Sendable {
    let activity: Activity
    let around: InAndOut
}

struct JourneyView: Sendable {
    let journey: Journey
    let place: Place
    let questions: [Joined]
    let sessions: [JourneySession]
    /// Promises that came out of it and are not settled.
    let open: [Commitment]
    let looks: [JourneyLook]
    /// The day by which those who carry it talk again; nil while nothing is owed.
    let nextCheck: Day?
    /// What those who promised something in it answered when they were asked later.
    let asked: FollowFigures
    /// From how many on its reader is given numbers of people.
    let fewest: Int
    /// Questions it may work on besides.
    let choices: [Joined]
    /// Places of this house in its cohort, and whether it is shown there.
    let places: [(place: Place, isShown: Bool)]
    let trail: (before: [Step], after: [Step])
    let today: Day

    /// The look that is due next; nil where none is left.
    var nextLook: JourneyLook? { looks.first { $0.lookedOn == nil } }
    var held: [JourneySession] { sessions.filter { $0.activity.state == .done } }
    var outcomes: [Joined] { sessions.flatMap(\.around.out) }

    /// The ten steps of a journey that goes well, each with whether it is taken. Nobody ticks them: what is there says it.
    var steps: [(words: Phrase, isTaken: Bool)] {
        let kinds = Set(outcomes.map(\.item.kind))
        return [
            (
                Phrase("Somebody in charge stands behind it, and somebody leads it day to day."),
                Journey.Role.allCases.allSatisfy { !journey.name($0).isEmpty }
            ),
            (Phrase("Teams from outside learn with you."), !journey.outside.isEmpty),
            (Phrase("It works on a question people asked."), !questions.isEmpty),
            (Phrase("Its days are planned together."), sessions.count > 1),
            (Phrase("Those who carry it talk regularly."), journey.checkedOn != nil),
            (Phrase("In each session evidence and practice meet."), !held.isEmpty && held.allSatisfy(\.hasBoth)),
            (Phrase("What people take home is written down."), kinds.contains(.insight) || kinds.contains(.voice)),
            (Phrase("Somebody promised to do something."), kinds.contains(.commitment)),
            (Phrase("Something was decided, or is done differently."), kinds.contains(.decision) || kinds.contains(.outcome)),
            (Phrase("You looked at it again after some months."), looks.contains { $0.lookedOn != nil }),
        ]
    }
}

extension JourneySession {
    /// Evidence and practice both went in.
    var hasBoth: Bool { (!activity.words("evidence").isEmpty || !around.into.isEmpty) && !activity.words("practice").isEmpty }
}

/// Reads what the pages of journeys show, each in one snapshot.
struct JourneyReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func view(_ id: ID<Item>) throws -> JourneyView {
        let journey = try JourneyStore(tx).find(id, for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(journey.item.space)
        let isTeam = reader.may(.learn, in: place.id)
        let reading = ActivityReading(tx: tx, reader: reader, language: language, now: now)
        let activities = try ActivityStore(tx).sessions(of: id, for: reader, in: language, at: now)
        let around = try reading.around(activities.map(\.id))
        let sessions = activities.map { JourneySession(activity: $0, around: around[$0.id] ?? InAndOut()) }
        let promises = Set(sessions.flatMap(\.around.out).filter { $0.item.kind == .commitment }.map(\.item.id))
        let questions = try reading.joined(
            """
            SELECT \(SQL.itemColumns) FROM links l JOIN items i ON i.id = l.to_id
            WHERE l.from_id = \(id) AND l.relation = 'cites' AND i.kind = 'question' AND \(Visibility.anywhere(for: reader, at: now))
            ORDER BY i.id LIMIT 40
            """)
        return try JourneyView(
            journey: journey, place: place, questions: questions, sessions: sessions,
            open: CommitmentStore(tx).all(promises, for: reader, in: language, at: now).values.filter(\.isOpen).sorted {
                ($0.due, $0.id.description) < ($1.due, $1.id.description)
            },
            looks: JourneyStore(tx).looks(id),
            nextCheck: DutyStore(tx).owed(on: id, kind: .journeyCheck).first { $0.state == "owed" }?.due, asked: figures(promises),
            fewest: reader.fewest(in: place.id),
            choices: isTeam ? others(in: place, besides: questions) : [],
            places: isTeam ? places(of: journey) : [],
            trail: Trail(tx: tx, reader: reader, now: now).around(id, in: language), today: now.day(in: place.zone))
    }

    /// A journey may begin on a question of the place.
    func question(_ id: ID<Item>?, in place: Place) throws -> Joined? {
        guard let id, let item = try LineStore(tx).seen(id, for: reader, at: now), item.kind == .question, item.space == place.id else {
            return nil
        }
        return Joined(item: item, text: try TextStore(tx).all(of: id, for: language)["text"])
    }

    private func figures(_ promises: Set<ID<Item>>) throws -> FollowFigures {
        var figures = FollowFigures()
        for promise in promises.sorted(by: { $0.description < $1.description }) {
            for asked in try FollowUpStore(tx).all(of: promise) where [.sent, .noAnswer, .answered].contains(asked.state) {
                figures.asked += 1
                if asked.state == .answered { figures.answered += 1 }
                if asked.state == .answered && asked.engaged != .no { figures.staying += 1 }
            }
        }
        return figures
    }

    private func others(in place: Place, besides known: [Joined]) throws -> [Joined] {
        let ids = known.map(\.item.id)
        return try ActivityReading(tx: tx, reader: reader, language: language, now: now).joined(
            """
            SELECT \(SQL.itemColumns) FROM items i WHERE i.kind = 'question' AND i.state NOT IN ('draft', 'retired')
                AND i.sensitivity < \(Sensitivity.high.rawValue) AND \(Visibility.inSpace(place.id, for: reader, at: now))
            ORDER BY i.id DESC LIMIT 30
            """
        ).filter { !ids.contains($0.item.id) }
    }

    /// Teams of the cohort that have a place of their own in this house.
    private func places(of journey: Journey) throws -> [(place: Place, isShown: Bool)] {
        guard journey.item.canBeShown, !journey.item.isForPartners, !journey.outside.isEmpty else { return [] }
        let all = try PlaceStore(tx).all().filter { $0.id != journey.item.space }
        let shown = try LineStore(tx).shown(journey.item)
        return journey.outside.compactMap { name in
            guard let place = PlaceDraftName(name).found(among: all), !shown.contains(where: { $0.to == place.id && $0.isDeclined }) else {
                return nil
            }
            return (place: place, isShown: shown.contains { $0.to == place.id })
        }
    }
}
