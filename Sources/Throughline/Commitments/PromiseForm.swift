import HTML
import Language

/// The form for a promise, as it stands on the page of a question's decisions.
enum PromiseForm {
    static func draw(_ around: DecidingAround, _ draft: PromiseDraft, all: Href?, for visit: Visit, invalid: Invalid?) -> Markup {
        let isTeam = visit.reader.may(.decide, in: around.place.id)
        return Form.post(
            "/questions/\(around.question.id)/commitments",
            """
            \(if: isTeam, maker(draft, invalid), else: "<p>\(say: Phrase("\("name", visit.reader.name) promises:"))</p>")
            \(Form.line("organisation", Phrase("For which organisation?"), value: draft.organisation, hint: Phrase("Leave it empty if for none."), problem: invalid?["organisation"]))
            \(Form.area("promise", Phrase("What will be done?"), value: draft.promise, hint: Phrase("A verb and a thing, for example: lend the drone for two patrols."), problem: invalid?["promise"]))
            \(Form.line("due", Phrase("By when?"), value: draft.due, type: "date", problem: invalid?["due"]))
            \(OpeningFields.draw(draft.opening, in: around.place, sources: around.insights + around.decisions, all: all, invalid: invalid))
            \(needs(draft.wanted, invalid))
            <div class="row"><button>\(say: "Promise it")</button></div>\(if: isTeam, DecisionOrPromise.instead(of: .promise, for: visit))
            """)
    }

    private static func maker(_ draft: PromiseDraft, _ invalid: Invalid?) -> Markup {
        """
        \(Form.line("who", Phrase("Who promises?"), value: draft.who, problem: invalid?["who"]))
        \(Form.tick("member", Phrase("They have an account here, under this name"), on: draft.hasAccount, problem: invalid?["member"]))
        """
    }

    static func needs(_ draft: NeedsDraft, _ invalid: Invalid?, open: Bool = false) -> Markup {
        let failed = invalid?["amount"] != nil || invalid?["currency"] != nil || invalid?["days"] != nil
        return """
            <details\(flag: "open", open || failed || !draft.wanted.isEmpty)><summary>\(say: "What it needs")</summary>
            \(Form.ticks("needs", Phrase("It needs"), chosen: Set(draft.wanted.map(\.rawValue)), options: Need.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
            \(Form.line("amount", Phrase("How much money?"), value: draft.amount, problem: invalid?["amount"]))
            \(Form.line("currency", Phrase("In which currency?"), value: draft.currency, hint: Phrase("Three letters, such as USD."), problem: invalid?["currency"]))
            \(Form.line("days", Phrase("How many days of work?"), value: draft.days, type: "number", problem: invalid?["days"]))
            \(Form.choice("secured", Phrase("Is it there?"), value: draft.secured, options: Secured.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
            </details>
            """
    }
}
