import Database
import DatabaseTesting
import Foundation
import FoundationXML
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Reports, closing packs and one's own path as files: PDF with letters inside, DOCX, JSON; each for the eyes of its readers.
struct ReportFileTests {
    @Test(arguments: TestEngine.available)
    func aProgramReadsItInTheShapeThatIsDescribed(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await ReportStory.told(world).published()
            let file = try await world.get(path + "/file?as=json&size=all&in=fr", as: "diego")
            #expect(file.headers[.contentType] == "application/json" && file.headers[.cacheControl] == "no-store")
            let whole = try #require(try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
            #expect(whole["language"] as? String == "fr" && whole["edition"] as? Int == 1 && (whole["points"] as? [Any])?.count == 3)
            for part in ["asked", "quotes", "learned", "done", "told"] {
                for key in ((whole[part] as? [[String: Any]])?.first ?? [:]).keys {
                    #expect(try docs().contains("`\(key)`"), "\(part) \(key)")
                }
            }
            let learned = try #require((whole["learned"] as? [[String: Any]])?.first)
            let dissents = try #require(learned["seen_differently"] as? [[String: Any]])
            #expect(dissents.first?["words"] as? String == "Ours had work, and they left all the same.")
            let asked = try #require((whole["asked"] as? [[String: Any]])?.first)
            #expect(asked["people"] as? String == "few", "small numbers hold for the team's file too")
            #expect((whole["quotes"] as? [Any])?.count == 1 && !file.body.contains(ReportStory.kept))
            let line = try await world.get(path + "/file?as=json&size=line")
            #expect(!line.body.contains("learned") && line.body.contains(ReportStory.line))
            #expect(try await world.get(path + "/file?as=exe").status == 404)
            #expect(try await world.get(path + "/file").status == 404)
            for (key, _) in whole { #expect(try docs().contains("`\(key)`"), "\(key)") }
        }
    }

    private func docs() throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/reports.md").standardized
        return try String(contentsOf: folder, encoding: .utf8)
    }

    @Test(arguments: TestEngine.available)
    func noFileOfADraftForThoseWhoMayNotReadIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await ReportStory.told(world).written()
            for kind in ["json", "docx", "pdf"] {
                for name in [nil, "leila", "omar"] {
                    #expect(try await world.get(path + "/file?as=\(kind)", as: name).status == 404, "\(kind)")
                }
            }
            #expect(try await world.get(path + "/file?as=json", as: "rosa").status == 200)
        }
    }

    @Test func aWordFileHasHeadingsLanguagesAndDirectionsAndNoMaker() async throws {
        try await withWorld(.sqlite) { world in
            let path = try await ReportStory.told(world).published([
                ("line", "يغادر الشباب النوادي حين لا عمل فيها <b>&"), ("point1", "Молодёжь уходит."),
            ])
            let file = try await world.get(path + "/file?as=docx&size=all&in=ar")
            let parts = try ZipFile(bytes: file.bytes, name: "report.docx")
            func part(_ name: String) throws -> String { String(decoding: try parts.part(name) ?? [], as: UTF8.self) }
            let document = try part("word/document.xml")
            #expect(document.contains("<w:pStyle w:val=\"Heading1\"/><w:bidi/>") && document.contains("<w:rtl/>"))
            #expect(document.contains("&lt;b&gt;&amp;") && document.contains("<w:bidi/></w:sectPr>"))
            let core = try part("docProps/core.xml")
            #expect(core.contains("<dc:language>ar</dc:language>") && !core.contains("creator") && !core.contains("created"))
            for name in ["word/document.xml", "word/styles.xml", "docProps/core.xml", "[Content_Types].xml"] {
                #expect(try XMLParser(data: Data(part(name).utf8)).parse(), "\(name)")
            }
        }
    }

    /// In Arabic as in English: tagged, with its language, its letters inside it and words that can be copied.
    @Test(.enabled(if: PrintTools.canRun, "the packages are not there: run scripts/setup test"), arguments: ["en", "ar", "ru", "fr", "es"])
    func aPDFCarriesItsLettersItsLanguageAndWordsThatCanBeCopied(language: String) async throws {
        try await withWorld(.sqlite) { world in
            let arabic = "يغادر الشباب النوادي في الشهر الثالث"
            let story = try await ReportStory.told(world)
            let path = try await story.published(language == "ar" ? [("line", arabic)] : [])
            let file = try await world.get(path + "/file?as=pdf&size=all&in=\(language)")
            #expect(file.headers[.contentType] == "application/pdf" && file.bytes.starts(with: Array("%PDF".utf8)))
            #expect(file.bytes.count < 200_000, "\(file.bytes.count)")
            let text = try Self.text(of: file.bytes)
            #expect(text.contains(language == "ar" ? arabic : ReportStory.line), "\(text)")
            #expect(text.contains("Ours had work") && !text.contains(ReportStory.kept))
            let raw = String(decoding: file.bytes, as: UTF8.self)
            #expect(raw.contains("/MarkInfo") && raw.contains("/StructTreeRoot") && raw.contains("/Lang (\(language))"))
            #expect(!raw.contains("throughline-") && !raw.contains(world.folder))
        }
    }

    @Test(.enabled(if: PrintTools.canRun, "the packages are not there: run scripts/setup test"))
    func whatAPageNamesIsNeverFetched() async throws {
        try await withWorld(.sqlite) { world in
            let secret = world.folder + "/secret.txt"
            try Data("mksecret".utf8).write(to: URL(filePath: secret))
            let page = """
                <!doctype html><html lang="en"><title>x</title><link rel="attachment" href="file://\(secret)"><img src="file://\(secret)">\
                <link rel="stylesheet" href="http://127.0.0.1:9/x.css"><p>Here</p></html>
                """
            let bytes = try await world.house.media.pdf(Array(page.utf8))
            #expect(try Self.text(of: bytes).contains("Here"))
            #expect(!String(decoding: bytes, as: UTF8.self).contains("secret.txt"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aClosingPackSaysWhatBecameOfItToThoseWithoutAScreen(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await ReportStory.told(world)
            _ = try await story.published()
            let pack = try await world.get("/questions/\(story.story.question)/closing-pack", as: "leila")
            #expect(try pack.says(ReportStory.line) && pack.says("A few people answered") && pack.says(ReportStory.cleared))
            #expect(try !pack.says(ReportStory.kept) && pack.says("Each club gets a plot") && pack.says("The truck broke"))
            #expect(try pack.says("Not everybody sees it this way.") && pack.says("Whoever has not heard from us yet hears by"))
            #expect(try await world.get("/questions/\(story.story.question)/closing-pack").says(ReportStory.line))
            // From the returns desk, in the language it is owed in.
            let desk = try await world.get("/spaces/riverbend/returns", as: "rosa")
            #expect(try desk.link("A page to print") == "/questions/\(story.story.question)/closing-pack?in=en")
            guard PrintTools.canRun else { return }
            let file = try await world.get("/questions/\(story.story.question)/closing-pack/file?in=ar", as: "leila")
            #expect(file.headers[.contentType] == "application/pdf")
            #expect(try Self.text(of: file.bytes).contains("Each club gets a plot"))
            #expect(try await world.get("/questions/\(world.riverbend.id)/closing-pack/file").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func onesOwnPathFitsASheetAndTheSheetCanStayWithoutWords(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await ReportStory.told(world)
            let choosing = try await world.press("On paper", on: story.story.myWords(story.codes[1]))
            #expect(try choosing.says("Whoever finds the sheet can tie you to what stands on it."))
            let sheet = try await world.press("With my words", on: choosing)
            #expect(try sheet.says(ReportStory.kept) && sheet.says("The clubs have no work.") && sheet.says("Each club gets a plot"))
            #expect(sheet.headers[.cacheControl] == "no-store")
            let bare = try await world.press("Without any words", on: choosing)
            #expect(try bare.says("1 thing was learned where it was read.") && bare.says("1 thing was decided or promised."))
            for words in [ReportStory.kept, "The clubs have no work.", "Each club gets a plot", "Why do youth leave"] {
                #expect(try !bare.says(words), "\(words)")
            }
            #expect(try await world.post("/my-words/paper", [("code", "one two three four five"), ("words", "yes")]).status == 422)
            guard PrintTools.canRun else { return }
            let file = try await world.press("Save as PDF", on: sheet)
            let text = try Self.text(of: file.bytes)
            #expect(file.headers[.contentType] == "application/pdf" && text.contains(ReportStory.kept))
            #expect(file.headers[.contentDisposition]?.contains("copy-") == true, "its name tells nothing")
        }
    }

    /// Where pages tell nothing, paper tells nothing either.
    @Test(arguments: TestEngine.available)
    func inADiscreetPlaceNoWordsGoOnPaper(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await ReportStory.told(world)
            let space = world.riverbend.id
            try await world.db.write { try $0.run("UPDATE spaces SET discreet = 1 WHERE id = \(space)") }
            let choosing = try await world.press("On paper", on: story.story.myWords(story.codes[1]))
            #expect(try choosing.page().buttons.filter { $0.contains("words") } == ["Without any words"])
            let form = try choosing.form(withButton: "Without any words")
            let forced = form.fields.filter { $0.name != "words" }.map { ($0.name, $0.value) } + [("words", "yes")]
            #expect(try await !world.post("/my-words/paper", forced).says(ReportStory.kept))
        }
    }

    private static func text(of bytes: [UInt8]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.pdf")
        try Data(bytes).write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/pdftotext")
        process.arguments = ["-layout", file.path, "-"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let plain = String(decoding: data, as: UTF8.self).unicodeScalars.filter { !(0x202A...0x202E).contains($0.value) }
        return String(String.UnicodeScalarView(plain)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// What makes and reads a PDF. Where all tests are wanted none is left out.
enum PrintTools {
    static let canRun =
        PeerProcess.isEverythingWanted
        || ["/usr/bin/weasyprint", "/usr/bin/pdftotext"].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
}
