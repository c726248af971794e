import HTTPTypes
import Language
import Logging

/// The log of what is merely looked at, written once an hour as counts: the moment somebody opens a question would be a moment before
/// they answer it without a name.
final class HourlyLines: Sendable {
    private struct Key: Hashable {
        let hour: Int
        let method: String
        let road: String
        let status: Int
    }

    private let counts = Guarded<[Key: Int]>([:])
    private static let hour = 3_600_000

    func count(_ method: HTTPRequest.Method, _ road: String, _ status: HTTPResponse.Status, at now: Moment) {
        let key = Key(hour: now.milliseconds / Self.hour, method: Metrics.name(of: method), road: road, status: status.code)
        counts.with { $0[key, default: 0] += 1 }
    }

    /// Writes the hours that are over, or everything when the server stops.
    func write(to logger: Logger, at now: Moment, all: Bool = false) {
        let over = counts.with { counts in
            let over = counts.filter { all || $0.key.hour < now.milliseconds / Self.hour }
            for key in over.keys { counts[key] = nil }
            return over
        }
        for (key, n) in over.sorted(by: { Self.place($0.key) < Self.place($1.key) }) {
            let began = Moment(milliseconds: key.hour * Self.hour)
            let hour = key.hour % 24
            logger.notice(
                "requests",
                metadata: [
                    "hour": "\(began.day(in: .utc).text)T\(hour < 10 ? "0" : "")\(hour)Z", "method": "\(key.method)", "road": "\(key.road)",
                    "status": "\(key.status)", "n": "\(n)",
                ])
        }
    }

    private static func place(_ key: Key) -> (Int, String, String, Int) { (key.hour, key.road, key.method, key.status) }

    /// Milliseconds until the hour is over.
    static func rest(at now: Moment) -> Int { hour - now.milliseconds % hour }
}
