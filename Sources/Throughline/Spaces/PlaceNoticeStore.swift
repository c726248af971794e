import Database
import Language

/// Owns the table `place_notices`.
struct PlaceNoticeStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// In the reader's language where it was said in it, else in the place's own.
    func notice(of place: Place, for language: LanguageTag) throws -> PlaceNotice {
        let rows = try tx.run(
            """
            SELECT field, language, body FROM place_notices
            WHERE space_id = \(place.id) AND language IN \(list: [language.description, place.language.description])
            """)
        var notice = PlaceNotice()
        for row in rows {
            guard let field = PlaceNotice.Field(rawValue: try row.text("field")) else { continue }
            let text = Text(body: try row.text("body"), language: try row.language("language"), origin: "author")
            if notice.texts[field] == nil || text.language == language { notice.texts[field] = text }
        }
        return notice
    }

    /// Says it in one language; an emptied field is gone in that language.
    func write(_ draft: PlaceNoticeDraft, of place: Place, in language: LanguageTag, by act: Act) throws {
        for field in PlaceNotice.Field.allCases {
            let body = draft.words[field] ?? ""
            try tx.run("DELETE FROM place_notices WHERE space_id = \(place.id) AND field = \(field.rawValue) AND language = \(language)")
            guard !body.isEmpty else { continue }
            try tx.run(
                """
                INSERT INTO place_notices (space_id, field, language, body, changed_on)
                VALUES (\(place.id), \(field.rawValue), \(language), \(body), \(act.day))
                """)
        }
        try AuditStore(tx).record("space.notice", item: nil, space: place.id, by: act, unnamed: act.by == nil)
    }

    /// Nothing opens for answers where nobody answers for it.
    func require(_ place: Place) throws {
        guard try notice(of: place, for: place.language).isComplete else { throw Refusal.notNow(.nobodyAnswers) }
    }
}
