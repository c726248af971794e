import BrowserTesting
import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

/// At a checkpoint: somebody has three seconds, and then somebody else holds the phone.
@Suite(.browser)
struct QuickExitJourney {
    /// With scripts and without; by the button, and by two presses of Escape.
    enum Way: CaseIterable { case button, buttonWithScripts, escape }

    @Test(arguments: Way.allCases)
    func sheLeavesAndBackShowsNothing(_ way: Way) async throws {
        // Another house on another name stands in for the weather.
        try await withServedWorld(.sqlite) { _, other in
            let harmless = other.replacing("127.0.0.1", with: "localhost") + "/sign-in"
            try await withServedWorld(.sqlite, leavesTo: harmless) { world, base in
                let question = try await world.question("Who waits at the bridge at night?")
                try await withBrowser(language: "en", width: .phone, scripts: way != .button) { browser in
                    let walker = Walker(browser: browser, tongue: world.house.catalogues.tongue("en", zone: .utc), base: base)
                    try await walker.open("/spaces/riverbend/more")
                    try await walker.press("Be discreet on this device")
                    try await walker.isSound()
                    try await walker.press("What it does not hide")
                    try await walker.isSound()
                    try await walker.press("Back to the switch")
                    try await walker.press("Switch it on")
                    try await walker.isSound()
                    try await walker.open("/questions/\(question)")
                    try await walker.isSound()
                    #expect(try await browser.title() == "Notes")
                    try await browser.keys(Key.tab)
                    #expect(try await browser.focused() == "Leave now", "the first thing the keys reach")
                    try await walker.type("A man in a white car.", into: "Your answer")
                    switch way {
                    case .button, .buttonWithScripts: try? await walker.press("Leave now")
                    case .escape: try await browser.keys(Key.escape, Key.escape)
                    }
                    for _ in 0..<50 where try await browser.address() != harmless { try await Task.sleep(for: .milliseconds(100)) }
                    #expect(try await browser.address() == harmless)
                    #expect(try await browser.run("return document.referrer").text == "")
                    // Now it is somebody else.
                    for _ in 0..<3 {
                        try await browser.back()
                        let shown =
                            try await browser.run(
                                "return document.title + [...document.querySelectorAll('input, textarea')].map(one => one.value).join('') + document.body.innerText"
                            ).text ?? ""
                        for word in ["bridge", "white car", "Riverbend", "Lower Delta", "Throughline"] {
                            #expect(!shown.contains(word), "\(word) in \(shown)")
                        }
                    }
                }
            }
        }
    }
}
