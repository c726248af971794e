import HTML
import Language

/// What a witness meets behind the link: what is said, one short form, thanks. No account, nothing kept on the phone.
enum WitnessPages {
    static func show(
        _ witness: Witness, _ outcome: Outcome, in place: Place, token: String, _ draft: WitnessReplyDraft = .init(),
        invalid: Invalid? = nil
    )
        -> Page
    {
        page(
            witness.view == nil ? Phrase("Is it so?") : Phrase("Thank you"), place,
            witness.view == nil
                ? """
                <p>\(say: Phrase("The \("team", place.team) team wrote down a change, and asks you because you know about it from elsewhere. One short form, no account."))</p>\
                \(claim(outcome))\(form(draft, token, invalid))
                """
                : """
                <p>\(say: Phrase("You answered on \("day", witness.repliedOn ?? witness.askedOn): \("view", witness.view?.words ?? "") Your words stand beside theirs, and your address has been forgotten."))</p>\
                \(claim(outcome))
                """)
    }

    private static func claim(_ outcome: Outcome) -> Markup {
        """
        <section class="turn"><p><b>\(OutcomePages.words(outcome.words("what")))</b></p>\
        <p>\(say: "Who does it differently:") \(OutcomePages.words(outcome.words("who")))<br>\
        \(say: "Since when and where:") \(say: Parts(Phrase("\("day", outcome.since)"), OutcomePages.words(outcome.words("place"))))<br>\
        \(say: "What they had to do with it:") \(OutcomePages.words(outcome.words("contribution")))<br>\
        \(say: "Who and what else helped:") \(OutcomePages.words(outcome.words("others")))</p></section>
        """
    }

    private static func form(_ draft: WitnessReplyDraft, _ token: String, _ invalid: Invalid?) -> Markup {
        Form.post(
            "/witnessing/\(token)", forgotten: true,
            """
            \(Form.circles("view", Phrase("Is it so, as far as you know?"), value: draft.view, options: Witness.View.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["view"]))
            \(Form.area("words", Phrase("What would you say of it?"), value: draft.words, hint: Phrase("In any language: what is different, what else had to do with it."), problem: invalid?["words"]))
            \(Form.tick("may_name", Phrase("My name may stand beside it"), on: draft.mayName))
            <div class="row"><button>\(say: "Send")</button></div>
            """)
    }

    private static func page(_ title: Phrase, _ place: Place, _ body: Markup) -> Page {
        var page = Page("\(say: title)", in: place, "<h1>\(say: title)</h1>\(body)")
        page.secret = true
        page.tabs = false
        return page
    }

    /// The mail with the link. Words of a locked place do not leave it.
    static func mail(_ outcome: Outcome, in place: Place, link: String) -> MailPage {
        let what = outcome.words("what")?.body ?? ""
        return MailPage(
            subject: Phrase("Is it so? The \("team", place.team) team asks you"),
            lines: [
                .say(
                    Phrase(
                        "The \("team", place.team) team wrote down a change, and asks you because you know about it from elsewhere. One short form, no account."
                    )), .gap,
                .say(what.isLocked ? Phrase("the words are locked, ask the team for them") : Phrase("“\("what", what)”")), .gap,
                .link(Phrase("Say whether it is so"), link), .gap,
                .say(Phrase("Your address is forgotten when you answer.")),
                .say(Phrase("The \("team", place.team) team, \("place", place.name)")),
            ])
    }
}
