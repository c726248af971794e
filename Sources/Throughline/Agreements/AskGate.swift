import Database
import Language

/// What stands between a question and the people it is meant for.
struct AskStanding: Sendable {
    let question: Question
    let place: Place
    let ask: Ask
    let register: AskRegister
    let agreement: Agreement?
    let obstacles: [AskObstacle]
    /// Who speaks for the people: its representatives, or else the other stewards.
    let speakers: [String]
    /// On which side whoever reads this stands; nil when on none.
    let side: Agreement.Side?

    var needsAgreement: Bool { AskGate.needsAgreement(question, ask) }
}

/// Reads what stands between a question and people, and lets it through when nothing does.
struct AskGate {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment
    let today: Day

    static func needsAgreement(_ question: Question, _ ask: Ask) -> Bool { question.purpose == .research || !ask.organisation.isEmpty }

    func standing(_ id: ID<Item>) throws -> AskStanding {
        let question = try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(question.item.space)
        guard let ask = try AskStore(tx).find(id) else { throw Refusal.notFound }
        let agreement = try AgreementStore(tx).find(id)
        let register = try AskStore(tx).register(in: place.id, for: ask.organisation, on: today)
        let speakers = try speakers(of: question)
        var obstacles: [AskObstacle] = []
        if register.overdue > 0 && ask.permission != .allowed { obstacles.append(.overdue) }
        if Self.needsAgreement(question, ask) && agreement?.state != .inForce { obstacles.append(.agreement) }
        let isSpeaker = reader.person.map(speakers.contains) ?? false
        return AskStanding(
            question: question, place: place, ask: ask, register: register, agreement: agreement, obstacles: obstacles,
            speakers: try speakers.map { try PersonStore(tx).account($0).name }.sorted(),
            side: isSpeaker ? .people : reader.may(.ask, in: place.id) ? .asker : nil)
    }

    /// Nobody answers for the people whom they want to ask.
    func speakers(of question: Question) throws -> Set<ID<Person>> {
        let members = MembershipStore(tx)
        let named = try members.people(in: question.item.space, who: .represent)
        let all = named.isEmpty ? try members.people(in: question.item.space, who: .settle) : named
        return all.subtracting(question.item.author.person.map { [$0] } ?? [])
    }

    /// Whoever speaks for the people may read what they are asked about.
    func show(_ question: Question, by act: Act) throws {
        for person in try speakers(of: question) { try LineStore(tx).grant(question.id, to: person, by: act) }
    }

    /// The question was put to people: it counts, and what the agreement brings back is promised.
    func opened(_ standing: AskStanding, by act: Act) throws {
        try AskStore(tx).opened(standing.question.id, on: act.day)
        guard let agreement = standing.agreement, agreement.state == .inForce else { return }
        let question = try QuestionStore(tx).find(standing.question.id, for: reader, in: language, at: now)
        for (place, line) in agreement.returns.enumerated() where line.commitment == nil {
            var draft = PromiseDraft()
            (draft.who, draft.organisation) = (standing.ask.organisation.nonEmpty ?? standing.place.team, standing.ask.organisation)
            draft.promise = line.what
            let checked = PromiseDraft.Checked(
                due: line.due, needs: PromiseNeeds(needs: [], amount: nil, currency: nil, days: nil, secured: .yes), openness: nil)
            let id = try CommitmentStore(tx).add(checked, draft, of: nil, on: question, from: [], in: question.item.language, by: act)
            try AgreementStore(tx).promised(place + 1, of: question.id, as: id)
        }
    }
}
