import Database
import HTTPTypes
import Language

/// For whoever keeps this server running: is it well, and how much does it do.
struct HealthRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/health", health)
        roads.get("/metrics", metrics)
    }

    /// Open to everybody: it tells nothing about anybody.
    @Sendable func health(_ visit: Visit) async throws -> Reply {
        let engine = house.db.engine.rawValue
        do {
            let backup = try await house.db.read { try LastBackup.read($0) }
            let age = backup.map { String(max(0, (visit.now.milliseconds - $0.milliseconds) / 1_000)) } ?? "null"
            return .machine("{\"ok\":true,\"engine\":\"\(engine)\",\"backup_age_seconds\":\(age)}\n", type: "application/json", .ok)
        } catch {
            return .machine(
                "{\"ok\":false,\"engine\":\"\(engine)\",\"backup_age_seconds\":null}\n", type: "application/json", .serviceUnavailable)
        }
    }

    /// With `Authorization: Bearer TOKEN`; without it only from this very machine, and only while no public address and no proxy is
    /// set, since behind a proxy everybody seems to come from this machine. To anybody else the page does not exist.
    @Sendable func metrics(_ visit: Visit) async throws -> Reply {
        guard isLocal(visit) || house.keys.verify(token: visit.bearer, for: .setup) == Self.tokenID else { throw Refusal.notFound }
        let jobs = try? await house.db.read { try Jobs.counts(on: $0) }
        let text = house.metrics.text(jobs: jobs, engine: house.db.engine.rawValue, build: Build.version, on: visit.now.day(in: .utc))
        return .machine(text, type: "text/plain; version=0.0.4; charset=utf-8", .ok)
    }

    private func isLocal(_ visit: Visit) -> Bool {
        guard house.settings.publicURL == nil, house.settings.trustedProxies.isEmpty, !visit.isForwarded else { return false }
        return visit.peer == "127.0.0.1" || visit.peer == "::1"
    }

    static let tokenID = "metrics"
}

extension Instance {
    /// What a metrics collector sends as its bearer token.
    public var metricsToken: String { house.keys.token(HealthRoutes.tokenID, for: .setup) }
}

/// What this program calls itself.
enum Build {
    static let version = "0.1.0"
}
