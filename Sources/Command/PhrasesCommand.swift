import ArgumentParser
import Foundation
import Language
import Throughline

/// `throughline phrases`: carries our words between the sources and the translators. Needs gettext's tools and the sources.
struct PhrasesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phrases", abstract: "Gather the phrases for translators, or check their translations.",
        subcommands: [Extract.self, Check.self])

    struct Options: ParsableArguments {
        @Option(help: "The folder with Sources and Translations.")
        var root = "."

        var translations: String { root + "/Translations" }
        var template: String { translations + "/throughline.pot" }
    }

    struct Extract: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write Translations/throughline.pot and merge it into every language.",
            discussion: "Translations are kept; those of phrases that are gone are marked obsolete.")

        @OptionGroup var options: Options

        func run() async throws {
            try await Terminal.plainly { _ in
                let template = try PhraseFiles.template(of: options.root)
                do { try template.text.write(toFile: options.template, atomically: true, encoding: .utf8) } catch {
                    throw CarryError("\(options.template) cannot be written.")
                }
                let files = try PhraseFiles.languages(in: options.translations)
                for file in files {
                    try Gettext.run(
                        "msgmerge", "--quiet", "--no-fuzzy-matching", "--no-wrap", "--update", "--backup=none", file, options.template)
                }
                return (["\(template.count) phrases in \(options.template)"] + files).joined(separator: "\n")
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fail unless every phrase is translated into every language, with its values and plural forms.")

        @OptionGroup var options: Options

        func run() async throws {
            try await Terminal.plainly { report in
                let template = try PhraseFiles.template(of: options.root)
                var faults = 0
                for file in try PhraseFiles.languages(in: options.translations) {
                    try Gettext.run("msgfmt", "--check", "--output-file=/dev/null", file)
                    for problem in try PhraseFiles.problems(in: file, template: template) {
                        report.remark("\(file): \(problem)")
                        faults += 1
                    }
                }
                guard faults == 0 else { throw CarryError("\(faults) translations are missing or wrong.") }
                return "Every one of \(template.count) phrases is translated."
            }
        }
    }
}

/// The files phrases live in.
private enum PhraseFiles {
    /// What the program says on a terminal is not translated, so `Sources/Command` is left out.
    static func template(of root: String) throws -> PhraseTemplate {
        var template = PhraseTemplate()
        let paths = FileManager.default.enumerator(atPath: root + "/Sources")?.compactMap { $0 as? String } ?? []
        for path in paths.sorted() where path.hasSuffix(".swift") && !path.hasPrefix("Command/") {
            template.add(source: try bytes(of: "\(root)/Sources/\(path)"), file: "Sources/\(path)")
        }
        guard template.problems.isEmpty else { throw CarryError(template.problems.joined(separator: "\n")) }
        guard template.count > 0 else { throw CarryError("There are no phrases under \(root)/Sources.") }
        return template
    }

    static func languages(in folder: String) throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw CarryError("There is no folder \(folder). Name the one above it with --root.")
        }
        return names.filter { $0.hasSuffix(".po") }.sorted().map { "\(folder)/\($0)" }
    }

    static func problems(in file: String, template: PhraseTemplate) throws -> [String] {
        do {
            return try TranslationCheck.problems(po: bytes(of: file), template: Array(template.text.utf8))
        } catch let error as POError {
            return ["\(error)"]
        }
    }

    private static func bytes(of path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }
}

private enum Gettext {
    static func run(_ tool: String, _ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CarryError("\(tool) failed; it comes with the package gettext.") }
    }
}
