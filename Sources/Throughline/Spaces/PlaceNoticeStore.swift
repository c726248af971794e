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
        try sayBeside(place)
        try AuditStore(tx).record("space.notice", item: nil, space: place.id, by: act, unnamed: act.by == nil)
    }

    /// What stands beside the boxes lies with the place itself, so that no form has to look for it.
    private func sayBeside(_ place: Place) throws {
        var help = WritingHelp()
        for row in try tx.run(
            """
            SELECT field, language, body FROM place_notices WHERE space_id = \(place.id)
                AND field IN \(list: [PlaceNotice.Field.avoid.rawValue, PlaceNotice.Field.instead.rawValue])
            """)
        {
            let (language, body) = (try row.text("language"), try row.text("body"))
            if try row.text("field") == PlaceNotice.Field.avoid.rawValue {
                help.words[language, default: .init()].avoid = body
            } else {
                help.words[language, default: .init()].instead = body
            }
        }
        try PlaceStore(tx).say(help, in: place.id)
    }

    /// Somebody who is gone for good answers for nothing: the team's name stands in the place of theirs.
    func forget(_ name: String, in place: Place) throws {
        for row in try tx.run("SELECT field, language, body FROM place_notices WHERE space_id = \(place.id)") {
            let (field, language) = (try row.text("field"), try row.text("language"))
            guard let body = try row.text("body").replacing(wholeWords: name, with: place.team) else { continue }
            try tx.run(
                "UPDATE place_notices SET body = \(body) WHERE space_id = \(place.id) AND field = \(field) AND language = \(language)")
        }
        try sayBeside(place)
    }

    /// Nothing opens for answers where nobody answers for it.
    func require(_ place: Place) throws {
        guard try notice(of: place, for: place.language).isComplete else { throw Refusal.notNow(.nobodyAnswers) }
    }
}

extension String {
    /// The text with another name in the place of one, where it stands alone; nil where it does not.
    fileprivate func replacing(wholeWords name: String, with other: String) -> String? {
        guard !name.isEmpty else { return nil }
        var (left, rest) = ("", self[...])
        while let found = rest.firstRange(of: name) {
            let isWord =
                (rest[..<found.lowerBound].last ?? left.last)?.isLetter != true
                && rest[found.upperBound...].first?.isLetter != true
            left += rest[..<found.lowerBound] + (isWord ? other : name)
            rest = rest[found.upperBound...]
        }
        left += rest
        return left == self ? nil : left
    }
}
