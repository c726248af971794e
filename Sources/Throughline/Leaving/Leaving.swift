import Database
import Language

/// Somebody's wish that their account be erased, while they may still change their mind.
struct LeavingWish: Sendable {
    let id: ID<LeavingWish>
    let person: ID<Person>
    /// What they said stays, without their name.
    let keepsWords: Bool
    let askedOn: Day
    let due: Day

    /// Days to change one's mind, for who wants them.
    static let days = 7
}

/// What the form for leaving sent.
struct LeavingDraft: Sendable {
    var words = ""
    var when = ""

    enum Time: String, Sendable, CaseIterable { case later, now }

    struct Checked: Sendable {
        let keepsWords: Bool
        let time: Time
    }

    /// Neither choice is made for anybody.
    func checked() throws(Invalid) -> Checked {
        var invalid = Invalid()
        if !["keep", "take"].contains(words) { invalid.refuse("words", Phrase("Choose what becomes of what you said.")) }
        let time = Time(rawValue: when)
        if time == nil { invalid.refuse("when", Phrase("Choose when.")) }
        guard let time, invalid.isEmpty else { throw invalid }
        return Checked(keepsWords: words == "keep", time: time)
    }
}

/// Erases accounts: at once, or in the night of their day.
struct Leaving: Sendable {
    let house: House

    /// One of the nightly acts. What goes wrong with one account keeps no other.
    static func nightly(_ house: House) async throws {
        let today = house.clock().day(in: .utc)
        var problem: (any Error)?
        for wish in try await house.db.read({ try LeavingStore($0).due(on: today) }) {
            do { try await Leaving(house: house).fulfil(wish) } catch { problem = error }
        }
        if let problem { throw problem }
    }

    /// Unless they changed their mind a moment ago.
    private func fulfil(_ wish: LeavingWish) async throws {
        let act = house.act(by: wish.person)
        let files = try await house.db.write { tx -> [String] in
            guard try LeavingStore(tx).wish(of: wish.person)?.id == wish.id else { return [] }
            return try erase(wish.person, keepingWords: wish.keepsWords, by: act, on: tx)
        }
        try await Withdrawal.remove(files, from: house, on: act.day)
    }

    /// Within one transaction. Whoever is the last steward of a place is followed by the longest-serving of its team, and a place without a
    /// team is closed. Gives the files nobody holds any more.
    func erase(_ person: ID<Person>, keepingWords: Bool, by act: Act, on tx: any Connection) throws -> [String] {
        let account = try PersonStore(tx).account(person)
        for space in try MembershipStore(tx).onlySteward(person) {
            if let next = try MembershipStore(tx).nextSteward(in: space, after: person) {
                try MembershipStore(tx).change(next.person, in: space, from: next.role, to: .steward, by: act)
            } else {
                try PlaceClosing(house: house).close(PlaceStore(tx).find(space), by: act, on: tx)
            }
        }
        if let address = account.email { try PostWork.forget(address, house, on: tx) }
        let files = try AccountErasure(tx).erase(account, keepingWords: keepingWords, by: act)
        try LeavingLetter(house: house).gone(account, at: act.now, on: tx)
        return files
    }
}
