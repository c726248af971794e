import ArgumentParser
import Throughline

struct MetricsToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics-token", abstract: "Print what a collector sends as its bearer token to /metrics.")

    @OptionGroup var data: DataOptions

    func run() async throws {
        try await Terminal.withInstance(data) { instance, _ in instance.metricsToken }
    }
}
