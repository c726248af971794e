import HTML
import Language

/// What was asked and answered after a while, as it stands on the page of a promise and beside the figures of a place.
enum FollowUpParts {
    /// For everybody who reads the promise: what came of it, in their words. What hinders and what would help is for the team and whoever
    /// promised.
    static func beside(_ promise: Commitment, _ followUps: [FollowUp], isClose: Bool, links: [ID<FollowUp>: String]) -> Markup {
        let shown = followUps.filter { isClose || $0.state == .answered }
        guard !shown.isEmpty else { return "" }
        return """
            <section aria-labelledby="later"><h2 id="later">\(say: "Asked again later")</h2><ul class="list">\(each: shown, { followUp in
                "<li>\(entry(followUp, promise, isClose: isClose))\(links[followUp.id].map { link($0) } ?? "")</li>"
            })</ul></section>
            """
    }

    private static func link(_ address: String) -> Markup {
        """
        <br><span class="soft">\(say: "Where no letter reaches them, bring them this link; it needs no account.")</span><pre dir="ltr">\(address)</pre>
        """
    }

    private static func entry(_ followUp: FollowUp, _ promise: Commitment, isClose: Bool) -> Markup {
        let parts: [FollowUp.Question] = isClose ? [.came, .help, .whom] : [.came]
        return """
            \(say: standing(followUp))\(if: isClose && !followUp.hindered.isEmpty, " \(say: hindered(followUp))")\
            \(each: parts, { part in words(promise.words(followUp.field(part)), part) })
            """
    }

    private static func words(_ text: Text?, _ part: FollowUp.Question) -> Markup {
        text.map { "\(title(part))\(Records.words($0))" } ?? ""
    }

    private static func title(_ part: FollowUp.Question) -> Markup {
        switch part {
        case .help: "<p class=\"soft\">\(say: "What would help?")</p>"
        case .whom: "<p class=\"soft\">\(say: "With whom did you talk again since, and about what?")</p>"
        default: ""
        }
    }

    private static func hindered(_ followUp: FollowUp) -> Phrase {
        Phrase("In the way: \("reasons", Listed(LapseReason.allCases.filter { followUp.hindered.contains($0) }.map(\.words))).")
    }

    /// One line on one asking.
    static func standing(_ followUp: FollowUp) -> Phrase {
        let months = Phrase.counted(
            followUp.months, one: "After \("n", followUp.months) month", other: "After \("n", followUp.months) months")
        switch followUp.state {
        case .scheduled: return Phrase("\("months", months): to be asked on \("day", followUp.due).")
        case .sent: return Phrase("\("months", months): asked on \("day", followUp.sentOn ?? followUp.due), no answer yet.")
        case .noAnswer: return Phrase("\("months", months): asked on \("day", followUp.sentOn ?? followUp.due), no answer.")
        case .skipped: return Phrase("\("months", months): \("why", why(followUp))")
        case .answered:
            let still = Phrase("still with it: \("engaged", (followUp.engaged ?? .no).words)")
            guard let came = followUp.came else { return Phrase("\("months", months), \("still", still).") }
            return Phrase("\("months", months), \("still", still); \("came", came.words).")
        }
    }

    private static func why(_ followUp: FollowUp) -> Phrase {
        switch followUp.because {
        case .tired:
            Phrase("not asked, because they had been asked \("most", PersonAsk.most) times in 90 days.")
        case .refused: Phrase("they do not want to be asked.")
        case .gone: Phrase("they have left.")
        case .ended, nil: Phrase("not asked any more.")
        }
    }

    /// Never a figure without how many were asked. Too few are not counted aloud, and below half the page says that it is little.
    static func figures(_ all: FollowFigures, from fewest: Int) -> Markup {
        guard all.asked > 0 else { return "" }
        // Every part and what is left of it, or a reader finds the one who kept silent by taking away.
        let parts = [
            all.asked, all.answered, all.asked - all.answered, all.staying, all.answered - all.staying, all.something, all.nothing,
            all.early,
            all.answered - all.something - all.nothing - all.early,
        ]
        guard parts.allSatisfy({ $0 <= 0 || $0 >= fewest }) else {
            return "<p>\(say: "A few people were asked later how their promises go.")</p>"
        }
        return """
            <p>\(say: Phrase.counted(all.asked, one: "Asked later how it goes: \("n", all.asked) time, answered \("answered", all.answered), \("percent", all.rate) %.", other: "Asked later how it goes: \("n", all.asked) times, answered \("answered", all.answered), \("percent", all.rate) %."))\
            \(if: all.isFew, " <b>\(say: "Few answers.")</b>")\
            \(if: all.answered > 0, " \(say: Phrase("Still with it, or somewhat: \("n", all.staying). Something came of it: \("some", all.something); nothing: \("none", all.nothing); too early to say: \("early", all.early)."))")</p>
            """
    }
}
