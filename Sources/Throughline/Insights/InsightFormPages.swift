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
                """) + AnswerBox.severe(question))
            """)
    }

    /// `version` is the one these words were read at: the form sent back with a problem is still that old.
    static func wording(_ draft: WordingDraft, _ insight: Insight, in place: Place, seen version: Int, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Change the words")", in: place,
            """
            <h1>\(say: "Change the words")</h1>
            \(if: insight.confidence != nil, "<p>\(say: "Somebody has judged these words. Other words have to be checked anew.")</p>")\
            \(Form.post("/insights/\(insight.id)/wording", """
                \(Form.hidden("_version", "\(version)"))
                \(Form.area("claim", Phrase("In one sentence"), value: draft.claim, problem: invalid?["claim"]))
                \(limits(draft.limits, problem: invalid?["limits"]))
                \(Form.area("so_what", Phrase("What follows from it?"), value: draft.soWhat, problem: invalid?["so_what"]))
                \(Form.area("disagreeing", Phrase("Who would not agree, and why?"), value: draft.disagreeing, problem: invalid?["disagreeing"]))
                <div class="row"><button>\(say: "Save")</button><a class="button quiet" href="\(Href.to(insight.item))">\(say: "Back")</a></div>
                """))
            """)
    }

    /// The one field for whom it holds, wherever it is asked.
    static func limits(_ words: String, problem: Phrase?) -> Markup {
        Form.area(
            "limits", Phrase("For whom, where, when?"), value: words,
            hint: Phrase("For example: girls under 18 in the two riverside districts, in the rains of 2026."), problem: problem)
    }

    /// A race was lost: both texts, side by side, and the choice.
    static func raced(_ draft: WordingDraft, theirs: Insight, in place: Place, typed: [(name: String, value: String)]) -> Page {
        TwoTexts.page(
            [
                .init(Phrase("In one sentence"), theirs: theirs.claim.body, mine: draft.claim),
                .init(Phrase("For whom, where, when?"), theirs: theirs.limits?.body ?? "", mine: draft.limits),
                .init(Phrase("What follows from it?"), theirs: theirs.texts["so_what"]?.body ?? "", mine: draft.soWhat),
                .init(Phrase("Who would not agree, and why?"), theirs: theirs.texts["disagreeing"]?.body ?? "", mine: draft.disagreeing),
            ], in: place, action: "/insights/\(theirs.id)/wording", back: .to(theirs.item), version: theirs.item.version, typed: typed)
    }

    /// Somebody changed it while another decided who may see it.
    static func raced(_ openness: Openness, theirs: Insight, in place: Place, typed: [(name: String, value: String)]) -> Page {
        let now = theirs.isNote ? Openness.team : Openness(noWiderThan: theirs.item.audience)
        func words(_ openness: Openness) -> Markup { "\(say: OpennessChoice.words(openness, team: place.team))" }
        return TwoTexts.page(
            [
                .init(Phrase("Who may see this?"), theirs: words(now), mine: words(openness), differs: true)
            ], in: place, action: "/insights/\(theirs.id)/sharing", back: .to(theirs.item), version: theirs.item.version, typed: typed)
    }

    static func sharing(
        _ draft: SharingDraft, _ insight: Insight, strictest: Audience, waitingUntil day: Day?, in place: Place, seen version: Int,
        invalid: Invalid? = nil
    ) -> Page {
        let title: Phrase = insight.isNote ? Phrase("Share what we learned") : Phrase("Who may see it")
        return Page(
            "\(say: title)", in: place,
            """
            <h1>\(say: title)</h1>\(Records.words(insight.claim))\(Form.post("/insights/\(insight.id)/sharing", """
                \(Form.hidden("_version", "\(version)"))
                \(OpennessChoice.draw(draft.openness, team: place.team, isSealed: place.isSealed, hint: Phrase("To begin with, it is for those who may read every answer it rests on."), problem: invalid?["openness"]))
                \(if: strictest > .everyone, confirm(draft, invalid?["confirmed"]))\(day.map { early(draft, $0, invalid?["early"]) })
                <p class="soft">\(say: "Quotes are shown only to people their speakers agreed to. This is about the sentence itself.")</p>
                <div class="row"><button>\(say: insight.isNote ? Phrase("Share it") : Phrase("Save"))</button><a class="button quiet" href="\(Href.to(insight.item))">\(say: "Back")</a></div>
                """))
            """)
    }

    private static func early(_ draft: SharingDraft, _ day: Day, _ problem: Phrase?) -> Markup {
        Form.area(
            "early", Phrase("Why can it not wait?"), value: draft.early,
            hint: Phrase(
                "Those whose words it rests on can put it right until \("day", day). To open it to more than the team before that, say why: it stands beside it."
            ), problem: problem)
    }

    private static func confirm(_ draft: SharingDraft, _ problem: Phrase?) -> Markup {
        """
        \(Form.tick("confirmed", Phrase("I have read the quotes and nobody is put at risk"), on: draft.isConfirmed, problem: problem))\
        <p class="hint">\(say: "Needed when more people may see it than may see the words it rests on.")</p>
        """
    }
}
