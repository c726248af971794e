import Subprocess
import SystemPackage

/// A program of the system's that reads strangers' files, run under `prlimit` so that a broken or hostile file harms only that run.
struct LimitedProcess: Sendable {
    enum Failure: Error, Equatable {
        /// It ended with an error, or was ended for taking too much time or memory.
        case failed
        /// It is not installed.
        case missing
    }

    /// What one run may take.
    struct Limits: Sendable {
        /// Bytes of address space.
        var memory = 1_200_000_000
        /// Seconds of computing.
        var computing = 30
        /// From start to end, on a machine that may be busy.
        var waiting = Duration.seconds(90)
        /// Bytes of any one file it writes.
        var file = 60_000_000
    }

    var limits = Limits()

    /// Runs a program by its path in `folder`, with an environment of only what is given here.
    ///
    /// - Returns: what it printed, at most 64 KB.
    func run(_ program: String, _ arguments: [String], in folder: String) async throws(Failure) -> String {
        let limited: [String] = [
            "--as=\(limits.memory)", "--cpu=\(limits.computing)", "--fsize=\(limits.file)", "--nofile=64", "--core=0", "--", program,
        ]
        let waiting = limits.waiting
        do {
            return try await withThrowingTaskGroup(of: String.self) { group in
                group.addTask { try await Self.output(of: limited + arguments, in: folder) }
                group.addTask {
                    try await Task.sleep(for: waiting)
                    throw Failure.failed
                }
                defer { group.cancelAll() }
                return try await group.next() ?? ""
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .failed
        }
    }

    private static func output(of arguments: [String], in folder: String) async throws -> String {
        let environment: [Environment.Key: String] = [
            "PATH": "/usr/bin:/bin", "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8",
            // One thread keeps the address space small; untrusted loaders are those libvips has not fuzzed.
            "VIPS_CONCURRENCY": "1", "VIPS_BLOCK_UNTRUSTED": "1",
        ]
        let result = try await Subprocess.run(
            .path("/usr/bin/prlimit"), arguments: Arguments(arguments), environment: .custom(environment),
            workingDirectory: FilePath(folder), output: .string(limit: 65_536), error: .discarded)
        // prlimit's word for a program that is not there, as a shell's.
        if result.terminationStatus == .exited(127) { throw Failure.missing }
        guard result.terminationStatus.isSuccess else { throw Failure.failed }
        return result.standardOutput
    }
}
