import ArgumentParser
import Throughline

/// `throughline second-factor`: the operator's half of taking a lost second factor off.
struct SecondFactorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "second-factor",
        abstract: "Ask to take a lost second step at signing in off an account; somebody of the place has to agree.")

    @OptionGroup var data: DataOptions

    @Option(help: "Whose codes are lost, as they are called in the place.")
    var name: String

    @Option(help: "The place they are in, by its short name in addresses.")
    var place: String

    func run() async throws {
        try await Terminal.withInstance(data) { instance, _ in try await instance.askSecondFactorReset(name: name, place: place) }
    }
}
