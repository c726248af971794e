import HTML
import Language

/// What a machine proposes beside an answer, each with the passage it was found by, for a person to say yes or no to.
enum CodeOfferPages {
    /// Whether it proposes, and what that means for comparing two readers.
    static func head(_ desk: CodingDesk, _ start: Href) -> Markup {
        guard desk.mayBeHelped else { return "" }
        let base = desk.isAll ? start.with(query: "all", "yes") : start
        guard let help = desk.help else {
            return """
                <p class="soft"><a href="\(base.with(query: "help", "yes"))">\(say: "Let a machine propose codes")</a><br>\
                \(say: "What you read with it is not counted when two readers are compared.")</p>
                """
        }
        return """
            <p class="turn">\(say: "A machine proposes codes here: \("engine", help.engine). Nobody has checked them.") <a href="\(base)">\(say: "Read alone")</a></p>\
            \(if: help.engine == Comparison.byWords, "<p class=\"soft\">\(say: "It compares words, so it finds nothing across languages.")\(if: help.isInstead, " \(say: "The program that compares meanings did not answer.")")</p>")\
            \(help.reading.map { "<p>\(say: Comparison.waiting($0.done, of: $0.of))</p>" as Markup })
            """
    }

    static func beside(_ coded: CodedVoice, _ help: DeskHelp, from: String) -> Markup {
        let (offers, alike) = (help.offers[coded.voice.id] ?? [], help.alike[coded.voice.id] ?? [])
        return """
            \(if: !offers.isEmpty, "<p><b>\(say: "Proposed by a machine")</b></p><ol class=\"list\">\(each: offers, { "<li>\(draw($0, coded, from: from))</li>" })</ol>")\
            \(if: !alike.isEmpty, "<details><summary>\(say: "Answers that may say something alike")</summary><ul class=\"list\">\(each: alike, near)</ul></details>")
            """
    }

    private static func draw(_ offer: CodeOffer, _ coded: CodedVoice, from: String) -> Markup {
        let hidden: [(String, String)] = [
            ("s", "\(offer.span.start)-\(offer.span.stop)"), ("code", offer.name), ("suggested", "yes"), ("from", from),
        ]
        return """
            <b dir="auto">\(offer.name)</b> <q dir="auto">\(coded.passage[offer.span])</q><br><span class="soft">\(say: "like:") <q dir="auto">\(offer.like)</q></span>\
            <div class="row"><div data-take="yes">\(Form.button("/voices/\(coded.voice.id)/codings", Phrase("Give it this code"), version: coded.version, hidden: hidden))</div>\
            <div data-drop="yes">\(Form.button("/voices/\(coded.voice.id)/offers", Phrase("Not this code"), version: coded.version, hidden: [("code", offer.code.description), ("from", from)]))</div></div>
            """
    }

    private static func near(_ one: (voice: Voice, words: String)) -> Markup {
        """
        <li><q lang="\(one.voice.item.language)" dir="auto">\(one.words)</q><br><a class="soft" href="/voices/\(one.voice.id)">\(say: VoiceCard.source(one.voice))</a></li>
        """
    }
}
