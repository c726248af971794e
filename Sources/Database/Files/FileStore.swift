/// Where bytes are kept under the hash of what they are. The same bytes are kept once.
public protocol FileStore: Sendable {
    /// Keeps the bytes and gives their SHA-256 in lower-case hex; returns when they are safe.
    func put(_ bytes: [UInt8]) async throws -> String

    /// The bytes, or nil when there are none under this hash. Bytes that do not fit their hash are an error.
    func get(_ hash: String) async throws -> [UInt8]?

    /// Forgets the bytes; it does not matter whether they were there.
    func remove(_ hash: String) async throws

    /// Forgets the bytes, unless somebody put them within the last so many seconds: whoever did is about to point to them.
    /// False when they stay for that.
    func remove(_ hash: String, unlessPutWithin seconds: Int) async throws -> Bool

    /// The hashes of everything there is, in order.
    func all() async throws -> [String]

    /// Removes what a killed process has left half written.
    func clearDrafts() async throws

    /// Lets nothing of the store itself tell in which order files came since the last time.
    func layAnew() async throws
}

extension FileStore {
    /// Nothing, where nothing half written can be seen.
    public func clearDrafts() async throws {}
    /// Nothing, where a store keeps times of its own.
    public func layAnew() async throws {}
}

/// What can go wrong with kept bytes.
public enum FileStoreError: Error, Equatable {
    case notAHash
    /// The bytes are not those that were put there.
    case damaged(String)
    case full
    case readOnly
    /// A store elsewhere does not answer, now; asking again later may help.
    case gone
    /// A store elsewhere does not take our keys.
    case refused
    /// Anything else, in the system's words.
    case other(String)
}
