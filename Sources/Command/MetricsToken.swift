import ArgumentParser
import Logging
import Throughline

struct MetricsToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics-token", abstract: "Print what a collector sends as its bearer token to /metrics.")

    @OptionGroup var data: DataOptions

    func run() async throws {
        let instance = try await Instance.open(try data.options(), alone: false, logger: Logger(label: "throughline"))
        print(instance.metricsToken)
        await instance.close()
    }
}
