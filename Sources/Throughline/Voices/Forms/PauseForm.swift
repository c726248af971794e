import Language

extension CaptureForm {
    /// Pause and reflect: every few months, what the evidence says, what changes, and what is deliberately left as it is (domain 4,
    /// PauseReflect). The pack of `Pausing` lies beside it.
    static let pause = CaptureForm(
        id: .pause, title: Phrase("Pause and look at where we are"),
        about: Phrase("Every few months: what we learned, what changes around us, what we do differently, and what stays."),
        steps: [
            Step(fields: [
                CaptureField("period", .quarter, Phrase("Which three months?"), needed: Phrase("Choose one of these.")),
                CaptureField(
                    "people", .number(200), Phrase("How many of us look back?"), hint: Phrase("Leave it empty if you do this alone.")),
                CaptureField(
                    "there", .line(400), Phrase("Who was there?"),
                    hint: Phrase("Roles are enough, for example: two from the clubs, a donor.")),
            ]),
            Step(fields: [
                CaptureField(
                    "context", .words(2_000), Phrase("What has changed around us?"), hint: Phrase("Laws, prices, weather, people, danger."))
            ]),
            Step(fields: [
                CaptureField("surprise", .words(2_000), Phrase("What did we learn that we did not expect?"))
            ]),
            Step(fields: [
                CaptureField("improve", .lines(2_000), Phrase("What shall we do differently now?"), hint: oneALine)
            ]),
            Step(fields: [
                CaptureField(
                    "stays", .words(2_000), Phrase("What do we deliberately leave as it is, and why?"),
                    needed: Phrase("Say what stays and why, even where that is everything."))
            ]),
        ], openness: .circle, promises: Promises(title: Phrase("Who does what about it?"), from: "improve"), minutes: [45, 90, 180])
}
