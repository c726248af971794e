import ArgumentParser

@main
struct Throughline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "throughline", abstract: "Learning together, with one unbroken path from a question to what became of it.",
        subcommands: [
            Serve.self, Demo.self, Import.self, ExportCommand.self, BackupCommand.self, Restore.self, CheckCommand.self, KeysCommand.self,
            PhrasesCommand.self, RightsCommand.self, WeighCommand.self,
            MetricsToken.self, ProviderCommand.self, SecondFactorCommand.self,
        ])
}
