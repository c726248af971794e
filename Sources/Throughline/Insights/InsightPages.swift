import HTML
import Language

/// Something learned: the claim first, then for whom it holds, how sure it is and why, the evidence both ways, and who sees it differently.
enum InsightPages {
    static func show(_ view: InsightView, for visit: Visit) -> Page {
        let insight = view.insight
        return Page(
            "\(insight.claim.body)", in: view.place,
            """
            <p class="eyebrow">\(say: insight.stateWords)</p>
            <h1 lang="\(insight.claim.language)" dir="auto">\(insight.claim.body)</h1>
            \(Records.brought(insight.claim, from: insight.item.language))\(Records.label(insight.item))\(limits(insight))\(beside(insight))\(insight.texts["put_off"].map { AdaptationParts.putOff($0) })
            \(sure(view))
            \(EvidenceCards.draw(view, for: visit))\(ContradictionPages.under(view, for: visit))\(DocumentList.draw(view.documents, beside: insight.item, for: visit, takenBack: insight.withdrawnOn))
            \(round(view, for: visit))\(DissentPages.list(view, for: visit))\(corrections(view, for: visit))
            \(reviewers(view, for: visit))
            \(decisions(view))\(AdaptationParts.under(insight.item, view.lineage, for: visit))
            \(InsightTeam.desk(view, for: visit))
            \(PathStrip.draw(Stops.around(view.trail, here: .init(look: .now, title: Phrase("What we learned, \("day", insight.item.day)"), day: insight.item.day, stage: .insight))))\(Records.foot(onward: insight.item, for: visit))
            """)
    }

    private static func round(_ view: InsightView, for visit: Visit) -> Markup {
        RoundWords.standing(
            view.round, fewest: visit.reader.fewest(in: view.place.id), isTeam: visit.reader.may(.learn, in: view.place.id),
            on: visit.now.day(in: .utc))
    }

    private static func corrections(_ view: InsightView, for visit: Visit) -> Markup {
        let all: Href? = view.hasMoreCorrections ? view.question.map { "/questions/\($0.id)#corrections" } : nil
        return Corrections.beside(view.corrections, mayLook: visit.reader.may(.learn, in: view.place.id), more: all)
    }

    private static func limits(_ insight: Insight) -> Markup {
        guard let limits = insight.limits else {
            return "<p class=\"soft\">\(say: "Nobody has said yet for whom, where and when it holds.")</p>"
        }
        return "<p>\(say: "For whom, where, when:") <span lang=\"\(limits.language)\" dir=\"auto\">\(limits.body)</span></p>"
    }

    /// What follows from it, and who would not agree, where somebody has said so.
    private static func beside(_ insight: Insight) -> Markup {
        let said = [
            ("heap", Phrase("Heap on the table:")), ("so_what", Phrase("What follows from it:")),
            ("disagreeing", Phrase("Who would not agree, and why:")),
        ]
        return """
            \(each: said, { field, label in
                insight.texts[field].map { $0.body.isEmpty ? "" : "<p>\(say: label) <span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span></p>" as Markup } ?? ""
            })
            """
    }

    /// The word, why it is that word, whether people or papers were asked, and what was taken back.
    private static func sure(_ view: InsightView) -> Markup {
        let (suggestion, sureness) = (view.suggestion, view.insight.sureness)
        return """
            <section class="turn" aria-labelledby="sure"><h2 id="sure" class="eyebrow">\(say: "How sure")</h2><p>\(say: sureness.words)</p>
            \(if: sureness.judged != nil, "<p class=\"soft\">\(say: "The evidence alone: \("words", suggestion.strength.words)")</p>")\
            <p class="soft">\(because(view))</p>\(if: view.warmth.words != nil, "<p class=\"soft\">\(say: view.warmth.words ?? "")</p>")\
            \(withdrawn(view))\(if: !view.dissents.isEmpty, """
                <p><a href="#differently">\(say: Phrase.counted(view.dissents.count, one: "\("n", view.dissents.count) person sees it differently", other: "\("n", view.dissents.count) people see it differently"))</a></p>
                """)</section>
            """
    }

    /// Numbers only where everybody can count the cards: a number must not tell how many words are kept from this reader.
    private static func because(_ view: InsightView) -> Markup {
        guard view.showsAll else {
            return "\(say: "This looks at independent sources: people from one meeting and one organisation count once.")"
        }
        guard !view.suggestion.because.isEmpty else { return "\(say: "There is no evidence beside it.")" }
        return "\(each: view.suggestion.because, { "\(say: $0.words) " })"
    }

    private static func withdrawn(_ view: InsightView) -> Markup {
        guard let day = view.insight.withdrawnOn else { return "" }
        let words: Phrase
        switch view.withdrawn {
        case .nobody: return ""
        case .few: words = TakenBack.few(day)
        case .exactly(let n), .atLeast(let n):
            words = Phrase.counted(
                n, one: "\("n", view.withdrawn.said) piece of evidence withdrawn on \("day", day).",
                other: "\("n", view.withdrawn.said) pieces of evidence withdrawn, the last on \("day", day).")
        }
        return """
            <p>\(say: words)\(if: view.wasJudged && view.insight.item.state == "shared" && !view.waitsForSecond, " \(say: InsightView.changedSince)")</p>
            """
    }

    /// Who judged it and why. Names are for those who take part here.
    private static func reviewers(_ view: InsightView, for visit: Visit) -> Markup {
        let takesPart = visit.reader.takesPart(in: view.place.id)
        let written = takesPart ? visit.tongue?.list(view.authors) ?? "" : ""
        guard !view.reviews.isEmpty || !written.isEmpty else { return "" }
        return """
            <section aria-labelledby="reviewers"><h2 id="reviewers">\(say: "Who looked at it")</h2>
            \(if: !written.isEmpty, "<p class=\"soft\">\(say: "Written by \("names", written).")</p>")\
            \(if: !view.reviews.isEmpty, "<ul class=\"list\">\(each: view.reviews, { "<li>\(review($0, named: takesPart))</li>" })</ul>")\
            \(if: view.reviews.isEmpty, "<p class=\"soft\">\(say: "Nobody who did not write it has checked it yet.")</p>")\
            \(if: view.waitsForSecond, "<p>\(say: view.waitingWords)</p>")</section>
            """
    }

    static func review(_ review: Review, named: Bool) -> Markup {
        let who: Phrase = named && !review.name.isEmpty ? Phrase("\("name", review.name)") : Phrase("Somebody who did not write it")
        return """
            <b>\(say: review.confidence.words)</b>\(review.reason.map { "<br><span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" as Markup })\
            \(doubts(review))<p class="soft">\(say: Parts(who, Phrase("\("day", review.day)")))\(if: review.isFromContext, ". \(say: "Knows the place or the people.")")\
            \(if: review.isFromElsewhere, " \(say: "From another place.")")</p>
            """
    }

    private static func doubts(_ review: Review) -> Markup {
        let said = Concern.allCases.compactMap { concern in
            review.concerns[concern].map { Phrase("\("what", concern.words): \("doubt", $0.words)") }
        }
        return said.isEmpty ? "" : "<ul class=\"soft\">\(each: said, { "<li>\(say: $0)</li>" })</ul>"
    }

    private static func decisions(_ view: InsightView) -> Markup {
        """
        <section aria-labelledby="used"><h2 id="used">\(say: "Decisions that used it")</h2>\(Records.list(view.decisions, empty: Phrase("No decision has used it yet.")) { head in
            """
            <a href="\(Href.to(head.item))"\(attribute: "lang", head.text?.language.description) dir="auto">\(head.text?.body ?? "…")</a> \
            <span class="soft">\(head.day)</span>
            """
        })</section>
        """
    }

    /// What was learned in a space.
    static func list(_ insights: [Insight], in place: Place, next: Href?, for visit: Visit) -> Page {
        Page(
            "\(say: "What we learned")", in: place,
            """
            <h1>\(say: "What we learned")</h1>\(Records.list(
                insights, ordered: Phrase("The newest day first."), next: next,
                empty: Phrase("Nothing is written down yet. It grows out of what people say to a question.")) { insight in
                """
                <a href="\(Href.to(insight.item))" lang="\(insight.claim.language)" dir="auto">\(insight.claim.body)</a><br>\
                <span class="soft">\(say: Parts(insight.stateWords, Phrase("\("day", insight.item.day)"))). \(say: insight.sureness.words)</span>\(Records.label(insight.item))
                """
            })
            """)
    }
}
