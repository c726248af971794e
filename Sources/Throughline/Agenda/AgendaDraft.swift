import Language

/// What the form of a question on the agenda sent.
struct AgendaQuestionDraft: Sendable {
    var text = ""
    var kind = ""
    var setBy = ""
    var why = ""
    var decision = ""
    var decisionBy = ""
    /// The name of whoever looks after it.
    var owner = ""
    var reviewOn = ""

    struct Checked: Sendable {
        let kind: AgendaQuestion.Kind
        let setBy: SetBy
        let decisionBy: Day?
        let reviewOn: Day
    }

    func checked(on today: Day, changing old: AgendaQuestion? = nil) throws(Invalid) -> Checked {
        var invalid = Invalid()
        if text.split(whereSeparator: \.isWhitespace).count < 3 {
            invalid.refuse("text", Phrase("Say in one sentence what you want to know."))
        }
        for (field, words, most) in [("text", text, 240), ("why", why, 1_000), ("decision", decision, 300)] where words.count > most {
            invalid.refuse(field, Phrase("Keep this under \("n", most) characters."))
        }
        if why.isEmpty { invalid.refuse("why", Phrase("Say why it matters.")) }
        let kind = AgendaQuestion.Kind(rawValue: kind)
        if kind == nil { invalid.refuse("kind", Phrase("Choose one.")) }
        let setBy = SetBy(rawValue: setBy)
        if setBy == nil { invalid.refuse("set_by", Phrase("Choose one.")) }
        let decided = Day(decisionBy)
        if !decisionBy.isEmpty && decided == nil || decided.map({ $0 < today && $0 != old?.question.decisionBy }) == true {
            invalid.refuse("decision_by", Phrase("Choose a day from \("day", today) on, or leave it empty."))
        }
        let review = reviewOn.isEmpty ? old?.reviewOn ?? today + 180 : Day(reviewOn)
        if review.map({ $0 < today && $0 != old?.reviewOn }) ?? true {
            invalid.refuse("review_on", Phrase("Choose a day from \("day", today) on."))
        }
        guard let kind, let setBy, let review, invalid.isEmpty else { throw invalid }
        return Checked(kind: kind, setBy: setBy, decisionBy: decided, reviewOn: review)
    }
}

extension AgendaQuestionDraft {
    init(_ fields: Fields) {
        self.init(
            text: fields["text"], kind: fields["kind"], setBy: fields["set_by"], why: fields["why"], decision: fields["decision"],
            decisionBy: fields["decision_by"], owner: fields["owner"], reviewOn: fields["review_on"])
    }

    init(_ facet: AgendaQuestion) {
        self.init(
            text: facet.question.text.body, kind: facet.kind.rawValue, setBy: facet.setBy.rawValue, why: facet.why?.body ?? "",
            decision: facet.decision, decisionBy: facet.question.decisionBy?.text ?? "", owner: facet.ownerName,
            reviewOn: facet.reviewOn.text)
    }

    /// A question made of what several people want to learn: the first one's words are where it begins.
    init(from needs: [LearningNeed]) {
        let why = needs.compactMap { $0.words("why")?.body }.joined(separator: "\n")
        self.init(
            text: String((needs.first?.text.body ?? "").prefix(240)), setBy: SetBy.of(needs).rawValue, why: String(why.prefix(1_000)))
    }
}

/// What the form of its priority sent.
struct PriorityDraft: Sendable {
    var parts = ["", "", "", ""]
    var override = ""
    var because = ""

    static let fields = ["decision_value", "stakes", "uncertainty", "feasibility"]

    func checked() throws(Invalid) -> Priority {
        var invalid = Invalid()
        let known = parts.map { Int($0).flatMap { (0...3).contains($0) ? $0 : nil } }
        for (field, part) in zip(Self.fields, known) where part == nil { invalid.refuse(field, Phrase("Choose one.")) }
        let by = Int(override)
        if !override.isEmpty && by.map({ (0...Priority.most).contains($0) }) != true {
            invalid.refuse("override", Phrase("A whole number from 0 to \("n", Priority.most), or nothing."))
        }
        invalid.checkReason(because, isNeeded: by != nil, atMost: 300)
        guard invalid.isEmpty else { throw invalid }
        return Priority(parts: known, override: by)
    }

    init(_ fields: Fields) {
        parts = Self.fields.map { fields[$0] }
        (override, because) = (fields["override"], fields["because"])
    }

    init(_ facet: AgendaQuestion) {
        parts = facet.priority.parts.map { $0.map { "\($0)" } ?? "" }
        override = facet.priority.override.map { "\($0)" } ?? ""
        because = facet.question.words("agenda_priority")
    }
}

/// What the form of a use plan sent.
struct UsePlanDraft: Sendable {
    var texts: [UsePlan.Field: String] = [:]
    var on = ""
    var status = UsePlan.Status.none.rawValue
    var because = ""

    func checked() throws(Invalid) -> (on: Day?, status: UsePlan.Status) {
        var invalid = Invalid()
        for (field, words) in texts where words.count > 300 {
            invalid.refuse(field.rawValue, Phrase("Keep this under \("n", 300) characters."))
        }
        let day = Day(on)
        if !on.isEmpty && day == nil { invalid.refuse("use_on", Phrase("Choose a day, or leave it empty.")) }
        let status = UsePlan.Status(rawValue: status) ?? .none
        invalid.checkReason(because, isNeeded: status == .notUsed, atMost: 300)
        guard invalid.isEmpty else { throw invalid }
        return (day, status)
    }

    init(_ fields: Fields) {
        texts = Dictionary(uniqueKeysWithValues: UsePlan.Field.allCases.map { ($0, fields[$0.rawValue]) })
        (on, status, because) = (fields["use_on"], fields["use_status"], fields["because"])
    }

    init(_ facet: AgendaQuestion) {
        texts = Dictionary(uniqueKeysWithValues: UsePlan.Field.allCases.map { ($0, facet.use.words($0)) })
        (on, status) = (facet.use.on?.text ?? "", facet.use.status.rawValue)
        because = facet.question.words("use_not")
    }
}
