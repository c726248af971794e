import Database
import Language

/// What people pointed at, what moderators did about it, and one message in confidence with its answer.
struct DemoModeration {
    let tx: any Connection
    let days: DemoDays
    let writing: DemoWriting
    let house: House

    func write() throws {
        try noteBesideWhatIsDisputed()
        try removalByTwo()
        try hearing()
        try messageUpwards()
        try heldOutside()
    }

    /// "Nothing holds them back", says one of the committee: somebody says that is not true. It stays, with a note.
    private func noteBesideWhatIsDisputed() throws {
        let (item, flagged) = (try writing.item("nothing"), days.act(140))
        try FlagStore(tx).add(.untrue, "عددنا الدقائق بالساعة، وهي مكتوبة.", on: item, receipt: try mac(), by: flagged)
        try moderating.act(
            .init(
                deed: .note, reason: .untrue, words: "قيست الدقائق في اجتماعين: سبع وأربعون للرجال وست للنساء. رأي القائل يبقى.",
                label: .contested, source: nil), on: item, by: days.act(138, by: try writing.cast.person("halima")))
        // One that nobody has looked at yet.
        try FlagStore(tx).add(.names, nil, on: writing.item("phone"), receipt: try mac(), by: days.act(2))
    }

    /// Somebody's house stood in an objection without a name. Two removed it, nobody objected, and it is erased.
    private func removalByTwo() throws {
        let insight = try writing.item("clock")
        var draft = DissentDraft()
        draft.text = "—"
        let id = try DissentStore(tx).add(draft, to: insight, as: .nobody, in: "ar", held: false, by: days.act(120))
        guard let item = try LineStore(tx).unseen(id) else { return }
        let removal = ModerationDraft.Checked(deed: .remove, reason: .names, words: "فيه بيت يُعرف.", label: nil, source: nil)
        guard let deed = try moderating.act(removal, on: item, by: days.act(119, by: try writing.cast.person("halima"))) else { return }
        try moderating.decide(deed, stays: true, saying: nil, by: days.act(118, by: try writing.cast.person("kadiatou")))
        guard let removed = try LineStore(tx).unseen(id) else { return }
        try LineStore(tx).erase(removed, by: days.act(100))
        try Erasing(tx).withItems([id], by: days.act(100))
    }

    /// Leila is told of harm in the delta, and is not its steward.
    private func hearing() throws {
        let (leila, place) = (try writing.cast.person("leila"), try writing.cast.place("lower-delta"))
        let act = days.act(90, by: try writing.cast.person("amina"))
        try OfficeStore(tx).set([.safeguarding], of: leila, in: place.id, seen: [], by: act)
    }

    /// Somebody tells the steward what they would say to nobody's face; the answer is there for everybody too.
    private func messageUpwards() throws {
        let (place, store, written, answered) = (try writing.cast.place("lower-delta"), SealedTalkStore(tx), days.act(40), days.act(34))
        let mac = try mac()
        try store.open(
            .upwards, in: place.id, "As viagens de formação vão sempre para as mesmas três pessoas.", for: [], behind: mac,
            due: written.day + SealedTalk.usualDays, house.keys, by: written)
        let talk = try store.find(behind: [mac], house.keys)
        try store.add(
            "Obrigada. É verdade. A partir de janeiro a lista fica na porta do clube.", by: "Amina", to: talk, due: talk.due, house.keys,
            on: answered.day)
        try store.publish(
            "Quem vai às formações", "A lista de quem foi e de quem vai fica na porta do clube a partir de janeiro.", in: place.id,
            language: "pt", by: answered)
    }

    /// Who asked for money at the crossing is not written anywhere here: only whom to ask.
    private func heldOutside() throws {
        let place = try writing.cast.place("lower-delta")
        let found = try tx.run(
            "SELECT id FROM items WHERE kind = 'question' AND space_id = \(place.id) AND state = 'open' ORDER BY id DESC LIMIT 1")
        guard let row = found.first, let question = try LineStore(tx).unseen(row.id("id")) else { return }
        var draft = StubDraft()
        draft.title = "Money asked for at the crossing"
        draft.keeper = "the legal adviser in Caia"
        draft.how = "Go to the advice room on a Tuesday morning and ask for the blue folder."
        try StubStore(tx).add(draft, in: "en", on: question, house.keys, by: days.act(9))
    }

    private var moderating: Moderating { Moderating(tx: tx, house: house) }

    /// A code nobody was given.
    private func mac() throws -> String {
        var random = house.random.generator
        return hex(house.keys.mac(ReceiptCode.fresh(in: "pt", using: &random).canonical, for: .receipts))
    }
}
