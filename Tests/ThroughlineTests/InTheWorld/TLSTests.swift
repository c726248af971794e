import DatabaseTesting
import Foundation
import Testing

@testable import Throughline

/// Our own certificate, asked for by Debian's curl.
struct TLSTests {
    private func withCertificate(_ body: (_ files: TLSFiles, _ folder: String) async throws -> Void) async throws {
        try await withFolder { folder in
            let (certificate, key) = (folder + "/certificate.pem", folder + "/key.pem")
            let made = try await running(
                "openssl",
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-keyout", key, "-out",
                    certificate, "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                ])
            #expect(made.code == 0, "\(made.output)")
            try await body(TLSFiles(certificate: certificate, key: key), folder)
        }
    }

    @Test func browsersOfBothKindsAreServedOnOnePort() async throws {
        try await withCertificate { files, _ in
            try await withWorld(.sqlite) { world in
                let house = world.house.under {
                    $0.publicURL = nil
                    $0.hasTLS = true
                }
                try await serving(house, by: Listening(tls: files)) { port, _ in
                    for (flag, version) in [("--http2", "2"), ("--http1.1", "1.1")] {
                        let page = try await running(
                            "curl",
                            [
                                "-s", "--noproxy", "*", flag, "--cacert", files.certificate, "-D", "-", "-w", "\nversion=%{http_version}",
                                "https://localhost:\(port)/spaces/riverbend?lang=fr",
                            ])
                        #expect(page.code == 0)
                        #expect(page.output.hasSuffix("version=\(version)"))
                        #expect(page.output.lowercased().contains("strict-transport-security: max-age="))
                        #expect(page.output.contains("lang=\"fr\""))
                    }
                    let old = try await running(
                        "curl", ["-s", "--noproxy", "*", "--tls-max", "1.1", "--cacert", files.certificate, "https://localhost:\(port)/"])
                    #expect(old.code != 0)
                }
            }
        }
    }

    @Test func anAnswerIsSentByHTTP2() async throws {
        try await withCertificate { files, _ in
            try await withWorld(.sqlite) { world in
                let id = try await world.question("What makes the road safe?")
                let house = world.house.under {
                    $0.publicURL = nil
                    $0.hasTLS = true
                }
                try await serving(house, by: Listening(tls: files)) { port, _ in
                    let sent = try await running(
                        "curl",
                        [
                            "-s", "--noproxy", "*", "--http2", "--cacert", files.certificate, "-F", "text=Lamps.", "-H",
                            "Sec-Fetch-Site: same-origin", "-w", "\n%{http_version} %{http_code}",
                            "https://localhost:\(port)/questions/\(id)/answers",
                        ])
                    #expect(sent.output.hasSuffix("2 303"))
                    #expect(try await world.rows("voices") == 1)
                    let foreign = try await running(
                        "curl",
                        [
                            "-s", "--noproxy", "*", "--http2", "-k", "-H", "Host: evil.example", "-o", "/dev/null", "-w", "%{http_code}",
                            "https://localhost:\(port)/",
                        ])
                    #expect(foreign.output == "421")
                }
            }
        }
    }

    @Test func aLineThatNeverAgreesOnItsEncryptionIsClosed() async throws {
        try await withCertificate { files, _ in
            try await withWorld(.sqlite) { world in
                var listening = Listening(tls: files)
                listening.handshake = .milliseconds(300)
                try await serving(world.house, by: listening) { port, _ in
                    let silent = try Wire(port: port)
                    #expect(try await silent.isClosedByServer())
                    let plain = try Wire(port: port)
                    try await plain.say("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    #expect(try await plain.isClosedByServer())
                }
            }
        }
    }

    @Test func aKeyThatDoesNotFitIsSaidAtTheStart() async throws {
        try await withCertificate { one, _ in
            try await withCertificate { other, _ in
                try await withWorld(.sqlite) { world in
                    for files in [
                        TLSFiles(certificate: one.certificate, key: other.key), TLSFiles(certificate: one.certificate, key: "/nowhere.pem"),
                        TLSFiles(certificate: one.key, key: one.certificate),
                    ] {
                        #expect(throws: InstanceError.self) {
                            _ = try Listening(tls: files).application(
                                Site(house: world.house), host: "127.0.0.1", port: 0, logger: world.house.logger
                            ) { _ in }
                        }
                    }
                }
            }
        }
    }
}
