import HTML
import Language

/// *Who may see this?*: the same question in the same words and order wherever it is asked, the fewest people first.
enum OpennessChoice {
    static func draw(_ value: String, team: String, hint: Phrase? = nil, problem: Phrase? = nil) -> Markup {
        Form.circles(
            "openness", Phrase("Who may see this?"), value: value, options: order.map { ($0.rawValue, "\(say: words($0, team: team))") },
            hint: hint, problem: problem)
    }

    /// The fewest people first.
    static let order: [Openness] = [.team, .circle, .everyone]

    static func words(_ openness: Openness, team: String) -> Phrase {
        switch openness {
        case .team: Phrase("Only the \("team", team) team")
        case .circle: Phrase("People who take part here")
        case .everyone: Phrase("Everyone")
        }
    }
}
