import HTML
import Language

/// How big a survey is, in one line that leads to its statements.
enum PollLine {
    static func draw(_ poll: Poll?, of question: ID<Item>, from fewest: Int) -> Markup {
        guard let poll else { return "" }
        return "<p><a href=\"/questions/\(question)/statements\">\(say: counted(poll, from: fewest))</a></p>"
    }

    static func counted(_ poll: Poll, from fewest: Int) -> Phrase {
        let statements = Phrase.counted(
            poll.statements, one: "\("n", poll.statements) statement", other: "\("n", poll.statements) statements")
        let voters = Headcount(poll.voters, from: fewest)
        if voters == .few { return Phrase("\("statements", statements), a few people voted.") }
        return Phrase.counted(
            poll.voters, one: "\("statements", statements), \("n", voters.said) person voted.",
            other: "\("statements", statements), \("n", voters.said) people voted.")
    }
}
