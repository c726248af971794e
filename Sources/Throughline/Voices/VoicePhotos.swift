import Database
import Language

/// The photo of a voice, and whether everybody in it was looked for.
extension VoiceStore {
    /// The day somebody said that everybody who can be recognised is on the list.
    func lookedOn(_ hash: String, of voice: ID<Item>) throws -> Day? {
        try tx.run("SELECT looked_on FROM files WHERE item_id = \(voice) AND hash = \(hash)").first?.dayOrNil("looked_on")
    }

    func look(_ hash: String, of voice: ID<Item>, on day: Day?) throws {
        try tx.run("UPDATE files SET looked_on = \(day) WHERE item_id = \(voice) AND hash = \(hash)")
    }

    /// Another picture stands in its place; gives the file nobody holds any more.
    func replace(_ hash: String, with new: String, size: Int, of voice: ID<Item>) throws -> [String] {
        guard hash != new else { return [] }
        let changed = try tx.change("UPDATE files SET hash = \(new), size = \(size) WHERE item_id = \(voice) AND hash = \(hash)")
        guard changed == 1 else { throw Refusal.conflict }
        return try unheld([hash])
    }
}
