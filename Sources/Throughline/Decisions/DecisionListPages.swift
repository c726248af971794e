import HTML
import Language

/// What a place decided and promised: kept, owed and late, said openly.
enum DecisionListPages {
    static func list(_ view: DecisionListView) -> Page {
        Page(
            "\(say: "Decisions and promises")", in: view.place,
            """
            <h1>\(say: "Decisions and promises")</h1><p class="go"><a href="\(view.place.path("outcomes"))">\(say: "What changed")</a></p>\(if: view.isFirst, promises(view))
            <section aria-labelledby="decisions"><h2 id="decisions">\(say: "Decisions")</h2>\
            \(if: !view.decisions.isEmpty, "<p class=\"go\"><a href=\"\(view.place.path("register"))\">\(say: "Three months on one page, to print")</a></p>")\(Records.list(
                view.decisions, ordered: Phrase("The newest first."), next: older(view), empty: Phrase("Nothing has been decided yet."), decision))</section>
            """)
    }

    private static func older(_ view: DecisionListView) -> Href? {
        view.hasMore ? view.decisions.last.map { view.place.path("decisions").with(query: "before", $0.id.description) } : nil
    }

    private static func promises(_ view: DecisionListView) -> Markup {
        let board = PromiseBoard(view.promises, on: view.today)
        guard !view.promises.isEmpty else { return "<p class=\"soft\">\(say: "Nobody has promised anything yet.")</p>" }
        return """
            \(counts(view))\(stay(view.stay))\(FollowUpParts.figures(view.followed, from: view.fewest))\(wanted(view))\(group("due", Phrase("Due in the next 30 days"), board.soon, view, empty: Phrase("Nothing is due in the next 30 days.")))\
            \(group("late", Phrase("Past their day"), board.late, view, empty: Phrase("Nothing is late.")))\
            \(if: !board.lapsed.isEmpty, group("lapsed", Phrase("Partly or not kept"), board.lapsed, view, ordered: newest))\
            \(group("kept", Phrase("Kept"), board.kept, view, ordered: newest, empty: Phrase("Nothing has been kept yet.")))\
            \(if: !board.later.isEmpty, group("later", Phrase("Due later"), board.later, view))\
            \(if: !board.ended.isEmpty, group("ended", Phrase("Let go"), board.ended, view, ordered: newest))
            """
    }

    /// The share never stands without its three counts.
    private static func counts(_ view: DecisionListView) -> Markup {
        let all = view.fulfilment
        guard all.due > 0 else { return "" }
        return """
            <p>\(say: Phrase.counted(all.due, one: "\("n", all.due) promise was due: \("kept", all.fulfilled) kept, \("partly", all.partly) partly, \("not", all.notKept) not.", other: "\("n", all.due) promises were due: \("kept", all.fulfilled) kept, \("partly", all.partly) partly, \("not", all.notKept) not."))\
            \(if: all.unreported > 0, " \(say: Phrase.counted(all.unreported, one: "\("n", all.unreported) has not been reported on.", other: "\("n", all.unreported) have not been reported on."))")\
             \(say: Phrase("Fulfilled: \("percent", all.percent) %."))\
            \(if: all.unsecured > 0, " \(say: Phrase("Lacking what they need: \("n", all.unsecured) of \("due", all.due), \("percent", all.gap) %."))")</p>
            """
    }

    private static func stay(_ stay: Stay) -> Markup {
        guard stay.answered > 0 else { return "" }
        return """
            <p>\(say: Phrase("Still with it after half a year: \("n", stay.engaged) of \("answered", stay.answered) who answered, \("percent", stay.percent) %."))</p>
            """
    }

    private static func wanted(_ view: DecisionListView) -> Markup {
        guard !view.wanted.isEmpty else { return "" }
        return
            "<p class=\"soft\">\(say: "Still needed for promises:") \(each: view.wanted, { "<bdi>\(number: $0.amount) \($0.currency)</bdi> " })</p>"
    }

    private static let newest = Phrase("The newest first.")

    private static func group(
        _ id: String, _ title: Phrase, _ promises: [Commitment], _ view: DecisionListView,
        ordered: Phrase = Phrase("The nearest day first."), empty: Phrase = Phrase("Nothing.")
    ) -> Markup {
        """
        <section aria-labelledby="\(id)"><h2 id="\(id)">\(say: title)</h2>\(Records.list(
            promises, ordered: promises.count > 1 ? ordered : nil, empty: empty, { CommitmentCard.draw($0, on: view.today) }))</section>
        """
    }

    private static func decision(_ decision: Decision) -> Markup {
        let what = decision.words("what")
        return """
            <a href="\(Href.to(decision.item))" lang="\(what?.language ?? "und")" dir="auto">\(what?.body ?? "…")</a><br>\
            <span class="soft">\(say: Parts(DecisionPages.state(decision), "<bdi>\(say: Records.who(decision.decidedBy))</bdi>" as Markup, Phrase("\("day", decision.decidedOn)")))\
            \(if: decision.result != nil, ". \(say: decision.result?.words ?? "")")</span>
            """
    }
}
