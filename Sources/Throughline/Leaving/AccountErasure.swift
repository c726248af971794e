import Database
import Language

/// What it takes that somebody with an account is gone: each feature that names them has its own step in this list.
struct AccountErasure {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Within one transaction. The audit keeps that it was done, under a number that leads to nobody from then on.
    func erase(_ account: Account, keepingWords: Bool, by act: Act) throws -> [String] {
        let (person, name) = (account.id, account.name)
        var files: [String] = []
        if !keepingWords {
            for said in try LineStore(tx).spoken(by: person) { files += try Withdrawal.takeBack(said, tx, by: act) }
        }
        let spaces = try MembershipStore(tx).all(of: person).map(\.space)
        try CommitmentStore(tx).forget(person, called: name, in: spaces, by: act)
        try DutyStore(tx).handBack(person)
        try FollowUpStore(tx).forget(person)
        try ExperimentStore(tx).forget(person)
        try PanelStore(tx).forget(person)
        try JourneyStore(tx).forget(person)
        try ActivityStore(tx).forget(person)
        try PlanStore(tx).forget(person)
        try ReportStore(tx).forget(person)
        try ReviewStore(tx).forget(person, keepingWords: keepingWords, by: act)
        try EvidenceStore(tx).forget(person)
        try DocumentStore(tx).forget(person)
        try DecisionStore(tx).forget(name, in: spaces)
        try AskedDeciderStore(tx).forget(name, in: spaces)
        try TellingStore(tx).forget(name, in: spaces)
        try WitnessStore(tx).forget(name, in: spaces)
        try QuestionStore(tx).forget(name, in: spaces)
        for space in spaces { try PlaceNoticeStore(tx).forget(name, in: PlaceStore(tx).find(space)) }
        for space in spaces { try MembershipStore(tx).end(person, in: space, by: Act(by: person, now: act.now, random: act.random)) }
        try InvitationStore(tx).forget(person)
        try EmergencyStore(tx).forget(person)
        try GuestLinkStore(tx).forget(person)
        try WrittenDownStore(tx).forget(person)
        try AgendaQuestionStore(tx).forget(person, keepingWords: keepingWords, by: act)
        try TranslationTaskStore(tx).forget(person)
        try CodeStore(tx).forget(person)
        try CodingStore(tx).forget(person, keepingWords: keepingWords, by: act)
        try LineStore(tx).forget(person, by: act)
        try AuditStore(tx).forget(person, withWords: !keepingWords)
        try LineStore(tx).remember(gone: person, keepingWords: keepingWords, on: act.day)
        try PersonStore(tx).remove(person)
        try AuditStore(tx).record("account.erase", item: nil, space: nil, by: act, unnamed: false)
        return files
    }

    /// The same for an account that came back with an older copy; nil where it is not there. A place may be left without a steward then:
    /// whoever restores it sees to that.
    func eraseAgain(_ person: ID<Person>, keepingWords: Bool, by act: Act) throws -> [String]? {
        let account: Account
        do { account = try PersonStore(tx).account(person) } catch Refusal.notFound { return nil }
        for space in try MembershipStore(tx).onlySteward(person) {
            guard let next = try MembershipStore(tx).nextSteward(in: space, after: person) else {
                try MembershipStore(tx).disband(space, by: act)
                continue
            }
            try MembershipStore(tx).change(next.person, in: space, from: next.role, to: .steward, by: act)
        }
        return try erase(account, keepingWords: keepingWords, by: act)
    }
}
