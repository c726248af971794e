/// One step of the schema. Steps are never edited once they are released; a later one corrects an earlier one.
///
/// Statements are written once, in types both engines know by their capitals: `TEXT`, `INTEGER`, `REAL`, `BLOB`. On SQLite tables become
/// `STRICT`. On PostgreSQL texts compare by code point (`COLLATE "C"`), integers have 64 bits, and `WITHOUT ROWID` is dropped.
public struct Change: Sendable {
    /// What the step brings, in a few words; unique among the steps.
    public let name: String
    private let sqlite: [String]
    private let postgres: [String]

    /// A step in statements for both engines; each text is one statement.
    public init(_ name: String, _ statements: String...) {
        self.name = name
        sqlite = statements.map { PortableStatement($0).text(for: .sqlite) }
        postgres = statements.map { PortableStatement($0).text(for: .postgres) }
    }

    /// A step that differs by engine, such as a search index. The statements are taken as they are.
    public init(_ name: String, sqlite: [String], postgres: [String]) {
        self.name = name
        self.sqlite = sqlite
        self.postgres = postgres
    }

    /// The statements for one engine.
    public func statements(for engine: Engine) -> [String] {
        engine == .sqlite ? sqlite : postgres
    }

    /// SHA-256 over the name and the statements of both engines, in hex: an edit of either is noticed on both.
    var digest: String {
        SHA256.hex(([name] + sqlite + ["\u{1}"] + postgres).joined(separator: "\u{0}").utf8)
    }
}
