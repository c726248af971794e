import HTML
import Language

/// The letter with the one question that needs one tap, and the way to get no more of these.
enum FollowUpLetter {
    static func page(_ followUp: FollowUp, _ promise: Commitment, in place: Place, link: String, isReminder: Bool) -> MailPage {
        let what = promise.words("what")?.body ?? ""
        return MailPage(
            subject: isReminder
                ? Phrase("Once more: how does it go with what you promised?") : Phrase("How does it go with what you promised?"),
            lines: [
                .say(since(followUp)),
                .say(what.isLocked ? Phrase("the words are locked, ask the team for them") : Phrase("“\("what", what)”")), .gap,
                .say(Phrase("Are you still with it? One tap, then Send. It takes two minutes at most, without an account.")),
                .link(Phrase("Yes"), link + "?stays=yes"), .link(Phrase("Somewhat"), link + "?stays=somewhat"),
                .link(Phrase("No"), link + "?stays=no"), .gap,
                .say(Phrase("“Nothing came of it” is an answer like any other: we learn from it too.")),
                .say(Phrase("The \("team", place.team) team, \("place", place.name)")), .gap,
                .link(Phrase("No more of these letters"), ending(link)),
            ])
    }

    static func ending(_ link: String) -> String { link + "/no-more" }

    static func since(_ followUp: FollowUp) -> Phrase {
        Phrase.counted(
            followUp.months, one: "It is \("n", followUp.months) month since you promised this, or said what became of it:",
            other: "It is \("n", followUp.months) months since you promised this, or said what became of it:")
    }
}
