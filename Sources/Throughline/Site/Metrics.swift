import HTTPTypes

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
    }

    private let tallies = Guarded<[Key: Tally]>([:])

    func count(_ method: HTTPRequest.Method, _ road: String, _ status: HTTPResponse.Status, _ took: Duration) {
        let key = Key(method: Self.name(of: method), road: road, status: "\(status.code / 100)xx")
        tallies.with { tallies in
            tallies[key, default: Tally()].requests += 1
            tallies[key, default: Tally()].seconds += took / .seconds(1)
        }
    }

    /// Any other word a client may invent counts as one.
    static func name(of method: HTTPRequest.Method) -> String {
        [.get, .post, .head].contains(method) ? method.rawValue : "other"
    }

    /// The text format of Prometheus, version 0.0.4.
    func text(jobs: (waiting: Int, failed: Int)?, engine: String, build: String) -> String {
        let shown = tallies.with { $0 }.sorted { ($0.key.road, $0.key.method, $0.key.status) < ($1.key.road, $1.key.method, $1.key.status) }
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
