import Database
import HTML
import Language

/// Once an hour: records whose day has come open, or end. Pages compare with the moment they are asked for, so nobody waits for this and
/// nobody reads on because of it.
enum TimesWork {
    static let kind = "times"

    static func handlers(_ house: House) -> [String: PostWork.Handler] {
        [
            kind: { _ in
                try await house.db.write { try schedule(house, on: $0) }
                try await run(house)
            }
        ]
    }

    /// An hour is named, so that several servers look once.
    static func schedule(_ house: House, on tx: any Connection) throws {
        let hour = house.clock().milliseconds / 3_600_000 + 1
        try house.jobs.enqueue(kind, "", at: hour * 3_600_000, on: tx, key: "\(kind) \(hour)")
    }

    /// Before the sweep, so that what ends today is gone from the disk by the morning.
    static func nightly(_ house: House) async throws {
        let today = house.clock().day(in: .utc)
        try await house.db.write { try LineStore($0).giveEnds(on: today) }
        try await remind(house)
        try await run(house)
    }

    static func run(_ house: House) async throws {
        let (act, now) = (house.act(by: nil), house.clock())
        for item in try await house.db.read({ try LineStore($0).opening(at: now) }) {
            try await house.db.write { tx in
                guard let item = try LineStore(tx).unseen(item.id), let at = item.opensAt, at <= now else { return }
                try LineStore(tx).embargo(item, until: nil, in: .utc, seen: item.version, by: act)
            }
        }
        // East of us it is tomorrow already.
        for item in try await house.db.read({ try LineStore($0).ending(by: now.day(in: .utc) + 1) }) {
            let files: [String] = try await house.db.write { tx in
                guard let item = try LineStore(tx).unseen(item.id), let last = item.endsOn,
                    try now.day(in: PlaceStore(tx).find(item.space).zone) >= last
                else { return [] }
                return try Ending(tx).end(item.id, by: act)
            }
            try await Withdrawal.remove(files, from: house, on: act.day)
        }
    }

    /// Whoever may keep a record longer hears once that it ends, with nothing of what it says; for the safety lead it stands among what
    /// waits this week.
    private static func remind(_ house: House) async throws {
        let (act, now) = (house.act(by: nil), house.clock())
        let today = now.day(in: .utc)
        let soon = try await house.db.read { try LineStore($0).ending(by: today + Lasting.notice) }
        try await house.db.write { tx in
            for item in soon {
                guard let last = item.endsOn, last > today, try isNew(item, last, tx) else { continue }
                try DutyStore(tx).excuse(.lookAtEnd, on: item.id, language: item.language, door: .here, people: 1)
                try DutyStore(tx).owe(
                    .lookAtEnd, on: item.id, in: item.space, language: item.language, door: .here, due: last, minutes: 3, people: 1, by: act
                )
                try tell(item, by: last, house, tx)
            }
        }
    }

    private static func isNew(_ item: Item, _ last: Day, _ tx: any Connection) throws -> Bool {
        try !DutyStore(tx).owed(on: item.id, kind: .lookAtEnd).contains { $0.due == last }
    }

    /// One letter a person and night, however much ends.
    private static func tell(_ item: Item, by last: Day, _ house: House, _ tx: any Connection) throws {
        let place = try PlaceStore(tx).find(item.space)
        var readers: [ID<Person>: Href] = [:]
        if let author = item.author.person { readers[author] = "/records/\(item.id)/ending" }
        if item.audience == .safety {
            for (person, offices) in try OfficeStore(tx).all(in: item.space) where offices.contains(.safety) {
                readers[person] = place.path("ending")
            }
        }
        let day = house.clock().day(in: .utc).text
        for (person, href) in readers.sorted(by: { $0.key.description < $1.key.description }) {
            guard let page = house.settings.address(href.text) else { continue }
            let lines: [MailPage.Line] = [
                .say(Phrase("Something you look after ends on \("day", last), and is erased then. Say so if it is still needed.")), .gap,
                .link(Phrase("Look at it"), page),
            ]
            try PersonalLetter(house: house).send(
                MailPage(subject: Phrase("Something waits for you"), lines: lines), to: person, at: house.clock(), on: tx,
                key: "ending \(person) \(day)")
        }
    }
}
