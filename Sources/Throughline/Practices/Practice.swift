import Language

/// What a place may use beside the usual. Nothing of it is met anywhere until somebody who looks after the place switches it on.
enum Practice: String, Sendable, CaseIterable {
    case followUps = "follow_ups"
    case adaptations, experiments
    case leftLying = "left_lying"
    case significantChange = "significant_change"
    case keepsakes
    case machineSummary = "machine_summary"
    case machineCodes = "machine_codes"
    case machineOutside = "machine_outside"
    case journeys
    case partnerPlans = "partner_plans"
    case reports, workshops

    /// Where a program helps to read. None of it in a place that keeps its words locked.
    static let byMachine: [Practice] = [.machineSummary, .machineCodes, .machineOutside]

    var words: Phrase {
        switch self {
        case .followUps: Phrase("Ask after a while how promises go")
        case .adaptations: Phrase("Write down where a lesson was used")
        case .experiments: Phrase("Small experiments")
        case .leftLying: Phrase("Look for what was seen and dropped")
        case .keepsakes: Phrase("Pictures, songs and other things people keep")
        case .significantChange: Phrase("Stories of change, and panels that choose among them")
        case .machineSummary: Phrase("A machine picks sentences out of what was said")
        case .machineCodes: Phrase("A machine proposes codes and similar answers")
        case .machineOutside: Phrase("A machine outside drafts sentences")
        case .journeys: Phrase("Learning journeys")
        case .partnerPlans: Phrase("Plans of a learning partner")
        case .workshops: Phrase("Reading together around a table")
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
        case .significantChange:
            Phrase(
                "People tell what changed and why it matters. A panel reads the stories, chooses one, and says why; so does the next panel, further up. Whoever told one hears what was chosen, and why."
            )
        case .keepsakes:
            Phrase(
                "Knowledge that is not words: a picture, a quilt, a song, with its story, who keeps it, and the keeper’s rules, which go along wherever it is shown."
            )
        case .machineSummary:
            Phrase(
                "For the team: the words of a few who spoke, as they said them, so that what many said and what only few said both stand there. No word leaves this server."
            )
        case .machineCodes:
            Phrase(
                "On the desk where passages get codes, for those who ask for it. A person says yes or no to each. No word leaves this server."
            )
        case .machineOutside:
            Phrase(
                "Only words whose speakers said yes to a machine, and never what could harm somebody or what stays within this place. The page says before each time how many answers would go, and where."
            )
        case .journeys:
            Phrase("Several teams learn about one thing over 3 to 9 months, in sessions where evidence and practice meet.")
        case .partnerPlans:
            Phrase("What somebody from outside does so that a programme learns, in three lists, each task with who may see it.")
        case .workshops:
            Phrase("Cards to print from what people said, half a day in eight steps, and a form for what the tables made of them.")
        case .reports:
            Phrase(
                "What was learned, in one line, three points, a page or all of it, to read, print and save; and what became of a question on paper."
            )
        case .experiments: Phrase("A bet, the smallest way to try it, a day to look at it, and what nobody had expected, good and bad.")
        }
    }
}

extension Practice {
    /// A machine outside only where its operator named one, and none where words are locked.
    func mayBeUsed(in place: Place, outside: String?) -> Bool {
        guard Self.byMachine.contains(self) else { return true }
        return !place.isSealed && (self != .machineOutside || outside != nil)
    }
}
