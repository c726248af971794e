import Language

/// A form that waits while its sender shows who they are: sealed in the page itself, so that nothing typed stands there to be read and
/// nothing of it is stored here. It opens for the same address in the same session alone.
struct KeptForm: Codable, Sendable {
    private let path: String
    private let session: String
    private let made: Int
    private let pairs: [[String]]

    /// The field it travels in.
    static let field = "_kept"
    /// Minutes in which one may go on.
    static let minutes = 120

    init(_ visit: Visit) {
        (path, session, made) = (visit.path, visit.session ?? "", visit.now.milliseconds)
        pairs = visit.fields.pairs.map { [$0.name, $0.value] }
    }

    func sealed(_ keys: Keys) throws -> String { try keys.sealed(self, for: .keptForms) }

    /// What was kept of this visit; nil when it is none of ours, another's, or too old.
    init?(_ sealed: String, of visit: Visit, _ keys: Keys) {
        guard let kept = keys.opened(sealed, as: Self.self, for: .keptForms), kept.path == visit.path, kept.session == visit.session ?? "",
            abs(visit.now.milliseconds - kept.made) < Self.minutes * 60_000
        else { return nil }
        self = kept
    }

    /// The form as it was sent.
    func fields() throws(FormError) -> Fields {
        var fields = Fields()
        for pair in pairs where pair.count == 2 { try fields.take(Array(pair[1].utf8), as: pair[0], limits: .init()) }
        return fields
    }
}
