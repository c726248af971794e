import Language

/// One line of the agenda: a question with what is known about it.
struct AgendaLine: Sendable {
    let facet: AgendaQuestion
    /// The day of the last evidence a reader may see.
    let lastEvidence: Day?
    let answer: Answer?

    /// What answers it for now, and how sure that is.
    struct Answer: Sendable {
        let item: Item
        let text: Text?
        let sureness: Phrase
    }
}

/// The agenda of a place as somebody sees it: its own questions first, then those partners show it.
struct AgendaView: Sendable {
    let place: Place
    let agenda: Agenda
    let lines: [AgendaLine]
    let theirs: [(place: Place, lines: [AgendaLine])]
    /// Needs nobody has looked at.
    let waiting: Int
    let partners: [Place]
    let today: Day
    /// Questions being worked on for which something is done within the next days that count (domain 1, coverage).
    let covered: Int
    var isPressingOnly = false

    var numbers: AgendaNumbers { AgendaNumbers(lines.map(\.facet)) }

    func shown(_ lines: [AgendaLine]) -> [AgendaLine] {
        isPressingOnly
            ? lines.filter { $0.facet.isPressing(on: today) } : lines.filter { AgendaQuestion.State.open.contains($0.facet.state) }
    }

    var past: [AgendaLine] { isPressingOnly ? [] : lines.filter { !AgendaQuestion.State.open.contains($0.facet.state) } }
}

/// How an agenda stands, in numbers (domain 1, health numbers).
struct AgendaNumbers: Sendable, Equatable {
    let active: Int
    /// Of these, put to people now.
    let asked: Int
    let adopted: Int
    /// Of these, with a full use plan.
    let useReady: Int
    /// Adopted questions by who set them, each kind once.
    let whoAsks: [SetBy: Int]

    /// Below so many questions no shares are shown: they would say more than there is.
    static let fewest = 5

    init(_ questions: [AgendaQuestion]) {
        let adopted = questions.filter(\.isAdopted)
        let active = questions.filter { $0.state == .active }
        self.active = active.count
        asked = active.count { $0.question.isOpen }
        self.adopted = adopted.count
        useReady = adopted.count { $0.use.isFull }
        whoAsks = Dictionary(grouping: adopted, by: \.setBy).mapValues(\.count)
    }

    var hasShares: Bool { adopted >= Self.fewest }

    /// In whole percent; nil where there are too few.
    func share(_ setBy: SetBy) -> Int? { hasShares ? (whoAsks[setBy, default: 0] * 200 + adopted) / (adopted * 2) : nil }
    var isAskedByThePeople: Bool { whoAsks[.affected, default: 0] > 0 || whoAsks[.joint, default: 0] > 0 }
}

/// Everything the page of one question on the agenda shows.
struct AgendaQuestionView: Sendable {
    let facet: AgendaQuestion
    let place: Place
    let needs: [LearningNeed]
    let wording: [AgendaWord]
    let comments: [AgendaWord]
    /// What was learned on it that is sure enough to answer it for now.
    let candidates: [AgendaLine.Answer]
    /// What answered it, the newest first.
    let answers: [(answer: AgendaAnswer, what: AgendaLine.Answer?)]
    /// Other questions it could become part of.
    let others: [AgendaQuestion]
    let mergedInto: AgendaQuestion?
    let lastEvidence: Day?
    let today: Day
    /// What is done to find out.
    let activities: [Activity]

    /// People with an account whose needs it came from, besides whoever acts.
    func askers(besides me: ID<Person>?) -> Set<ID<Person>> {
        Set(needs.compactMap(\.item.author.person)).subtracting([me].compactMap(\.self))
    }

    /// What somebody said about the wording that stands there now.
    func said(by person: ID<Person>?) -> AgendaWord? { wording.first { $0.person == person && $0.day >= facet.wordedOn } }

    /// Why it cannot be adopted yet, in words; nil when it can (domain 1.b).
    func obstacle(besides me: ID<Person>?) -> (field: String, words: Phrase)? {
        if facet.decision.isEmpty || facet.question.decisionBy == nil {
            return ("decision", Phrase("Say which decision this will help, and when."))
        }
        if facet.why == nil { return ("why", Phrase("Say why it matters.")) }
        if facet.owner == nil { return ("owner", Phrase("Say who looks after it.")) }
        let yes = Set(wording.filter { $0.agrees && $0.day >= facet.wordedOn }.map(\.person))
        if today <= facet.objectUntil && !askers(besides: me).isSubset(of: yes) {
            return ("wording", Phrase("Those who set it may object until \("day", facet.objectUntil)."))
        }
        return nil
    }

    var hasOutsideComment: Bool { comments.contains(where: \.isOutside) }
}
