import ArgumentParser
import Foundation
import Logging
import Throughline

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the product. On an empty folder it prints a link to set it up.")

    @OptionGroup var data: DataOptions

    @Option(help: "The port to listen on.")
    var port = 8080

    @Option(help: "The address to listen on; 0.0.0.0 for every network of this machine.")
    var host = "127.0.0.1"

    @Option(help: "The address people type, such as https://learn.example.org.")
    var publicUrl: String?

    @Option(help: "The address of a proxy whose X-Forwarded-For and X-Forwarded-Proto are believed. May be given several times.")
    var trustProxy: [String] = []

    @Option(help: "A PEM file with our certificate and its chain, for HTTPS without a proxy.")
    var tlsCertificate: String?

    @Option(help: "The PEM file with the certificate's key.")
    var tlsKey: String?

    @Option(help: "Where mail is handed over, smtp://host:587 or smtps://host:465. The password comes from THROUGHLINE_SMTP_PASSWORD.")
    var smtp: String?

    @Option(help: "The user at the mail server.")
    var smtpUser = ""

    @Option(help: "The harmless page the quick way out of discreet pages leads to, https://…; without it an encyclopedia.")
    var leaveTo: String?

    @OptionGroup var machines: MachineOptions

    @Option(help: "The address our mail comes from. Choose one that tells nothing, since every mailbox shows it.")
    var mailFrom = "throughline@localhost"

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port wants a number from 0 to 65535") }
        for proxy in trustProxy where !InstanceOptions.isAddress(proxy) {
            throw ValidationError("--trust-proxy wants the address of one machine, such as 127.0.0.1, not \(proxy)")
        }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key go together")
        }
        if let leaveTo, !InstanceOptions.isPage(leaveTo) {
            throw ValidationError("--leave-to wants the address of a page that begins with https://")
        }
        if let publicUrl, !publicUrl.hasPrefix("https://") && !publicUrl.hasPrefix("http://") {
            throw ValidationError("--public-url wants an address that begins with https:// or http://")
        }
    }

    func run() async throws {
        var options = try data.options()
        options.publicURL = publicUrl.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        options.trustedProxies = trustProxy
        options.leavesTo = leaveTo
        (options.vectors, options.chat) = (machines.vectorService, machines.chatService)
        if let smtp {
            let password = ProcessInfo.processInfo.environment["THROUGHLINE_SMTP_PASSWORD"] ?? ""
            options.mail = .init(url: smtp, user: smtpUser, password: password, from: mailFrom)
        }
        var logger = Logger(label: "throughline")
        logger.logLevel = .notice
        options.host = host
        let tls = tlsCertificate.flatMap { certificate in tlsKey.map { TLSFiles(certificate: certificate, key: $0) } }
        options.hasTLS = tls != nil
        let instance = try await Instance.open(options, alone: true, making: true, logger: logger)
        let shown = ["0.0.0.0", "::"].contains(host) ? "localhost" : host.contains(":") ? "[\(host)]" : host
        let base = options.publicURL
        try await instance.serve(host: host, port: port, tls: tls) { port in
            let address = base ?? "\(tls == nil ? "http" : "https")://\(shown):\(port)"
            let setup = await instance.setupLink(base: address)
            let lines =
                setup.map { "Throughline is new here. Open this link once to set it up:\n\n    \($0)\n" }
                ?? "Throughline is at \(address)\n"
            FileHandle.standardOutput.write(Data(lines.utf8))
        }
        await instance.close()
    }
}
