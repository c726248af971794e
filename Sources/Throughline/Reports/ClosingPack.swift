import Database
import Language

/// What became of one question, for everybody it was put to, also those without a screen: in its short size, with numbers, cleared words,
/// what was decided and promised, and what comes next.
struct ClosingPack: Sendable {
    let question: Question
    let place: Place
    let people: Headcount
    let became: WhatBecame
    let changed: [Step]
    let quotes: [Voice]
    /// The line and the points of the report that is out.
    let short: [Text]
    /// What is still to come, by its day.
    let next: [(day: Day, what: Text)]
    let fewest: Int
    let day: Day

    static let mostQuotes = 5

    var sheet: Sheet {
        var sheet = Sheet()
        sheet.heading(1, words: question.text)
        sheet.small(Phrase("What became of it. The \("team", place.team) team, \("place", place.name)"))
        if let line = short.first { sheet.text(words: line) }
        for point in short.dropFirst() { sheet.entry([.words(point)]) }
        sheet.heading(2, Phrase("What people said"))
        sheet.text(ReportSheet.answered(people))
        for voice in quotes {
            guard let text = voice.text else { continue }
            // A paper has room for the beginning of what somebody said at length.
            let isLong = text.body.count > Quote.longest
            sheet.quote(isLong ? Text(body: Quote.of(text.body) + " …", language: text.language, origin: text.origin) : text)
            if let name = voice.name { sheet.small(Phrase("\("name", name)")) }
        }
        sheet.heading(2, Phrase("What we learned"))
        for learned in became.learned {
            var small: [[Sheet.Run]] = [[.say(learned.sureness.words)]]
            if let label = learned.item.label { small.append([.say(Phrase("Moderators note: \("note", label.words)."))]) }
            if learned.dissents > 0 { small.append([.say(Phrase("Not everybody sees it this way."))]) }
            sheet.entry([.words(learned.claim)], small: small)
        }
        if became.learned.isEmpty { sheet.text(Phrase("Nothing has been learned yet.")) }
        sheet.heading(2, Phrase("Decisions and promises"))
        for done in became.done { sheet.entry([.words(done.what)], small: ReportSheet.notes(done, saysWhy: true)) }
        if became.done.isEmpty { sheet.text(Phrase("Nothing has been decided yet.")) }
        if !changed.isEmpty { sheet.heading(2, Phrase("What changed")) }
        for step in changed { if let text = step.text { sheet.entry([.words(text)], small: [[.say(Phrase("since \("day", step.day)"))]]) } }
        sheet.heading(2, Phrase("What comes next"))
        for coming in next { sheet.entry([.say(Phrase("By \("day", coming.day):")), .words(coming.what)]) }
        if became.owed > 0 { sheet.text(Phrase("Whoever has not heard from us yet hears by \("day", question.hearBy).")) }
        if next.isEmpty, became.owed == 0 { sheet.text(Phrase("Nothing more is promised.")) }
        return sheet
    }
}

/// Reads a closing pack with the eyes of those who take part, or of a stranger for strangers.
struct ClosingPackReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func pack(_ id: ID<Item>) throws -> ClosingPack {
        let question = try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(question.item.space)
        try PracticeStore(tx).require(.reports, in: place.id)
        let takesPart = reader.level(in: place.id) >= .circle
        let eyes = takesPart ? Openness.circle.reader(of: place.id) : reader
        let fewest = takesPart ? Headcount.takingPart : Headcount.anybody
        let became = try BecameReading(tx: tx, reader: eyes, language: language, now: now).view(id)
        let steps = try Trail(tx: tx, reader: eyes, now: now).around(id, in: language).after
        return try ClosingPack(
            question: question, place: place, people: Headcount(VoiceStore(tx).count(of: id).people, from: fewest), became: became,
            changed: steps.filter { $0.item.kind == .outcome && !$0.isBeyond }, quotes: quotes(id, in: place, eyes),
            short: short(id, in: place, eyes), next: next(became, after: now.day(in: place.zone)), fewest: fewest,
            day: now.day(in: place.zone))
    }

    /// Of those who let their words be quoted, the ones in the reader's language first.
    private func quotes(_ id: ID<Item>, in place: Place, _ eyes: Reader) throws -> [Voice] {
        let day = now.day(in: .utc)
        let rows = try tx.run(
            """
            \(VoiceStore.select) WHERE v.question_id = \(id) AND i.state = 'ready' AND i.label IS NULL AND t.body IS NOT NULL
                AND \(PermissionSQL.holds(.quote, on: day)) AND \(PermissionSQL.mayBeCopied) AND \(Visibility.inSpace(place.id, for: eyes, at: now))
            ORDER BY CASE WHEN i.language = \(language) THEN 0 ELSE 1 END, v.id LIMIT \(ClosingPack.mostQuotes)
            """)
        return try VoiceStore(tx).read(rows).map { voice in
            var voice = voice
            if !voice.permission.holds(.name, on: day) { voice.name = nil }
            return voice
        }
    }

    private func short(_ id: ID<Item>, in place: Place, _ eyes: Reader) throws -> [Text] {
        let store = ReportStore(tx)
        guard let report = try store.list(in: place.id, on: id, states: ["published"], for: eyes, in: language, at: now).first else {
            return []
        }
        let blocked = try store.blocked(in: report, on: now.day(in: .utc))
        return ([.line] + ReportPart.points).filter { !blocked.contains($0) }.compactMap { report.words($0) }
    }

    /// Days on which a decision is looked at again, or something promised is to be done.
    private func next(_ became: WhatBecame, after today: Day) throws -> [(day: Day, what: Text)] {
        let ids = became.done.filter { !$0.isNotDone }.map(\.item.id)
        guard !ids.isEmpty else { return [] }
        let rows = try tx.run(
            """
            SELECT id, check_on AS day FROM decisions WHERE id IN \(list: ids) AND check_on >= \(today)
            UNION ALL SELECT c.id, c.due AS day FROM commitments c JOIN items i ON i.id = c.id
            WHERE c.id IN \(list: ids) AND c.due >= \(today) AND i.state IN ('made', 'accepted', 'under_way')
            """)
        let days = try Dictionary(rows.map { (try $0.id("id") as ID<Item>, try $0.day("day")) }) { first, _ in first }
        return became.done.compactMap { done in days[done.item.id].map { (day: $0, what: done.what) } }.sorted { $0.day < $1.day }
    }
}
