import Foundation
import Hummingbird
import ServiceLifecycle

@testable import Throughline

/// Serves a house on a free port of this machine while the body runs, over real sockets.
@discardableResult
func serving<T: Sendable>(
    _ house: House, by listening: Listening = Listening(), _ body: @Sendable @escaping (_ port: Int, _ stop: Stop) async throws -> T
) async throws -> T {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let application = try listening.application(Site(house: house), host: "127.0.0.1", port: 0, logger: house.logger) { number in
        port.yield(number)
        port.finish()
    }
    let (orders, order) = AsyncStream.makeStream(of: Void.self)
    let running = Task {
        // The outer group stands for the process, which hears the signal.
        let service = Served { try await listening.run(application, on: "127.0.0.1", port: 0) }
        let group = ServiceGroup(configuration: .init(services: [.init(service: service)], logger: house.logger))
        let stopping = Task { for await _ in orders { await group.triggerGracefulShutdown() } }
        try? await group.run()
        stopping.cancel()
    }
    let stop = Stop(house: house, begin: { order.yield(()) }, ended: { await running.value })
    for await number in ports {
        do {
            let value = try await body(number, stop)
            await stop.begin()
            await running.value
            return value
        } catch {
            await stop.begin()
            await running.value
            throw error
        }
    }
    throw CancellationError()
}

private struct Served: Service {
    let body: @Sendable () async throws -> Void
    func run() async throws { try await body() }
}

/// How a test tells a server to stop, and learns that it has.
struct Stop: Sendable {
    /// The house that is served.
    let house: House
    let begin: @Sendable () async -> Void
    let ended: @Sendable () async -> Void
}

extension House {
    /// The same house under other settings.
    func under(_ change: (inout Settings) -> Void) -> House {
        var settings = settings
        change(&settings)
        return House(
            db: db, keys: keys, files: files, media: media, post: post, jobs: jobs, catalogues: catalogues, settings: settings,
            clock: clock,
            random: random, passwords: passwords, brakes: brakes, gzip: gzip, logger: logger)
    }
}

/// Runs a program of this machine, its standard output kept.
func running(_ program: String, _ arguments: [String], input: String = "") async throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    return try await withCheckedThrowingContinuation { done in
        Thread.detachNewThread {
            do {
                try process.run()
                let bytes = output.fileHandleForReading.readDataToEndOfFile()
                process.waitUntilExit()
                done.resume(returning: (process.terminationStatus, String(decoding: bytes, as: UTF8.self)))
            } catch {
                done.resume(throwing: error)
            }
        }
    }
}
