import HTTPTypes
import Language

/// How much this process has answered, by road and kind of answer. Nothing here tells one visitor from another.
final class Metrics: Sendable {
    private struct Key: Hashable {
        let method: String
        let road: String
        let status: String
    }

    private struct Tally {
        var requests = 0
        var seconds = 0.0

        mutating func add(_ other: Tally) {
            requests += other.requests
            seconds += other.seconds
        }
    }

    /// What is shown, and of each day what is not shown before that day is over.
    private struct Kept {
        var shown: [Key: Tally] = [:]
        var later: [Day: [Key: Tally]] = [:]

        mutating func show(before day: Day) {
            for (past, tallies) in later where past < day {
                for (key, tally) in tallies { shown[key, default: Tally()].add(tally) }
                later[past] = nil
            }
        }
    }

    private let kept = Guarded(Kept())

    /// On a `speaking` road people say something: somebody who collects these numbers every few seconds would learn when.
    func count(
        _ method: HTTPRequest.Method, _ road: String, _ status: HTTPResponse.Status, _ took: Duration, speaking: Bool, on day: Day
    ) {
        let key = Key(method: Self.name(of: method), road: road, status: "\(status.code / 100)xx")
        let one = Tally(requests: 1, seconds: took / .seconds(1))
        kept.with { kept in
            kept.show(before: day)
            if speaking {
                kept.later[day, default: [:]][key, default: Tally()].add(one)
            } else {
                kept.shown[key, default: Tally()].add(one)
            }
        }
    }

    /// Any other word a client may invent counts as one.
    static func name(of method: HTTPRequest.Method) -> String {
        [.get, .post, .head].contains(method) ? method.rawValue : "other"
    }

    /// The text format of Prometheus, version 0.0.4.
    func text(jobs: (waiting: Int, failed: Int)?, engine: String, build: String, on day: Day) -> String {
        let tallies = kept.with { kept in
            kept.show(before: day)
            return kept.shown
        }
        let shown = tallies.sorted { ($0.key.road, $0.key.method, $0.key.status) < ($1.key.road, $1.key.method, $1.key.status) }
        var lines = ["# TYPE throughline_requests_total counter"]
        for (key, tally) in shown { lines.append("throughline_requests_total{\(Self.labels(key))} \(tally.requests)") }
        lines.append("# TYPE throughline_request_seconds summary")
        for (key, tally) in shown {
            lines.append("throughline_request_seconds_sum{\(Self.labels(key))} \(tally.seconds)")
            lines.append("throughline_request_seconds_count{\(Self.labels(key))} \(tally.requests)")
        }
        if let jobs {
            lines += [
                "# TYPE throughline_jobs gauge", "throughline_jobs{state=\"waiting\"} \(jobs.waiting)",
                "throughline_jobs{state=\"failed\"} \(jobs.failed)",
            ]
        }
        lines += ["# TYPE throughline_database_up gauge", "throughline_database_up{engine=\"\(engine)\"} \(jobs == nil ? 0 : 1)"]
        lines += ["# TYPE throughline_build_info gauge", "throughline_build_info{version=\"\(build)\"} 1"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Roads are patterns of ours and hold no quotes.
    private static func labels(_ key: Key) -> String { "method=\"\(key.method)\",road=\"\(key.road)\",status=\"\(key.status)\"" }
}

extension Duration {
    var wholeMilliseconds: Int { Int(self / .milliseconds(1)) }
}
