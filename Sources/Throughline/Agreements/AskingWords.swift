import Language

/// What people were asked in a year, in one sentence.
enum AskingWords {
    /// "People here were asked 3 times in a year, 180 minutes each."
    static func counted(_ register: AskRegister) -> Parts { Parts(total(register), byOthers(register)) }

    private static func byOthers(_ register: AskRegister) -> Phrase? {
        guard register.elsewhere > 0 else { return nil }
        return Phrase.counted(
            register.elsewhere, one: "\("n", register.elsewhere) of these by another place",
            other: "\("n", register.elsewhere) of these by other places")
    }

    private static func total(_ register: AskRegister) -> Phrase {
        guard register.asks > 0 else { return Phrase("People here were not asked anything in the last year.") }
        let minutes = Phrase.counted(register.minutes, one: "\("n", register.minutes) minute", other: "\("n", register.minutes) minutes")
        return Phrase.counted(
            register.asks, one: "People here were asked \("n", register.asks) time in the last year: \("minutes", minutes) of each.",
            other: "People here were asked \("n", register.asks) times in the last year: \("minutes", minutes) of each.")
    }
}
