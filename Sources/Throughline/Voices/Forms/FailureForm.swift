import Language

extension CaptureForm {
    /// What did not work (domain 2, O3): something that went well first, harm before everything else, then why, and what could go wrong
    /// if others copied it. Never a score.
    static let failure = CaptureForm(
        id: .failure, title: FailureWord.plain.words,
        about: Phrase("So that nobody has to learn it a second time. It shows no name, and nobody is given marks."),
        steps: [
            Step(
                fields: [
                    CaptureField(
                        "about", .line(160), Phrase("What is it about?"), hint: Phrase("For example: seed loans before the rains."),
                        needed: Phrase("Give it a name.")),
                    CaptureField("success", .words(1_000), Phrase("First: what went well in it?"), hint: Phrase("It can stay empty.")),
                ], note: Phrase("Best told in a group of three. It may be about work or about ourselves.")),
            Step(fields: [
                CaptureField(
                    "harm", .words(1_000), Phrase("Was anybody harmed, and are they safe now?"),
                    hint: Phrase("No names. Where nobody was harmed, write: none known."),
                    needed: Phrase("Say whether anybody was harmed; “none known” is an answer."))
            ]),
            Step(fields: [
                CaptureField("planned", .words(2_000), Phrase("What was planned?"), needed: Phrase("Say what was planned, in a sentence."))
            ]),
            Step(fields: [
                CaptureField(
                    "happened", .words(2_000), Phrase("What happened?"), needed: Phrase("Say what happened, in a sentence.")),
                CaptureField(
                    "reached",
                    .one([
                        .init("no", Phrase("no")), .init("partly", Phrase("in part")), .init("opposite", Phrase("the opposite")),
                        .init("yes", Phrase("yes")),
                    ]),
                    Phrase("Did it reach what it was for?"), needed: Phrase("Choose one of these.")),
            ]),
            Step(fields: [
                CaptureField(
                    "letter", .one([.init("yes", Phrase("yes, to the letter")), .init("no", Phrase("not quite"))]),
                    Phrase("Was it done as planned?")),
                CaptureField(
                    "class", .several(FailureClass.allCases.map { .init($0.rawValue, $0.words) }), Phrase("Where did it go wrong?"),
                    needed: Phrase("Choose at least one.")),
                CaptureField(
                    "control", .one([.init("yes", Phrase("yes")), .init("partly", Phrase("in part")), .init("no", Phrase("no"))]),
                    Phrase("Was it in our hands?")),
            ]),
            Step(fields: [
                CaptureField(
                    "copied", .words(2_000), Phrase("What could go wrong if others copy this without knowing?"),
                    hint: Phrase("Who might copy it?"), needed: Phrase("Say what could go wrong, so that nobody copies it."))
            ]),
            Step(fields: [
                CaptureField(
                    "differently", .words(2_000), Phrase("What would we not repeat, and do instead?"),
                    needed: Phrase("Say what you would do instead.")),
                CaptureField(
                    "unintended", .lines(1_000), Phrase("What else came of it, good or bad?"), hint: Phrase("It can stay empty.")),
            ]),
        ], openness: .circle, showsNames: false, asksFault: true
    ) { answers, invalid in
        // 2.c: what was done exactly as planned did not fail by the way it was done.
        if answers["letter"] == "yes", answers.all("class") == [FailureClass.implementation.rawValue] {
            invalid.refuse("class", Phrase("You said it was done as planned; choose the idea, the plan or the circumstances too."))
        }
    }
}

/// Where something went wrong; a short list, and never a score (O3).
enum FailureClass: String, Sendable, CaseIterable {
    case planning, design, implementation, context

    var words: Phrase {
        switch self {
        case .planning: Phrase("in the plan: time, money or people were reckoned wrongly")
        case .design: Phrase("in the idea: what we believed did not hold")
        case .implementation: Phrase("in how it was done")
        case .context: Phrase("in the circumstances: something larger changed")
        }
    }

    /// Idea by doing (domain 2): what kind of failure the classes make together; nil where nobody said.
    static func kind(_ classes: Set<FailureClass>) -> Phrase? {
        let isIdea = classes.contains(.design) || classes.contains(.planning)
        return switch (isIdea, classes.contains(.implementation)) {
        case (true, true): Phrase("The idea did not hold, and it was not done well either.")
        case (true, false): Phrase("It was done well; the idea did not hold.")
        case (false, true): Phrase("The idea may still be right; it was not done well.")
        case (false, false): classes.contains(.context) ? Phrase("Idea and work were right; the circumstances were not.") : nil
        }
    }
}

/// How a place calls what did not work: cultures differ in what may be said.
enum FailureWord: String, Sendable, CaseIterable {
    case plain, setback, surprise
    case notAgain = "not_again"

    var words: Phrase {
        switch self {
        case .plain: Phrase("What did not work")
        case .setback: Phrase("Setbacks")
        case .surprise: Phrase("Surprises")
        case .notAgain: Phrase("What we would not repeat")
        }
    }
}
