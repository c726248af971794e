import HTML
import Language

/// Where codes stand: beside which others, and in whose answers. For the team, which reads every answer it counts.
enum PatternPages {
    static func together(_ pairs: [CodePair], in place: Place) -> Page {
        Page(
            "\(say: "Codes that stand together")", in: place,
            """
            <h1>\(say: "Codes that stand together")</h1>\
            <p class="soft">\(say: "In how many answers two codes both stand, the most first. That they stand together does not say that one comes from the other.")</p>\
            \(if: pairs.isEmpty, "<p>\(say: "No two codes stand in one answer yet.")</p>", else: chart(pairs))
            """
        ).secretly
    }

    private static func chart(_ pairs: [CodePair]) -> Markup {
        let marks = pairs.map { Charts.Mark(label: name($0), value: Double($0.answers), words: "\(number: $0.answers)") }
        return Charts.bars(Phrase("Two codes in one answer"), of: Phrase("Codes"), Phrase("Answers"), marks)
    }

    private static func name(_ pair: CodePair) -> Markup { "<bdi>\(pair.one)</bdi> + <bdi>\(pair.other)</bdi>" }

    static func spread(_ spread: CodeSpread, in place: Place) -> Page {
        let page: Href = "\(place.path("coding"))/spread"
        let hasMore = (spread.rows.first?.counts.count ?? 0) > spread.columns.count
        return Page(
            "\(say: "Where codes stand")", in: place,
            """
            <h1>\(say: "Where codes stand")</h1>\
            <p>\(each: Spread.allCases, { by in
                "\(if: by == spread.by, "<b>\(say: words(by))</b>", else: "<a href=\"\(page.with(query: "by", by.rawValue))\">\(say: words(by))</a>") "
            })</p>\
            <p class="soft">\(say: "How many answers have each code. For the team: numbers for others go through Who answered.")</p>\
            \(if: spread.rows.isEmpty, "<p>\(say: "No passage yet that you may read.")</p>", else: """
                <table><thead><tr><th scope="col">\(say: "Code")</th>\(each: spread.columns, { "<th scope=\"col\">\(head($0, spread.by))</th>" })\
                \(if: hasMore, "<th scope=\"col\">\(say: "All others")</th>")</tr></thead><tbody>\(each: spread.rows, { row in
                    "<tr><th scope=\"row\"><bdi>\(row.name)</bdi></th>\(each: row.counts, { "<td>\(number: $0)</td>" })</tr>"
                })</tbody></table>
                """)
            """
        ).secretly
    }

    private static func head(_ column: CodeSpread.Column, _ by: Spread) -> Markup {
        if by == .role, let role = SpeakerRole(rawValue: column.key) { return "\(say: role.words)" }
        return column.words.map { "<span dir=\"auto\">\($0)</span>" } ?? "\(say: "not said")"
    }

    private static func words(_ by: Spread) -> Phrase {
        switch by {
        case .question: Phrase("By question")
        case .place: Phrase("By place")
        case .language: Phrase("By language")
        case .role: Phrase("By role")
        }
    }
}
