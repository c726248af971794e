import Database
import Hummingbird
import Logging
import ServiceLifecycle
import UnixSignals

extension Instance {
    /// Serves until it is told to stop; requests under way are finished, jobs handed back. `ready` hears the port.
    /// Throws ``InstanceError`` when the certificate cannot be used or the port cannot be had.
    public func serve(host: String, port: Int, tls: TLSFiles? = nil, ready: @escaping @Sendable (Int) async -> Void) async throws {
        let house = house
        try await house.db.write { tx in
            try Nightly.schedule(house, on: tx)
            try Digest.schedule(house, on: tx)
            try TimesWork.schedule(house, on: tx)
            try SealWork.next(house, in: tx)
        }
        let listening = Listening(tls: tls)
        var application = try listening.application(Site(house: house), host: host, port: port, logger: house.logger, ready: ready)
        application.services = (1...Worker.count).map { Worker(house: house, number: $0) } + [HourlyLog(house: house)]
        try await listening.run(application, on: host, port: port, until: [.sigterm, .sigint])
    }
}

/// Writes what was looked at in the hour that is over, and the rest when the server stops.
private struct HourlyLog: Service {
    let house: House

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(HourlyLines.rest(at: house.clock()) + 500))
                house.hours.write(to: house.logger, at: house.clock(), all: Task.isCancelled)
            }
        }
    }
}

/// One of those who do the queue's jobs while the server runs. Told to stop, it hands the job at hand back.
private struct Worker: Service {
    /// One that is stuck at a slow mail server leaves another.
    static let count = 2

    let house: House
    let number: Int

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await house.jobs.work(on: house.db, as: "server \(number)", kinds: PostWork.handlers(house))
        }
    }
}
