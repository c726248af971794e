import HTML
import Language

/// A report in its sizes, what its team can do with it, and the reports of a place.
enum ReportPages {
    /// What the page is asked to say beside the report.
    struct Standing: Sendable {
        var because = ""
        var invalid: Invalid?
        /// Languages a paper can be made in.
        var languages: [LanguageTag] = []
    }

    static func show(_ view: ReportView, _ size: ReportSize, for visit: Visit, _ standing: Standing = .init()) -> Page {
        let report = view.report
        return Page(
            "\(view.words(.line)?.body ?? "…")", in: view.place,
            """
            <p class="eyebrow">\(say: report.isDraft ? Phrase("A report, not out yet") : Phrase("A report"))</p>\(newer(view))\
            \(ReportSheet(view: view, size: size).sheet.markup)\(Records.label(report.item))\(sizes(view, size))\(taking(view, size, standing))\
            \(editions(view))\(desk(view, standing))\(about(view))\(Records.translations(report.item, for: visit))\(Records.flag(report.item))
            """)
    }

    /// Each size leads to the others.
    private static func sizes(_ view: ReportView, _ size: ReportSize) -> Markup {
        """
        <nav class="row screen" aria-label="\(say: "How much of it")">\(each: ReportSize.allCases, { other in
            other == size
                ? "<b aria-current=\"page\">\(say: other.words)</b>"
                : "<a href=\"\(Href.to(view.report.item).with(query: "size", other.rawValue))\">\(say: other.words)</a>"
        })</nav>
        """
    }

    private static func newer(_ view: ReportView) -> Markup {
        guard let newer = view.newer else { return "" }
        return """
            <p class="turn">\(say: "There is a newer edition of it.") <a href="\(Href.to(newer.item))">\(say: "Read that one")</a></p>
            """
    }

    /// On paper and as a file. A file is made when it is asked for, of what may stand there at that moment, and kept by nobody here.
    private static func taking(_ view: ReportView, _ size: ReportSize, _ standing: Standing) -> Markup {
        guard view.blocked.isEmpty else { return stopped(view) }
        func file(_ kind: ReportFile) -> Href {
            Href("/reports/\(view.report.id)/file").with(query: "size", size.rawValue).with(query: "as", kind.rawValue)
        }
        return """
            <details class="screen"><summary>\(say: "Print it, or take it with you")</summary>\
            <p>\(say: "Print this page as it stands, or save a file. Both say no more than this page, and stay as they are when something is taken back later.")</p>\
            <p>PDF: \(each: standing.languages, { "<a lang=\"\($0)\" href=\"\(file(.pdf).with(query: "in", $0.description))\">\($0.endonym)</a> " })</p>\
            <p class="go"><a href="\(file(.docx))">\(say: "To go on writing with (DOCX)")</a></p>\
            <p class="go"><a href="\(file(.json))">\(say: "For a program (JSON)")</a></p></details>
            """
    }

    /// Where words stand that may not stand there today; never whose.
    private static func stopped(_ view: ReportView) -> Markup {
        guard view.team != nil else {
            return "<p class=\"soft\">\(say: "No file can be made of it until the team has looked at it again.")</p>"
        }
        return """
            <p class="bad"><strong>\(say: "No file can be made of it now.")</strong> \
            \(say: Phrase("Words stand in it that may not stand there any more. Say it in your own words: \("where", Listed(ReportPart.allCases.filter(view.blocked.contains).map(\.words)))."))</p>
            """
    }

    private static func editions(_ view: ReportView) -> Markup {
        let others = view.editions.filter { $0.id != view.report.id && !$0.isDraft && $0.item.state != "withdrawn" }
        guard !others.isEmpty else { return "" }
        return """
            <section class="screen" aria-labelledby="editions"><h2 id="editions">\(say: "Other editions")</h2>\
            \(Records.list(others, ordered: Phrase("The newest first."), empty: "") { edition in
                """
                <a href="\(Href.to(edition.item))">\(say: Phrase("Edition \("n", edition.edition ?? 1), \("day", edition.publishedOn ?? edition.item.day)"))</a>
                """
            })</section>
            """
    }

    private static func about(_ view: ReportView) -> Markup {
        guard !view.about.isEmpty else { return "" }
        return """
            <section class="screen" aria-labelledby="from"><h2 id="from">\(say: "What it is about")</h2><ul class="list">\(each: view.about, { about in
                "<li><a href=\"\(Href.to(about.question.item))\" lang=\"\(about.question.text.language)\" dir=\"auto\">\(about.question.text.body)</a></li>"
            })\(each: view.learned, { learned in
                "<li><a href=\"\(Href.to(learned.insight.item))\" lang=\"\(learned.insight.claim.language)\" dir=\"auto\">\(learned.insight.claim.body)</a></li>"
            })</ul></section>
            """
    }

    private static func desk(_ view: ReportView, _ standing: Standing) -> Markup {
        guard let team = view.team else { return "" }
        return """
            <section class="screen" aria-labelledby="team"><h2 id="team">\(say: "For the team")</h2>\
            \(view.report.isDraft ? drafting(view, team) : going(view, team))\(takingBack(view, standing))</section>
            """
    }

    private static func drafting(_ view: ReportView, _ team: ReportView.Team) -> Markup {
        let report = view.report
        let isReady = report.missing.isEmpty && view.blocked.isEmpty
        return """
            <p class="soft">\(say: "Its readers will be:") \(say: OpennessChoice.words(report.openness, team: view.place.team))</p>\
            \(if: !report.missing.isEmpty, "<p>\(say: Phrase("Before it goes out it needs: \("what", Listed(report.missing.map(\.words)))."))</p>")\
            \(if: report.item.state == "draft", "<p class=\"soft\">\(say: look(team))</p>")\
            <div class="row">\(if: isReady && view.mayGoOut, Form.button("/reports/\(report.id)/publishing", Phrase("Publish it"), quiet: false, version: report.item.version))\
            \(if: report.item.state == "draft" && !team.isWriter && report.missing.isEmpty, Form.button("/reports/\(report.id)/check", Phrase("I have read it, and it is right"), version: report.item.version))\
            <a class="button quiet" href="/reports/\(report.id)/wording">\(say: "Change the words")</a></div>
            """
    }

    private static func look(_ team: ReportView.Team) -> Phrase {
        if team.others == 0 { return Phrase("Nobody else here can read it first. It can go out, and says so.") }
        return team.isWriter
            ? Phrase("Somebody who did not write it reads it before it goes out.")
            : Phrase("Read it before it goes out: you did not write it.")
    }

    private static func going(_ view: ReportView, _ team: ReportView.Team) -> Markup {
        guard view.report.item.state == "published" else { return "" }
        if let next = team.next {
            return "<p><a class=\"button quiet\" href=\"\(Href.to(next.item))\">\(say: "The next edition, being written")</a></p>"
        }
        return """
            <div class="row">\(Form.button("/reports/\(view.report.id)/edition", Phrase("Write a new edition"), version: view.report.item.version))</div>
            """
    }

    private static func takingBack(_ view: ReportView, _ standing: Standing) -> Markup {
        let problem = standing.invalid?["because"]
        return """
            <details\(flag: "open", problem != nil)><summary>\(say: "Take it back")</summary>\
            \(Form.post("/reports/\(view.report.id)/withdrawal", """
                \(Form.hidden("_version", "\(view.report.item.version)"))
                \(Form.line("because", Phrase("Why?"), value: standing.because, hint: Phrase("The people of this place can read it."), problem: problem))
                <div class="row"><button class="quiet">\(say: "Take it back")</button></div>
                """))</details>
            """
    }

    static func list(_ reports: [Report], lineless: Set<ID<Item>> = [], in place: Place, mayWrite: Bool) -> Page {
        func draw(_ list: [Report], _ empty: Phrase) -> Markup {
            Records.list(list, ordered: list.count > 1 ? Phrase("The newest first.") : nil, empty: empty) { report in
                let line = lineless.contains(report.id) ? nil : report.words(.line)
                let day = report.publishedOn ?? report.item.day
                return """
                    <a href="\(Href.to(report.item))" lang="\(line?.language ?? report.item.language)" dir="auto">\(line?.body ?? "…")</a>\
                    <br><span class="soft">\(say: report.isDraft ? Phrase("Begun, \("day", day)") : Phrase("Published, \("day", day)"))</span>
                    """
            }
        }
        let drafts = reports.filter(\.isDraft)
        return Page(
            "\(say: "Reports")", in: place,
            """
            <h1>\(say: "Reports")</h1>\(draw(reports.filter { !$0.isDraft }, Phrase("No report has been published yet.")))\
            \(if: !drafts.isEmpty, "<section aria-labelledby=\"drafts\"><h2 id=\"drafts\">\(say: "Being written")</h2>\(draw(drafts, ""))</section>")\
            \(if: mayWrite, "<p class=\"soft\">\(say: "A report on one question is begun on the page of that question.")</p><p><a class=\"button quiet\" href=\"\(place.path("published"))/new\">\(say: "Gather what was learned")</a></p>")
            """)
    }
}
