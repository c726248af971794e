import HTML

extension Href.StringInterpolation {
    /// An id as one path segment or query value.
    mutating func appendInterpolation<Thing>(_ id: ID<Thing>) { appendInterpolation(id.description) }
}

extension Markup.StringInterpolation {
    /// An id inside an attribute.
    mutating func appendInterpolation<Thing>(_ id: ID<Thing>) { appendInterpolation(id.description) }
}

extension Href {
    /// The address of a record, by its kind. A dissent, a correction and a statement stand on the page of another record; their
    /// addresses lead there.
    static func to(_ item: Item) -> Href {
        switch item.kind {
        case .question: "/questions/\(item.id)"
        case .voice: "/voices/\(item.id)"
        case .insight: "/insights/\(item.id)"
        case .dissent: "/dissents/\(item.id)"
        case .decision: "/decisions/\(item.id)"
        case .commitment: "/commitments/\(item.id)"
        case .telling: "/tellings/\(item.id)"
        case .correction: "/corrections/\(item.id)"
        case .statement: "/statements/\(item.id)"
        case .outcome: "/outcomes/\(item.id)"
        case .need: "/needs/\(item.id)"
        case .adaptation: "/adaptations/\(item.id)"
        case .experiment: "/experiments/\(item.id)"
        case .panel: "/panels/\(item.id)"
        case .journey: "/journeys/\(item.id)"
        case .activity: "/activities/\(item.id)"
        case .partnerPlan: "/partner-plans/\(item.id)"
        case .planTask: "/plan-tasks/\(item.id)"
        case .report: "/reports/\(item.id)"
        }
    }
}
