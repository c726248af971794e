import ArgumentParser
import Foundation
import Glibc
import Logging
import Synchronization
import Throughline

/// What verbs say to the person at the terminal: results on standard output, how far it is and what was refused on standard error.
enum Terminal {
    /// Opens the data that are there, works, prints the summary, and turns every foreseen trouble into a sentence.
    static func withInstance(
        _ data: DataOptions, _ work: @Sendable (Instance, CarryReport) async throws -> String
    ) async throws {
        var logger = Logger(label: "throughline")
        logger.logLevel = .error
        let options = try data.options()
        let quiet = logger
        try await plainly { report in
            let instance = try await Instance.open(options, alone: false, making: false, logger: quiet)
            do {
                let summary = try await work(instance, report)
                await instance.close()
                return summary
            } catch {
                await instance.close()
                throw error
            }
        }
    }

    /// Works and prints what comes of it. Troubles end the program with code 1 and one or two sentences.
    static func plainly(_ work: (CarryReport) async throws -> String) async throws {
        let line = ProgressLine()
        let report = CarryReport(remark: { line.remark($0) }, progress: { line.show($0) })
        do {
            let summary = try await work(report)
            line.clear()
            if !summary.isEmpty { FileHandle.standardOutput.write(Data((summary + "\n").utf8)) }
        } catch let exit as ExitCode {
            line.clear()
            throw exit
        } catch {
            line.clear()
            line.remark("throughline: " + PlainWords.of(error))
            throw ExitCode.failure
        }
    }
}

/// One line at the bottom of a terminal that is written over; in a file or a pipe, a line every few seconds.
final class ProgressLine: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let state = Mutex((last: ContinuousClock.now - .seconds(60), isShown: false))

    func show(_ words: String) {
        let now = ContinuousClock.now
        let pause: Duration = isTerminal ? .milliseconds(100) : .seconds(5)
        state.withLock { state in
            guard state.last + pause <= now else { return }
            state = (now, isTerminal)
            write(isTerminal ? "\r\u{1B}[K\(words)" : words + "\n")
        }
    }

    func remark(_ words: String) {
        clear()
        write(words + "\n")
    }

    func clear() {
        state.withLock { state in
            if state.isShown { write("\r\u{1B}[K") }
            state.isShown = false
        }
    }

    private func write(_ words: String) { FileHandle.standardError.write(Data(words.utf8)) }
}
