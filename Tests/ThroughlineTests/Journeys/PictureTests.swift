import BrowserTesting
import DatabaseTesting
import Foundation
import Testing

@testable import Throughline

/// Pictures for the eye, made on request: THROUGHLINE_PICTURES=folder.
@Suite(.browser, .enabled(if: ProcessInfo.processInfo.environment["THROUGHLINE_PICTURES"] != nil))
struct PictureTests {
    @Test func ofTheFirstScreen() async throws {
        let folder = ProcessInfo.processInfo.environment["THROUGHLINE_PICTURES"] ?? "/tmp"
        try await withServedWorld(.sqlite) { world, base in
            let id = try await world.question("What makes the road to the market safe, or not, this month?")
            _ = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", "Taa za barabarani karibu na daraja.")])
            let shots: [(String, String, Width, Wishes)] = [
                ("home-en-phone", "/spaces/riverbend?lang=en", .phone, Wishes()),
                ("home-en-phone-dark", "/spaces/riverbend?lang=en", .phone, Wishes(dark: true)),
                ("home-ar-phone", "/spaces/riverbend?lang=ar", .phone, Wishes()),
                ("home-en-desk", "/spaces/riverbend?lang=en", .desk, Wishes()),
                ("question-en-phone", "/questions/\(id)?lang=en", .phone, Wishes()), ("language-phone", "/language", .phone, Wishes()),
            ]
            for (name, path, width, wishes) in shots {
                try await withBrowser(width: width, scripts: false, wishes: wishes) { browser in
                    try await browser.open(base + path)
                    try await browser.screenshot(to: folder + "/\(name).png", whole: true)
                }
            }
        }
    }
}
