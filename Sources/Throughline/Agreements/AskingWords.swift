import HTML
import Language

/// What people were asked in a year, in one sentence.
enum AskingWords {
    /// "People here were asked 3 times in a year, 180 minutes each."
    static func counted(_ register: AskRegister) -> Markup {
        let n = register.elsewhere
        let others = Phrase.counted(
            n, one: "\("n", n) of these was asked by another place.", other: "\("n", n) of these were asked by other places.")
        return "\(say: total(register))\(if: n > 0, " \(say: others)")"
    }

    private static func total(_ register: AskRegister) -> Phrase {
        guard register.asks > 0 else { return Phrase("People here were not asked anything in the last year.") }
        let minutes = Phrase.counted(register.minutes, one: "\("n", register.minutes) minute", other: "\("n", register.minutes) minutes")
        return Phrase.counted(
            register.asks, one: "People here were asked \("n", register.asks) time in the last year: \("minutes", minutes) of each.",
            other: "People here were asked \("n", register.asks) times in the last year: \("minutes", minutes) of each.")
    }
}
