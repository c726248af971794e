import HTML
import Language

/// The team says what became of what somebody put right.
enum BecamePages {
    static func form(_ draft: BecameDraft, _ correction: Correction, in place: Place, seen version: Int, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "What becomes of it?")", in: place,
            """
            <h1>\(say: "What becomes of it?")</h1>\(Records.words(correction.text))\
            <p class="soft">\(say: "Whoever wrote it reads your answer with their own words, and by mail where they allowed it.")</p>\
            \(Form.post("/corrections/\(correction.item.id)/became", """
                \(Form.hidden("_version", "\(version)"))\
                \(Form.circles("became", Phrase("What did you do with it?"), value: draft.choice, options: Became.allCases.map { ($0.rawValue, "\(say: $0.words)") }, hint: Phrase("Change the sentence itself first, on its own page."), problem: invalid?["became"]))
                \(Form.area("words", Phrase("In a sentence, to them"), value: draft.words, problem: invalid?["words"]))
                <div class="row"><button>\(say: "Answer")</button><a class="button quiet" href="/corrections/\(correction.item.id)">\(say: "Back")</a></div>
                """))
            """
        ).secretly
    }
}
