import HTML
import Language

/// The codes of a place: what each means, when it is given, and what became of it.
enum CodebookPages {
    /// Where coding begins: switched off it says what it is, switched on it leads to everything about it.
    static func start(_ place: Place, isOn: Bool, questions: [Question], maySettle: Bool) -> Page {
        Page(
            "\(say: "Passages and codes")", in: place,
            """
            <h1>\(say: "Passages and codes")</h1>\
            <p>\(say: "Read what people said line by line, and give a short name to what a passage is about. The same name in many answers shows what they share.")</p>\
            \(if: place.isSealed, "<p>\(say: "The words of this place are locked. Codes would lie open beside them, so there are none here.")</p>")\
            \(if: !isOn && !place.isSealed && maySettle, Form.button(place.path("coding"), Phrase("Switch it on"), quiet: false))\
            \(if: isOn && !place.isSealed, ways(place, questions))\
            \(if: isOn && maySettle, "<details><summary>\(say: "Fold it away")</summary><p class=\"soft\">\(say: "The pages go; codes and passages stay for whoever switches it on again.")</p>\(Form.button("\(place.path("coding"))/ending", Phrase("Switch it off")))</details>")
            """)
    }

    private static func ways(_ place: Place, _ questions: [Question]) -> Markup {
        let ways: [(Href, Phrase)] = [
            (place.path("codes"), Phrase("Codebook")), (place.path("passages"), Phrase("All marked passages")),
            (place.path("themes"), Phrase("Themes")), ("\(place.path("coding"))/together", Phrase("Codes that stand together")),
            ("\(place.path("coding"))/spread", Phrase("Where codes stand")),
            ("\(place.path("coding"))/readers", Phrase("Two readers compared")),
            ("\(place.path("coding"))/exchange", Phrase("To and from other programs")),
        ]
        return """
            <ul class="list">\(each: ways, { "<li><a href=\"\($0.0)\">\(say: $0.1)</a></li>" })</ul>
            <section aria-labelledby="read"><h2 id="read">\(say: "Mark passages in the answers to")</h2>\(Records.list(questions, ordered: Phrase("The newest first."), empty: Phrase("No question yet.")) { question in
                "<a href=\"/questions/\(question.id)/coding\" lang=\"\(question.text.language)\" dir=\"auto\">\(question.text.body)</a>"
            })</section>
            """
    }

    static func list(_ codes: [Code], in place: Place, draft: CodeDraft = .init(), invalid: Invalid? = nil, file: Invalid? = nil) -> Page {
        let living = codes.filter(\.isInUse).tree()
        let gone = codes.filter { !$0.isInUse }
        return Page(
            "\(say: "Codebook")", in: place,
            """
            <h1>\(say: "Codebook")</h1>\
            \(Records.list(living, empty: Phrase("No code yet. Begin with what you hear again and again.")) { entry in
                "\(line(entry.code, in: place, depth: entry.depth))"
            })
            \(if: !gone.isEmpty, "<details><summary>\(say: Phrase.counted(gone.count, one: "\("n", gone.count) code of the past", other: "\("n", gone.count) codes of the past"))</summary><ul class=\"list\">\(each: gone, { "<li>\(past($0, codes, in: place))</li>" })</ul></details>")
            <section aria-labelledby="new"><h2 id="new">\(say: "A new code")</h2>\(Form.post(place.path("codes"), """
                \(Form.line("name", Phrase("Name"), value: draft.name, hint: Phrase("A word or two, as people here would say it."), problem: invalid?["name"]))
                \(Form.area("about", Phrase("What it means"), value: draft.about, problem: invalid?["about"], rows: 2))
                <div class="row"><button>\(say: "Begin it on trial")</button></div>
                """))</section>
            <details\(flag: "open", file != nil)><summary>\(say: "As a file")</summary><p class="go"><a href="\(place.path("codebook"))">\(say: "Save the codebook as a table (CSV)")</a></p>\
            \(Form.post(place.path("codebook"), upload: true, """
                <label for="table">\(say: "Bring in codes from a table (CSV)")\(Form.problemWords("table", Phrase("Bring in codes from a table (CSV)"), file?["table"])) <span class="hint">\(say: "Columns: name, means, use, not, state, parent. Names you have already stay as they are.")</span></label>\
                <input id="table" name="table" type="file" accept=".csv,text/csv"\(Form.described("table", file?["table"]))>\
                <div class="row"><button class="quiet">\(say: "Bring them in")</button></div>
                """))</details>
            """)
    }

    private static func line(_ code: Code, in place: Place, depth: Int) -> Markup {
        """
        \(text: String(repeating: "– ", count: depth))<a href="\(place.path("codes"))/\(code.id)" dir="auto">\(code.name)</a>\
        \(if: code.state == .trial, " <span class=\"soft\">\(say: "on trial")</span>") \
        <span class="soft">\(say: Phrase.counted(code.passages, one: "\("n", code.passages) passage", other: "\("n", code.passages) passages"))</span>\
        \(if: !code.about.isEmpty, "<br><span class=\"soft\" dir=\"auto\">\(code.about)</span>")
        """
    }

    private static func past(_ code: Code, _ codes: [Code], in place: Place) -> Markup {
        let into = code.mergedInto.flatMap { id in codes.first { $0.id == id } }
        let name: Markup =
            code.state == .merged
            ? "<bdi>\(code.name)</bdi>" : "<a href=\"\(place.path("codes"))/\(code.id)\" dir=\"auto\">\(code.name)</a>"
        return """
            \(name) <span class="soft">\(if: into != nil, "\(say: "became \("code", into?.name ?? "") on \("day", code.mergedOn ?? Day(number: 0))")", else: "\(say: "given no more")")</span>
            """
    }

    static func show(
        _ code: Code, among codes: [Code], in place: Place, draft: CodeDraft, seen version: Int, invalid: Invalid? = nil
    ) -> Page {
        let page: Href = "\(place.path("codes"))/\(code.id.description)"
        let others = codes.filter { $0.isInUse && $0.id != code.id }
        let merged = codes.filter { $0.mergedInto == code.id }
        let parents: [(value: String, words: Markup)] = [("", "\(say: "stands by itself")")]
        return Page(
            "\(say: "Code")", in: place,
            """
            <p class="eyebrow">\(say: "Code")</p><h1 dir="auto">\(code.name)</h1>\
            <p><a href="\(place.path("passages").with(query: "code", code.id.description))">\(say: Phrase.counted(code.passages, one: "\("n", code.passages) passage", other: "\("n", code.passages) passages"))</a></p>\
            \(each: merged, { "<p class=\"soft\">\(say: "\("code", $0.name) became part of it on \("day", $0.mergedOn ?? Day(number: 0)). Its passages came along and say so.")</p>" })
            \(Form.post(page, """
                \(Form.hidden("_version", "\(version)"))
                \(Form.line("name", Phrase("Name"), value: draft.name, problem: invalid?["name"]))
                \(Form.area("about", Phrase("What it means"), value: draft.about, problem: invalid?["about"], rows: 2))
                \(Form.area("use", Phrase("When it is given"), value: draft.use, problem: invalid?["use"], rows: 2))
                \(Form.area("not", Phrase("When it is not given"), value: draft.not, hint: Phrase("Name the code that fits better."), problem: invalid?["not"], rows: 2))
                \(Form.circles("state", Phrase("Where it stands"), value: draft.state, options: [
                    (CodeState.trial.rawValue, "\(say: "On trial: somebody tries whether it is of use")"),
                    (CodeState.agreed.rawValue, "\(say: "Agreed: all of us mean the same by it")"),
                    (CodeState.retired.rawValue, "\(say: "Of the past: given no more, and what has it keeps it")"),
                ]))
                \(Form.choice("parent", Phrase("Part of"), value: draft.parent, options: parents + others.map { ($0.id.description, "\($0.name)") }, problem: invalid?["parent"]))
                <div class="row"><button>\(say: "Save")</button><a class="button quiet" href="\(place.path("codes"))">\(say: "Codebook")</a></div>
                """))
            \(if: !others.isEmpty, merging(code, page, others, version, invalid))
            """)
    }

    private static func merging(_ code: Code, _ page: Href, _ others: [Code], _ version: Int, _ invalid: Invalid?) -> Markup {
        """
        <details\(flag: "open", invalid?["into"] != nil)><summary>\(say: "Merge it into another code")</summary>\
        <p class="soft">\(say: "Its passages get the other code and say what they were called. This cannot be taken apart again.")</p>\
        \(Form.post("\(page)/merging", """
            \(Form.hidden("_version", "\(version)"))
            \(Form.choice("into", Phrase("Into which?"), value: "", options: [("", "…")] + others.map { ($0.id.description, "\($0.name)") }, problem: invalid?["into"]))
            <div class="row"><button class="quiet">\(say: "Merge")</button></div>
            """))</details>
        """
    }

    /// Somebody changed it meanwhile: both texts.
    static func raced(_ draft: CodeDraft, theirs: Code, in place: Place, typed: [(name: String, value: String)]) -> Page {
        TwoTexts.page(
            [
                .init(Phrase("Name"), theirs: theirs.name, mine: draft.name),
                .init(Phrase("What it means"), theirs: theirs.about, mine: draft.about),
                .init(Phrase("When it is given"), theirs: theirs.use, mine: draft.use),
                .init(Phrase("When it is not given"), theirs: theirs.not, mine: draft.not),
            ], in: place, action: "\(place.path("codes"))/\(theirs.id.description)", back: place.path("codes"), version: theirs.version,
            typed: typed)
    }
}
