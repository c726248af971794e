import Database
import Language

/// What passed through other hands in the delta: an answer brought into English, and one that still waits for its translator. What Rosa
/// wrote down for others lies with those answers.
struct DemoHands {
    let tx: any Connection
    let days: DemoDays
    let writing: DemoWriting
    let house: House

    func write() throws {
        let place = try writing.cast.place("lower-delta")
        let (amina, rosa, leila) = try (
            writing.cast.person("amina"), writing.cast.person("rosa"), writing.cast.person("leila")
        )
        for term in [
            GlossaryTerm(term: "Long Bridge", language: nil, said: nil), GlossaryTerm(term: "patrol", language: "pt", said: "patrulha"),
            GlossaryTerm(term: "patrulha", language: "en", said: "patrol"),
        ] {
            try GlossaryStore(tx).write(term, in: place.id, by: days.act(50, by: rosa))
        }
        let held = try OfficeStore(tx).held(by: leila, in: place.id)
        try OfficeStore(tx).set(held.union([.translator]), of: leila, in: place.id, seen: held, by: days.act(50, by: amina))
        try bring(
            writing.item("lamps"), "The lamps of the bridge have been dark for two weeks. We cross by the light of a phone.", by: leila,
            rosa)
        try TranslationTaskStore(tx).add(
            writing.item("patrol"), field: "text", into: "en", whom: leila, link: nil, days: 10, agreedBy: nil, keys: house.keys,
            by: days.act(1, by: rosa))
    }

    private func bring(_ item: Item, _ words: String, by leila: ID<Person>, _ rosa: ID<Person>) throws {
        let (store, asked, sent) = (TranslationTaskStore(tx), days.act(4, by: rosa), days.act(3, by: leila))
        try store.add(item, field: "text", into: "en", whom: leila, link: nil, days: 10, agreedBy: nil, keys: house.keys, by: asked)
        guard let task = try store.all(of: item.id).first else { return }
        try store.send(task, TranslatedDraft(text: words, credit: "Leila"), of: item, by: sent)
        try TextStore(tx).check(item.id, field: "text", in: "en", seen: 1, by: rosa)
    }
}
