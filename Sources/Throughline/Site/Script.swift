import CSodium
import HTML
import Language

/// A script of ours, inside the page that needs it and allowed there by its hash.
struct Script: Sendable {
    let code: Markup
    /// `'sha256-…'` for the Content-Security-Policy.
    let source: String
    /// Sends forms of its page to us by itself, and to nobody else.
    let talks: Bool

    init(_ code: Markup, talks: Bool = false) {
        (self.code, self.talks) = (code, talks)
        let bytes = code.render(in: .english)
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        source = "'sha256-\(base64(digest))'"
    }
}
