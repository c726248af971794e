/// Words that lie sealed in a row, and what opens them.
///
/// Whatever is read without an opener (jobs, letters, commands, another place's reader) meets `locked` where the words would stand. The rows
/// themselves carry the sealed form, which is what backups and exports copy.
public enum SealedWords {
    /// Opens the words of one sealed text, given without its mark; nil when it holds no key for them.
    public typealias Opener = @Sendable (_ sealed: String) -> String?

    /// What the work under way may open. It is set around one request that holds a key, and goes with it into its transactions.
    @TaskLocal public static var opener: Opener?

    /// Every sealed text begins with this sign of Unicode's private area.
    public static let mark = "\u{E5EA}"

    /// What stands in the place of words nobody opened. The invisible sign tells it from a lock somebody typed.
    public static let locked = "🔒\u{2063}"

    /// The text as this request may read it.
    static func read(_ text: String) -> String {
        guard isSealed(text) else { return text }
        return opener?(String(text.unicodeScalars.dropFirst())) ?? locked
    }

    /// Whether a text is the sealed form of another.
    public static func isSealed(_ text: String) -> Bool { text.utf8.first == 0xEE && text.unicodeScalars.first == "\u{E5EA}" }

    /// Carries what the caller may open into work that is done on a thread of the database's own.
    static func carried<T>(_ opener: Opener?, _ body: () throws -> T) rethrows -> T {
        guard let opener else { return try body() }
        return try $opener.withValue(opener, operation: body)
    }
}
