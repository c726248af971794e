import HTML
import Language

/// Who answered a question, in numbers that point at nobody.
enum WhoAnsweredPages {
    static func show(_ view: WhoAnswered, invalid: Invalid? = nil) -> Page {
        let question = view.question
        return Page(
            "\(say: "Who answered, in numbers")", in: view.place,
            """
            <p class="eyebrow"><a href="\(Href.to(question.item))" lang="\(question.text.language)" dir="auto">\(question.text.body)</a></p>
            <h1>\(say: "Who answered, in numbers")</h1>
            \(view.ofTeam ? team(view, invalid) : published(view))
            <p><a href="\(Href.to(question.item))">\(say: "Back to the question")</a></p>
            """)
    }

    private static func published(_ view: WhoAnswered) -> Markup {
        guard let table = view.published, let day = view.day else { return "" }
        return """
            <p class="soft">\(say: "Counted on \("day", day). These numbers do not change one by one, so that nobody can be picked out.")\
            \(if: table.hidesAnything, " \(say: "A dash stands where few people could be picked out.")")</p>
            \(Self.table(table, view.grouping))\(chart(table, view.grouping))
            <p><a href="/questions/\(view.question.id)/numbers/file">\(say: "The table as a file (CSV)")</a></p>
            """
    }

    private static func team(_ view: WhoAnswered, _ invalid: Invalid?) -> Markup {
        let id = view.question.id
        guard view.counted?.rows.isEmpty == false else { return Records.empty(Phrase("Nobody answered.")) }
        return """
            <form method="get" action="/questions/\(id)/numbers"><fieldset><legend>\(say: "Count people by")</legend>
            \(choice("by", view.grouping.rows, nothing: false))\(choice("and", view.grouping.columns, nothing: true))</fieldset>
            <div class="row"><button class="quiet">\(say: "Count")</button></div></form>
            <section aria-labelledby="exact"><h2 id="exact">\(say: "For the team only")</h2>\(view.counted.map { table($0.exact, view.grouping) } ?? "")</section>
            <section aria-labelledby="seen"><h2 id="seen">\(say: "What anybody would see")</h2>
            <p class="soft">\(say: "Groups of fewer than \("n", Headcount.anybody) answers are put together, and a dash stands where few people could be picked out.")</p>
            \(view.published.map { table($0, view.grouping) } ?? "")
            \(view.day.map { day in "<p class=\"soft\">\(say: "People see the numbers of \("day", day).")</p>" as Markup } ?? "")
            \(invalid?["numbers"].map { problem in "<p class=\"bad\" role=\"alert\"><strong>\(say: problem)</strong></p>" as Markup } ?? "")
            \(Form.post("/questions/\(id)/numbers", """
            \(Form.hidden("by", view.grouping.rows.rawValue))\(Form.hidden("and", view.grouping.columns?.rawValue ?? ""))
            <div class="row"><button>\(say: "Show these numbers to people")</button></div>
            """))</section>
            """
    }

    private static func choice(_ name: String, _ chosen: PeopleBy?, nothing: Bool) -> Markup {
        """
        <label>\(say: nothing ? Phrase("and by") : Phrase("first by")) <select name="\(name)">\(if: nothing, "<option value=\"\">\(say: "nothing else")</option>")\
        \(each: PeopleBy.allCases, { by in "<option value=\"\(by.rawValue)\"\(if: by == chosen, " selected")>\(say: by.words)</option>" })</select></label>
        """
    }

    private static func table(_ table: PublishedTable, _ grouping: Grouping) -> Markup {
        guard !table.values.isEmpty, let bottom = table.values.last else { return "" }
        let hasColumns = grouping.columns != nil
        return """
            <table><thead><tr><th scope="col">\(say: grouping.rows.words)</th>\
            \(if: hasColumns, "\(each: table.columns, { "<th scope=\"col\">\(name($0))</th>" })")<th scope="col">\(say: "People")</th></tr></thead>
            <tbody>\(each: Array(zip(table.rows, table.values)), { label, line in
                "<tr><th scope=\"row\">\(name(label))</th>\(each: hasColumns ? line : Array(line.suffix(1)), { "<td>\(number($0))</td>" })</tr>"
            })</tbody>
            <tfoot><tr><th scope="row">\(say: "All together")</th>\(each: hasColumns ? bottom : Array(bottom.suffix(1)), { "<td>\(number($0))</td>" })</tr></tfoot></table>
            """
    }

    /// The groups whose number is shown, as bars.
    private static func chart(_ table: PublishedTable, _ grouping: Grouping) -> Markup {
        let marks = zip(table.rows, table.values).compactMap { label, line in
            line.last.flatMap(\.self).map { Charts.Mark(label: name(label), value: Double($0), words: "\(number: $0)") }
        }
        return marks.count > 1 ? Charts.bars(Phrase("How many of each"), of: grouping.rows.words, Phrase("People"), marks) : ""
    }

    private static func name(_ label: String?) -> Markup {
        label.map { "<bdi>\($0)</bdi>" } ?? "\(say: "all others")"
    }

    private static func number(_ number: Int?) -> Markup { number.map { "\(number: $0)" } ?? "–" }
}

extension CountTable {
    /// As counted, nothing hidden.
    fileprivate var exact: PublishedTable {
        PublishedTable(rows: rows, columns: columns, values: withTotals.map { $0.map { Optional($0.people) } })
    }
}
