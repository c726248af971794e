import HTML
import Language

/// What the team does with a journey.
enum JourneyDesk {
    static func draw(_ view: JourneyView, _ retry: JourneyPages.Retry) -> Markup {
        let journey = view.journey
        let (path, version): (Href, Int) = ("/journeys/\(journey.id)", journey.item.version)
        return """
            <section aria-labelledby="team" class="screen"><h2 id="team">\(say: "For the team")</h2><div class="row">\
            \(if: journey.state.isOpen, "<a class=\"button\" href=\"\(path)/sessions/new\">\(say: "Plan a session")</a>")\
            \(if: journey.state.isAtWork, Form.button("\(path)/check", Phrase("We have talked today"), version: version))\
            \(journey.state.next.map { Form.button("\(path)/step", $0.words, version: version, hidden: [("step", $0.act)]) })\
            \(if: journey.state.isOpen, "<a class=\"button quiet\" href=\"\(path)/wording\">\(say: "Change what it says")</a>")</div>\
            \(look(view, path, retry))\(question(view, path))\(places(view, path))\
            <details\(flag: "open", retry.invalid?["because"] != nil)><summary>\(say: "Take it back")</summary>\(Form.post("\(path)/withdrawal", """
                \(Form.hidden("_version", "\(version)"))\(Form.area("because", Phrase("Why is it taken back?"), value: retry.because, hint: Phrase("Its sessions go with it."), problem: retry.invalid?["because"]))
                <div class="row"><button class="quiet">\(say: "Take it back")</button></div>
                """))</details></section>
            """
    }

    private static func look(_ view: JourneyView, _ path: Href, _ retry: JourneyPages.Retry) -> Markup {
        guard let look = view.nextLook else { return "" }
        let isDue = look.due <= view.today
        return """
            <details\(flag: "open", isDue || retry.invalid?["found"] != nil)><summary>\(say: JourneyPages.after(look.months)): \(say: "look again")</summary>\(Form.post("\(path)/look", """
                \(Form.hidden("_version", "\(view.journey.item.version)"))\(Form.hidden("months", "\(look.months)"))
                \(Form.area("found", Phrase("What is still used, by whom, and what is not?"), value: retry.found, hint: Phrase("“Nothing” is an answer too."), problem: retry.invalid?["found"]))
                <div class="row"><button>\(say: "Save")</button></div>
                """))</details>
            """
    }

    private static func question(_ view: JourneyView, _ path: Href) -> Markup {
        guard view.journey.state.isOpen, !view.choices.isEmpty else { return "" }
        return """
            <details><summary>\(say: "It works on another question too")</summary>\(Form.post("\(path)/questions", """
                \(Form.choice("question", Phrase("Which one?"), value: "", options: view.choices.map { ($0.item.id.description, "\($0.text?.body.beginning ?? "…")") }))
                <div class="row"><button class="quiet">\(say: "Join them")</button></div>
                """))</details>
            """
    }

    /// Teams that have a place here read it where they are, with its sessions.
    private static func places(_ view: JourneyView, _ path: Href) -> Markup {
        """
        \(each: view.places, { entry in
            Form.button("\(path)/showing", entry.isShown ? Phrase("Do not show it to \("place", entry.place.name) any more") : Phrase("Show it to \("place", entry.place.name)"), hidden: [("place", entry.place.slug), ("shown", entry.isShown ? "no" : "yes")])
        })
        """
    }
}
