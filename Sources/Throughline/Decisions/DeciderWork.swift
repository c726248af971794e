import Database
import Language

/// What follows after a decider was asked, in the background: asking again on the day they named, and telling them how many have heard.
enum DeciderWork {
    /// The payload is the id of somebody who was asked, and the address of this instance as it was asked from.
    static let again = "decider_again"
    /// The payload is the id of a question whose speakers were told.
    static let told = "decider_told"

    static func handlers(_ house: House) -> [String: PostWork.Handler] {
        [again: { try await askAgain($0, house) }, told: { try await tell(ID($0), house) }]
    }

    /// The next morning the deciders of a question hear how many were told; several tellings of a day are one mail.
    static func tellDeciders(of question: ID<Item>, from house: House, by act: Act, on tx: any Connection) throws {
        try house.jobs.enqueue(told, question.description, at: morning(of: act.day + 1), on: tx, key: question.description)
    }

    /// Asks again on a day the decider chose.
    static func askAgain(_ asked: AskedDecider, on day: Day, from house: House, at base: String, on tx: any Connection) throws {
        try house.jobs.enqueue(again, "\(asked.id) \(base)", at: morning(of: day), on: tx, key: asked.id.description)
    }

    /// Six in the morning, UTC: a time that tells nothing about who asked for it.
    private static func morning(of day: Day) -> Int { day.number * 86_400_000 + 6 * 3_600_000 }

    private static func askAgain(_ payload: String, _ house: House) async throws {
        let parts = payload.split(separator: " ").map(String.init)
        guard let id = parts.first.flatMap({ ID<AskedDecider>(typed: $0) }) else { throw WorkProblem.unreadable }
        let base = house.settings.publicURL ?? (parts.count > 1 ? parts[1] : "")
        try await house.db.write { tx in
            let now = house.clock()
            guard let asked = try AskedDeciderStore(tx).find(id), asked.reply?.isLast != true, !asked.isOver(on: now.day(in: .utc)) else {
                return
            }
            let brief: DeciderBrief
            do { brief = try DeciderReading(tx: tx, now: now).brief(asked) } catch Refusal.notFound { return }
            let links = DeciderMail.Links(base: base, token: asked.token(house.keys), language: asked.language)
            try send(DeciderMail.ask(brief, links), to: asked, brief.place, house, on: tx, key: "again " + asked.id.description)
        }
    }

    /// Sums the tellings of a question and writes one line to each who decided. Nobody told, nothing written.
    private static func tell(_ question: ID<Item>, _ house: House) async throws {
        try await house.db.write { tx in
            let row = try tx.run(
                """
                SELECT coalesce(SUM(t.people), 0) AS people, coalesce(SUM(t.told), 0) AS told, coalesce(SUM(t.unreachable), 0) AS unreachable
                FROM tellings t JOIN items i ON i.id = t.id WHERE t.question_id = \(question) AND i.state = 'told'
                """
            ).first
            guard let row, try row.int("told") > 0 else { return }
            let deciders = try AskedDeciderStore(tx).all(about: question).filter { $0.reply?.isLast == true }
            for asked in deciders {
                let brief: DeciderBrief
                // Somebody took the question back meanwhile: there is nothing to write of.
                do { brief = try DeciderReading(tx: tx, now: house.clock()).brief(asked) } catch Refusal.notFound { continue }
                let links = DeciderMail.Links(
                    base: house.settings.publicURL ?? "", token: asked.token(house.keys), language: asked.language)
                let mail = try DeciderMail.told(
                    brief, told: row.int("told"), people: row.int("people"), unreachable: row.int("unreachable"), links)
                try send(mail, to: asked, brief.place, house, on: tx, key: "told " + asked.id.description)
            }
        }
    }

    /// Seals a mail into the queue; nothing happens where mail is not set up or the address was forgotten.
    static func send(_ page: MailPage, to asked: AskedDecider, _ place: Place, _ house: House, on tx: any Connection, key: String? = nil)
        throws
    {
        guard house.post != nil, let address = address(of: asked, house) else { return }
        let now = house.clock()
        let tongue = house.catalogues.tongue(asked.language, zone: place.zone, today: now.day(in: place.zone))
        try PostWork.send(
            page.letter(to: address, called: asked.name, in: tongue, discreetly: place.isDiscreet), for: place.id, from: house, at: now,
            on: tx, key: key)
    }

    static func seal(_ address: String, _ house: House) -> String {
        address.isEmpty ? "" : Base64URL.text(house.keys.seal(Array(address.utf8), for: .mail))
    }

    private static func address(of asked: AskedDecider, _ house: House) -> String? {
        guard !asked.sealedMail.isEmpty, let sealed = Base64URL.bytes(asked.sealedMail), let plain = house.keys.open(sealed, for: .mail)
        else { return nil }
        return String(decoding: plain, as: UTF8.self)
    }
}
