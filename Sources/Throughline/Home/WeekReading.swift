import Database
import HTML
import Language

/// Reads what waits for one person of the team: what is owed, answers to let through, promises that come due.
struct WeekReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func week(in place: Place, on today: Day) throws -> Week {
        let owed = try DutyStore(tx).owed(in: place.id, limit: 200).filter { reader.may($0.kind.needs, in: place.id) }
        let waiting = reader.may(.moderate, in: place.id) ? try VoiceStore(tx).held(in: place.id, for: reader, at: now) : []
        // A right in the place is not enough: what is owed on a record this reader may not see is somebody else's to do.
        let items = try LineStore(tx).seen(owed.map(\.item) + waiting.map(\.question), for: reader, at: now)
        let (duties, held) = (owed.filter { items[$0.item] != nil }, waiting.filter { items[$0.question] != nil })
        let texts = try TextStore(tx).all(of: duties.map(\.item) + held.map(\.question), for: language)
        var things = try telling(duties.filter { $0.kind == .tellBack }, texts)
        let hands = try ReviewStore(tx).hands(on: duties.filter { $0.kind == .review }.map(\.item))
        // Nobody reviews their own: a look is asked of those who did not write it.
        let mine = duties.filter { duty in !(reader.person.map { hands[duty.item]?.contains($0) ?? false } ?? false) }
        let others = mine.filter { $0.kind != .tellBack }
        things += others.compactMap { duty in items[duty.item].flatMap { other(duty, $0, texts, in: place) } }
        things += held.map { entry in
            let n = entry.voices
            return WeekThing(
                title: Phrase.counted(
                    n, one: "\("n", n) answer without a name waits for you", other: "\("n", n) answers without a name wait for you"),
                note: Phrase("Read and let them through"), about: texts[entry.question]?["text"], minutes: min(n, 10), due: today,
                button: Phrase("Read"),
                href: "/questions/\(entry.question)#team", isTaken: false)
        }
        return Week(
            things + (try moderation(in: place, on: today)) + (try letters(in: place, on: today)) + (try opened(in: place, on: today))
                + (try outside(in: place, on: today)),
            in: place, on: today)
    }

    /// What people pointed at, and what needs a second person.
    private func moderation(in place: Place, on today: Day) throws -> [WeekThing] {
        guard reader.may(.moderate, in: place.id) else { return [] }
        let desk = try ModerationReading(tx: tx, reader: reader, language: language, now: now).desk(of: place)
        let n = desk.flagged.count + desk.waiting.count { $0.isMine }
        guard n > 0 else { return [] }
        return [
            WeekThing(
                title: Phrase.counted(
                    n, one: "\("n", n) record may be wrong or dangerous", other: "\("n", n) records may be wrong or dangerous"),
                note: Phrase("Somebody pointed at it, or a second person is needed"), about: nil, minutes: min(3 * n, 15), due: today,
                button: Phrase("Look at it"), href: place.path("flags"), isTaken: false)
        ]
    }

    /// What was written to those who lead the place.
    private func letters(in place: Place, on today: Day) throws -> [WeekThing] {
        guard reader.may(.settle, in: place.id) else { return [] }
        let (waiting, due) = try SealedTalkStore(tx).waitingUpwards(in: place.id)
        guard waiting > 0 else { return [] }
        return [
            WeekThing(
                title: Phrase.counted(
                    waiting, one: "\("n", waiting) message in confidence waits", other: "\("n", waiting) messages in confidence wait"),
                note: Phrase("Due on \("day", due ?? today)"), about: nil, minutes: 5 * waiting, due: due ?? today, button: Phrase("Read"),
                href: place.path("letters"), isTaken: false)
        ]
    }

    /// What two people opened of that which this person looks after; and what they wish to.
    private func opened(in place: Place, on today: Day) throws -> [WeekThing] {
        guard reader.may(.safeguard, in: place.id) else { return [] }
        let since = Moment(milliseconds: now.milliseconds - Emergency.noticeDays * 86_400_000)
        return try EmergencyStore(tx).recent(in: place.id, since: since).filter { $0.second != nil }.map { emergency in
            let isOpen = emergency.state(at: now) == .open
            return WeekThing(
                title: isOpen
                    ? Phrase("Something for you alone is open to somebody") : Phrase("Something for you alone was open to somebody"),
                note: isOpen ? Phrase("Until \("when", emergency.until), when nobody ends it") : Phrase("It is over"), about: nil,
                minutes: 2,
                due: today, button: Phrase("Read why"), href: "/emergencies/\(emergency.id)", isTaken: false)
        }
    }

    /// Where to ask for what is not kept here, and nobody has read yet.
    private func outside(in place: Place, on today: Day) throws -> [WeekThing] {
        guard reader.may(.safeguard, in: place.id) else { return [] }
        let (n, since) = try StubStore(tx).unread(in: place.id)
        guard n > 0 else { return [] }
        return [
            WeekThing(
                title: Phrase.counted(n, one: "\("n", n) thing is held outside", other: "\("n", n) things are held outside"),
                note: Phrase("It could cost somebody their life or freedom: read whom to ask"), about: nil, minutes: 2 * n,
                due: since ?? today, button: Phrase("Read"), href: place.path("held-outside"), isTaken: false)
        ]
    }

    /// One thing a question, whatever the number of languages and doors.
    private func telling(_ duties: [Duty], _ texts: [ID<Item>: [String: Text]]) throws -> [WeekThing] {
        Dictionary(grouping: duties, by: \.item).map { question, duties in
            let people = duties.reduce(0) { $0 + $1.people }
            let languages = Listed(Set(duties.map(\.language)).sorted().map { Phrase("\("language", $0)") })
            let due = duties.map(\.due).min() ?? Day(number: 0)
            let isTaken = duties.allSatisfy { $0.owner != nil && $0.owner != reader.person }
            let href: Href = duties.count == 1 ? "/duties/\(duties[0].id)/telling" : "/questions/\(question)/telling"
            return WeekThing(
                title: Phrase.counted(
                    people, one: "Tell \("n", people) person what became of their answer",
                    other: "Tell \("n", people) people what became of their answers"),
                note: Phrase("Drafted, in \("languages", languages). Promised by \("day", due)"), about: texts[question]?["text"],
                minutes: duties.reduce(0) { $0 + $1.minutes }, due: due, button: Phrase("Read and send"), href: href, isTaken: isTaken)
        }
    }

    private func other(_ duty: Duty, _ item: Item, _ texts: [ID<Item>: [String: Text]], in place: Place) -> WeekThing? {
        guard duty.kind != .review || ["shared", "checked"].contains(item.state) else { return nil }
        let isTaken = duty.owner != nil && duty.owner != reader.person
        let note = Phrase("Due on \("day", duty.due)")
        let (title, button, href): (Phrase, Phrase, Href) =
            switch duty.kind {
            case .lookAtAnswers: (Phrase("Somebody says: not what I meant"), Phrase("Look at it"), "/questions/\(duty.item)#corrections")
            case .followUp: (Phrase("A promise is due"), Phrase("Say how it went"), .to(item))
            case .review where item.state == "checked":
                (Phrase("Something checked a year ago is looked at again"), Phrase("Read it"), .to(item))
            case .review: (Phrase("Something learned waits for a second reader"), Phrase("Read it"), .to(item))
            case .welcome: (Phrase("Welcome a new member"), Phrase("Welcome them"), place.path("people"))
            case .askDecider:
                (Phrase("Somebody who decides has not answered yet"), Phrase("Look at it"), "/questions/\(duty.item)/deciders")
            case .quoteGone:
                (Phrase("A quote had to go: read what it stood in"), Phrase("Read it"), "/questions/\(duty.item)/quotes")
            case .takeOver: (Phrase("Somebody who made a promise has left"), Phrase("Find who keeps it"), .to(item))
            case .lookAgain: (Phrase("A decision is looked at again: did it work?"), Phrase("Say how it went"), .to(item))
            case .lookAtEnd: (Phrase("Something for you alone ends soon"), Phrase("Look at it"), "/records/\(duty.item)/ending")
            case .experimentEnds: (Phrase("A small experiment ends: what happened?"), Phrase("Say how it went"), .to(item))
            case .checkDifference: (Phrase("Two things do not fit together: what tells?"), Phrase("Say what was found"), .to(item))
            case .tellBack: (Phrase("Tell back"), Phrase("Read and send"), "/duties/\(duty.id)/telling")
            }
        return WeekThing(
            title: title, note: note, about: texts[item.id]?[item.kind.headline], minutes: duty.minutes, due: duty.due, button: button,
            href: href,
            isTaken: isTaken)
    }
}

extension DutyKind {
    /// The right somebody needs to do it.
    var needs: Right {
        switch self {
        case .tellBack: .tell
        case .lookAtAnswers, .review, .quoteGone, .experimentEnds, .checkDifference: .learn
        case .followUp, .askDecider, .takeOver, .lookAgain: .decide
        case .welcome: .invite
        case .lookAtEnd: .safeguard
        }
    }
}
