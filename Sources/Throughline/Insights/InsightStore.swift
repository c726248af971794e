import Database
import Language

/// Owns the table `insights`.
struct InsightStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Writes down what was learned as a note for the team. It starts as closed as the strictest of its sources (domain 0.3, G2).
    @discardableResult
    func add(_ claim: String, limits: String = "", in language: LanguageTag, from question: Question, evidence: [NewEvidence], by act: Act)
        throws
        -> ID<Item>
    {
        let marks = Self.strictest(evidence.map(\.source))
        let author: Author = act.by.map { .person($0) } ?? .nobody
        let new = NewItem(
            kind: .insight, space: question.item.space, author: author, language: language, sensitivity: marks.sensitivity, tlp: marks.tlp,
            state: "note")
        let id = try LineStore(tx).add(new, texts: [("claim", claim), ("limits", limits)], by: act)
        try tx.run(
            """
            INSERT INTO insights (id, question_id, strength, sources, against, withdrawn, withdrawn_on, confidence, review_on, wording)
            VALUES (\(id), \(question.id), \(Strength.none.rawValue), 0, 0, 0, NULL, NULL, NULL, 1)
            """)
        try ReviewStore(tx).sign(id, by: act)
        try LineStore(tx).link(id, .cites, question.id, by: act)
        for piece in evidence { try EvidenceStore(tx).add(piece, to: id, by: act) }
        try recompute(id, by: act)
        return id
    }

    func find(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> Insight {
        let rows = try tx.run("\(Self.select) WHERE n.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let row = rows.first else { throw Refusal.notFound }
        return try Insight(row, TextStore(tx).all(of: id, for: language))
    }

    /// Several at once, those of them a reader may see.
    func all(_ ids: [ID<Item>], for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [ID<Item>: Insight] {
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.run("\(Self.select) WHERE n.id IN \(list: ids) AND \(Visibility.anywhere(for: reader, at: now))")
        let texts = try TextStore(tx).all(of: ids, for: language)
        return try rows.reduce(into: [:]) { all, row in
            let insight = try Insight(row, texts[row.id("id")] ?? [:])
            all[insight.id] = insight
        }
    }

    /// What was learned in a space, the newest day first, never by strength (domain 0.3, G7).
    func list(
        _ states: [String], in space: ID<Space>, for reader: Reader, in language: LanguageTag, at now: Moment, before: ID<Item>? = nil,
        limit: Int
    )
        throws -> [Insight]
    {
        var sql: SQL =
            "\(Self.select) WHERE i.kind = 'insight' AND i.state IN \(list: states) AND \(Visibility.inSpace(space, for: reader, at: now))"
        if let before { sql += " AND i.id < \(before)" }
        let rows = try tx.run(sql + " ORDER BY i.id DESC LIMIT \(limit)")
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        return try rows.map { row in try Insight(row, texts[row.id("id")] ?? [:]) }
    }

    /// Puts more evidence beside it. An insight seen at another version is refused; nil adds whatever stands there now.
    /// Where a new source is less open, the insight closes to it unless somebody confirmed that it may stay as open as it is.
    /// Gives the questions of the learning agenda that this opens again: something speaks against what answered them.
    @discardableResult
    func attach(_ evidence: [NewEvidence], to insight: Insight, seen version: Int? = nil, staysOpen: Bool = false, by act: Act) throws
        -> [ID<Item>]
    {
        let line = LineStore(tx)
        guard let now = try line.unseen(insight.id) else { throw Refusal.notFound }
        try line.touch(insight.id, seen: version ?? now.version)
        let known = Set(try EvidenceStore(tx).all(of: insight.id).map(\.source.id))
        for piece in evidence { try EvidenceStore(tx).add(piece, to: insight.id, by: act) }
        try AuditStore(tx).record("insight.evidence", item: insight.id, space: insight.item.space, by: act, unnamed: act.by == nil)
        let strictest = Self.strictest(evidence.map(\.source).filter { !known.contains($0.id) } + [now])
        if strictest.sensitivity > now.sensitivity || strictest.tlp > now.tlp {
            if staysOpen && !insight.isNote {
                try confirm(insight.item, by: act)
            } else if let touched = try line.unseen(insight.id) {
                try mark(touched, strictest.sensitivity, strictest.tlp, by: act)
            }
        }
        try recompute(insight.id, by: act)
        guard evidence.contains(where: { $0.relation == .contradicts }) else { return [] }
        return try AgendaQuestionStore(tx).contradicted(insight.id, by: act)
    }

    /// Says it in other words. Who changes them becomes an author, and a check of the old words no longer holds. Who only says for whom
    /// it holds, where nobody had, has not written it.
    func reword(_ insight: Insight, _ draft: WordingDraft, seen version: Int, by act: Act) throws {
        let changed = draft.fields.filter { (insight.texts[$0.name]?.body ?? "") != $0.body }
        let line = LineStore(tx)
        try line.touch(insight.id, seen: version)
        guard !changed.isEmpty else { return }
        for (field, body) in changed { try TextStore(tx).write(body, of: insight.id, field: field, in: insight.item.language, on: act.day) }
        // What follows from it and who would not agree stand beside the claim; a check of the claim holds whatever they say.
        let isOther = changed.contains { $0.name == "claim" || ($0.name == "limits" && insight.limits != nil) }
        guard isOther else {
            return try AuditStore(tx).record(
                "insight.change", item: insight.id, space: insight.item.space, by: act, unnamed: act.by == nil)
        }
        try tx.run("UPDATE insights SET wording = wording + 1, confidence = NULL, review_on = NULL WHERE id = \(insight.id)")
        try ReviewStore(tx).sign(insight.id, by: act)
        try AuditStore(tx).record("insight.change", item: insight.id, space: insight.item.space, by: act, unnamed: act.by == nil)
        if let touched = try line.unseen(insight.id), touched.state == "checked" {
            try line.move(touched, "uncheck", as: .stranger, own: true, because: "its words were changed", by: act)
            try oweReview(of: touched, on: act.day + Self.checkDays, by: act)
        }
    }

    /// Says for whom, where and when it holds, where nobody had.
    private func limit(_ insight: Insight, _ words: String, by act: Act) throws {
        try TextStore(tx).write(words, of: insight.id, field: "limits", in: insight.item.language, on: act.day)
        try AuditStore(tx).record("insight.change", item: insight.id, space: insight.item.space, by: act, unnamed: act.by == nil)
    }

    /// Decides who may see it; a note is shared with that, and from then on waits to be checked.
    func open(_ insight: Insight, to openness: Openness, confirmed: Bool, seen version: Int, as reader: Reader, by act: Act) throws {
        let strictest = try strictest(of: insight)
        var item = insight.item
        if insight.isNote {
            item = try LineStore(tx).move(item, "share", seen: version, as: reader, by: act)
            try oweReview(of: item, on: act.day + Self.checkDays, by: act)
        } else {
            try reader.require(.learn, in: item.space)
            try LineStore(tx).touch(item.id, seen: version)
        }
        try mark(item, openness.marks.sensitivity, openness.marks.tlp, by: act)
        if openness.audience < strictest && confirmed { try confirm(item, by: act) }
    }

    /// It did not wait until those who said it had their days; why stands beside it.
    func openedEarly(_ insight: Insight, because reason: String, in language: LanguageTag, by act: Act) throws {
        try TextStore(tx).write(reason, of: insight.id, field: "early", in: language, on: act.day)
        try RoundStore(tx).openedEarly(insight.id, on: act.day)
        try AuditStore(tx).record("insight.early", item: insight.id, space: insight.item.space, by: act, unnamed: false)
    }

    /// The class of the strictest source; the insight's own while it has none.
    func strictest(of insight: Insight) throws -> Audience {
        try EvidenceStore(tx).all(of: insight.id).map(\.source.audience).max() ?? min(insight.item.audience, .team)
    }

    /// Somebody who did not write it says how sure they are. True when that makes it checked; false when a second look is needed.
    @discardableResult
    func review(
        _ insight: Insight, _ confidence: Confidence, _ draft: CheckDraft, in language: LanguageTag, fromElsewhere: Bool, seen version: Int,
        by act: Act
    )
        throws -> Bool
    {
        guard insight.mayBeChecked(on: act.day), let person = act.by else { throw Refusal.conflict }
        var (insight, version) = (insight, version)
        if insight.item.state == "checked" {
            insight = try ask(again: insight, seen: version, because: "its year is over", by: act)
            version = insight.item.version
        }
        if insight.limits == nil, !draft.limits.isEmpty { try limit(insight, draft.limits, by: act) }
        let reviews = ReviewStore(tx)
        try reviews.add(confidence, draft, in: language, fromElsewhere: fromElsewhere, on: insight, by: person, on: act.day)
        try tx.run("UPDATE insights SET confidence = \(confidence.rawValue) WHERE id = \(insight.id)")
        let looks = try reviews.all(of: insight)
        let isEnough = looks.count { $0.confidence == confidence } >= Checking.reviewersNeeded(confidence, insight.strength)
        guard isEnough, looks.contains(where: \.isFromContext) else {
            let missing = isEnough ? "somebody who knows the place or the people is needed" : "a second reviewer is needed"
            try LineStore(tx).touch(insight.id, seen: version)
            try AuditStore(tx).record(
                "insight.review", item: insight.id, space: insight.item.space, by: act, reason: missing, unnamed: false)
            return false
        }
        try LineStore(tx).move(insight.item, "check", seen: version, as: .stranger, own: true, by: act)
        let again = act.day + Self.reviewDays
        try tx.run("UPDATE insights SET review_on = \(again) WHERE id = \(insight.id)")
        try oweReview(of: insight.item, on: again, by: act)
        return true
    }

    /// What was checked is looked at again after a year (domain 0.5).
    static let reviewDays = 365
    /// What is shared, or lost a source, is checked within the week.
    static let checkDays = 7

    /// One look is owed at a time: a new day takes the place of the old one.
    private func oweReview(of insight: Item, on day: Day, by act: Act) throws {
        try DutyStore(tx).excuse(.review, on: insight.id, language: insight.language, door: .here, people: 1)
        try DutyStore(tx).owe(
            .review, on: insight.id, in: insight.space, language: insight.language, door: .here, due: day, minutes: 10, people: 1, by: act)
    }

    /// Judgements so far no longer hold, and it is only shared again: whoever judged it may judge it anew.
    private func ask(again insight: Insight, seen version: Int? = nil, because reason: String, by act: Act) throws -> Insight {
        if insight.item.state == "checked" {
            try LineStore(tx).move(insight.item, "uncheck", seen: version, as: .stranger, own: true, because: reason, by: act)
        }
        try tx.run("UPDATE insights SET wording = wording + 1, confidence = NULL, review_on = NULL WHERE id = \(insight.id)")
        try oweReview(of: insight.item, on: act.day + Self.checkDays, by: act)
        guard let row = try tx.run("\(Self.select) WHERE n.id = \(insight.id)").first else { throw Refusal.notFound }
        return try Insight(row, insight.texts)
    }

    /// Works out anew what the evidence suggests. What was checked goes back to shared when the judgement now needs another reviewer.
    @discardableResult
    func recompute(_ id: ID<Item>, by act: Act) throws -> Suggestion {
        let suggestion = Strength.suggested(try EvidenceStore(tx).all(of: id).map(\.evidence))
        try tx.run(
            """
            UPDATE insights SET strength = \(suggestion.strength.rawValue), sources = \(suggestion.sources), against = \(suggestion.against)
            WHERE id = \(id)
            """)
        guard let row = try tx.run("\(Self.select) WHERE n.id = \(id)").first else { return suggestion }
        let insight = try Insight(row, [:])
        if insight.item.state == "checked", let confidence = insight.confidence {
            let agreeing = try ReviewStore(tx).all(of: insight).count { $0.confidence == confidence }
            if agreeing < Checking.reviewersNeeded(confidence, suggestion.strength) {
                try LineStore(tx).move(insight.item, "uncheck", as: .stranger, own: true, because: "its evidence has changed", by: act)
                try oweReview(of: insight.item, on: act.day + Self.checkDays, by: act)
            }
        }
        return suggestion
    }

    /// A source was taken back, or its speaker does not want to be in `one` of them: it is gone from these insights, each says so with
    /// the day, and is worked out anew. What somebody had judged rested on it too, and is checked again.
    func sourceWithdrawn(_ source: ID<Item>, from one: ID<Item>? = nil, by act: Act) throws {
        for insight in try EvidenceStore(tx).remove(source: source, from: one) {
            try tx.run("UPDATE insights SET withdrawn = withdrawn + 1, withdrawn_on = \(act.day) WHERE id = \(insight)")
            try recompute(insight, by: act)
            guard let row = try tx.run("\(Self.select) WHERE n.id = \(insight)").first else { continue }
            let left = try Insight(row, [:])
            try ContradictionStore(tx).drop(source, from: left.item, by: act)
            if left.confidence != nil, ["shared", "checked"].contains(left.item.state) {
                _ = try ask(again: left, because: "a source was taken back", by: act)
            }
        }
    }

    /// A source was rejected, held or renamed: the insights that use it are worked out anew.
    func sourceChanged(_ source: ID<Item>, by act: Act) throws {
        for insight in try EvidenceStore(tx).insights(from: source) { try recompute(insight, by: act) }
    }

    /// Other ways to see it go where it goes, so that they always stand under the claim.
    private func mark(_ item: Item, _ sensitivity: Sensitivity, _ tlp: TLP, by act: Act) throws {
        try LineStore(tx).mark(item, sensitivity, tlp, by: act)
        if let marked = try LineStore(tx).unseen(item.id) { try DissentStore(tx).follow(marked, by: act) }
    }

    private func confirm(_ item: Item, by act: Act) throws {
        try AuditStore(tx).record(
            "insight.open_wider", item: item.id, space: item.space, by: act, reason: "I have read the quotes and nobody is put at risk.",
            unnamed: act.by == nil)
    }

    private static func strictest(_ items: [Item]) -> (sensitivity: Sensitivity, tlp: TLP) {
        (items.map(\.sensitivity).max() ?? .moderate, items.map(\.tlp).max() ?? .amber)
    }

    private static let select: SQL = """
        SELECT \(SQL.itemColumns), n.question_id, n.strength, n.sources, n.against, n.withdrawn, n.withdrawn_on, n.confidence, n.wording,
            n.review_on
        FROM insights n JOIN items i ON i.id = n.id
        """
}

extension Insight {
    init(_ row: Row, _ texts: [String: Text]) throws {
        try self.init(
            item: Item(row), texts: texts, question: row.idOrNil("question_id"),
            strength: Strength(rawValue: row.text("strength")) ?? .none,
            sources: row.int("sources"), against: row.int("against"), withdrawn: row.int("withdrawn"),
            withdrawnOn: row.dayOrNil("withdrawn_on"),
            confidence: row.textOrNil("confidence").flatMap { Confidence(rawValue: $0) }, wording: row.int("wording"),
            reviewOn: row.dayOrNil("review_on"))
    }
}
