import Database
import Language

/// The delta uses everything that follows after a while: its lesson about the clubs was used in the valley, and one small experiment runs.
struct DemoFollowing {
    let tx: any Connection
    let days: DemoDays
    let writing: DemoWriting

    func write() throws {
        let learned = try writing.item("earn")
        let (amina, rosa) = (try writing.cast.person("amina"), try writing.cast.person("rosa"))
        let delta = try PlaceStore(tx).find(learned.space)
        try PracticeStore(tx).choose(
            Set(Practice.allCases).subtracting([.machineOutside]), in: delta, seen: delta.version, by: days.act(40, by: amina))
        try use(learned)
        var bet = ExperimentDraft()
        bet.believe = "Young people come on Sundays too when the plots are theirs to sell from."
        bet.see = "Ten or more stay after the fourth month in one club."
        bet.smallest = "One club sells from its own plot for eight weeks."
        let reader = try writing.cast.reader("rosa", in: delta)
        let question = try QuestionStore(tx).find(writing.record("youth"), for: reader, in: "en", at: days.now)
        _ = try ExperimentStore(tx).add(
            .init(until: days.today + 20, openness: .circle), bet, on: question, from: [learned], in: "en", by: days.act(30, by: rosa))
    }

    /// In the valley, under the name of the woman who led it.
    private func use(_ learned: Item) throws {
        let valley = try writing.cast.place("upper-valley")
        let nigina = try writing.cast.person("nigina")
        let reader = try writing.cast.reader("nigina", in: valley)
        var draft = UsedDraft()
        draft.took = "Work the young people can earn from, before any talks."
        draft.changed = "Repairing the water channels instead of plots: here the land is the elders'."
        draft.tell = "Ask the elders which work they will not take back in spring."
        let origin = AdaptationStore.Origin(item: learned, text: nil, root: learned.id, home: learned.space)
        let store = AdaptationStore(tx)
        let id = try store.add(
            .init(author: .person(nigina), openness: .circle, showsOrigin: learned.canBeShown), draft, from: origin, in: valley,
            language: "en", by: days.act(25, by: nigina))
        let used = try store.find(id, for: reader, in: "en", at: days.now)
        try store.report(
            used, .better, happened: "Eleven of fourteen were still there in the fourth month.", seen: used.item.version, as: reader,
            by: days.act(6, by: nigina))
    }
}
