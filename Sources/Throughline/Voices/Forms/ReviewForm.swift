import Language

extension CaptureForm {
    /// The after-action review: four prompts, alone or as a team on one phone (domain 2).
    static let review = CaptureForm(
        id: .review, title: Phrase("Look back at something we did"),
        about: Phrase("What was planned, what happened, why, and what to keep or change. Alone, or as a team in 45 minutes."),
        steps: [
            Step(fields: [
                CaptureField(
                    "about", .line(160), Phrase("What do we look back at?"),
                    hint: Phrase("For example: the dialogue at the market that did not take place."), needed: Phrase("Give it a name.")),
                CaptureField("on", .day, Phrase("When was it?"), hint: Phrase("It can stay empty.")),
                CaptureField(
                    "people", .number(200), Phrase("How many of us look back?"), hint: Phrase("Leave it empty if you do this alone.")),
                CaptureField(
                    "leader", .line(80), Phrase("Who leads the talk?"),
                    hint: Phrase("Not the one who leads the work, where you can. It can stay empty.")),
            ]),
            Step(
                fields: [
                    CaptureField(
                        "planned", .words(2_000), Phrase("What was planned?"), hint: Phrase("What we wanted to happen, for whom, by when."))
                ], share: 8,
                note: Phrase("Nobody gives marks here, and everybody’s word counts the same. Any question may stay empty.")),
            Step(
                fields: [
                    CaptureField("happened", .words(2_000), Phrase("What happened?"), hint: Phrase("What one could see and count."))
                ], share: 8),
            Step(
                fields: [
                    CaptureField(
                        "why", .words(2_000), Phrase("Why was it so?"), hint: Phrase("Ask “why?” again of each answer, two or three times.")
                    )
                ], share: 4),
            Step(
                fields: [
                    CaptureField("keep", .lines(2_000), Phrase("What shall we keep?"), hint: Phrase("One thing on each line.")),
                    CaptureField("improve", .lines(2_000), Phrase("What shall we change?"), hint: Phrase("One thing on each line.")),
                ], share: 2),
        ], openness: .circle, promises: Promises(title: Phrase("Who does what about it?"), from: "improve"), minutes: [15, 30, 45])
}
