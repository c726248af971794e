import ArgumentParser
import Foundation
import Throughline

/// Organisations that say who somebody is, by OpenID Connect.
struct ProviderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "provider", abstract: "Organisations whose people sign in here through them (OpenID Connect).",
        subcommands: [Add.self, List.self, Remove.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an organisation, or change what is known of it. Its secret comes from THROUGHLINE_CLIENT_SECRET.",
            discussion: "Example: throughline provider add --issuer https://id.example.org --client-id learning --name \"Example Trust\"")

        @Option(help: "Its address, exactly as it signs itself.") var issuer: String
        @Option(help: "What it knows this installation by.") var clientID: String
        @Option(help: "What people call it.") var name: String
        @OptionGroup var data: DataOptions

        func run() async throws {
            let secret = ProcessInfo.processInfo.environment["THROUGHLINE_CLIENT_SECRET"] ?? ""
            let (issuer, client, name) = (issuer, clientID, name)
            try await Terminal.withInstance(data) { instance, _ in
                try await instance.addProvider(issuer: issuer, client: client, secret: secret, name: name)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say which organisations sign people in.")
        @OptionGroup var data: DataOptions

        func run() async throws { try await Terminal.withInstance(data) { instance, _ in try await instance.listProviders() } }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let nobody in through an organisation any more. Accounts stay.")
        @Option(help: "Its address.") var issuer: String
        @OptionGroup var data: DataOptions

        func run() async throws {
            let issuer = issuer
            try await Terminal.withInstance(data) { instance, _ in try await instance.removeProvider(issuer: issuer) }
        }
    }
}
