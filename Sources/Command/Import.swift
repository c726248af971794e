import ArgumentParser
import Throughline

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring in what people said elsewhere, or a whole export.",
        discussion: "An import may run beside `serve`. Stopped half-way it goes on where it was; run twice it adds nothing twice.",
        subcommands: [Polis.self, CSV.self, XLSX.self, Project.self, FindingsOfProject.self, Whole.self])

    /// Where the rows go and how they are marked; the same for every kind of file.
    struct Landing: ParsableArguments {
        @Option(help: "The space, by its short name. Needed only where there are several.")
        var space: String?

        @Option(help: "The language of texts that do not say theirs, such as es. Without it only the script is looked at.")
        var language: String?

        @Option(help: "Who may see them: everyone, circle (people of the space) or team.")
        var openTo: String?

        @Flag(help: "Keep the new question open. Without it, it is closed, since its answers are in.")
        var keepOpen = false

        var choices: ImportChoices {
            var choices = ImportChoices()
            (choices.space, choices.language, choices.openTo, choices.keepsAsking) = (space, language, openTo, keepOpen)
            return choices
        }
    }

    struct Polis: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A survey from Polis: a question with its statements and votes.",
            discussion: """
                FOLDER holds comments.csv, votes.csv and summary.csv, as Polis exports them; .gz is fine. Votes are kept without \
                anything that leads back to the export's numbers. Statements are open to everyone unless --open-to says otherwise.

                Example: throughline import polis ./klimarat --space riverbend --language de
                """)

        @Argument(help: "The folder of the export.")
        var folder: String

        @OptionGroup var landing: Landing
        @OptionGroup var data: DataOptions

        func run() async throws {
            try await Terminal.withInstance(data) { instance, report in
                try await instance.importPolis(folder: folder, landing.choices, report: report)
            }
        }
    }

    /// Which question the rows of a table answer, and which column is what.
    struct Rows: ParsableArguments {
        @Option(help: "The id of a question that is there: the end of its address.")
        var question: String?

        @Option(help: "The words of a new question.")
        var ask: String?

        @Option(
            help:
                "What the columns hold: text, author, date, language, place, parent, key, organisation, role. text=TITLE+BODY joins columns."
        )
        var map: [String] = []

        @Option(help: "A name for where the rows come from; without it the file's name.")
        var source: String?

        func validate() throws {
            guard (question == nil) != (ask == nil) else { throw ValidationError("Say either --question ID or --ask \"the question\".") }
        }

        var target: ImportQuestion { question.map { .existing($0) } ?? .ask(ask ?? "") }
    }

    struct CSV: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "csv", abstract: "A table of comma-separated values: each row is something a person said.",
            discussion: """
                The first row names the columns. Comma, semicolon and tab are told apart, .csv.gz is fine, text is UTF-8. Of dates only \
                the day is kept. Rows are open to the team unless --open-to says otherwise.

                Example: throughline import csv comments.csv.gz --ask "How should Madrid change?" --language es \\
                    --map text=text,key=id,parent=parentId,author=userId,date=date
                """)

        @Argument(help: "The file.")
        var file: String

        @OptionGroup var rows: Rows
        @OptionGroup var landing: Landing
        @OptionGroup var data: DataOptions

        func run() async throws {
            let table = ImportTable(path: file, form: .csv, map: rows.map, source: rows.source)
            try await Terminal.withInstance(data) { instance, report in
                try await instance.importTable(table, to: rows.target, landing.choices, report: report)
            }
        }
    }

    struct Project: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "project",
            abstract: "A project of a program for qualitative analysis (REFI-QDA .qdpx): codes, texts and passages.",
            discussion: """
                Texts are open to the team alone and never go on to others. Pictures, recordings and PDFs are left out.

                Example: throughline import project lessons.qdpx --ask "What did missions learn?" --space riverbend
                """)

        @Argument(help: "The file.")
        var file: String

        @Option(help: "The id of a question that is there: the end of its address.")
        var question: String?

        @Option(help: "The words of a new question.")
        var ask: String?

        @OptionGroup var landing: Landing
        @OptionGroup var data: DataOptions

        func validate() throws {
            guard (question == nil) != (ask == nil) else { throw ValidationError("Say either --question ID or --ask \"the question\".") }
        }

        func run() async throws {
            let target: ImportQuestion = question.map { .existing($0) } ?? .ask(ask ?? "")
            try await Terminal.withInstance(data) { instance, report in
                try await instance.importProject(file, to: target, landing.choices, report: report)
            }
        }
    }

    struct FindingsOfProject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "findings",
            abstract: "What was learned from the passages of a project that was brought in, and a report of it (JSON).",
            discussion: """
                Each claim rests on texts of the project that have its code; how strong it is, is worked out here. Two people of the team \
                write it and read it again.

                Example: throughline import findings findings.json --question 2k3… --by Diego --checked-by Rosa --space riverbend
                """)

        @Argument(help: "The file.")
        var file: String

        @Option(help: "The id of the question the project answers: the end of its address.")
        var question: String?

        @Option(help: "Its words, where the project was brought in with --ask.")
        var ask: String?

        @Option(help: "Who writes it, by the name people see.")
        var by: String

        @Option(help: "Who reads it again.")
        var checkedBy: String

        @OptionGroup var landing: Landing
        @OptionGroup var data: DataOptions

        func validate() throws {
            guard (question == nil) != (ask == nil) else { throw ValidationError("Say either --question ID or --ask \"the question\".") }
        }

        func run() async throws {
            let target: ImportQuestion = question.map { .existing($0) } ?? .ask(ask ?? "")
            try await Terminal.withInstance(data) { instance, report in
                try await instance.importFindings(file, to: target, by: by, checkedBy: checkedBy, landing.choices, report: report)
            }
        }
    }

    struct XLSX: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "xlsx", abstract: "One sheet of a workbook (.xlsx): each row is something a person said.",
            discussion: """
                The first row names the columns. Formulas give the value they had when the file was saved.

                Example: throughline import xlsx answers.xlsx --question 01j8z… --map text=Answer,place=District
                """)

        @Argument(help: "The file.")
        var file: String

        @Option(help: "The sheet by its name; without it the first one.")
        var sheet: String?

        @OptionGroup var rows: Rows
        @OptionGroup var landing: Landing
        @OptionGroup var data: DataOptions

        func run() async throws {
            let table = ImportTable(path: file, form: .xlsx(sheet: sheet), map: rows.map, source: rows.source)
            try await Terminal.withInstance(data) { instance, report in
                try await instance.importTable(table, to: rows.target, landing.choices, report: report)
            }
        }
    }
}
