import HTML
import Language

/// The sessions of a journey one under the other: what went in, who came, what came out. It reads at 360 px.
enum JourneyTimeline {
    static func draw(_ view: JourneyView) -> Markup {
        """
        <section aria-labelledby="way"><h2 id="way">\(say: "The way")</h2>\
        \(if: view.sessions.isEmpty, "<p class=\"soft\">\(say: "No session is planned.")</p>")\
        \(if: !view.sessions.isEmpty, "<ol class=\"list\">\(each: view.sessions, { session($0, on: view.today) })</ol>")</section>
        """
    }

    private static func session(_ session: JourneySession, on today: Day) -> Markup {
        let activity = session.activity
        return """
            <li><b>\(activity.on)</b> \(say: standing(activity, on: today))<br>\
            <a href="\(Href.to(activity.item))"><span dir="auto">\(activity.words("purpose"))</span></a>\
            \(if: activity.state == .done, "<br><span class=\"soft\">\(say: "What went in"):</span> \(parts(session.around.into, [activity.words("evidence"), activity.words("practice")]))<br><span class=\"soft\">\(say: "What came out"):</span> \(parts(session.around.out, [activity.words("outputs")]))")</li>
            """
    }

    static func standing(_ activity: Activity, on today: Day) -> Phrase {
        let came = activity.came.map { n in Phrase.counted(n, one: "\("n", n) person came", other: "\("n", n) people came") }
        return Phrase("\("state", activity.state.words) \("came", came.map { Phrase("(\("n", $0))") } ?? "")")
    }

    /// What is there in words, then the records.
    static func parts(_ records: [Joined], _ words: [String]) -> Markup {
        let said = words.filter { !$0.isEmpty }
        guard !said.isEmpty || !records.isEmpty else { return "<span class=\"soft\">\(say: "nothing")</span>" }
        return """
            \(each: said, { "<span dir=\"auto\">\($0)</span> " })\(if: !records.isEmpty, "<ul>\(each: records, { "<li>\(link($0))</li>" })</ul>")
            """
    }

    static func link(_ joined: Joined) -> Markup {
        "<a href=\"\(Href.to(joined.item))\">\(joined.text.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body.beginning)</span>" as Markup } ?? "…")</a>"
    }
}
