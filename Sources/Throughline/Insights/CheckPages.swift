import HTML
import Language

/// Somebody who did not write it says how sure they are.
enum CheckPages {
    static func form(_ draft: CheckDraft, _ view: InsightView, for visit: Visit, invalid: Invalid? = nil) -> Page {
        let insight = view.insight
        let isInside = visit.reader.takesPart(in: view.place.id)
        return Page(
            "\(say: "Check it")", in: view.place,
            """
            <h1>\(say: "How sure are you?")</h1>\(Records.words(insight.claim))\(insight.limits.map { "<p>\(say: "For whom, where, when:") <span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span></p>" as Markup })
            <p>\(say: insight.strength.words)</p>\
            \(if: !view.reviews.isEmpty, "<ul class=\"list\">\(each: view.reviews, { "<li>\(InsightPages.review($0, named: isInside))</li>" })</ul>")\
            \(Form.post("/insights/\(insight.id)/check", """
                \(Form.hidden("_version", "\(insight.item.version)"))
                \(if: insight.limits == nil, InsightFormPages.limits(draft.limits, problem: invalid?["limits"]))
                \(Form.circles("confidence", Phrase("Is it a fair picture?"), value: draft.confidence, options: Confidence.allCases.map { ($0.rawValue, "\(say: $0.words)") }, hint: Phrase("Your own judgement, after reading the evidence. Far from what the evidence suggests, a second person has to confirm it."), problem: invalid?["confidence"]))
                \(Form.area("reason", Phrase("Why?"), value: draft.reason, problem: invalid?["reason"]))
                \(concerns(draft, invalid))
                \(Form.circles("from_context", Phrase("Do you know the place or the people it speaks about?"), value: draft.knows, options: [("yes", "\(say: "Yes, I know them")"), ("no", "\(say: "No, I only read the evidence")")], hint: Phrase("It counts as checked once somebody who knows them has looked at it too."), problem: invalid?["from_context"]))
                <div class="row"><button>\(say: view.waitsForSecond ? Phrase("This is my judgement too") : Phrase("This is my judgement"))</button><a class="button quiet" href="\(Href.to(insight.item))">\(say: "Back")</a></div>
                """))
            """)
    }

    /// Folded away: most judgements are one word and a reason.
    private static func concerns(_ draft: CheckDraft, _ invalid: Invalid?) -> Markup {
        let isOpen = !draft.concerns.isEmpty || Concern.allCases.contains { invalid?[$0.rawValue] != nil }
        return """
            <details\(flag: "open", isOpen)><summary>\(say: "What makes you less sure?")</summary>\(each: Concern.allCases, { concern in
                Form.choice(
                    concern.rawValue, concern.words, value: draft.concerns[concern]?.rawValue ?? "",
                    options: [("", "–")] + Weight.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?[concern.rawValue])
            })</details>
            """
    }

    /// Others have judged it meanwhile.
    static func tooLate(_ draft: CheckDraft, _ view: InsightView, typed: [(name: String, value: String)]) -> Page {
        let insight = view.insight
        let mine = Confidence(rawValue: draft.confidence)
        return TwoTexts.page(
            [
                .init(
                    Phrase("Is it a fair picture?"), theirs: "\(say: insight.confidence?.words ?? "…")", mine: "\(say: mine?.words ?? "…")",
                    differs: true),
                .init(Phrase("Why?"), theirs: "", mine: draft.reason),
            ], in: view.place, action: nil, back: .to(insight.item), version: insight.item.version, typed: typed)
    }
}
