import HTML
import Language

/// How big a survey is, in one line that leads to its statements.
enum PollLine {
    static func draw(_ poll: Poll?, of question: ID<Item>) -> Markup {
        guard let poll else { return "" }
        return "<p><a href=\"/questions/\(question)/statements\">\(say: counted(poll))</a></p>"
    }

    static func counted(_ poll: Poll) -> Phrase {
        let statements = Phrase.counted(
            poll.statements, one: "\("n", poll.statements) statement", other: "\("n", poll.statements) statements")
        return Phrase.counted(
            poll.voters, one: "\("statements", statements), \("n", poll.voters) person voted.",
            other: "\("statements", statements), \("n", poll.voters) people voted.")
    }
}
