import HTML
import Language

/// What speakers allow, for the team: how many, which words, and what a quote was taken out of.
enum QuotesPages {
    static func show(_ view: QuotesView, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "What may be quoted")", in: view.place,
            """
            <p class="eyebrow">\(say: "What may be quoted")</p><h1 lang="\(view.question.text.language)" dir="auto">\(view.question.text.body)</h1>\
            \(if: view.waits, gone(view))
            <section aria-labelledby="map"><h2 id="map">\(say: "What people allow today")</h2><ul class="list">\(each: Consent.allCases.filter { $0 != .machine || view.place.usesMachine }, { "<li>\(say: $0.words): <b>\(say: count(view.allowed[$0] ?? .nobody))</b></li>" })\
            <li>\(say: "Something allowed ends within \("n", QuotesReading.soon) days"): <b>\(say: count(view.ending))</b></li></ul>\
            <p class="soft">\(say: "Each of them can take it back at any time, and it holds at once. Copies that left cannot be called back.")</p></section>
            <section aria-labelledby="quotes"><h2 id="quotes">\(say: "Words that may be quoted")</h2>\(Records.list(view.quotes, ordered: view.quotes.count > 1 ? Phrase("The newest day first.") : nil, empty: Phrase("Nobody has allowed it yet.")) { quote($0, view) })</section>
            \(if: !view.waits, gone(view))<section aria-labelledby="file"><h2 id="file">\(say: "Pass on as a file")</h2>\
            <p>\(say: "Only words that everyone may see, and whose speakers let them be passed on. Each line says what is allowed. Places and organisations are left out.")</p>\
            \(if: !view.isEnough && invalid == nil, "<p>\(say: "So far fewer than \("n", PassedOn.fewest) people allow it: one of them could be picked out.")</p>", else: Form.post("/questions/\(view.question.id)/quotes/file", """
                \(if: invalid?["file"] != nil, "<p class=\"bad\">\(Form.problemWords("file", Phrase("Pass on as a file"), invalid?["file"]))</p>")<div class="row"><button class="quiet" id="file-save">\(say: "Save the file")</button></div>
                """))</section>
            <p><a href="\(Href.to(view.question.item))">\(say: "Back to the question")</a></p>
            """
        ).secretly
    }

    private static func count(_ n: Headcount) -> Phrase {
        switch n {
        case .nobody: Phrase("nobody")
        case .few: Phrase("a few")
        case .exactly, .atLeast: n.said
        }
    }

    /// The words with everything their speaker allows beside them.
    private static func quote(_ voice: Voice, _ view: QuotesView) -> Markup {
        let until = voice.permission.until[.quote].flatMap { $0 == Permission.always ? nil : $0 }
        let name: Phrase? = voice.permission.holds(.name, on: view.day) ? voice.name.map { Phrase("as \("name", $0)") } : nil
        return """
            \(voice.text.map(Records.words) ?? "")<p class="soft">\(say: Parts(
                name ?? Phrase("without a name"), Phrase("for: \("who", OpennessChoice.words(voice.openness, team: view.place.team))"),
                until.map { Phrase("until \("day", $0)") }, voice.permission.holds(.data, on: view.day) ? Phrase("may be passed on") : nil))</p>
            """
    }

    private static func gone(_ view: QuotesView) -> Markup {
        guard view.waits || !view.gone.isEmpty else { return "" }
        return """
            <section aria-labelledby="gone"><h2 id="gone">\(say: "A quote was taken out here")</h2>\
            <p class="soft">\(say: "Its speaker does not allow it any more. […] stands in its place: read whether the rest still says what you mean, and whether a name still stands in it.")</p>\
            \(Records.list(view.gone, empty: Phrase("Nothing you may read."), { "<a href=\"\(Href.to($0.item))\" lang=\"\($0.text.language)\" dir=\"auto\">\($0.text.body)</a>" }))\
            \(if: view.waits, Form.button("/questions/\(view.question.id)/quotes", Phrase("I have read it again")))</section>
            """
    }
}
