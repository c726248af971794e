import BrowserTesting
import DatabaseTesting
import Hummingbird
import Logging
import ServiceLifecycle
import Synchronization

@testable import Throughline

/// The world behind a real socket, for a real browser.
func withServedWorld(_ engine: TestEngine, leavesTo: String? = nil, _ test: @Sendable @escaping (World, String) async throws -> Void)
    async throws
{
    try await withWorld(engine) { world in
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: Site(house: world.house.with(Settings(leavesTo: leavesTo))).router,
            configuration: .init(address: .hostname("127.0.0.1", port: 0), serverName: nil),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) }, logger: world.house.logger)
        let services = ServiceGroup(configuration: .init(services: [application], logger: world.house.logger))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            group.addTask {
                guard let number = await ports.first(where: { _ in true }) else { return }
                do {
                    try await test(world, "http://127.0.0.1:\(number)")
                } catch {
                    await services.triggerGracefulShutdown()
                    throw error
                }
                await services.triggerGracefulShutdown()
            }
            try await group.waitForAll()
        }
    }
}
