import Testing

@testable import Throughline

struct LimitedProcessTests {
    @Test func aProgramSeesNothingOfOurEnvironment() async throws {
        let folder = try PrivateFolder()
        let seen = try await LimitedProcess().run("/usr/bin/env", [], in: folder.path)
        let names = seen.split(separator: "\n").compactMap { $0.split(separator: "=").first }
        #expect(Set(names) == ["PATH", "HOME", "TMPDIR", "LANG", "VIPS_CONCURRENCY", "VIPS_BLOCK_UNTRUSTED"])
        #expect(try await LimitedProcess().run("/bin/pwd", [], in: folder.path) == folder.path + "\n")
    }

    @Test func whatFailsOrIsMissingIsToldApart() async throws {
        let folder = try PrivateFolder()
        await #expect(throws: LimitedProcess.Failure.failed) { try await LimitedProcess().run("/bin/false", [], in: folder.path) }
        await #expect(throws: LimitedProcess.Failure.missing) { try await LimitedProcess().run("/no/such/program", [], in: folder.path) }
    }

    @Test func whoeverTakesTooMuchIsEnded() async throws {
        let folder = try PrivateFolder()
        func run(_ script: String, _ change: (inout LimitedProcess.Limits) -> Void) async throws -> String {
            var process = LimitedProcess()
            change(&process.limits)
            return try await process.run("/bin/sh", ["-c", script], in: folder.path)
        }
        let waiting = "/usr/bin/tail -f /dev/null"
        await #expect(throws: LimitedProcess.Failure.failed) { try await run(waiting) { $0.waiting = .milliseconds(50) } }
        await #expect(throws: LimitedProcess.Failure.failed) { try await run("while :; do :; done") { $0.computing = 1 } }
        let filling = "head -c 2000000 /dev/zero > big"
        #expect(try await run(filling) { _ in } == "")
        await #expect(throws: LimitedProcess.Failure.failed) { try await run(filling) { $0.file = 1_000_000 } }
        // tail keeps what it may have to print, here far more than it is then allowed.
        let keeping = "head -c 300000000 /dev/zero | tail -c 250000000 | wc -c"
        #expect(try await run(keeping) { _ in }.contains("250000000"))
        #expect(try await !run(keeping) { $0.memory = 100_000_000 }.contains("250000000"))
        await #expect(throws: LimitedProcess.Failure.failed) { try await run("yes | head -c 100000") { _ in } }
    }
}
