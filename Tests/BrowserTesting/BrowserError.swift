/// What went wrong in a journey, in words that say what the page showed instead.
public struct BrowserError: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
