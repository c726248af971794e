/// What was learned from a project's coded passages, as a file brings it (JSON): claims with what each rests on, somebody's look at them,
/// and a report.
struct Findings: Decodable, Sendable {
    /// A text of the project, by its guid.
    struct Piece: Decodable, Sendable {
        let source: String
        /// It counts only where a passage of the text has this code.
        var code: String?
        var relation, kind, organisation, event, document, context, why: String?
    }

    struct Learned: Decodable, Sendable {
        let claim: String
        var limits: String
        let evidence: [Piece]
        /// The concerns of whoever looked at it; without them nobody has.
        var reason: String?
        /// Whoever looked knows the places and people it speaks about; only then is it checked.
        var knows: Bool?
    }

    struct Written: Decodable, Sendable {
        let line: String
        let points: [String]
        var introduction, missing: String?
    }

    let insights: [Learned]
    var report: Written?
}
