import Database
import Language

/// A change out there, with what somebody from outside says of it.
struct DemoChange: Sendable {
    /// Days before today: since when, and when it was written down.
    let since: Int
    let written: Int
    let from: String
    let who: String
    let what: String
    let place: String
    let significance: String
    let contribution: String
    let others: String
    let witness: (name: String, knows: String, view: Witness.View, words: String)
}

extension DemoDeciding {
    /// Written down, shared, and answered a week later by somebody who was asked.
    func write(_ change: DemoChange, from source: Item) throws {
        let reader = try cast.reader(story.by, in: place)
        let act = days.act(change.written, by: reader.person)
        var draft = ChangeDraft()
        (draft.who, draft.what, draft.place) = (change.who, change.what, change.place)
        (draft.significance, draft.contribution, draft.others) = (change.significance, change.contribution, change.others)
        draft.opening.hasReadSources = true
        let store = OutcomeStore(tx)
        let id = try store.add(
            .init(
                since: days.day(change.since), isIntended: false, direction: .positive, how: .helped, sure: .medium, openness: .everyone),
            draft, on: question, from: [source], in: story.worked ?? story.language, by: act)
        let drafted = try store.find(id, for: reader, in: story.language, at: days.now)
        try LineStore(tx).move(drafted.item, "share", as: reader, by: act)
        let outcome = try store.find(id, for: reader, in: story.language, at: days.now)
        var asked = WitnessDraft()
        (asked.name, asked.knows) = (change.witness.name, change.witness.knows)
        let witness = try WitnessStore(tx).ask(asked, sealedMail: "", in: story.language, about: outcome, by: act)
        let reply = WitnessReplyDraft(view: change.witness.view.rawValue, words: change.witness.words)
        let later = days.act(max(change.written - 7, 0), by: nil)
        try WitnessStore(tx).reply(witness, about: outcome.item, change.witness.view, reply, in: story.language, by: later)
    }
}
