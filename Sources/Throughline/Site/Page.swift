import HTML
import Language

/// A whole page: a title and a body inside the frame of a place. The frame is drawn here and nowhere else.
struct Page: Sendable {
    let title: Markup
    let body: Markup
    /// The space whose name stands in the header; nil for pages of the house itself.
    var place: Place?
    /// Pages that must not stay on a shared phone: codes, what is being typed, level 2, trails.
    var secret = false
    /// Where somebody lands who chooses another language, when not here: a page shown once is not shown again.
    var inAnotherLanguage: Href?
    /// False where a code stands that is shown once: a link away from it in the header or at the foot would be the way to lose it.
    var offersLanguages = true
    /// Two columns on a desk.
    var wide = false
    /// Where the skip link leads, with its words.
    var skip: Markup = "<a class=\"skip\" href=\"#main\">\(say: "Skip to the content")</a>"
    /// Links at the foot of the page that belong to this page alone.
    var feet: [Markup] = []
    /// The title is the place's own name: not said twice.
    var titleIsPlace = false
    /// Whether the visitor is shown the tabs of the space.
    var tabs = true
    /// Nothing around it at all: no header, no foot, no way out.
    var isBare = false
    /// Tells nothing to whoever looks at the device, whatever is chosen there: it belongs to a discreet place without naming it.
    var isQuiet = false
    /// Runs on this page and no other; whatever it does, the page says what works without it.
    var script: Script?

    init(_ title: Markup, in place: Place?, _ body: Markup) {
        (self.title, self.place, self.body) = (title, place, body)
    }

    /// The page as a document. `nonceMark` stands wherever a form wants its number; it is replaced when the page is sent.
    func document(for visit: Visit) -> Markup {
        let tongue = visit.tongue
        let notes = body.notes
        let isDiscreet = isDiscreet(for: visit)
        let first: Markup = notes.first.map { "\(say: $0.words) " } ?? ""
        let whole: Markup =
            isDiscreet ? "\(say: DiscreetFrame.name)" : "\(first)\(title)\(if: place != nil && !titleIsPlace, " · \(place?.name ?? "")")"
        let isQuick = isDiscreet && !isBare
        return """
            <!doctype html><html lang="\(text: visit.language.description)" dir="\(text: tongue?.direction ?? "ltr")"\(accent)><head>\
            <meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">\
            \(if: isDiscreet, DiscreetFrame.head, else: "<meta name=\"robots\" content=\"noindex\">")<link rel="icon" href="data:,"><title>\(whole)</title>\(Style.sheet)\(if: isQuick, DiscreetFrame.sheet)</head>\
            <body\(if: wide, " class=\"two\"")>\(if: isQuick, DiscreetFrame.wayOut(visit))\(if: !isBare, skip + header(visit, isDiscreet))<main id="main">\(locked(visit))\(summary(notes))\(body)</main>\
            \(if: !isBare, footer(visit, isDiscreet))\(each: scripts(for: visit), { "<script>\($0.code)</script>" })</body></html>
            """
    }

    /// Tells the people of a locked place why they see no words, and how they come to see them.
    private func locked(_ visit: Visit) -> Markup {
        guard let place, visit.isLockedOut(of: place), !visit.path.contains("/lock") else { return "" }
        let opening = place.lock("opening").with(query: "to", visit.comeBack?.text ?? place.home.text)
        return "<p class=\"turn\">🔒 \(say: "The words of this place are locked.") <a href=\"\(opening)\">\(say: "Open them")</a></p>"
    }

    /// What runs on it, each allowed by its own hash.
    func scripts(for visit: Visit) -> [Script] {
        [script, isDiscreet(for: visit) && !isBare ? DiscreetFrame.script : nil].compactMap(\.self)
    }

    /// What was wrong, where everybody sees and hears it, and the way to the first field it is about.
    private func summary(_ notes: [Markup.Note]) -> Markup {
        guard let first = notes.first else { return "" }
        let more = notes.count - 1
        return """
            <p class="bad" role="alert"><strong>\(say: first.words)</strong> <a href="#\(first.target)">\(say: first.label)</a>\
            \(if: more > 0, " <span>\(say: Phrase.counted(more, one: "\("n", more) more thing to look at below.", other: "\("n", more) more things to look at below."))</span>")</p>
            """
    }

    private var accent: Markup {
        guard let accent = place?.accent, accent != .teal else { return "" }
        return " class=\"\(text: accent.rawValue)\""
    }

    private func header(_ visit: Visit, _ isDiscreet: Bool) -> Markup {
        let name: Markup = isDiscreet ? "\(say: DiscreetFrame.name)" : "\(place?.name ?? "Throughline")"
        let home: Markup = "<b><a href=\"\(place?.home ?? "/")\">\(name)</a></b>"
        // The answer to a form cannot be asked for again: choosing a language there would lose it.
        let language = (offersLanguages ? inAnotherLanguage ?? visit.comeBack : nil).map { Href("/language").with(query: "to", $0.text) }
        return """
            <header class="top">\(home)\(if: language != nil, "<a href=\"\(language ?? "/")\">\(say: "Language")</a>")\
            \(if: place != nil, "<a href=\"\(place?.more ?? Href("/"))\">\(say: "More")</a>")</header>\(tabRow(visit))
            """
    }

    /// At most four tabs, for members only; strangers and visitors with a code meet none.
    private func tabRow(_ visit: Visit) -> Markup {
        let links = tabLinks(visit)
        guard !links.isEmpty else { return "" }
        return "<nav class=\"tabs\" aria-label=\"\(say: "This place")\">\(each: links, { $0 })</nav>"
    }

    private func tabLinks(_ visit: Visit) -> [Markup] {
        guard tabs, let place, visit.reader.roles[place.id] != nil else { return [] }
        var links: [Markup] = []
        if visit.reader.may(.ask, in: place.id) {
            links.append("<a href=\"\(place.path("week"))\">\(say: "This week")</a>")
            links.append("<a href=\"\(place.path("asking"))\">\(say: "Ask")</a>")
        }
        links.append("<a href=\"\(place.path("told"))\">\(say: "Tell back")</a>")
        return links
    }

    private func footer(_ visit: Visit, _ isDiscreet: Bool) -> Markup {
        """
        <footer>\(each: feet, { $0 })\(if: place != nil && visit.reader.person == nil,
            "<a href=\"\(Href("/my-words"))\">\(say: "I have a code")</a>")\
        \(if: place != nil && offersLanguages, "<a href=\"\(place?.path("tell") ?? Href("/"))\">\(say: "Is somebody harmed?")</a>")\
        \(if: !isDiscreet, "<span>Throughline</span>")</footer>
        """
    }

    /// As long as a form's number, so that it is overwritten in place. It begins with a sign that nobody's text brings to a page
    /// unescaped, so that no text is taken for it.
    static let nonceMark: Markup = "'throughline-form-numbers'"
    static let nonceBytes = Array("'throughline-form-numbers'".utf8)
}
