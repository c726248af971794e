import Database

/// Owns the table `imported`: which row of which source became which record, so that a second run adds nothing twice and a record
/// that was taken back does not come again.
struct ImportStore {
    let tx: any Connection
    /// Names the file or service and the place its rows went to.
    let source: String

    init(_ tx: any Connection, _ source: String) { (self.tx, self.source) = (tx, source) }

    /// The records these rows have become already.
    func known(_ keys: [String]) throws -> [String: ID<Item>] {
        guard !keys.isEmpty else { return [:] }
        let rows = try tx.run("SELECT key, item_id FROM imported WHERE source = \(source) AND key IN \(list: keys)")
        return try Dictionary(rows.map { (try $0.text("key"), try $0.id("item_id")) }, uniquingKeysWith: { first, _ in first })
    }

    func known(_ key: String) throws -> ID<Item>? { try known([key])[key] }

    func remember(_ pairs: [(key: String, id: ID<Item>)]) throws {
        guard !pairs.isEmpty else { return }
        let rows = pairs.map { "\(list: [source, $0.key, $0.id.description])" as SQL }
        try tx.run("INSERT INTO imported (source, key, item_id) VALUES \(rows.joined(separator: ", "))")
    }

    /// The number of the master key this source's names are made with: the newest at its first run, the same ever after.
    func master(_ keys: Keys) throws -> Int {
        if let known = try known("#master"), let number = Int(known.description) { return number }
        try remember([("#master", ID("\(keys.newest)"))])
        return keys.newest
    }
}

/// Names for what an import must recognise again and nobody else may: keyed hashes, useless without the key file.
struct ImportNames: Sendable {
    let keys: Keys
    let master: Int
    let source: String

    /// 32 hex digits for something of this source.
    func name(_ kind: String, _ text: String) throws(CarryError) -> String {
        guard let mac = keys.mac("\(kind)\u{0}\(source)\u{0}\(text)", for: .imports, under: master) else {
            throw CarryError("The key this import began with has been forgotten, so it cannot go on. Import into a new question.")
        }
        return hex(Array(mac.prefix(16)))
    }
}
