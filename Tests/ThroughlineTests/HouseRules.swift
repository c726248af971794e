import Database
import Foundation
import Testing

@testable import Throughline

/// What keeps the house a house, said once and checked on every file.
struct HouseRules {
    struct Source: Sendable, CustomTestStringConvertible {
        /// From the folder `Sources` on, such as `Throughline/Voices/Voice.swift`.
        let path: String
        let text: String

        var name: String { String(path.split(separator: "/").last ?? "") }
        var feature: String { String(path.split(separator: "/").dropFirst().first ?? "") }
        var isProduct: Bool { path.hasPrefix("Throughline/") }
        var testDescription: String { path }

        /// The code without its comment lines.
        var code: String {
            text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(
                separator: "\n")
        }

        var imports: Set<String> {
            Set(text.split(separator: "\n").filter { $0.hasPrefix("import ") }.map { String($0.dropFirst(7)) })
        }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized.path

    static let sources: [Source] = {
        let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
            FileManager.default.contents(atPath: folder + "/" + path).map { Source(path: path, text: String(decoding: $0, as: UTF8.self)) }
        }
    }()

    static let features: Set<String> = Set(sources.filter(\.isProduct).map(\.feature)).subtracting([
        "Line", "Trust", "Site", "Schema", "Post",
    ])

    @Test func thereIsAHouse() {
        #expect(Self.sources.count > 100)
        #expect(Self.features.isSuperset(of: ["Questions", "Voices", "Spaces", "People", "Home"]))
    }

    @Test func aSuffixSaysWhatAFileMayImport() {
        let allowed: [(suffix: String, imports: Set<String>)] = [
            ("Store.swift", ["Database", "Language"]),
            ("Pages.swift", ["HTML", "Language"]),
            ("Routes.swift", ["CSodium", "Database", "HTML", "HTTPTypes", "Language", "Logging"]),
        ]
        for (suffix, imports) in allowed {
            let files = Self.sources.filter { $0.isProduct && $0.name.hasSuffix(suffix) }
            #expect(!files.isEmpty)
            for file in files {
                #expect(file.imports.isSubset(of: imports), "\(file.path) imports \(file.imports.subtracting(imports).sorted())")
            }
        }
        for file in Self.sources where file.path.hasPrefix("Language/") || file.path.hasPrefix("HTML/") || file.path.hasPrefix("Database/")
        {
            #expect(!file.imports.contains("Throughline") && !file.imports.contains("Hummingbird"), "\(file.path)")
        }
    }

    /// The answer form lies on the question's page: a refused answer is that page again.
    private static let pagesAcross: Set<String> = ["Throughline/Voices/VoiceRoutes.swift → QuestionPages"]

    @Test func nobodyCallsAnothersPagesOrRoutes() throws {
        let doors = Self.sources.filter {
            Self.features.contains($0.feature) && ($0.name.hasSuffix("Pages.swift") || $0.name.hasSuffix("Routes.swift"))
        }
        let owners = Dictionary(
            doors.flatMap { file in Self.types(in: file).map { ($0, file.feature) } }, uniquingKeysWith: { first, _ in first })
        #expect(owners.count > 15)
        for file in Self.sources where file.isProduct && file.path != "Throughline/Site/Site.swift" {
            for word in Set(file.code.matches(of: /\b([A-Z]\w*(?:Pages|Routes))\b/).map { String($0.1) }) {
                guard let owner = owners[word], owner != file.feature, !Self.pagesAcross.contains("\(file.path) → \(word)") else {
                    continue
                }
                Issue.record("\(file.path) calls \(word) of \(owner)")
            }
        }
    }

    private static func types(in file: Source) -> [String] {
        file.code.matches(of: /(?:struct|enum) (\w+(?:Pages|Routes))\b/).map { String($0.1) }
    }

    /// Tables by the store whose comment says that it owns them.
    private static func owners() -> [String: String] {
        var owners: [String: String] = [:]
        for file in sources where file.isProduct {
            for comment in file.text.matches(of: /\/\/\/ Owns the tables? ([^\n]*)/) {
                let sentence = String(comment.1).prefix { $0 != ":" && $0 != "." }
                for table in sentence.matches(of: /`(\w+)`/) {
                    let name = String(table.1)
                    if let other = owners[name] { Issue.record("\(name) is owned by \(other) and by \(file.path)") }
                    owners[name] = file.path
                }
            }
        }
        return owners
    }

    @Test func onlyItsOwnerWritesATable() {
        let owners = Self.owners()
        #expect(
            owners["items"] == "Throughline/Line/LineStore.swift" && owners["memberships"] == "Throughline/People/MembershipStore.swift")
        var writes = 0
        // A change of the tables fills what it makes, whoever owns it from then on.
        for file in Self.sources where file.isProduct && file.path != Self.rewriter && file.feature != "Schema" {
            for write in file.code.matches(of: /(?:INSERT INTO|DELETE FROM|UPDATE) (\w+)/) where String(write.1) != "SET" {
                writes += 1
                let owner = owners[String(write.1)]
                #expect(
                    owner == file.path || Self.continues(file, owner), "\(file.path) writes \(write.1), which \(owner ?? "nobody") owns")
            }
        }
        #expect(writes > 30)
    }

    /// Removes rows of any table by its lifetime, so that no feature has to be asked.
    private static let eraser = "Throughline/Trust/Erasing.swift"

    @Test func tablesAreWrittenByNameAlone() {
        let byVariable = /(?:INSERT INTO|DELETE FROM|UPDATE) \\\(/
        let found = Self.sources.filter { $0.isProduct && $0.code.contains(byVariable) }.map(\.path)
        #expect(found.sorted() == [Self.eraser, Self.rewriter].sorted())
    }

    /// Writes every row again as it stands, so that the disk forgets in which order they came.
    private static let rewriter = "Throughline/Trust/PostgresRewriting.swift"

    /// A store that grew past one file goes on in extensions beside it.
    private static func continues(_ file: Source, _ owner: String?) -> Bool {
        guard let name = owner?.split(separator: "/").last?.dropLast(6) else { return false }
        return owner?.hasPrefix("Throughline/\(file.feature)/") == true && file.code.contains("extension \(name) {")
    }

    @Test func everyTableSaysHowLongItsRowsStay() {
        let statements = Schema.changes.flatMap { $0.statements(for: .sqlite) }
        let tables = Set(statements.flatMap { $0.matches(of: /CREATE TABLE (?:IF NOT EXISTS )?(\w+)/).map { String($0.1) } })
        #expect(tables.contains("voices"))
        #expect(tables.subtracting(Schema.retention.keys).sorted() == [], "no lifetime in Schema/Retention.swift")
        #expect(Set(Schema.retention.keys).subtracting(tables).sorted() == [], "no such table")
        for (table, retention) in Schema.retention {
            let columns: [String] =
                switch retention {
                case .withItem(let columns): columns
                case .emptied(let column, _), .with(_, let column), .until(let column), .days(_, let column): [column]
                case .always, .owner: []
                }
            let made = statements.first { $0.contains("CREATE TABLE \(table) ") } ?? ""
            for column in columns { #expect(made.contains(column + " "), "\(table) has no \(column)") }
        }
    }

    /// Forms are done once, because routes write only through `answerOnce` and `actOnce`; those that open a session say who came in.
    private static let sessions: Set<String> = ["SignInRoutes.swift", "JoiningRoutes.swift", "SetupRoutes.swift", "PhraseRoutes.swift"]

    @Test func routesWriteWhatAFormAsksForOnce() {
        for file in Self.sources where file.isProduct && file.name.hasSuffix("Routes.swift") {
            #expect(!file.code.contains("db.write") || Self.sessions.contains(file.name), "\(file.path)")
            #expect(!file.code.contains("fields[\"_version\"]"), "\(file.path) guesses the version a form was drawn from")
        }
    }

    @Test func filesAreShort() {
        for file in Self.sources {
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
            #expect(lines <= 300, "\(file.path) has \(lines) lines")
        }
    }

    @Test func nothingStopsTheProgramByForce() {
        for file in Self.sources {
            #expect(!file.code.contains(/\btry!|fatalError\(|preconditionFailure\(|\bas!/), "\(file.path)")
            for line in file.code.split(separator: "\n") where !file.name.hasPrefix("Dictionary") && Self.forces(String(line)) {
                Issue.record("\(file.path): \(line)")
            }
        }
    }

    /// A `!` straight after a name or a bracket, outside quotes, that is not part of `!=`.
    private static func forces(_ line: String) -> Bool {
        line.replacing(/"(?:[^"\\]|\\.)*"/, with: "").contains(/[\w\)\]]!(?:[^=]|$)/)
    }

    /// Markup is literal. What was put together at run time would not be escaped.
    @Test func noTextBecomesMarkupAtRunTime() {
        let makers = /Markup\(stringLiteral:|Markup\(verbatim|Markup\(raw/
        let found = Self.sources.filter { $0.path != "HTML/Markup.swift" && $0.code.contains(makers) }.map(\.path)
        #expect(found.allSatisfy { $0 == "Throughline/Site/Markdown.swift" }, "\(found)")
    }

    @Test func nothingTellsHowThisWasMade() {
        for file in Self.sources { #expect(!file.text.contains(/[^+] "\/work\/|MARK:|TODO|FIXME/), "\(file.path)") }
    }
}
