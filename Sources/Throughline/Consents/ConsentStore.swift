import Database
import Language

/// Owns the table `consents`: every answer as it was given, one after another. What holds now stands on the voice.
struct ConsentStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Keeps what differs from what was said last. A no to something that was never asked before is kept too: it was asked now.
    func say(
        _ said: ConsentDraft.Checked, about item: ID<Item>, for audience: Openness, asked language: LanguageTag, on day: Day
    ) throws {
        let before = try all(about: item)
        for consent in Consent.allCases {
            guard let answer = said.answers[consent] else { continue }
            let earlier = before.filter { $0.consent == consent }
            let next = Agreed(
                consent: consent, answer: answer, version: consent.version, audience: audience, until: answer ? said.until : nil,
                language: language, day: day)
            if let last = earlier.last, last.isSame(as: next) { continue }
            try tx.run(
                """
                INSERT INTO consents (item_id, purpose, number, answer, version, audience, until, language, day)
                VALUES (\(item), \(consent.rawValue), \(earlier.count + 1), \(answer), \(next.version), \(audience.rawValue), \(next.until),
                    \(language), \(day))
                """)
        }
    }

    /// By purpose, the oldest answer first.
    func all(about item: ID<Item>) throws -> [Agreed] { try all(about: [item])[item] ?? [] }

    func all(about items: [ID<Item>]) throws -> [ID<Item>: [Agreed]] {
        guard !items.isEmpty else { return [:] }
        let rows = try tx.run("SELECT * FROM consents WHERE item_id IN \(list: items) ORDER BY item_id, purpose, number")
        return try rows.reduce(into: [:]) { all, row in
            guard let consent = Consent(rawValue: try row.text("purpose")) else { return }
            let agreed = try Agreed(
                consent: consent, answer: row.bool("answer"), version: row.int("version"),
                audience: Openness(rawValue: row.text("audience")) ?? .team, until: row.dayOrNil("until"),
                language: row.language("language"), day: row.day("day"))
            all[try row.id("item_id"), default: []].append(agreed)
        }
    }

    /// What anybody said a yes to that ended before this day.
    func ended(before day: Day) throws -> [ID<Item>] {
        try tx.run("SELECT DISTINCT item_id FROM consents WHERE until IS NOT NULL AND until < \(day) ORDER BY item_id").map {
            try $0.id("item_id")
        }
    }
}

extension Agreed {
    /// The same said once more: whoever asked in which language, and on which day.
    fileprivate func isSame(as other: Agreed) -> Bool {
        answer == other.answer && version == other.version && audience == other.audience && until == other.until
    }
}
