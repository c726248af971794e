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
    /// The page of a record, by its kind.
    static func to(_ item: Item) -> Href {
        switch item.kind {
        case .question: "/questions/\(item.id)"
        case .voice: "/voices/\(item.id)"
        case .insight, .dissent: "/insights/\(item.id)"
        case .decision: "/decisions/\(item.id)"
        case .commitment: "/commitments/\(item.id)"
        case .telling: "/tellings/\(item.id)"
        case .correction: "/voices/\(item.id)"
        case .statement: "/statements/\(item.id)"
        }
    }
}
