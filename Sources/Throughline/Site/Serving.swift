import Hummingbird
import Logging
import ServiceLifecycle

extension Instance {
    /// Serves until it is told to stop; requests under way are finished, jobs handed back. `ready` hears the port.
    public func serve(host: String, port: Int, ready: @escaping @Sendable (Int) async -> Void) async throws {
        let site = Site(house: house)
        let application = Application(
            router: site.router,
            configuration: .init(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in await ready(channel.localAddress?.port ?? port) },
            logger: house.logger)
        try await application.runService()
    }
}
