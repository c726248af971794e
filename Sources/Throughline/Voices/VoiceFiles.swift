import Database

extension VoiceRoutes {
    /// Photo and sound, re-encoded and stripped, in the file store before anything points to them.
    func kept(_ fields: Fields, in place: Place) async throws -> [VoiceFile] {
        let lock = try await house.db.read { try WordSealing($0).lock(in: place.id) }
        var kept: [VoiceFile] = []
        for name in ["sound", "photo"] {
            guard let file = fields.files[name], !file.bytes.isEmpty else { continue }
            let clean = try await house.media.clean(file.bytes)
            let hash = try await house.files.put(lock?.seal(file: clean.bytes) ?? clean.bytes)
            if case .sound(let seconds) = clean.content {
                kept.append(VoiceFile(hash: hash, kind: "sound", size: clean.bytes.count, seconds: seconds))
            } else {
                kept.append(VoiceFile(hash: hash, kind: "photo", size: clean.bytes.count, seconds: nil))
            }
        }
        return kept
    }
}
