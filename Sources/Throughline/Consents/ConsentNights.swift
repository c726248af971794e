import Database
import Language

/// What was allowed until a day: readers are compared with today at every reading; in the night after, quotes go where they stand too.
enum ConsentNights {
    static func run(_ house: House) async throws {
        let act = house.act(by: nil)
        for id in try await house.db.read({ try ConsentStore($0).ended(before: act.day) }) {
            try await house.db.write { tx in
                let voice = try VoiceStore(tx).own(id)
                guard ["ready", "held"].contains(voice.item.state) else { return }
                try VoiceStore(tx).keep(voice, by: act)
            }
        }
    }
}
