import HTML
import Language

/// Passages with one code, or all there are.
enum PassagesPages {
    static func list(_ passages: [CodedPassage], of code: Code?, questions: [ID<Item>: Question], next: Href?, in place: Place) -> Page {
        Page(
            "\(say: "Passages")", in: place,
            """
            <p class="eyebrow">\(say: "Passages")</p><h1 dir="auto">\(if: code != nil, "\(code?.name ?? "")", else: "\(say: "All marked passages")")</h1>\
            \(code.map { about($0, in: place) })\(Records.list(passages, ordered: Phrase("The newest day first."), next: next, empty: Phrase("No passage yet that you may read."), entry))
            \(learned(passages, questions))
            """
        ).secretly
    }

    private static func about(_ code: Code, in place: Place) -> Markup {
        """
        \(if: !code.about.isEmpty, "<p dir=\"auto\">\(code.about)</p>")<p class="soft"><a href="\(place.path("codes"))/\(code.id)">\(say: "What this code means")</a></p>
        """
    }

    private static func entry(_ passage: CodedPassage) -> Markup {
        """
        <blockquote lang="\(passage.voice.item.language)" dir="auto">\(passage.words)</blockquote>\
        <p class="soft"><bdi>\(passage.coding.name)</bdi>\(passage.coding.was.map { " (\(say: "was called \("code", $0)"))" as Markup }) · \
        \(say: VoiceCard.source(passage.voice)) · \(say: CodingPages.coder(passage.coding)) · <a href="/voices/\(passage.voice.id)">\(say: "The whole answer")</a></p>
        """
    }

    /// From passages to what was learned: the voices they stand in are its sources, ticked already.
    private static func learned(_ passages: [CodedPassage], _ questions: [ID<Item>: Question]) -> Markup {
        let groups = Dictionary(grouping: passages, by: \.voice.question).sorted { $0.key.description > $1.key.description }
        return """
            \(each: groups, { id, passages in
                let voices = Set(passages.map(\.voice.id.description)).sorted()
                let href = Href("/questions/\(id)/insights/new").with(query: "voices", voices.joined(separator: "."))
                return """
                    <p class="go"><a href="\(href)">\(say: Phrase.counted(voices.count, one: "Write what we learned, with this \("n", voices.count) answer", other: "Write what we learned, with these \("n", voices.count) answers"))</a>\
                    \(questions[id].map { "<br><span class=\"soft\" lang=\"\($0.text.language)\" dir=\"auto\">\($0.text.body)</span>" as Markup })</p>
                    """ as Markup
            })
            """
    }
}
