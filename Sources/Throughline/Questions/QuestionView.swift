import Language

/// Everything a question's page shows, read in one go.
struct QuestionView: Sendable {
    let question: Question
    let place: Place
    let voices: [Voice]
    let hasMore: Bool
    let answers: Int
    let people: Int
    /// The people who answered, as this reader may know it.
    let headcount: Headcount
    /// The first of the unnamed answers that wait, for those who may let them through, and how many there are.
    let held: [Voice]
    let heldCount: Int
    /// Answers this reader may not read, where the page ends the list of those they may.
    let hidden: Int
    let heads: [Head]
    let decided: [Head]
    let changed: [Head]
    let dissents: [Text]
    let told: [Head]
    let owed: Int
    /// The people still to be told, as this reader may know it.
    let waiting: Headcount
    let next: [Head]
    /// How many earlier records led to this question.
    let before: [Head]
    /// What speakers put right, beside what was learned.
    var corrections: [Correction] = []
    /// Where the corrections go on that found no room; nil at their end.
    var moreCorrections: Int?
    /// How many voices were taken back, and when the last one was.
    var takenBack: (voices: Headcount, last: Day)?
    /// The survey that belongs to the question, if there is one, and from how many people on this reader sees its numbers.
    var poll: Poll?
    var fewest = Headcount.anybody
    /// Records about it that are held outside, for those who may know of them.
    var heldOutside = 0
    /// What the learning agenda says of it is a page of its own; nil where the place keeps none.
    var agenda: OnAgenda?

    /// Answers on this page that were said aloud and written down by somebody else, and how many there are; for the team.
    var written: [ID<Item>: WrittenDown] = [:]
    var writtenCount = 0
    /// Answers on this page that somebody brought into the reader's language.
    var brought: [ID<Item>: BroughtText] = [:]
    /// Answers on this page that were given in a form of several prompts.
    var captures: [ID<Item>: Capture] = [:]
    /// Small experiments that came from it.
    var tried: [Head] = []
    /// The place uses learning journeys.
    let mayTravel: Bool
    /// The place uses small experiments.
    var mayTry = false
    /// It collects stories of change.
    var collects = false
    /// It takes things that are not words.
    var takesThings = false
    /// A machine picks or drafts sentences here.
    var hasMachine = false
    /// Reports it stands in that are out, and whether the team may write one.
    var reports: [Head] = []
    var mayReport = false
    /// It may be read together around a table.
    var hasTables = false

    enum OnAgenda: Sendable { case yes, notYet }

    /// A record in one line: what it says, where it stands, when.
    struct Head: Sendable {
        let item: Item
        let text: Text?
        /// How sure, for something learned.
        let sureness: Sureness?
        /// The day it speaks of: when it was decided or told, else when it was written down.
        let day: Day
    }

    /// What we know best: a checked insight before a shared one, the newest first.
    var known: Head? { Self.known(among: heads) }

    static func known(among insights: [Head]) -> Head? {
        insights.first { $0.item.state == "checked" } ?? insights.first { $0.item.state == "shared" }
    }

    /// The telling a reader is shown in words: the newest in their own language, else the newest.
    var heard: Head? {
        let language = question.text.language
        return told.first { $0.text?.language == language } ?? told.first
    }
}
