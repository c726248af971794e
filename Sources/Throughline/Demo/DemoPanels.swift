import Database
import Language

/// The question about the road collects stories of change; a panel without screens has read three, and chose one.
struct DemoPanels {
    let tx: any Connection
    let days: DemoDays
    let writing: DemoWriting

    private static let stories: [(title: String, before: String, change: String, means: String)] = [
        (
            "She asked my name", "Officers looked at my basket first and at me afterwards.",
            "The new officer at the bridge asked my name, and told me hers. On the third market day she remembered it.",
            "Somebody who knows my name has to look at me when something happens."
        ),
        (
            "Home after five", "After four o'clock I sold to the middleman at his price, to be home by light.",
            "Since the patrol walks until six I stay, and sell the last fish myself.",
            "It is two more meals a week, and I did not have to ask anybody for them."
        ),
        (
            "The complaint that came back", "A complaint went into a drawer.",
            "I wrote down that a phone was taken at the corner. Nine days later an officer came to our yard to say what she had done about it.",
            "Nobody had ever come back to say anything."
        ),
    ]

    func write() throws {
        let (amina, rosa) = (try writing.cast.person("amina"), try writing.cast.person("rosa"))
        let delta = try writing.cast.place("lower-delta")
        let reader = try writing.cast.reader("rosa", in: delta)
        let question = try QuestionStore(tx).find(writing.record("road"), for: reader, in: "en", at: days.now)
        for domain in ["How officers treat us", "What the road lets us do"] {
            try ChangeCallStore(tx).add(domain, to: question, in: "en", by: days.act(5, by: amina))
        }
        let told = try Self.stories.map { try tell($0, on: question, in: delta, reader) }
        let panel = PanelDraft.Checked(
            name: "The Tuesday walkers and two drivers", domain: 1, level: .community, below: nil, members: [], isOnPaper: true, most: 1,
            until: days.day(2))
        let store = PanelStore(tx)
        let act = days.act(3, by: rosa)
        let id = try store.call(panel, store.candidates(panel, of: question.item, on: act.day), on: question, in: "en", by: act)
        let called = try store.find(id, for: reader, in: "en", at: days.now)
        try store.choose(
            [(told[2], "The others are one person being kind. Here somebody has to come back each time, whoever is on duty.")],
            against: "It happened once. Ask again in three months whether they still come back.", by: called, seen: called.item.version,
            in: "en", by: days.act(2, by: rosa))
    }

    private func tell(
        _ story: (title: String, before: String, change: String, means: String), on question: Question, in place: Place, _ reader: Reader
    ) throws -> ID<Item> {
        let form = CaptureForm.change(in: try ChangeCallStore(tx).domains(of: question.id, in: "en"))
        var answers = CaptureAnswers()
        for (field, words) in [
            ("about", story.title), ("domain", "1"), ("before", story.before), ("change", story.change), ("means", story.means),
        ] { answers.values[field] = [words] }
        let act = days.act(4)
        let capture = try form.checked(answers, on: act.day)
        var new = NewVoice(question: question, text: capture.text, language: "en", author: .nobody, held: true)
        new.openness = .circle
        new.allows = [.panel]
        let id = try VoiceStore(tx).add(new, by: act)
        try CaptureStore(tx).add(id, capture, in: place.id)
        let held = try VoiceStore(tx).own(id)
        try writing.move(id, "release", 4, as: reader)
        try VoiceStore(tx).letThrough(held, question, by: act)
        return id
    }
}
