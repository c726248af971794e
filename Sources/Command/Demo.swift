import ArgumentParser
import Foundation
import Logging
import Throughline

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill an empty folder or database with six invented places to look around in.",
        discussion: "The people's phrases are made anew each time and printed once, at the end.")

    @OptionGroup var data: DataOptions

    @Option(help: "Adds this many generated short voices, for measuring with large tables.")
    var texts = 0

    @Flag(help: "Puts the generated voices into one place, with codes on their passages and what was learned from them.")
    var together = false

    func validate() throws {
        guard (0...10_000_000).contains(texts) else { throw ValidationError("--texts wants a number from 0 to 10,000,000") }
    }

    func run() async throws {
        var logger = Logger(label: "throughline")
        logger.logLevel = .notice
        do {
            let instance = try await Instance.open(data.options(), alone: false, making: true, logger: logger)
            let report: DemoReport
            do {
                report = try await instance.fillWithDemo(texts: texts, together: together) { Self.say($0 + "\n", to: .standardError) }
            } catch {
                await instance.close()
                throw error
            }
            await instance.close()
            Self.say(words(report), to: .standardOutput)
        } catch let error as InstanceError {
            throw ValidationError(error.description)
        } catch let error as DemoError {
            throw ValidationError(error.description)
        }
    }

    private func words(_ report: DemoReport) -> String {
        let width = report.people.map { ($0.mail ?? $0.name).count }.max() ?? 0
        let people = report.people.map { person in
            let name = (person.mail ?? person.name).padding(toLength: width, withPad: " ", startingAt: 0)
            return "    \(name)   \(person.phrase)   (\(person.roles))"
        }
        let serve = data.database.map { " --database \($0)" } ?? ""
        let spread =
            report.spread.isEmpty
            ? "" : "Questions with thirty generated voices each:\n    \(report.spread.joined(separator: "\n    "))\n\n"
        return """
            The demonstration is ready. Start it with

                throughline serve --data \(data.data)\(serve)

            and open http://localhost:8080/spaces/lower-delta
            The story to look at first is http://localhost:8080\(report.story)

            Sign in with a mail address or a name, and the phrase beside it:
            \(people.joined(separator: "\n"))

            The slip with the five words "\(report.code)" opens what became of one voice: choose "I have a code".

            \(spread)
            """
    }

    private static func say(_ words: String, to handle: FileHandle) { handle.write(Data(words.utf8)) }
}
