import HTML
import Language

/// *Who may see this?*: the same question in the same words and order wherever it is asked, the fewest people first.
enum OpennessChoice {
    /// The safety lead is offered where a place has one, or where that is what was chosen.
    static func draw(
        _ value: String, team: String, hasSafetyLead: Bool = false, isSealed: Bool = false, hint: Phrase? = nil, problem: Phrase? = nil
    ) -> Markup {
        // Who has no key reads nothing of a locked place, so that it is not offered to everyone.
        let offered = order.filter {
            ($0 != .safety || hasSafetyLead || value == Openness.safety.rawValue)
                && ($0 != .everyone || !isSealed || value == Openness.everyone.rawValue)
        }
        return Form.circles(
            "openness", Phrase("Who may see this?"), value: value, options: offered.map { ($0.rawValue, "\(say: words($0, team: team))") },
            hint: hint, problem: problem)
    }

    /// What can still be chosen once it was sent: as many people as now, or fewer.
    static func upTo(_ openness: Openness, hasSafetyLead: Bool) -> [Openness] {
        order.filter { $0.audience >= openness.audience && ($0 != .safety || hasSafetyLead || openness == .safety) }
    }

    /// The fewest people first.
    static let order: [Openness] = [.safety, .team, .circle, .everyone]

    static func words(_ openness: Openness, team: String) -> Phrase {
        switch openness {
        case .safety: Phrase("Only the safety lead of \("team", team), for \("n", Lasting.guarded) days")
        case .team: Phrase("Only the \("team", team) team")
        case .circle: Phrase("People who take part here")
        case .everyone: Phrase("Everyone")
        }
    }
}
