import HTML
import Language

/// What the team can do next with something learned, and what would make it surer.
enum InsightTeam {
    static func desk(_ view: InsightView, for visit: Visit) -> Markup {
        if view.chance == .outsider && mayCheck(view) {
            return """
                <section aria-labelledby="team"><h2 id="team">\(say: "Would you look at it?")</h2>
                <p>\(say: "This place is small. Somebody from another place may check what was learned here.")</p><div class="row">\(check(view))</div></section>
                """
        }
        guard visit.reader.may(.learn, in: view.place.id) else { return "" }
        let insight = view.insight
        return """
            <section aria-labelledby="team"><h2 id="team">\(say: "For the team")</h2>\(hint(view))\(alone(view, visit))
            <div class="row">\(next(view))<a class="button quiet" href="/insights/\(insight.id)/evidence/new">\(say: "Add evidence")</a>\
            <a class="button quiet" href="/insights/\(insight.id)/wording">\(say: "Change the words")</a>\
            \(if: !insight.isNote, "<a class=\"button quiet\" href=\"/insights/\(insight.id)/sharing\">\(say: "Who may see it")</a>")\(asking(view))</div>\(attempt(view))\(otherwise(insight))
            \(lacks(view.suggestion))</section>
            """
    }

    /// Two things that were learned here may say different things.
    private static func otherwise(_ insight: Insight) -> Markup {
        guard !insight.isNote else { return "" }
        return """
            <p class="go"><a href="/insights/\(insight.id)/differences/new">\(say: "Something else we learned says otherwise")</a></p>
            """
    }

    private static func attempt(_ view: InsightView) -> Markup {
        guard view.mayTry, let question = view.insight.question else { return "" }
        let form = Href("/questions/\(question)/experiments/new").with(query: "from", view.insight.id.description)
        return "<p class=\"go\"><a href=\"\(form)\">\(say: "Try something in a small way")</a></p>"
    }

    /// Those whose words it rests on read it before others do.
    private static func asking(_ view: InsightView) -> Markup {
        let insight = view.insight
        guard view.round == nil, !view.place.isSealed, let question = insight.question, insight.item.audience > .everyone,
            insight.item.audience <= .team
        else { return "" }
        return """
            <a class="button quiet" href="/questions/\(question)/correcting?insight=\(insight.id)">\(say: "Ask those who said it first")</a>
            """
    }

    private static func next(_ view: InsightView) -> Markup {
        let insight = view.insight
        if insight.isNote { return "<a class=\"button\" href=\"/insights/\(insight.id)/sharing\">\(say: "Share it")</a>" }
        return mayCheck(view) && view.chance == .insider ? check(view) : ""
    }

    private static func mayCheck(_ view: InsightView) -> Bool { view.insight.item.state == "shared" || view.isDueAgain }

    /// Where nobody is left to check it, the way goes on through somebody new.
    private static func alone(_ view: InsightView, _ visit: Visit) -> Markup {
        guard mayCheck(view), view.checkers == 0 else { return "" }
        return """
            <p class="soft">\(say: "Nobody else here can check it yet.")\
            \(if: visit.reader.may(.invite, in: view.place.id), " <a href=\"\(view.place.path("invitations"))\">\(say: "Invite people")</a>")</p>
            """
    }

    private static func check(_ view: InsightView) -> Markup {
        """
        <a class="button" href="/insights/\(view.insight.id)/check">\(say: view.waitsForSecond ? Phrase("Look at it as the second") : Phrase("Check it"))</a>
        """
    }

    private static func hint(_ view: InsightView) -> Markup {
        guard view.insight.item.state == "shared" else { return "" }
        switch view.chance {
        case .ownWork: return "<p class=\"soft\">\(say: "Somebody who did not write it checks it: nobody reviews their own.")</p>"
        case .lookedAlready where view.waitsForSecond:
            return "<p class=\"soft\">\(say: "You have looked at it. It waits for a second person.")</p>"
        default: return ""
        }
    }

    private static func lacks(_ suggestion: Suggestion) -> Markup {
        guard !suggestion.lacks.isEmpty else { return "" }
        return """
            <details><summary>\(say: "What would make it surer")</summary><ul class="list">\(each: suggestion.lacks, { "<li>\(say: $0.words)</li>" })</ul></details>
            """
    }
}
