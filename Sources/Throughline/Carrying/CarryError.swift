/// Why something could not be carried in or out, in words for the person at the terminal: what happened and what to do.
public struct CarryError: Error, CustomStringConvertible, Equatable {
    /// One or two sentences. It names files, lines and columns, never what somebody wrote.
    public let description: String

    /// An error that says just this.
    public init(_ description: String) { self.description = description }

    /// A file that breaks its own format, with the line where it does.
    static func broken(_ file: String, line: Int, _ what: String) -> CarryError {
        CarryError("\(file) line \(line): \(what)")
    }
}

/// Where a verb speaks while it works: rows it could not take, and how far it is.
public struct CarryReport: Sendable {
    /// Says a line of its own.
    public let remark: @Sendable (String) -> Void
    let progress: @Sendable (String) -> Void

    /// `remark` hears each refused row with its number and reason, `progress` short words on how far the work is.
    public init(remark: @escaping @Sendable (String) -> Void, progress: @escaping @Sendable (String) -> Void) {
        (self.remark, self.progress) = (remark, progress)
    }

    func refuse(_ file: String, line: Int, _ reason: String) { remark("\(file) line \(line): \(reason)") }
}
