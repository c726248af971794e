import Database
import HTML
import Language

/// One of the nightly acts: who is to be asked is written down, whose day has come is asked, who is silent is reminded twice at most.
struct FollowUpNights: Sendable {
    let house: House

    static func run(_ house: House) async throws {
        var problem: (any Error)?
        for (space, since) in try await house.db.read({ try PracticeStore($0).places(using: .followUps) }) {
            // What goes wrong in one place keeps no other waiting.
            do { try await FollowUpNights(house: house).night(of: space, since: since) } catch { problem = error }
        }
        if let problem { throw problem }
    }

    private func night(of space: ID<Space>, since: Day) async throws {
        let act = house.act(by: nil)
        try await house.db.write { tx in
            let place = try PlaceStore(tx).find(space)
            guard place.closedOn == nil else { return try FollowUpStore(tx).stop(in: space) }
            try FollowUpStore(tx).schedule(in: space, since: since, on: act.day, by: act)
            for followUp in try FollowUpStore(tx).due(in: space, on: act.day) { try ask(followUp, in: place, by: act, on: tx) }
            for followUp in try FollowUpStore(tx).silent(in: space, on: act.day) { try remind(followUp, in: place, by: act, on: tx) }
        }
    }

    private func ask(_ followUp: FollowUp, in place: Place, by act: Act, on tx: any Connection) throws {
        let store = FollowUpStore(tx)
        guard let promise = try promise(of: followUp, on: tx) else { return try store.skip(followUp, .ended) }
        if try store.isRefused(followUp) { return try store.skip(followUp, .refused) }
        guard try asks(followUp, promise, on: act.day, tx) < PersonAsk.most else { return try store.skip(followUp, .tired) }
        try store.sent(followUp, by: act)
        try send(followUp, promise, in: place, isReminder: false, by: act, on: tx)
    }

    private func asks(_ followUp: FollowUp, _ promise: Commitment, on today: Day, _ tx: any Connection) throws -> Int {
        if let person = followUp.person { return try PersonAskStore(tx).count(of: person, on: today) }
        return try FollowUpStore(tx).count(named: promise.who, in: followUp.space, on: today)
    }

    private func remind(_ followUp: FollowUp, in place: Place, by act: Act, on tx: any Connection) throws {
        let store = FollowUpStore(tx)
        guard let promise = try promise(of: followUp, on: tx) else { return try store.skip(followUp, .ended) }
        guard followUp.reminders < FollowUp.mostReminders else { return try store.giveUp(followUp) }
        try store.reminded(followUp, on: act.day)
        try send(followUp, promise, in: place, isReminder: true, by: act, on: tx)
    }

    /// The promise as it is mailed: without anybody's key; nil where it is not asked about any more.
    private func promise(of followUp: FollowUp, on tx: any Connection) throws -> Commitment? {
        try FollowUpReading(tx: tx, now: house.clock()).promise(of: followUp, in: "en", mailed: true)
    }

    /// At six in the morning, UTC. Where no letter can go, the link stands on the page of the promise, to be brought by hand.
    private func send(_ followUp: FollowUp, _ promise: Commitment, in place: Place, isReminder: Bool, by act: Act, on tx: any Connection)
        throws
    {
        guard let account = try FollowUpReading(tx: tx, now: house.clock()).reached(followUp.person, from: house),
            let address = account.email, let link = house.settings.address("/follow-ups/\(followUp.token(house.keys))")
        else { return }
        let tongue = house.catalogues.tongue(account.notices.language ?? account.language, zone: account.zone ?? place.zone)
        let page = FollowUpLetter.page(followUp, promise, in: place, link: link, isReminder: isReminder)
        var letter = page.letter(to: address, called: account.name, in: tongue, discreetly: account.isDiscreet || place.isDiscreet)
        letter.ending = FollowUpLetter.ending(link)
        let morning = Moment(milliseconds: act.day.number * 86_400_000 + 6 * 3_600_000)
        try PostWork.send(letter, for: place.id, from: house, at: morning, on: tx, key: "follow \(followUp.id)")
    }
}

/// Reads a promise for the link that asks about it: with the eyes of the team, and nothing for named people only unless they made it.
struct FollowUpReading {
    let tx: any Connection
    let now: Moment

    /// Whoever promised, where a letter of ours reaches them; nil where the link has to be brought.
    func reached(_ person: ID<Person>?, from house: House) throws -> Account? {
        guard house.post != nil, house.settings.publicURL != nil, let person else { return nil }
        let account: Account
        do { account = try PersonStore(tx).account(person) } catch Refusal.notFound { return nil }
        return account.isEmailProved && account.email != nil ? account : nil
    }

    func isReached(_ person: ID<Person>?, from house: House) throws -> Bool { try reached(person, from: house) != nil }

    /// Nil where it is not there any more, or was declined or released. `mailed`: what leaves the place is read without anybody's key.
    func promise(of followUp: FollowUp, in language: LanguageTag, mailed: Bool = false) throws -> Commitment? {
        let team = Reader(person: followUp.person, name: "", roles: [followUp.space: .analyst])
        do {
            let promise =
                mailed
                ? try SealedWords.$opener.withValue(nil) {
                    try CommitmentStore(tx).find(followUp.item, for: team, in: language, at: now)
                } : try CommitmentStore(tx).find(followUp.item, for: team, in: language, at: now)
            return FollowUpStore.followed.contains(promise.item.state) ? promise : nil
        } catch Refusal.notFound {
            return nil
        }
    }
}
