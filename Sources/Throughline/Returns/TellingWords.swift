import Language

/// The drafted telling: five short lines, in the listeners' language as far as we speak it; what people wrote stays letter by letter.
enum TellingWords {
    static func draft(_ view: WhatBecame, people: Int, quote: Voice?, in tongue: Tongue) -> String {
        lines(view, people: people, quote: quote).map { $0.plain(in: tongue).unisolated }.joined(separator: "\n")
    }

    private static func lines(_ view: WhatBecame, people: Int, quote: Voice?) -> [Phrase] {
        [said(people, quote)] + PanelWords.lines(view.panels)
            + (view.panels.isEmpty || !view.learned.isEmpty ? [learned(view)] : [])
            + (view.panels.isEmpty || !view.done.isEmpty ? decided(view) : []) + happened(view) + [next(view)]
    }

    /// Too few are not counted aloud; what is told is read by people without a place here.
    private static func said(_ people: Int, _ quote: Voice?) -> Phrase {
        let words = quote?.quoted
        guard people >= Headcount.takingPart else {
            return words.map { Phrase("You said: “\("words", $0)”") } ?? Phrase("You answered our question.")
        }
        guard let words else {
            return Phrase.counted(
                people, one: "\("n", people) person answered our question.", other: "\("n", people) people answered our question.")
        }
        return Phrase.counted(
            people, one: "\("n", people) person answered. One of you said: “\("words", words)”",
            other: "\("n", people) people answered. One of you said: “\("words", words)”")
    }

    private static func learned(_ view: WhatBecame) -> Phrase {
        guard let best = view.learned.last else { return Phrase("We have not learned anything sure from it yet.") }
        guard let label = best.item.label else {
            return Phrase("We learned: \("what", best.claim.body) \("sure", best.sureness.words)")
        }
        return Phrase(
            "We learned: \("what", best.claim.body) \("sure", best.sureness.words) Moderators note: \("note", label.words).")
    }

    private static func decided(_ view: WhatBecame) -> [Phrase] {
        let held = view.done.filter { !$0.isNotDone }
        guard !held.isEmpty else { return view.done.isEmpty ? [Phrase("Nothing was decided.")] : [] }
        return held.map { done in
            done.item.kind == .decision
                ? Phrase("Decided: \("what", done.what.body)") : Phrase("Promised by \("who", done.by): \("what", done.what.body)")
        }
    }

    private static func happened(_ view: WhatBecame) -> [Phrase] {
        var lines = view.done.compactMap { $0.isNotDone ? nil : $0.happened }.map { Phrase("It happened: \("what", $0.body)") }
        for done in view.done where done.isNotDone {
            lines.append(
                done.why.map { Phrase("Not done: \("what", done.what.body). Because: \("why", $0)") }
                    ?? Phrase("Not done: \("what", done.what.body)."))
        }
        if lines.isEmpty && !view.done.isEmpty { lines.append(Phrase("It has not happened yet.")) }
        return lines
    }

    private static func next(_ view: WhatBecame) -> Phrase {
        guard let next = view.next.last else { return Phrase("Tell us when this is not what you meant.") }
        return Phrase("Next we ask: \("question", next.text.body)")
    }
}

extension String {
    /// Without the invisible marks that keep mixed directions in order on a page: in a text to be edited they would only surprise.
    fileprivate var unisolated: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { $0.value != 0x2068 && $0.value != 0x2069 }))
    }
}
