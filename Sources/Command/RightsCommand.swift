import ArgumentParser
import Throughline

/// `throughline rights`: who may do what, as the product asks it, in Markdown.
struct RightsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rights", abstract: "Print who may do what, as it stands in docs/rights.md.")

    func run() async throws { try await Terminal.plainly { _ in Rights.document } }
}
