import BrowserTesting
import DatabaseTesting
import Language
import Testing

@testable import Throughline

/// The languages and engines every journey runs in.
struct Situation: Sendable, CustomTestStringConvertible {
    let engine: TestEngine
    let language: LanguageTag
    var testDescription: String { "\(language) on \(engine)" }

    static let all: [Situation] = TestEngine.available.flatMap { engine in
        (["en", "ar", "fr"] as [LanguageTag]).map { Situation(engine: engine, language: $0) }
    }
}

/// A person with a browser who reads the pages in one language.
struct Walker: Sendable {
    let browser: Browser
    let tongue: Tongue
    let base: String

    func open(_ path: String) async throws { try await browser.open(base + path) }
    /// Presses what our words are called in this language.
    func press(_ phrase: Phrase, in selector: String? = nil) async throws {
        try await browser.press(phrase.plain(in: tongue), in: selector)
    }
    func type(_ text: String, into label: Phrase) async throws { try await browser.type(text, into: label.plain(in: tongue)) }
    func choose(_ label: Phrase) async throws { try await browser.choose(label.plain(in: tongue)) }
    func attach(_ path: String, to label: Phrase) async throws { try await browser.attach(path, to: label.plain(in: tongue)) }
    func sees(_ phrase: Phrase) async throws -> Bool { try await browser.says(phrase.plain(in: tongue)) }
    func sees(words: String) async throws -> Bool { try await browser.says(words) }

    /// What axe finds, and what the console complains about; both must be nothing on every page a journey meets.
    func isSound(_ place: SourceLocation = #_sourceLocation) async throws {
        let faults = try await browser.accessibilityFaults()
        #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))", sourceLocation: place)
        let complaints = try await browser.complaints()
        #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))", sourceLocation: place)
    }
}

/// A journey of one person on one phone, without scripts.
func walk(
    _ situation: Situation, width: Width = .phone, scripts: Bool = false,
    _ journey: @Sendable @escaping (World, Walker) async throws -> Void
) async throws {
    try await withServedWorld(situation.engine) { world, base in
        try await withBrowser(language: situation.language.description, width: width, scripts: scripts) { browser in
            let tongue = world.house.catalogues.tongue(
                situation.language, zone: world.riverbend.zone, today: world.clock.now.day(in: world.riverbend.zone))
            try await journey(world, Walker(browser: browser, tongue: tongue, base: base))
        }
    }
}
