import HTML
import Language

/// What codes say together, and how it goes on from day to day and from place to place: a table first, the drawing after it.
enum ThemePages {
    static func list(_ themes: [Theme], codes: [Code], in place: Place, draft: ThemeDraft = .init(), invalid: Invalid? = nil) -> Page {
        let names = Dictionary(codes.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        return Page(
            "\(say: "Themes")", in: place,
            """
            <h1>\(say: "Themes")</h1><p>\(say: "A theme is one sentence that several codes say together. Its page follows it through days and places.")</p>\
            \(Records.list(themes, ordered: themes.count > 1 ? Phrase("The newest first.") : nil, empty: Phrase("No theme yet.")) { theme in
                """
                <a href="\(place.path("themes"))/\(theme.id)" dir="auto">\(theme.statement)</a><br>\
                <span class="soft">\(each: theme.codes.compactMap { names[$0] }.sorted(), { "<bdi>\($0)</bdi> " })</span>
                """
            })
            \(if: codes.contains(where: \.isInUse), "<details\(flag: "open", themes.isEmpty || invalid != nil)><summary>\(say: "Begin a theme")</summary>\(form(draft, codes, to: place.path("themes"), version: nil, invalid))</details>", else: "<p class=\"soft\"><a href=\"\(place.path("codes"))\">\(say: "First codes are needed.")</a></p>")
            """
        ).secretly
    }

    private static func form(_ draft: ThemeDraft, _ codes: [Code], to action: Href, version: Int?, _ invalid: Invalid?) -> Markup {
        let offered = codes.filter { $0.isInUse || draft.codes.contains($0.id.description) }.tree().map(\.code)
        return Form.post(
            action,
            """
            \(version.map { Form.hidden("_version", "\($0)") } ?? "")\
            \(Form.area("statement", Phrase("What do they say together?"), value: draft.statement, hint: Phrase("One sentence, as people here would say it."), problem: invalid?["statement"]))
            \(Form.ticks("codes", Phrase("Its codes"), chosen: draft.codes, options: offered.map { ($0.id.description, "<bdi>\($0.name)</bdi>") }, problem: invalid?["codes"]))
            \(if: version != nil, Form.area("changes", Phrase("What changes along it?"), value: draft.changes, hint: Phrase("From month to month, from place to place."), problem: invalid?["changes"]))
            <div class="row"><button\(if: version != nil, " class=\"quiet\"")>\(say: "Save")</button></div>
            """)
    }

    static func show(
        _ thread: ThemeThread, codes: [Code], in place: Place, draft: ThemeDraft? = nil, seen version: Int? = nil, invalid: Invalid? = nil
    ) -> Page {
        let theme = thread.theme
        let path: Href = "\(place.path("themes"))/\(theme.id.description)"
        let known = codes.filter { theme.codes.contains($0.id) }
        return Page(
            "\(theme.statement)", in: place,
            """
            <p class="eyebrow">\(say: "Theme")</p><h1 dir="auto">\(theme.statement)</h1>\
            <p class="soft">\(each: known, { "<a href=\"\(place.path("passages").with(query: "code", $0.id.description))\"><bdi>\($0.name)</bdi></a> " })</p>\
            \(if: !theme.changes.isEmpty, "<h2>\(say: "What changes along it")</h2><p dir=\"auto\">\(theme.changes)</p>")\
            <section aria-labelledby="thread"><h2 id="thread">\(say: "From day to day")</h2>\
            \(if: thread.isCut, "<p class=\"soft\">\(say: Phrase("These are the newest \("n", ThemeThread.most) answers."))</p>")\
            \(Records.list(thread.stops, ordered: thread.stops.count > 1 ? Phrase("The oldest first.") : nil, empty: Phrase("No passage yet that you may read."), stop))\
            </section>\(if: thread.stops.count > 2, drawing(thread))\
            <details\(flag: "open", invalid != nil)><summary>\(say: "Change the theme")</summary>\(form(draft ?? ThemeDraft(theme), codes, to: path, version: version ?? theme.version, invalid))</details>\
            <details><summary>\(say: "It is no theme after all")</summary><p class="soft">\(say: "Its passages and codes stay.")</p>\(Form.button("\(path)/ending", Phrase("Take the theme away"), version: theme.version))</details>\
            <p class="go"><a href="\(place.path("themes"))">\(say: "All themes")</a></p>
            """
        ).secretly
    }

    private static func stop(_ stop: ThreadStop) -> Markup {
        let text = stop.text
        let words: Markup = "\(text?.body ?? "…")"
        return """
            \(if: stop.item.kind == .insight,
                "<b>\(say: "What we learned")</b><br><a href=\"\(Href.to(stop.item))\"\(attribute: "lang", text?.language.description) dir=\"auto\">\(words)</a>",
                else: "<blockquote\(attribute: "lang", text?.language.description) dir=\"auto\">\(words)</blockquote>")\
            <p class="soft">\(say: Parts(Phrase("\("day", stop.day)"), stop.place.map(VoiceCard.where)))\(each: stop.codes, { " · <bdi>\($0)</bdi>" })\
            \(if: stop.item.kind == .voice, " · <a href=\"\(Href.to(stop.item))\">\(say: "The whole answer")</a>")</p>
            """
    }

    /// One row a place, from the first day to the last; what was learned is a square on a row of its own. The list says the same.
    private static func drawing(_ thread: ThemeThread) -> Markup {
        let lanes = Array(thread.lanes.prefix(8))
        let first = thread.stops.first?.day ?? Day(number: 0)
        let days = max((thread.stops.last?.day ?? first) - first, 1)
        func x(_ day: Day) -> Int { 8 + (day - first) * 284 / days }
        let rows = lanes.count + 1
        let marks: [Markup] = thread.stops.compactMap { stop in
            if stop.item.kind == .insight { return "<rect x=\"\(x(stop.day) - 4)\" y=\"\(rows * 18 - 13)\" width=\"8\" height=\"8\"/>" }
            guard let lane = lanes.firstIndex(of: stop.place) else { return nil }
            return "<circle cx=\"\(x(stop.day))\" cy=\"\(lane * 18 + 9)\" r=\"4\" opacity=\".7\"/>"
        }
        return """
            <figure class="chart"><figcaption>\(say: "Along the days, one row a place. Squares: what we learned.")</figcaption>\
            <svg viewBox="0 0 300 \(rows * 18)" aria-hidden="true" fill="currentColor">\(each: Array(0..<rows), { "<path d=\"M4 \($0 * 18 + 9)H296\" stroke=\"currentColor\" opacity=\".2\"/>" })\(each: marks, { $0 })</svg>\
            <p class="soft">\(say: Phrase("\("from", first) to \("until", thread.stops.last?.day ?? first)"))</p>\
            <p class="soft">\(each: Array(lanes.enumerated()), { place, lane in "\(if: place > 0, " · ")\(lane.map { "<span dir=\"auto\">\($0)</span>" as Markup } ?? "\(say: "not said")")" })</p></figure>
            """
    }

    static func raced(_ draft: ThemeDraft, theirs: Theme, codes: [Code], in place: Place, typed: [(name: String, value: String)]) -> Page {
        func names(_ ids: Set<String>) -> String {
            codes.filter { ids.contains($0.id.description) }.map(\.name).sorted().joined(separator: ", ")
        }
        return TwoTexts.page(
            [
                .init(Phrase("What do they say together?"), theirs: theirs.statement, mine: draft.statement),
                .init(Phrase("Its codes"), theirs: names(Set(theirs.codes.map(\.description))), mine: names(draft.codes)),
                .init(Phrase("What changes along it?"), theirs: theirs.changes, mine: draft.changes),
            ], in: place, action: "\(place.path("themes"))/\(theirs.id.description)",
            back: "\(place.path("themes"))/\(theirs.id.description)",
            version: theirs.version, typed: typed)
    }
}
