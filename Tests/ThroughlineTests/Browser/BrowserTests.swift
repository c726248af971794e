import BrowserTesting
import Foundation
import Testing

/// The journeys' browser is trusted by every journey, so it is tried itself, on a site that says back what it was sent.
@Suite(.browser)
struct BrowserTests {
    @Test func aFormIsFilledInAndSentAsAPersonDoes() async throws {
        let photo = FileManager.default.temporaryDirectory.appending(path: "pump-\(UUID().uuidString).txt")
        try Data("a picture of the pump".utf8).write(to: photo)
        defer { try? FileManager.default.removeItem(at: photo) }
        try await PracticeSite.open { site in
            try await withBrowser { browser in
                try await browser.open(site + "/")
                try await browser.type("The pump: <b>ماء</b> & “rain” 🌧 below", into: "Your answer")
                try await browser.type("2026-12-03", into: "By which day")
                try await browser.choose("Français", from: "Language")
                try await browser.choose("Rarely")
                try await browser.attach(photo.path, to: "Photo")
                try await browser.press("Send it")
                #expect(try await browser.title() == "Thank you")
                #expect(try await browser.currentPath() == "/answers")
                let sent = try await browser.text()
                for words in ["The pump: <b>ماء</b> & “rain” 🌧 below", "2026-12-03", "fr", "rarely", "a picture of the pump"] {
                    #expect(sent.contains(words))
                }
                #expect(!sent.contains("daily"))
                let journey = try await browser.journey()
                #expect(journey.taps == 4 && journey.fields == 2)
                #expect(journey.pages.map(\.path) == ["/", "/answers"])
                #expect(journey.requests == 2)
                #expect((20...80).contains(journey.words))
                #expect((2000...8000).contains(journey.bytes))
            }
        }
    }

    @Test func whatIsNotThereIsSaidWithWhatIs() async throws {
        try await PracticeSite.open { site in
            try await withBrowser { browser in
                try await browser.open(site + "/")
                let press = await #expect(throws: BrowserError.self) { try await browser.press("Submit") }
                #expect(press?.description.contains("“Send it”") == true)
                let type = await #expect(throws: BrowserError.self) { try await browser.type("x", into: "Name") }
                #expect(type?.description.contains("“Your answer”") == true)
                #expect(try await browser.actions() == ["What became of it", "Send it", "Why we ask"])
                #expect(try await browser.fields().prefix(3) == ["Your answer", "By which day", "Language"])
                #expect(try await browser.says("Because the pump broke") == false)
                try await browser.press("Why we ask")
                #expect(try await browser.says("Because the pump broke"))
                try await browser.press("What became of it")
                #expect(try await browser.currentPath() == "/earlier")
                try await browser.back()
                #expect(try await browser.currentPath() == "/")
            }
        }
    }

    @Test(arguments: [true, false]) func aPageIsMetWithScriptsAndWithout(_ scripts: Bool) async throws {
        try await PracticeSite.open { site in
            try await withBrowser(language: "sw,fr", scripts: scripts) { browser in
                try await browser.open(site + "/")
                #expect(try await browser.says("A script ran.") == scripts)
                #expect(try await browser.says("Asked for: sw,fr"))
                #expect(try await browser.kept()["local draft"] == (scripts ? "half a sentence" : nil))
                try await browser.type("Without a script too", into: "Your answer")
                try await browser.press("Send it")
                #expect(try await browser.says("Without a script too"))
                #expect(try await browser.accessibilityFaults().isEmpty)
            }
        }
    }

    @Test func theScreenAndTheSystemsWishesReachThePage() async throws {
        let picture = FileManager.default.temporaryDirectory.appending(path: "screen-\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: picture) }
        try await PracticeSite.open { site in
            try await withBrowser(wishes: Wishes(dark: true, lessData: true)) { browser in
                try await browser.open(site + "/")
                #expect(try await browser.find("body").style("background-color") == "rgba(17, 17, 17, 1)")
                #expect(try await browser.says("Sparing: on"))
                #expect(try await browser.run("return innerWidth + ' ' + innerHeight").text == "360 740")
                try await browser.screenshot(to: picture.path)
                let header = try Data(contentsOf: picture).prefix(24)
                #expect(Array(header[16..<24]) == [0, 0, 1, 104, 0, 0, 2, 228])
                try await browser.resize(.desk)
                try await browser.wish(Wishes())
                #expect(try await browser.find("h1").style("font-size") == "50px")
                #expect(try await browser.find("body").style("background-color") == "rgba(255, 255, 255, 1)")
            }
        }
    }

    @Test func faultsOfAPageAreFoundAndNamed() async throws {
        try await PracticeSite.open { site in
            try await withBrowser { browser in
                try await browser.open(site + "/faulty")
                #expect(try await browser.complaints().contains { $0.contains("pumpIsBroken is not defined") })
                let faults = try await browser.accessibilityFaults()
                for rule in ["image-alt", "color-contrast", "label"] {
                    #expect(faults.contains { $0.hasPrefix(rule + " (") }, "\(faults)")
                }
            }
        }
    }

    @Test func aLineThatIsCutLoadsNothing() async throws {
        try await PracticeSite.open { site in
            try await withBrowser { browser in
                try await browser.open(site + "/")
                try await browser.line(.cut)
                try? await browser.press("What became of it")
                #expect(try await browser.says("You told us") == false)
                try await browser.line(.open)
                try await browser.open(site + "/earlier")
                #expect(try await browser.says("You told us"))
            }
        }
    }

    @Test func aPersonWithoutAMouseComesThrough() async throws {
        try await PracticeSite.open { site in
            try await withBrowser(width: .desk) { browser in
                try await browser.open(site + "/")
                try await browser.keys(Key.tab)
                #expect(try await browser.focused() == "What became of it")
                try await browser.keys(Key.enter)
                #expect(try await browser.currentPath() == "/earlier")
            }
        }
    }

    @Test func noAddressBeyondThisMachineIsReached() async throws {
        try await withBrowser { browser in
            await #expect(throws: BrowserError.self) { try await browser.open("http://example.org/") }
        }
    }
}
