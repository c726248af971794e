import Database
import Language

/// Finds out whether somebody is who they say.
///
/// Every try compares as many hashes as one name may have owners, real or not, so that neither the answer nor its time tells whether
/// a name is known here. Tries are counted by name and all together; no address of a network plays a part.
struct SignIn: Sendable {
    let house: House

    /// Tries for one name within a quarter of an hour, and for everybody within ten minutes.
    static let triesOfOne = 20
    static let triesOfAll = 1_000

    /// The person this name or mail address and phrase belong to; nil for anything that does not fit.
    func person(_ typed: String, phrase: String, at now: Moment) async throws -> ID<Person>? {
        let name = typed.contains("@") ? typed.lowercased() : PersonName.key(typed)
        try house.brakes.press("sign-in", from: name, limit: Self.triesOfOne, minutes: 15, at: now)
        try house.brakes.press("sign-ins", from: "", limit: Self.triesOfAll, minutes: 10, at: now)
        let candidates = try await house.db.read { try PersonStore($0).candidates(typed) }
        let words = ComeBackPhrase.canonical(phrase)
        var found: (id: ID<Person>, hash: String)?
        for place in 0..<PersonStore.mostOfOneName {
            let candidate = place < candidates.count ? candidates[place] : nil
            let fits = await house.passwords.verify(words, against: candidate?.hash)
            if fits, found == nil, let candidate, let hash = candidate.hash { found = (candidate.id, hash) }
        }
        if let found, house.passwords.needsRehash(found.hash), let hash = try? await house.passwords.hash(words) {
            try await house.db.write { tx in try PersonStore(tx).rephrase(found.id, from: found.hash, to: hash) }
        }
        return found?.id
    }
}
