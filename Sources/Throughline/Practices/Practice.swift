import Language

/// What a place may use beside the usual. Nothing of it is met anywhere until somebody who looks after the place switches it on.
enum Practice: String, Sendable, CaseIterable {
    case followUps = "follow_ups"
    case adaptations, experiments
    case leftLying = "left_lying"
    case reports

    var words: Phrase {
        switch self {
        case .followUps: Phrase("Ask after a while how promises go")
        case .adaptations: Phrase("Write down where a lesson was used")
        case .experiments: Phrase("Small experiments")
        case .leftLying: Phrase("Look for what was seen and dropped")
        case .reports: Phrase("Reports, and papers for those who have no screen")
        }
    }

    /// What it means for people, in a sentence.
    var about: Phrase {
        switch self {
        case .followUps:
            Phrase(
                "Whoever promised something is asked after 1, 3, 6 and 12 months: four questions at most, two reminders at most, and never more than \("n", PersonAsk.most) times in 90 days. They can say “no more of these”."
            )
        case .adaptations:
            Phrase("Under each lesson: what others took from it, what they changed, what happened. Those who learned it are told.")
        case .leftLying:
            Phrase(
                "For the team: who was to hear by now, what was learned and led to nothing, promises past their day, each with one next step."
            )
        case .reports:
            Phrase(
                "What was learned, in one line, three points, a page or all of it, to read, print and save; and what became of a question on paper."
            )
        case .experiments: Phrase("A bet, the smallest way to try it, a day to look at it, and what nobody had expected, good and bad.")
        }
    }
}
