import Database
import Hummingbird
import Logging
import ServiceLifecycle

extension Instance {
    /// Serves until it is told to stop; requests under way are finished, jobs handed back. `ready` hears the port.
    public func serve(host: String, port: Int, ready: @escaping @Sendable (Int) async -> Void) async throws {
        let house = house
        try await house.db.write { tx in
            try Nightly.schedule(house, on: tx)
            try Digest.schedule(house, on: tx)
            try SealWork.next(house, in: tx)
        }
        let site = Site(house: house)
        let application = Application(
            router: site.router,
            configuration: .init(address: .hostname(host, port: port), serverName: nil),
            services: (1...Worker.count).map { Worker(house: house, number: $0) },
            onServerRunning: { channel in await ready(channel.localAddress?.port ?? port) },
            logger: house.logger)
        try await application.runService()
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
