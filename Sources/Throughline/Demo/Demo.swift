import Database
import Language

/// The demonstration: six places, 120 people and fourteen turns of the path, from a question to what became of it (domain 0.4).
///
/// Everybody in it is invented. It is the same every time but for its dates, which follow the day it is made on, and for the phrases
/// people sign in with. Still to come, each with its feature: gatherings, the consultation, the library, grants, measures.
enum Demo {
    /// Why nothing was filled in.
    enum Problem: Error, Equatable {
        /// There is something in this database, and a demonstration must not mix with it.
        case notEmpty
    }

    /// How one of the people signs in.
    struct SignIn: Sendable {
        let name: String
        let mail: String?
        let phrase: String
        /// The places they belong to, with what they are there.
        let roles: [(place: String, role: Role)]
    }

    /// What the terminal says at the end.
    struct Made: Sendable {
        let people: [SignIn]
        /// The five words on the slip of the first voice of the main story.
        let code: String
        /// The question of the main story.
        let question: ID<Item>
    }

    static let stories =
        [DemoMarketDay.story, DemoYouth.story] + DemoDelta.stories + DemoValley.stories + DemoOsh.stories
        + DemoSaffron.stories + DemoBorder.stories + DemoPartners.stories

    /// Fills an empty house in one transaction: either everything is there afterwards, or nothing.
    static func fill(_ house: House, progress: @escaping @Sendable (String) -> Void) async throws -> Made {
        guard try await house.db.read({ try isEmpty($0) }) else { throw Problem.notEmpty }
        progress("Recording a few sounds")
        let sounds = await DemoSounds.make(with: house)
        let paper = try await DemoPapers.put(in: house)
        progress("Choosing phrases")
        let people = try await signIns(house)
        var random = house.random.generator
        let code = ReceiptCode.fresh(in: "pt", using: &random)
        let mac = hex(house.keys.mac(code.canonical, for: .receipts))
        progress("Writing \(stories.count) stories")
        let question = try await house.db.write { tx in
            guard try isEmpty(tx) else { throw Problem.notEmpty }
            let days = DemoDays(now: house.clock(), random: .seeded(seed))
            let cast = try DemoCast.settle(tx, days, people, house)
            var writing = DemoWriting(tx: tx, days: days, cast: cast, sounds: sounds)
            for story in stories { try writing.write(story) }
            try VoiceStore(tx).remember(mac, for: writing.record("pot"), on: days.day(273))
            try DemoModeration(tx: tx, days: days, writing: writing, house: house).write()
            try DemoAgreement(tx: tx, days: days, writing: writing).write()
            try DemoSharing(tx: tx, days: days, writing: writing, house: house).write()
            try DemoHands(tx: tx, days: days, writing: writing, house: house).write()
            try DemoPapers.write(paper, tx: tx, days: days, beside: writing.record("hour"), by: cast.person("amina"))
            try DemoCoding(tx: tx, days: days, writing: writing).write()
            try DemoWeighing(writing: writing).write()
            try DemoCorrecting(tx: tx, days: days, writing: writing).write()
            try DemoAgenda(tx: tx, days: days, writing: writing).write()
            try DemoFollowing(tx: tx, days: days, writing: writing).write()
            try DemoPanels(tx: tx, days: days, writing: writing).write()
            try DemoKeepsakes(tx: tx, days: days, writing: writing).write()
            try DemoJourney(tx: tx, days: days, writing: writing).write()
            try DemoReports(tx: tx, days: days, writing: writing).write()
            return try writing.record("youth")
        }
        return Made(people: people.map(\.signIn), code: code.text, question: question)
    }

    /// The seed of everything that is not a secret.
    static let seed: UInt64 = 0x7468_726f_7567_686c

    /// Somebody named, with the hash of the phrase that was made for them.
    struct Named: Sendable {
        let person: DemoPerson
        let phrase: String
        let hash: String

        var signIn: SignIn { SignIn(name: person.name, mail: person.mail, phrase: phrase, roles: person.roles) }
    }

    /// Four words each, new for every demonstration: a demonstration that somebody leaves on the network is not open to everybody.
    private static func signIns(_ house: House) async throws -> [Named] {
        var random = house.random.generator
        let phrases = DemoPerson.all.map { _ in ReceiptCode.fresh(in: "en", using: &random).groups.prefix(4).joined(separator: " ") }
        return try await withThrowingTaskGroup(of: (Int, Named).self) { group in
            for (place, person) in DemoPerson.all.enumerated() {
                group.addTask {
                    let hash = try await house.passwords.hash(phrases[place])
                    return (place, Named(person: person, phrase: phrases[place], hash: hash))
                }
            }
            return try await group.reduce(into: [(Int, Named)]()) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func isEmpty(_ tx: any Connection) throws -> Bool {
        try tx.run("SELECT id FROM spaces LIMIT 1").isEmpty && tx.run("SELECT id FROM items LIMIT 1").isEmpty
            && tx.run("SELECT id FROM people LIMIT 1").isEmpty
    }
}

/// The calendar of the demonstration, counted backwards from the day it is made on.
struct DemoDays: Sendable {
    let now: Moment
    let random: Randomness

    var today: Day { now.day(in: .utc) }
    func day(_ daysAgo: Int) -> Day { today - daysAgo }

    /// An act of so many days ago, at some hour of the working day and never in the future.
    func act(_ daysAgo: Int, by person: ID<Person>? = nil) -> Act {
        let midnight = day(daysAgo).number * 86_400_000
        let minutes = 7 * 60 + Int(random.next() % 600)
        return Act(by: person, now: Moment(milliseconds: min(midnight + minutes * 60_000, now.milliseconds)), random: random)
    }
}
