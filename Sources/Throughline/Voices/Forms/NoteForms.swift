import Language

extension CaptureForm {
    /// A story, told as one tells it.
    static let story = CaptureForm(
        id: .story, title: Phrase("Tell a story"), about: Phrase("Something that happened, told as you would tell it to a friend."),
        steps: [
            Step(fields: [
                CaptureField("about", .line(160), Phrase("What is it called?"), needed: Phrase("Give it a name.")),
                CaptureField("on", .day, Phrase("When was it?"), hint: Phrase("It can stay empty.")),
            ]),
            Step(fields: [
                CaptureField(
                    "story", .words(8_000), Phrase("What happened?"), hint: Phrase("Who was there, what they did, what came of it."),
                    needed: Phrase("Write or say something first."))
            ]),
            Step(fields: [CaptureField("means", .words(1_000), Phrase("What does it mean to you?"), hint: Phrase("It can stay empty."))]),
        ])

    /// Something that came of the work and that nobody meant, good or bad.
    static let unintended = CaptureForm(
        id: .unintended, title: Phrase("Something nobody meant"), about: Phrase("What else came of our work, good or bad, and for whom."),
        steps: [
            Step(fields: [
                CaptureField(
                    "about", .words(2_000), Phrase("What came of it that nobody meant?"), needed: Phrase("Write or say something first."))
            ]),
            Step(fields: [
                CaptureField(
                    "direction", .one([.init("good", Phrase("good")), .init("bad", Phrase("bad")), .init("both", Phrase("both"))]),
                    Phrase("Was it good or bad?"), needed: Phrase("Choose one of these.")),
                CaptureField(
                    "who", .line(300), Phrase("For whom?"), hint: Phrase("A group, no names."),
                    needed: Phrase("Say for whom, without names.")),
                CaptureField("on", .day, Phrase("When was it seen?"), hint: Phrase("It can stay empty.")),
            ]),
        ])

    /// What one took along from peers.
    static let exchange = CaptureForm(
        id: .exchange, title: Phrase("Back from a visit to others"),
        about: Phrase("What they do, what would fit here, what would not, and what we try next."),
        steps: [
            Step(fields: [
                CaptureField("about", .line(160), Phrase("Whom did you visit?"), needed: Phrase("Say whom, a group is enough.")),
                CaptureField("asked", .words(1_000), Phrase("What did you want to know from them?")),
            ]),
            Step(fields: [CaptureField("theirs", .words(2_000), Phrase("What do they do?"))]),
            Step(fields: [
                CaptureField("fits", .words(2_000), Phrase("What would fit here?")),
                CaptureField("not", .words(2_000), Phrase("What would not?")),
            ]),
            Step(fields: [CaptureField("next", .lines(1_000), Phrase("What do we try next?"), hint: oneALine)]),
        ], openness: .circle, promises: Promises(title: Phrase("Who does what about it?"), from: "next"))

    /// Three questions after a conference.
    static let conference = CaptureForm(
        id: .conference, title: Phrase("Back from a conference"), about: Phrase("Whom you met, what you learned, what you promised."),
        steps: [
            Step(fields: [CaptureField("about", .line(160), Phrase("Which one was it?"), needed: Phrase("Give it a name."))]),
            Step(fields: [
                CaptureField(
                    "met", .lines(1_000), Phrase("Whom did you meet?"), hint: Phrase("Organisations rather than names; one on each line."))
            ]),
            Step(fields: [CaptureField("learned", .words(2_000), Phrase("What did you learn?"))]),
            Step(fields: [CaptureField("promised", .lines(1_000), Phrase("What did you promise?"), hint: oneALine)]),
        ], openness: .circle, promises: Promises(title: Phrase("Who does what about it?"), from: "promised"))

    /// A community's own sign of peace or of change.
    static let sign = CaptureForm(
        id: .sign, title: Phrase("A sign that something changes"),
        about: Phrase("People here know by small things. For example: neighbours build with cement, so they expect to stay."),
        steps: [
            Step(fields: [
                CaptureField("about", .line(300), Phrase("What is the sign?"), needed: Phrase("Say what one can see."))
            ]),
            Step(fields: [
                CaptureField(
                    "tells", .words(1_000), Phrase("What does it tell you?"),
                    needed: Phrase("Say what it tells, so that others can read it too."))
            ]),
            Step(fields: [
                CaptureField(
                    "who", .line(300), Phrase("Who says so?"), hint: Phrase("A group, no names."),
                    needed: Phrase("Say who says so; a group is enough.")),
                CaptureField("on", .day, Phrase("When was it first seen?"), hint: Phrase("It can stay empty.")),
            ]),
        ], openness: .circle)
}
