import HTML
import Language

struct AgendaWorkView: Sendable {
    let place: Place
    let agenda: Agenda
    let facets: [AgendaQuestion]
    let activities: [ID<Item>: [Activity]]
    let today: Day
}

/// What is done for each question, in the columns such plans usually have (domain 1): question, decision, activity, what there is and what
/// is needed, what comes out of it and for whom. A list on a phone, and a page to print.
enum AgendaWorkPages {
    static func show(_ view: AgendaWorkView) -> Page {
        Page(
            "\(say: "What is done for each question")", in: view.place,
            """
            <p class="eyebrow" dir="auto">\(view.agenda.title)</p><h1>\(say: "What is done for each question")</h1>\
            \(if: view.facets.isEmpty, "<p class=\"soft\">\(say: "No question yet. It begins with what people here want to learn.")</p>")\
            \(each: view.facets, { question($0, view) })
            <p class="go screen"><a href="\(view.place.path("agenda"))">\(say: "The whole agenda")</a></p>
            """)
    }

    private static func question(_ facet: AgendaQuestion, _ view: AgendaWorkView) -> Markup {
        let all = (view.activities[facet.id] ?? []).filter { $0.state != .cancelled }
        let isCovered = all.contains { $0.covers(view.today) }
        return """
            <section><h2><a href="/questions/\(facet.id)/agenda" lang="\(facet.question.text.language)" dir="auto">\(facet.question.text.body)</a></h2>\
            <ul class="list"><li>\(say: AgendaWords.decision(facet, on: view.today))</li>\
            \(if: facet.state == .active && !isCovered, "<li><b>\(say: "Nothing is planned for it within \("n", Activity.ahead) days.")</b></li>")\
            \(each: all, { "<li>\(line($0, on: view.today))</li>" })\
            <li><span class="soft">\(say: "What comes out of it, and for whom")</span><br>\(product(facet))</li></ul></section>
            """
    }

    /// One activity with what there is for it and what is still needed.
    static func line(_ activity: Activity, on today: Day) -> Markup {
        let parts: [(Phrase, String)] = [(Phrase("What there is for it"), "have"), (Phrase("What is still needed"), "needed")]
        return """
            <b>\(activity.on)</b> <a href="\(Href.to(activity.item))"><span dir="auto">\(activity.words("purpose"))</span></a> \
            <span class="soft">\(say: Parts(activity.kind.words, activity.state.words))</span>\
            \(activity.cost.map { "<br>\(say: "Cost: \("amount", $0) \("currency", activity.currency)")" as Markup })\
            \(each: parts.filter { !activity.words($0.1).isEmpty }, { part in "<br><span class=\"soft\">\(say: part.0):</span> <span dir=\"auto\">\(activity.words(part.1))</span>" })
            """
    }

    private static func product(_ facet: AgendaQuestion) -> Markup {
        let said = [UsePlan.Field.form, .users].map(facet.use.words).filter { !$0.isEmpty }
        guard !said.isEmpty else { return "<span class=\"soft\">\(say: "Nobody has said so far.")</span>" }
        return "<span dir=\"auto\">\(say: Listed(said.map { Phrase("\("words", $0)") }))</span>"
    }

    /// On the page of one question: what is done to find out, and the way to plan something.
    static func done(_ view: AgendaQuestionView, isTeam: Bool) -> Markup {
        guard isTeam || !view.activities.isEmpty else { return "" }
        return """
            <section aria-labelledby="done"><h2 id="done">\(say: "What is done to find out")</h2>\
            \(Records.list(view.activities, empty: Phrase("Nothing is planned.")) { line($0, on: view.today) })\
            \(if: isTeam && AgendaQuestion.State.open.contains(view.facet.state), "<p><a class=\"button quiet\" href=\"/questions/\(view.facet.id)/activities/new\">\(say: "Plan something to find out")</a></p>")</section>
            """
    }
}
