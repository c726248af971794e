import ArgumentParser
import Logging
import Throughline

/// `throughline weigh`: how long it takes to weigh anew what rests on the most sources; for measuring.
struct WeighCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weigh", abstract: "Measure how long it takes to weigh anew what was learned from the most sources.",
        shouldDisplay: false)

    @OptionGroup var data: DataOptions

    func run() async throws {
        var logger = Logger(label: "throughline")
        logger.logLevel = .error
        let instance = try await Instance.open(data.options(), alone: false, making: false, logger: logger)
        let found: (sources: Int, milliseconds: [Double])?
        do {
            found = try await instance.weighHeaviest(times: 21)
        } catch {
            await instance.close()
            throw error
        }
        await instance.close()
        guard let found else { throw ValidationError("Nothing was learned here yet.") }
        let sorted = found.milliseconds.sorted()
        print("sources \(found.sources)")
        print("median \((sorted[sorted.count / 2] * 100).rounded() / 100) ms")
    }
}
