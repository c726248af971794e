import Language

/// Knowledge that is not text: a picture, a quilt, a song, with its story, who keeps it, and the keeper's rules. The rules are parts of the
/// record itself, so that they stand wherever it does and go when it goes.
extension CaptureForm {
    static let keepsake = CaptureForm(
        id: .keepsake, title: Phrase("Give something that is not words"),
        about: Phrase("A picture, a drawing, a quilt, a song, a dance or a map: with its story and its keeper’s rules."),
        steps: [
            Step(fields: [
                CaptureField("about", .line(160), Phrase("What is it called?"), needed: Phrase("Give it a name.")),
                CaptureField("thing", .one(Keepsake.kinds), Phrase("What is it?"), needed: Phrase("Choose one of these.")),
            ]),
            Step(fields: [
                CaptureField(
                    "seen", .words(1_000), Phrase("What does one see or hear?"), hint: Phrase("For those who cannot see or hear it."),
                    needed: Phrase("Say it in a sentence: not everybody can see or hear it.")),
                CaptureField("story", .words(4_000), Phrase("What is its story?"), hint: Phrase("It can stay empty.")),
            ]),
            Step(fields: [
                CaptureField(
                    "keeper", .line(160), Phrase("Who keeps it?"),
                    hint: Phrase("A person or a community. It stands beside it wherever it is shown."),
                    needed: Phrase("Say who keeps it; a role is enough.")),
                CaptureField("ask", .line(240), Phrase("How can somebody ask the keeper?"), hint: Phrase("It can stay empty.")),
            ]),
            Step(fields: [
                CaptureField(
                    "copy",
                    .one([
                        .init("no", Phrase("It stays here: nobody copies it or passes it on")),
                        .init("yes", Phrase("It may be copied and passed on, with its keeper’s name")),
                    ]), Phrase("May it be copied?"), needed: Phrase("Choose one of these.")),
                CaptureField(
                    "rules", .words(1_000), Phrase("What else must people know who show it?"),
                    hint: Phrase("For example: not beside weapons; only when an elder is there to tell it.")),
            ]),
            Step(fields: [
                CaptureField(
                    Keepsake.season, .several(Keepsake.months), Phrase("In which months may it be shown? Tick none if always."))
            ]),
        ], openness: .circle, takesThing: true)
}

/// What is particular about a record that is a thing.
enum Keepsake {
    /// The field of its months.
    static let season = "season"

    static let kinds: [CaptureField.Choice] = [
        .init("picture", Phrase("A picture")), .init("drawing", Phrase("A drawing")), .init("quilt", Phrase("A quilt or cloth")),
        .init("song", Phrase("A song")), .init("dance", Phrase("A dance")), .init("map", Phrase("A map")),
        .init("other", Phrase("Something else")),
    ]

    static let months: [CaptureField.Choice] = [
        .init("1", Phrase("January")), .init("2", Phrase("February")), .init("3", Phrase("March")), .init("4", Phrase("April")),
        .init("5", Phrase("May")), .init("6", Phrase("June")), .init("7", Phrase("July")), .init("8", Phrase("August")),
        .init("9", Phrase("September")), .init("10", Phrase("October")), .init("11", Phrase("November")), .init("12", Phrase("December")),
    ]
}

extension Capture {
    /// Whether its keeper lets it be shown in the month of a day.
    func isInSeason(on day: Day) -> Bool {
        let months = chosen(Keepsake.season)
        return months.isEmpty || months.contains("\(day.month)")
    }
}
