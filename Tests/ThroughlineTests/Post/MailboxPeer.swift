import Foundation
import Testing

@testable import Throughline

/// A real SMTP server in a process of its own, which ends with the test.
final class MailboxPeer {
    /// What the server kept of one mail, as Python's own reader understands it.
    struct Received: Decodable {
        let from: String
        let to: [String]
        let encrypted: Bool
        let signedIn: Bool
        let headers: [String: String]
        let bodies: [[String]]
        let defects: [String]
        var source = ""

        private enum CodingKeys: CodingKey { case from, to, encrypted, signedIn, headers, bodies, defects }
    }

    let port: Int
    let certificate: String
    private let folder: PrivateFolder
    private let process: Process
    private let input = Pipe()

    /// Where these tests are all wanted, or the server can run at all.
    static let canRun = ProcessInfo.processInfo.environment["CI"] != nil || (try? run("python3", "-c", "import aiosmtpd")) == 0

    init(user: String? = nil, password: String = "", tls: Bool = false) throws {
        folder = try PrivateFolder()
        certificate = folder.path + "/certificate.pem"
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Peers/smtp_server.py").standardized.path
        var arguments = ["python3", script, folder.path]
        if let user { arguments += ["--user", user, password] }
        if tls {
            let key = folder.path + "/key.pem"
            let made = try Self.run(
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-keyout", key,
                "-out", certificate, "-subj", "/CN=peer", "-addext", "subjectAltName=IP:127.0.0.1")
            #expect(made == 0)
            arguments += ["--tls", certificate, key]
        }
        let output = Pipe()
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)), "the server did not start")
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    func carrier(
        user: String = "", password: String = "", encryption: SMTPSettings.Encryption? = nil, trusting authorities: String? = nil
    ) -> SMTPCarrier {
        let settings = SMTPSettings(
            url: "smtp://127.0.0.1:\(port)", user: user, password: password, from: "path@riverbend.example", fromName: "Riverbend · نهر",
            encryption: encryption, authorities: authorities)
        return SMTPCarrier(settings: settings) { 1_795_300_496_000 }
    }

    /// Every mail that came, in order.
    func received() throws -> [Received] {
        var mails: [Received] = []
        while let facts = FileManager.default.contents(atPath: folder.path + "/\(mails.count + 1).json") {
            var mail = try JSONDecoder().decode(Received.self, from: facts)
            let source = try #require(FileManager.default.contents(atPath: folder.path + "/\(mails.count + 1).eml"))
            mail.source = String(decoding: source, as: UTF8.self)
            mails.append(mail)
        }
        return mails
    }

    private static func run(_ arguments: String...) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
