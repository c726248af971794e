import Hummingbird
import Logging
import ServiceLifecycle
import UnixSignals

extension Instance {
    /// Serves until it is told to stop; requests under way are finished, jobs handed back. `ready` hears the port.
    /// Throws ``InstanceError`` when the certificate cannot be used or the port cannot be had.
    public func serve(host: String, port: Int, tls: TLSFiles? = nil, ready: @escaping @Sendable (Int) async -> Void) async throws {
        let site = Site(house: house)
        let listening = Listening(tls: tls)
        let application = try listening.application(site, host: host, port: port, logger: house.logger, ready: ready)
        try await listening.run(application, on: host, port: port, until: [.sigterm, .sigint])
    }
}
