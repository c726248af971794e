import HTML
import Language

/// Somebody who did not write it says how sure they are.
enum CheckPages {
    static func form(_ draft: CheckDraft, _ view: InsightView, for visit: Visit, invalid: Invalid? = nil) -> Page {
        let insight = view.insight
        let isInside = visit.reader.roles[view.place.id] != nil
        return Page(
            "\(say: "Check it")", in: view.place,
            """
            <h1>\(say: "How sure are you?")</h1>\(Records.words(insight.claim))\(limits(insight, invalid?["limits"], mayChange: visit.reader.may(.learn, in: view.place.id)))
            <p>\(say: insight.strength.words)</p>\
            \(if: !view.reviews.isEmpty, "<ul class=\"list\">\(each: view.reviews, { "<li>\(InsightPages.review($0, named: isInside))</li>" })</ul>")\
            \(Form.post("/insights/\(insight.id)/check", """
                \(Form.hidden("_version", "\(insight.item.version)"))
                \(Form.circles("confidence", Phrase("Is it a fair picture?"), value: draft.confidence, options: Confidence.allCases.map { ($0.rawValue, "\(say: $0.words)") }, hint: Phrase("Your own judgement, after reading the evidence. Far from what the evidence suggests, a second person has to confirm it."), problem: invalid?["confidence"]))
                \(Form.area("reason", Phrase("Why?"), value: draft.reason, problem: invalid?["reason"]))
                \(Form.tick("from_context", Phrase("I know the place or the people it speaks about"), on: draft.isFromContext))
                <div class="row"><button>\(say: view.waitsForSecond ? Phrase("This is my judgement too") : Phrase("This is my judgement"))</button><a class="button quiet" href="\(Href.to(insight.item))">\(say: "Back")</a></div>
                """))
            """)
    }

    private static func limits(_ insight: Insight, _ problem: Phrase?, mayChange: Bool) -> Markup {
        """
        \(if: problem != nil, "<p class=\"bad\" id=\"limits\">\(Form.problemWords("limits", Phrase("For whom, where, when?"), problem))\(if: mayChange, " <a href=\"/insights/\(insight.id)/wording\">\(say: "Say it")</a>")</p>")\
        \(insight.limits.map { "<p>\(say: "For whom, where, when:") <span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span></p>" as Markup })
        """
    }
}
