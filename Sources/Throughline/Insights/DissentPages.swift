import HTML
import Language

/// Other ways to see it: always printed under the claim, never smoothed away.
enum DissentPages {
    static func list(_ view: InsightView, for visit: Visit) -> Markup {
        """
        <section aria-labelledby="differently"><h2 id="differently">\(say: "Who sees it differently")</h2>
        \(Records.list(view.dissents, ordered: view.dissents.count > 1 ? Phrase("The oldest day first.") : nil, empty: Phrase("Nobody has disagreed so far."), draw))
        <p><a class="button quiet" href="/insights/\(view.insight.id)/dissent">\(say: "I see it differently")</a></p>\(held(view))</section>
        """
    }

    private static func draw(_ dissent: Dissent) -> Markup {
        """
        \(Records.words(dissent.text))\(if: dissent.alternative != nil, "<p>\(say: "Seen this way instead:")</p>\(dissent.alternative.map(Records.words))")\
        <p class="soft">\(say: Parts(dissent.name.map { Phrase("\("name", $0)") } ?? Phrase("Without a name"), Phrase("\("day", dissent.item.day)")))</p>\(Records.foot(dissent.item))
        """
    }

    private static func held(_ view: InsightView) -> Markup {
        guard !view.heldDissents.isEmpty else { return "" }
        let n = view.heldDissents.count
        return """
            <h3>\(say: Phrase.counted(n, one: "\("n", n) without a name waits for you", other: "\("n", n) without a name wait for you"))</h3>
            <ul class="list">\(each: view.heldDissents, { dissent in
                """
                <li>\(draw(dissent))<div class="row">\(Form.button("/dissents/\(dissent.item.id)/release", Phrase("Let it through"), version: dissent.item.version))\
                \(Form.button("/dissents/\(dissent.item.id)/rejection", Phrase("Do not keep it"), version: dissent.item.version))</div></li>
                """
            })</ul>
            """
    }

    static func form(_ draft: DissentDraft, _ insight: Insight, in place: Place, for visit: Visit, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "I see it differently")", in: place,
            """
            <h1>\(say: "How do you see it?")</h1>\(Records.words(insight.claim))
            <p class="soft">\(say: "It stands under the sentence for everybody who may see that, and those who wrote it cannot remove it.")</p>
            \(place.help.draw(for: visit))\(Form.post("/insights/\(insight.id)/dissent", forgotten: true, """
                \(Form.area("text", Phrase("What is different?"), value: draft.text, hint: Phrase("In any language."), problem: invalid?["text"]))
                \(who(draft, visit, invalid))
                <details\(flag: "open", !draft.alternative.isEmpty || invalid?["alternative"] != nil)><summary>\(say: "What would you say instead?")</summary>\(Form.area("alternative", Phrase("In your words"), value: draft.alternative, problem: invalid?["alternative"]))</details>
                <div class="row"><button>\(say: "Send")</button><a class="button quiet" href="\(Href.to(insight.item))">\(say: "Back")</a></div>
                """))
            """
        ).secretly
    }

    private static func who(_ draft: DissentDraft, _ visit: Visit, _ invalid: Invalid?) -> Markup {
        guard visit.reader.person != nil else {
            return Form.line(
                "name", Phrase("A name to show, real or not"), value: draft.name, hint: Phrase("Leave it empty to stay without a name."),
                problem: invalid?["name"])
        }
        return Form.circles(
            "as", Phrase("Send it"), value: draft.asPerson ? "me" : "nobody",
            options: [("nobody", "\(say: "without my name")"), ("me", "\(say: "as \("name", visit.reader.name)")")])
    }

    /// It waits: somebody looks at it first.
    static func waits(_ insight: Insight, in place: Place) -> Page {
        Page(
            "\(say: "Thank you")", in: place,
            """
            <h1>\(say: "Thank you")</h1><p>\(say: "Somebody of the \("team", place.team) team looks at words without a name before others see them.")</p>
            <p><a class="button quiet" href="\(Href.to(insight.item))">\(say: "Back")</a></p>
            """)
    }
}
