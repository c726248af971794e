import Database
import HTML
import Language

/// One mail with everything that waits, instead of one for each: what a team owes this week, and what became of one's own words.
enum Digest {
    /// The kind of the job that looks once an hour whose digest is due.
    static let kind = "digest"

    static func handlers(_ house: House) -> [String: PostWork.Handler] {
        [kind: { _ in try await run(house) }]
    }

    /// Makes sure that the next full hour has its look. An hour is named, so that several servers look once.
    static func schedule(_ house: House, on tx: any Connection) throws {
        let hour = house.clock().milliseconds / 3_600_000 + 1
        try house.jobs.enqueue(kind, "", at: hour * 3_600_000, on: tx, key: "\(kind) \(hour)")
    }

    private static func run(_ house: House) async throws {
        let now = house.clock()
        try await house.db.write { try schedule(house, on: $0) }
        guard house.post != nil else { return }
        var last: ID<Person>?
        var problem: (any Error)?
        while true {
            let page = try await house.db.read { [last] in try DigestReading(tx: $0, now: now).due(after: last) }
            // Each in a write of their own: what goes wrong with one letter holds back nobody else's.
            for reader in page.due {
                do { try await house.db.write { try send(reader, house, now, on: $0) } } catch { problem = error }
            }
            guard let next = page.last else { break }
            last = next
        }
        if let problem { throw problem }
    }

    /// Nothing to say is no mail. Either way this day counts as told.
    private static func send(_ to: DigestReading.Addressee, _ house: House, _ now: Moment, on tx: any Connection) throws {
        let news = try DigestReading(tx: tx, now: now).news(for: to)
        if !news.isEmpty {
            let tongue = house.catalogues.tongue(to.language, zone: to.zone, today: now.day(in: to.zone))
            // Not even how many places there are, and what they are called.
            let said = to.isDiscreet ? nothingSaid(house.settings) : news.flatMap { lines($0, house.settings) }
            let page = MailPage(
                subject: Phrase("What waits, and what became of it"),
                lines: said + link(Phrase("No more letters"), NoMoreLetters.address(for: to.id, house)))
            var letter = page.letter(to: to.mail, called: to.name, in: tongue, discreetly: to.isDiscreet)
            letter.ending = NoMoreLetters.address(for: to.id, house)
            try PostWork.send(letter, for: nil, from: house, at: now, on: tx)
        }
        try PersonStore(tx).told(to.id, on: now.day(in: .utc))
    }

    /// Names the place and how much, never what was said: mail is read by others too.
    private static func lines(_ news: DigestReading.News, _ settings: Settings) -> [MailPage.Line] {
        switch news {
        case .owed(let place, let things, let minutes):
            [
                .say(
                    Phrase.counted(
                        things, one: "\("place", place.name): \("n", things) thing this week, about \("minutes", minutes) minutes.",
                        other: "\("place", place.name): \("n", things) things this week, about \("minutes", minutes) minutes."))
            ] + link(Phrase("See this week"), settings.address(place.path("week").description))
        case .told(let place, let question):
            [.say(Phrase("\("place", place.name): you can see what became of your words."))]
                + link(Phrase("See it"), settings.address("/questions/\(question)"))
        }
    }

    private static func nothingSaid(_ settings: Settings) -> [MailPage.Line] {
        [.say(Phrase("Something new waits for you."))] + link(Phrase("See it"), settings.address("/"))
    }

    private static func link(_ words: Phrase, _ address: String?) -> [MailPage.Line] {
        address.map { [.link(words, $0), .gap] } ?? [.gap]
    }
}

/// Reads whose digest is due and what stands in it.
struct DigestReading {
    let tx: any Connection
    let now: Moment

    struct Addressee: Sendable {
        let id: ID<Person>
        let name: String
        let mail: String
        let language: LanguageTag
        let zone: Zone
        let toldOn: Day?
        var isDiscreet = false
    }

    enum News: Sendable {
        case owed(Place, things: Int, minutes: Int)
        case told(Place, question: ID<Item>)
    }

    /// Days between two digests, by how often somebody wants to hear.
    private static let rest = ["once": 0, "day": 1, "week": 7]

    /// People looked at in one read.
    private static let page = 500

    /// Whose digest is due among the next people after one, and the last who was looked at; nil at the end. Nobody is written to at an
    /// address they have not confirmed.
    func due(after id: ID<Person>? = nil) throws -> (due: [Addressee], last: ID<Person>?) {
        let today = now.day(in: .utc)
        let rows = try tx.run(
            """
            SELECT id, name, email, language, notice_language, zone, notice_every, quiet_from, quiet_to, told_on,
                \(PersonStore.isDiscreet) AS is_discreet FROM people
            WHERE notice_channel = 'mail' AND email IS NOT NULL AND email_proved = 1 AND (told_on IS NULL OR told_on < \(today))
                AND id > \(id?.description ?? "") ORDER BY id LIMIT \(Self.page)
            """)
        let due: [Addressee] = try rows.compactMap { row in
            let zone = try row.textOrNil("zone").flatMap { Zone($0) } ?? .utc
            let told = try row.dayOrNil("told_on")
            let rest = Self.rest[try row.text("notice_every")] ?? 7
            guard told.map({ today - $0 >= rest }) ?? true, try !isQuiet(row, zone), let mail = try row.textOrNil("email") else {
                return nil
            }
            let language = try row.textOrNil("notice_language").flatMap { LanguageTag($0) } ?? row.language("language")
            return Addressee(
                id: try row.id("id"), name: try row.text("name"), mail: mail, language: language, zone: zone, toldOn: told,
                isDiscreet: try row.bool("is_discreet"))
        }
        return (due, rows.count < Self.page ? nil : try rows.last?.id("id"))
    }

    /// By the person's own clock; the same hour twice means that no hour is quiet.
    private func isQuiet(_ row: Row, _ zone: Zone) throws -> Bool {
        let hour = ((now.milliseconds / 60_000 + zone.offsetMinutes(at: now)) / 60) % 24
        let (from, to) = (try row.int("quiet_from"), try row.int("quiet_to"))
        if from == to { return false }
        return from < to ? (from..<to).contains(hour) : hour >= from || hour < to
    }

    func news(for person: Addressee) throws -> [News] {
        let rows = try tx.run(
            "SELECT m.space_id, CASE WHEN \(MembershipStore.has(.tell)) THEN 1 ELSE 0 END AS tells FROM memberships m WHERE m.person_id = \(person.id) ORDER BY m.space_id"
        )
        var news: [News] = []
        for row in rows {
            let place = try PlaceStore(tx).find(row.id("space_id"))
            if try row.bool("tells") {
                let owed = try DutyStore(tx).owed(in: place.id, limit: 200).filter {
                    // What is for the safety lead alone is not counted for others, and has a letter of its own.
                    $0.kind != .lookAtEnd && $0.due <= now.day(in: place.zone) + 7
                }
                let hands = try ReviewStore(tx).hands(on: owed.filter { $0.kind == .review }.map(\.item))
                let duties = owed.filter { hands[$0.item]?.contains(person.id) != true }
                if !duties.isEmpty { news.append(.owed(place, things: duties.count, minutes: duties.reduce(0) { $0 + $1.minutes })) }
            }
        }
        return try news + told(person)
    }

    /// Questions this person answered under their name and that were told back since the last digest.
    private func told(_ person: Addressee) throws -> [News] {
        try tx.run(
            """
            SELECT DISTINCT q.id, q.space_id FROM items v JOIN links a ON a.from_id = v.id AND a.relation = 'answers' JOIN items q ON q.id = a.to_id
            JOIN links r ON r.to_id = q.id AND r.relation = 'returned_to' JOIN items i ON i.id = r.from_id
            WHERE v.author_id = \(person.id) AND v.kind = 'voice' AND v.audience < \(Audience.nobody.rawValue) AND i.kind = 'telling'
                AND i.state = 'told' AND i.day >= \(person.toldOn ?? Day(number: 0)) ORDER BY q.id LIMIT 20
            """
        ).map { .told(try PlaceStore(tx).find($0.id("space_id")), question: try $0.id("id")) }
    }
}
