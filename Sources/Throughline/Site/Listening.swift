import Glibc
import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import UnixSignals

/// A certificate with its chain, and its key: two PEM files.
public struct TLSFiles: Sendable {
    let certificate: String
    let key: String

    /// Paths of PEM files; the certificate's file holds the whole chain.
    public init(certificate: String, key: String) {
        (self.certificate, self.key) = (certificate, key)
    }
}

/// How connections are taken: in the clear or by TLS, with HTTP/2 where the browser speaks it, and how long a silent one is kept.
struct Listening: Sendable {
    var tls: TLSFiles?
    /// A line that brings no whole request head, nothing more of a body, or no next request for this long is closed.
    var idle = Duration.seconds(45)
    /// A line on which nothing at all was said by then is closed.
    var firstByte = Duration.seconds(10)
    /// A line that has not agreed on its encryption by then is closed.
    var handshake = Duration.seconds(10)
    /// Requests under way when the server is told to stop have this long to finish.
    var closing = Duration.seconds(7)
    /// More lines at once than this wait in the system's queue.
    var lines = 4_000
    /// And of one household this many; a village behind one address fits in, and takes nobody else's.
    var linesOfOne = 250
    /// A request's head: the longest field, all fields together (bytes), and how many.
    var heads = HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100)

    func application(
        _ site: Site, host: String, port: Int, logger: Logger, ready: @escaping @Sendable (Int) async -> Void
    ) throws(InstanceError) -> Application<RouterResponder<Visit>> {
        Application(
            router: site.router, server: try server(trusting: site.house.settings.trustedProxies),
            configuration: .init(
                address: .hostname(host, port: port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(Self.roomForLines(lines))),
            onServerRunning: { channel in await ready(channel.localAddress?.port ?? port) },
            logger: logger)
    }

    /// Serves until a signal comes or the surrounding group is told to stop; then requests under way may finish, and whatever they
    /// do, it returns in time.
    func run(_ application: some ApplicationProtocol, on host: String, port: Int, until signals: [UnixSignal] = []) async throws {
        let (endings, ended) = AsyncStream.makeStream(of: Result<Void, any Error>.self)
        let latest = closing + .seconds(1)
        let watch = StopWatch {
            Task {
                try? await Task.sleep(for: latest)
                ended.yield(.success(()))
            }
        }
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: application), .init(service: watch)], gracefulShutdownSignals: signals, logger: application.logger)
        configuration.maximumGracefulShutdownDuration = closing
        let group = ServiceGroup(configuration: configuration)
        let serving = Task {
            do { ended.yield(.success(try await group.run())) } catch { ended.yield(.failure(error)) }
        }
        try await withTaskCancellationHandler {
            for await ending in endings { return try Self.outcome(ending, host, port) }
        } onCancel: {
            serving.cancel()
        }
    }

    private static func outcome(_ ending: Result<Void, any Error>, _ host: String, _ port: Int) throws {
        do {
            try ending.get()
        } catch is CancellationError {
            // Somebody's request did not finish in time; it was cut off.
        } catch let error as IOError {
            throw InstanceError.cannotListen(host: host, port: port, words(error))
        }
    }

    /// Hears first when the server is told to stop.
    private struct StopWatch: Service {
        let start: @Sendable () -> Void

        func run() async throws {
            try await gracefulShutdown()
            start()
        }
    }

    private func server(trusting proxies: Set<String>) throws(InstanceError) -> HTTPServerBuilder {
        let open = OpenLines(most: linesOfOne, trusting: proxies)
        let firstByte = firstByte
        let http1 = HTTP1Channel.Configuration(idleTimeout: TimeAmount(idle), httpDecoderConfiguration: heads)
        guard let tls else {
            return HTTPServerBuilder { responder in
                Doorkeeper(inner: HTTP1Channel(responder: responder, configuration: http1), counting: open, firstByteWithin: firstByte)
            }
        }
        let settings = try Self.settings(tls)
        let http2 = HTTP2UpgradeChannel.Configuration(idleTimeout: idle, gracefulCloseTimeout: closing, streamConfiguration: http1)
        let handshake = handshake
        return HTTPServerBuilder { responder in
            let encrypted = Handshaking(
                inner: try HTTP2UpgradeChannel(tlsConfiguration: settings, configuration: http2, responder: responder), within: handshake)
            return Doorkeeper(inner: encrypted, counting: open, firstByteWithin: firstByte)
        }
    }

    private static func settings(_ files: TLSFiles) throws(InstanceError) -> TLSConfiguration {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(files.certificate).map { NIOSSLCertificateSource.certificate($0) }
            let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
            var settings = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
            settings.minimumTLSVersion = .tlsv12
            // A key that does not fit its certificate is found here rather than by the first visitor.
            _ = try NIOSSLContext(configuration: settings)
            return settings
        } catch {
            throw .storage(
                "The certificate \(files.certificate) with the key \(files.key) cannot be used: both must be readable PEM files that belong together."
            )
        }
    }

    private static func words(_ error: IOError) -> String {
        switch error.errnoCode {
        case EADDRINUSE: "another program listens there already. Stop it, or choose another port with --port."
        case EACCES: "this user may not listen there. Ports below 1024 want a right of their own; choose another with --port."
        case EADDRNOTAVAIL: "this machine has no such address. Choose another with --host."
        default: String(cString: strerror(error.errnoCode))
        }
    }

    /// As many lines as there are file descriptors for, once the limit is as high as this user may set it.
    private static func roomForLines(_ wanted: Int) -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return wanted }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        // The rest is for the database, files, and programs we run.
        return max(64, min(wanted, Int(clamping: limit.rlim_cur) - 256))
    }
}
