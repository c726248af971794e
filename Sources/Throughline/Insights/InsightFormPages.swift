import HTML
import Language

/// Writing down what was learned, saying it better, and deciding who may see it.
enum InsightFormPages {
    /// A note is a sentence and whose words it rests on; everything else comes later.
    static func note(_ draft: NoteDraft, _ question: Question, voices: [Voice], hasMore: Bool, in place: Place, invalid: Invalid? = nil)
        -> Page
    {
        Page(
            "\(say: "Write what we learned")", in: place,
            """
            <h1>\(say: "Write what we learned")</h1>\(Records.words(question.text))
            \(if: voices.isEmpty, Records.empty(Phrase("Nobody's words have been let through yet. Something learned rests on somebody's words."), do: (.to(question.item), Phrase("Back to the question"))))\
            \(if: !voices.isEmpty, Form.post("/questions/\(question.id)/insights", """
                \(Form.area("claim", Phrase("In one sentence"), value: draft.claim, hint: Phrase("What others can agree or disagree with. Only the team sees it until you share it."), problem: invalid?["claim"]))
                \(VoiceTicks.draw(voices, ticked: draft.voices, problem: invalid?["voices"]))
                \(if: hasMore, "<p class=\"soft\">\(say: "These are the newest. More can be added on the next page.")</p>")
                <div class="row"><button>\(say: "Keep the note")</button></div>
                """))
            """)
    }

    static func wording(_ draft: WordingDraft, _ insight: Insight, in place: Place, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Change the words")", in: place,
            """
            <h1>\(say: "Change the words")</h1>
            \(if: insight.confidence != nil, "<p>\(say: "Somebody has judged these words. Other words have to be checked anew.")</p>")\
            \(Form.post("/insights/\(insight.id)/wording", """
                \(Form.hidden("_version", "\(insight.item.version)"))
                \(Form.area("claim", Phrase("In one sentence"), value: draft.claim, problem: invalid?["claim"]))
                \(Form.area("limits", Phrase("For whom, where, when?"), value: draft.limits, hint: Phrase("For example: girls under 18 in the two riverside districts, in the rains of 2026."), problem: invalid?["limits"]))
                <div class="row"><button>\(say: "Save")</button><a class="button quiet" href="\(Href.to(insight.item))">\(say: "Back")</a></div>
                """))
            """)
    }

    /// A race was lost: both texts, side by side, and the choice.
    static func conflict(_ draft: WordingDraft, theirs: Insight, in place: Place) -> Page {
        Page(
            "\(say: "Somebody was faster")", in: place,
            """
            <h1>\(say: "Somebody was faster")</h1><p>\(say: "These words changed while you were writing. Nothing of yours is lost.")</p>
            <section><h2>\(say: "As it stands now")</h2>\(Records.words(theirs.claim))\(theirs.limits.map(Records.words))</section>
            <section><h2>\(say: "As you wrote it")</h2><blockquote dir="auto">\(draft.claim)</blockquote>\(if: !draft.limits.isEmpty, "<blockquote dir=\"auto\">\(draft.limits)</blockquote>")</section>
            \(Form.post("/insights/\(theirs.id)/wording", """
                \(Form.hidden("_version", "\(theirs.item.version)"))\(Form.hidden("claim", draft.claim))\(Form.hidden("limits", draft.limits))
                <div class="row"><button>\(say: "Use my text")</button><a class="button quiet" href="\(Href.to(theirs.item))">\(say: "Keep theirs")</a></div>
                """))
            """)
    }

    static func sharing(_ draft: SharingDraft, _ insight: Insight, strictest: Audience, in place: Place, invalid: Invalid? = nil) -> Page {
        let title: Phrase = insight.isNote ? Phrase("Share what we learned") : Phrase("Who may see it")
        return Page(
            "\(say: title)", in: place,
            """
            <h1>\(say: title)</h1>\(Records.words(insight.claim))\(Form.post("/insights/\(insight.id)/sharing", """
                \(Form.hidden("_version", "\(insight.item.version)"))
                \(OpennessChoice.draw(draft.openness, team: place.team, hint: Phrase("To begin with, it is for those who may read every answer it rests on."), problem: invalid?["openness"]))
                \(if: strictest > .everyone, confirm(draft, invalid?["confirmed"]))
                <p class="soft">\(say: "Quotes are shown only to people their speakers agreed to. This is about the sentence itself.")</p>
                <div class="row"><button>\(say: insight.isNote ? Phrase("Share it") : Phrase("Save"))</button><a class="button quiet" href="\(Href.to(insight.item))">\(say: "Back")</a></div>
                """))
            """)
    }

    private static func confirm(_ draft: SharingDraft, _ problem: Phrase?) -> Markup {
        """
        \(Form.tick("confirmed", Phrase("I have read the quotes and nobody is put at risk"), on: draft.isConfirmed, problem: problem))\
        <p class="hint">\(say: "Needed when more people may see it than may see the words it rests on.")</p>
        """
    }
}
