import Language

extension CaptureForm {
    /// Liked, learned, lacked, longed for: the same four each quarter, shown side by side (domain 2, B7).
    static let fourLs = CaptureForm(
        id: .fourLs, title: Phrase("Four questions each quarter"),
        about: Phrase("What we liked, learned, lacked and longed for. The same every three months, side by side."),
        steps: [
            Step(fields: [
                CaptureField("period", .quarter, Phrase("Which three months?"), needed: Phrase("Choose one of these.")),
                CaptureField(
                    "people", .number(200), Phrase("How many of us look back?"), hint: Phrase("Leave it empty if you do this alone.")),
            ]),
            Step(fields: [CaptureField("liked", .lines(2_000), Phrase("What did we like?"), hint: oneALine)]),
            Step(fields: [CaptureField("learned", .lines(2_000), Phrase("What did we learn?"), hint: oneALine)]),
            Step(fields: [CaptureField("lacked", .lines(2_000), Phrase("What did we lack?"), hint: oneALine)]),
            Step(fields: [CaptureField("longed", .lines(2_000), Phrase("What did we long for?"), hint: oneALine)]),
        ], openness: .circle)

    static let oneALine = Phrase("One thing on each line.")
}
