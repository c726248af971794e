import Database
import Language

/// What an institute wants to ask, and what people want for it; and numbers of who answered, as they were shown to people.
struct DemoAgreement {
    let tx: any Connection
    let days: DemoDays
    let writing: DemoWriting

    func write() throws {
        try numbers()
        try agreement()
    }

    /// Diego shows where those live who said why the clubs lose people.
    private func numbers() throws {
        let place = try writing.cast.place("lower-delta")
        let reader = try writing.cast.reader("diego", in: place)
        let reading = WhoAnsweredReading(tx: tx, reader: reader, language: place.language, now: days.now)
        let view = try reading.view(writing.record("youth"), by: Grouping(.language))
        try reading.publish(view, by: days.act(200, by: reader.person))
    }

    /// Diego proposed a report; Yusuf, who speaks for people there, made a meeting and drawings of it. It is Diego's turn.
    private func agreement() throws {
        let place = try writing.cast.place("lower-delta")
        let (diego, yusuf) = (try writing.cast.reader("diego", in: place), try writing.cast.person("yusuf"))
        let steward = days.act(80, by: try writing.cast.person("amina"))
        try OfficeStore(tx).set([.representative], of: yusuf, in: place.id, seen: [], by: steward)
        var asked = QuestionDraft()
        asked.text = "Which seeds do families keep for the second planting, and why those?"
        asked.ask = AskDraft(organisation: "Institute for Border Studies", minutes: "60")
        asked.language = place.language
        asked.promiseAsk = "An hour, at home. It costs nothing, and the institute brings tea."
        asked.promiseComplain = DemoPromiseLines.complain[place.language] ?? ""
        let checked = QuestionDraft.Checked(
            text: asked.text, hearBy: days.today + 80, purpose: .research, decisionBy: nil, doors: [.here, .meeting],
            ask: (asked.ask.organisation, 60))
        let first = days.act(9, by: diego.person)
        let id = try QuestionStore(tx).add(checked, asked, in: place, open: false, by: first)
        let gate = AskGate(tx: tx, reader: diego, language: place.language, now: days.now, today: days.today)
        var question = try gate.standing(id).question
        var draft = AgreementDraft(nil, of: question)
        draft.parts = Self.parts
        draft.consentWay = Agreement.ConsentWay.together.rawValue
        draft.returns = [("A report of ten pages", (days.today + 100).text)]
        try AgreementStore(tx).write(draft, draft.checked(on: days.today), of: question, as: .asker, seen: 0, by: first)
        try gate.show(question, by: first)
        question = try gate.standing(id).question
        draft.parts[.asks] = "Eight families, not the two that were asked in May; an hour each, never on a market day."
        draft.returns = [
            ("A meeting in Sena, with everybody who was asked", (days.today + 80).text),
            ("Thirty printed drawings", (days.today + 100).text),
        ]
        try AgreementStore(tx).write(
            draft, draft.checked(on: days.today), of: question, as: .people, seen: 1, by: days.act(4, by: yusuf))
    }

    private static let parts: [Agreement.Part: String] = [
        .who: "Diego and one colleague. We are not from the district, and nobody of the buyers knows of it.",
        .pays: "The Northlight fund, which reads the drawings and nothing else",
        .asks: "Ten families, an hour each, in the dry weeks.",
        .wont: "How much anybody harvested, and to whom they sold.",
        .data: "Notes on paper and two recordings, kept at the institute for a year, read by the two of us.",
        .checks: "Read aloud at the meeting. What somebody does not want in it is left out.",
        .owns: "The families'. The institute may print the drawings.",
        .leave: "A word to Yusuf or Diego, without a reason.",
        .complain: "Amina, or the committee's box at the union.",
        .contact: "Yusuf",
    ]
}
