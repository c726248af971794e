import CSodium
import Language

/// Rate limits without addresses: counts in memory, under a keyed hash whose random key changes every day and is never written down.
final class Brakes: Sendable {
    /// So many tries within so many minutes.
    struct Limit: Sendable {
        let limit: Int
        let minutes: Int
    }

    private struct Day: Sendable {
        var number: Int
        var key: [UInt8]
        var counts: [String: (window: Int, n: Int)] = [:]
    }

    private let today: Guarded<Day>
    private let random: Randomness
    /// More names than this at once are a flood; the counts start anew rather than fill the memory.
    private static let mostNames = 200_000
    /// The first tries of a line pass whatever others do, so that nobody can lock out anybody else.
    static let always = 3

    init(random: Randomness) {
        self.random = random
        today = Guarded(Day(number: -1, key: []))
    }

    /// Counts one try. Refuses when more than `limit` came for the same thing and source within `minutes`; what is refused is not counted.
    func press(_ thing: String, from source: String, limit: Int, minutes: Int, at now: Moment) throws(Refusal) {
        _ = try count(thing + "\u{0}" + source, .init(limit: limit, minutes: minutes), at: now)
    }

    /// Counts one try of a line, and of everybody together for the same `goal`. What the line is refused does not count for the others.
    func press(_ thing: String, by line: String?, _ own: Limit, of all: Limit, to goal: String = "", at now: Moment) throws(Refusal) {
        let n = try count(thing + "\u{0}" + goal + "\u{0}line\u{0}" + (line ?? ""), own, at: now)
        do {
            _ = try count(thing + "\u{0}" + goal + "\u{0}all", all, at: now)
        } catch  where n <= Self.always {
            return
        }
    }

    private func count(_ name: String, _ limit: Limit, at now: Moment) throws(Refusal) -> Int {
        let window = now.milliseconds / (limit.minutes * 60_000)
        let number = now.milliseconds / 86_400_000
        let n = today.with { day -> Int? in
            if day.number != number {
                day = Day(number: number, key: (0..<4).flatMap { _ in random.next().bytes })
            }
            if day.counts.count > Self.mostNames { day.counts = [:] }
            let name = Self.hash(name, key: day.key)
            let before = day.counts[name].flatMap { $0.window == window ? $0.n : nil } ?? 0
            guard before < limit.limit else { return nil }
            day.counts[name] = (window, before + 1)
            return before + 1
        }
        guard let n else { throw .tooMany }
        return n
    }

    private static func hash(_ text: String, key: [UInt8]) -> String {
        let bytes = Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: 16)
        crypto_generichash(&digest, 16, bytes, UInt64(bytes.count), key, key.count)
        return hex(digest)
    }
}
