import ArgumentParser
import Throughline

/// `throughline weigh`: how long it takes to weigh anew what rests on the most sources; for measuring.
struct WeighCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weigh", abstract: "Measure how long it takes to weigh anew what was learned from the most sources.",
        shouldDisplay: false)

    @OptionGroup var data: DataOptions

    func run() async throws {
        try await Terminal.withInstance(data) { instance, _ in
            guard let found = try await instance.weighHeaviest(times: 21) else { throw ValidationError("Nothing was learned here yet.") }
            let median = found.milliseconds.sorted()[found.milliseconds.count / 2]
            return "sources \(found.sources)\nmedian \((median * 100).rounded() / 100) ms"
        }
    }
}
