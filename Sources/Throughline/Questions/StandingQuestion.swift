import Language

extension Question {
    /// Whether this is the question every place begins with, in whichever of our languages it was begun.
    func isStanding(in catalogues: Catalogues) -> Bool {
        catalogues.languages.contains { Self.standing.plain(in: catalogues.tongue($0, zone: .utc)) == text.body }
    }

    fileprivate static let standing = Phrase("What should this place change?")
}

extension QuestionDraft {
    /// The question every new place holds from its first day, with a path of its own.
    static func standing(in tongue: Tongue, on today: Day) -> QuestionDraft {
        var draft = QuestionDraft()
        draft.text = Question.standing.plain(in: tongue)
        draft.hearBy = (today + 90).text
        draft.language = tongue.tag
        return draft.promised(in: tongue)
    }

    /// The promise is filled in before anybody writes: free of charge, by the people who ask, with a way to complain.
    func promised(in tongue: Tongue) -> QuestionDraft {
        var draft = self
        draft.promiseAsk = Phrase("We ask for about two minutes. It costs you nothing, and nobody is paid for it.").plain(in: tongue)
        draft.promiseComplain = Phrase(
            "If something is not right, tell any of us, or write it here as an answer: it reaches the whole team."
        ).plain(in: tongue)
        return draft
    }
}
