import CSodium
import Language

/// Rate limits without addresses: counts in memory, under a keyed hash whose random key changes every day and is never written down.
final class Brakes: Sendable {
    private struct Day: Sendable {
        var number: Int
        var key: [UInt8]
        var counts: [String: (window: Int, n: Int)] = [:]
    }

    private let today: Guarded<Day>
    private let random: Randomness
    /// More names than this at once are a flood; the counts start anew rather than fill the memory.
    private static let mostNames = 200_000

    init(random: Randomness) {
        self.random = random
        today = Guarded(Day(number: -1, key: []))
    }

    /// Counts one try. Refuses when more than `limit` came for the same thing and source within `minutes`.
    func press(_ thing: String, from source: String, limit: Int, minutes: Int, at now: Moment) throws(Refusal) {
        let window = now.milliseconds / (minutes * 60_000)
        let number = now.milliseconds / 86_400_000
        let isTooMany = today.with { day in
            if day.number != number {
                day = Day(number: number, key: (0..<4).flatMap { _ in random.next().bytes })
            }
            if day.counts.count > Self.mostNames { day.counts = [:] }
            let name = Self.hash(thing + "\u{0}" + source, key: day.key)
            let before = day.counts[name].flatMap { $0.window == window ? $0.n : nil } ?? 0
            day.counts[name] = (window, before + 1)
            return before + 1 > limit
        }
        if isTooMany { throw .tooMany }
    }

    private static func hash(_ text: String, key: [UInt8]) -> String {
        let bytes = Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: 16)
        crypto_generichash(&digest, 16, bytes, UInt64(bytes.count), key, key.count)
        return hex(digest)
    }
}
