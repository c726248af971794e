import Database
import Language

/// What keeps step with the state of an item in its feature's own tables, within the same write. A feature that counts its items by
/// their state names itself here; nobody who moves an item has to think of it.
enum Followers {
    typealias Follower = @Sendable (any Connection, Item, _ state: String, _ day: Day) throws -> Void

    static let byKind: [Kind: Follower] = [
        .voice: { tx, voice, state, day in try VoiceStore(tx).moved(voice, to: state, on: day) }
    ]

    /// An item that stood in its state until now stands in another.
    static func moved(_ item: Item, to state: String, on day: Day, _ tx: any Connection) throws {
        try byKind[item.kind]?(tx, item, state, day)
        if (Lifecycle.of(item.kind).states[state] ?? .nobody) == .nobody { try TranslationTaskStore(tx).forget([item.id]) }
    }
}
