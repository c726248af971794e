import Language

/// What the form of a decision sent, read; and what goes over to the other form when somebody finds that it is a promise after all.
extension DecisionDraft {
    init(_ fields: Fields) {
        what = fields["what"]
        type = fields["type"].nonEmpty ?? DecisionType.differently.rawValue
        decidedBy = fields["decided_by"]
        level = fields["level"].nonEmpty ?? DecisionLevel.team.rawValue
        decidedOn = fields["decided_on"]
        why = fields["why"]
        expected = fields["expected"]
        checkOn = fields["check_on"]
        options = fields["options"]
        trigger = fields["came_from"]
        loop = fields["changes"]
        isProposed = fields["proposed"] == "yes"
        isOnBehalf = fields["on_behalf"] == "yes"
        deciderMail = fields["decider_mail"]
        deciderLanguage = fields["decider_language"]
        opening = OpeningDraft(fields)
    }

    /// What was typed as a promise, and what was typed here before that.
    init(_ fields: Fields, insteadOf promise: PromiseDraft, on today: Day) {
        self.init(fields)
        what = promise.promise.nonEmpty ?? what
        decidedBy = decidedBy.nonEmpty ?? promise.who
        decidedOn = decidedOn.nonEmpty ?? today.text
        checkOn = checkOn.nonEmpty ?? promise.due
    }

    /// The fields a promise does not have.
    static let names: Set = [
        "what", "type", "decided_by", "level", "decided_on", "why", "expected", "check_on", "options", "came_from", "changes", "proposed",
        "on_behalf", "decider_mail", "decider_language",
    ]
}

extension PromiseDraft {
    /// What was typed as a decision, and what was typed here before that.
    init(_ fields: Fields, insteadOf decision: DecisionDraft) {
        self.init(fields)
        promise = decision.what.nonEmpty ?? promise
        who = who.nonEmpty ?? decision.decidedBy
        due = due.nonEmpty ?? decision.checkOn
    }

    /// The fields a decision does not have.
    static let names: Set = ["who", "member", "organisation", "promise", "due", "needs", "amount", "currency", "days", "secured"]
}
