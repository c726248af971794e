import Database
import Language

/// Finds out whether somebody is who they say.
///
/// Every try compares as many hashes as one name may have owners, real or not, so that neither the answer nor its time tells whether
/// a name is known here. Tries are counted by line and by name on that line, under keys that are forgotten daily; tries over one line
/// never keep anybody out on another.
struct SignIn: Sendable {
    let house: House

    /// Tries within a quarter of an hour: for one name over one line and over all lines, of one line, and of everybody.
    static let triesOfOne = 20
    static let triesOfName = 100
    static let triesOfLine = 300
    static let triesOfAll = 1_500

    /// The person this name or mail address and phrase belong to; nil for anything that does not fit.
    func person(_ typed: String, phrase: String, over line: String?, at now: Moment) async throws -> ID<Person>? {
        // Longer than anybody's: it costs us nothing and counts for nobody.
        guard typed.utf8.count <= Passwords.longest, phrase.utf8.count <= Passwords.longest else { return nil }
        let name = typed.contains("@") ? typed.lowercased() : PersonName.key(typed)
        try house.brakes.press(
            "sign-ins", by: line, .init(limit: Self.triesOfLine, minutes: 15), of: .init(limit: Self.triesOfAll, minutes: 15), at: now)
        try house.brakes.press(
            "sign-in", by: line, .init(limit: Self.triesOfOne, minutes: 15), of: .init(limit: Self.triesOfName, minutes: 15), to: name,
            at: now)
        let candidates = try await house.db.read { try PersonStore($0).candidates(typed) }
        let words = ComeBackPhrase.canonical(phrase)
        let passwords = house.passwords
        let found = try await passwords.inTurn(line) { () -> (id: ID<Person>, hash: String)? in
            var found: (id: ID<Person>, hash: String)?
            for place in 0..<PersonStore.mostOfOneName {
                let candidate = place < candidates.count ? candidates[place] : nil
                let fits = await passwords.verify(words, against: candidate?.hash)
                if fits, found == nil, let candidate, let hash = candidate.hash { found = (candidate.id, hash) }
            }
            return found
        }
        if let found, house.passwords.needsRehash(found.hash), let hash = try? await house.passwords.hash(words) {
            try await house.db.write { tx in try PersonStore(tx).rephrase(found.id, from: found.hash, to: hash) }
        }
        return found?.id
    }
}
