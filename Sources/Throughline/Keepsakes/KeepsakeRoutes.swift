import Database
import HTML
import Language

/// The page of the things people of a place keep. They are given as answers are, and go as answers go.
struct KeepsakeRoutes: Sendable {
    let house: House

    /// Things on one page.
    static let most = 200

    func add(to roads: Roads) { roads.get("/spaces/:space/keepsakes", list) }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        return .page(
            try await house.db.read { tx in
                let place = try PlaceStore(tx).find(slug: slug)
                try PracticeStore(tx).require(.keepsakes, in: place.id)
                let ids = try CaptureStore(tx).list(in: place.id, form: .keepsake, for: visit.reader, at: visit.now, limit: Self.most)
                let voices = try VoiceStore(tx).all(ids, for: visit.reader, at: visit.now)
                let captures = try CaptureStore(tx).all(of: Array(voices.keys))
                let entries = ids.compactMap { id in
                    voices[id].flatMap { voice in captures[id].map { KeepsakePages.Entry(voice: voice, capture: $0) } }
                }
                let open = try QuestionStore(tx).list(["open"], in: place.id, for: visit.reader, in: visit.language, at: visit.now)
                return KeepsakePages.list(
                    entries.sorted { ($0.title.lowercased(), $0.voice.id.description) < ($1.title.lowercased(), $1.voice.id.description) },
                    open: open, in: place, on: visit.now.day(in: place.zone))
            })
    }
}
