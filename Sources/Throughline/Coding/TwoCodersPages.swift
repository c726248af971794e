import HTML
import Language

/// Two people's codes side by side: what to talk about, and a number only where it says something.
enum TwoCodersPages {
    static func show(_ view: TwoCodersView) -> Page {
        Page(
            "\(say: "Two readers compared")", in: view.place,
            """
            <h1>\(say: "Two readers compared")</h1>\
            <p class="soft">\(say: "Of the answers both have read to their end. Where they differ is what to talk about: often a code wants clearer words.")\
            \(if: view.place.usesMachine, " \(say: "What one of them read while a machine proposed codes is left out.")")</p>\
            \(if: view.coders.count > 1, choice(view))\(body(view))
            """
        ).secretly
    }

    private static func choice(_ view: TwoCodersView) -> Markup {
        let coders: [(value: String, words: Markup)] = view.coders.map { ($0.id.description, "\($0.name)") }
        return """
            <form method="get" action="\(view.place.path("coding"))/readers">\(Form.choice("one", Phrase("One reader"), value: view.first?.id.description ?? "", options: coders))\
            \(Form.choice("other", Phrase("The other"), value: view.second?.id.description ?? "", options: coders))\
            <div class="row"><button class="quiet">\(say: "Compare")</button></div></form>
            """
    }

    private static func body(_ view: TwoCodersView) -> Markup {
        guard let first = view.first, let second = view.second else {
            return "<p>\(say: "Two people have to read the same answers first. So far fewer than two have read any.")</p>"
        }
        let (result, n) = (view.result, view.result.answers.count)
        let more = TwoCoders.fewest - n
        return """
            <p>\(say: Phrase.counted(n, one: "Both have read \("n", n) answer.", other: "Both have read \("n", n) answers."))\
            \(if: !result.says, " \(say: Phrase.counted(more, one: "From \("fewest", TwoCoders.fewest) on their agreement can be told: \("n", more) more.", other: "From \("fewest", TwoCoders.fewest) on their agreement can be told: \("n", more) more."))")</p>\
            \(if: result.says, table(view, first, second))
            <section aria-labelledby="talk"><h2 id="talk">\(say: "To talk about")</h2>\(Records.list(
                view.voices, ordered: view.voices.count > 1 ? Phrase("The newest day first.") : nil, empty: Phrase("They gave the same codes everywhere.")) { difference($0, view, first, second) })</section>
            """
    }

    private static func table(_ view: TwoCodersView, _ first: Coder, _ second: Coder) -> Markup {
        let counts = view.result.counts.map { (name: view.names[$0.key] ?? "…", count: $0.value) }
            .sorted { ($0.count.first + $0.count.second, $1.name) > ($1.count.first + $1.count.second, $0.name) }
        let whole = view.result.whole
        return """
            <p class="soft">\(say: "Kappa is 1 where they always agree, and 0 where they agree no more than two people who guess.")</p>\
            <table><thead><tr><th scope="col">\(say: "Code")</th><th scope="col">\(say: "Both")</th><th scope="col"><bdi>\(first.name)</bdi></th><th scope="col"><bdi>\(second.name)</bdi></th>\
            <th scope="col">\(say: "Agreed")</th><th scope="col">\(say: "By chance")</th><th scope="col">κ</th></tr></thead><tbody>\(each: counts, { row("<bdi>\($0.name)</bdi>", $0.count) })\
            \(if: counts.count > 1, row("\(say: "All codes")", whole))</tbody></table>
            """
    }

    private static func row(_ name: Markup, _ count: TwoCoders.Count) -> Markup {
        """
        <tr><th scope="row">\(name)</th><td>\(number: count.both)</td><td>\(number: count.first)</td><td>\(number: count.second)</td>\
        <td>\(text: percent(count.observed))</td><td>\(text: percent(count.expected))</td><td>\(text: count.kappa.map(decimals) ?? "–")</td></tr>
        """
    }

    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

    /// Two digits after the point, as such numbers stand in every language's papers.
    static func decimals(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (sign, size) = (hundredths < 0 ? "−" : "", abs(hundredths))
        return "\(sign)\(size / 100).\(size % 100 < 10 ? "0" : "")\(size % 100)"
    }

    private static func difference(_ voice: Voice, _ view: TwoCodersView, _ first: Coder, _ second: Coder) -> Markup {
        guard let answer = view.result.answers.first(where: { $0.voice == voice.id }) else { return "" }
        return """
            \(voice.text.map(Records.words) ?? "")<p class="soft"><bdi>\(first.name)</bdi>: \(codes(answer.first, view))<br>\
            <bdi>\(second.name)</bdi>: \(codes(answer.second, view))</p>
            """
    }

    private static func codes(_ codes: Set<ID<Code>>, _ view: TwoCodersView) -> Markup {
        guard !codes.isEmpty else { return "\(say: "no code")" }
        let names = codes.compactMap { view.names[$0] }.sorted()
        return "\(say: Parts(all: names.map { Phrase("\("code", $0)") }))"
    }
}
