import Foundation
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

    func sealed(_ keys: Keys) throws -> String { Base64URL.text(keys.seal(Array(try JSONEncoder().encode(self)), for: .keptForms)) }

    /// What was kept of this visit; nil when it is none of ours, another's, or too old.
    init?(_ sealed: String, of visit: Visit, _ keys: Keys) {
        guard let bytes = Base64URL.bytes(sealed), let plain = keys.open(bytes, for: .keptForms),
            let kept = try? JSONDecoder().decode(Self.self, from: Data(plain)), kept.path == visit.path,
            kept.session == visit.session ?? "",
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
