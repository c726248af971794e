import Foundation
import Testing

/// Gives a journey a browser of its own and takes it away afterwards, whatever happens. At most two are open at once in a test process.
/// - Parameters:
///   - language: what the browser asks pages for, the most wanted first: `"sw"` or `"sw,fr"`.
///   - scripts: false for a browser that runs no page's script.
@discardableResult
public func withBrowser<T: Sendable>(
    language: String = "en", width: Width = .phone, scripts: Bool = true, wishes: Wishes = Wishes(),
    isolation: isolated (any Actor)? = #isolation, _ body: (Browser) async throws -> T
) async throws -> T {
    await Driver.shared.takeSeat()
    do {
        let browser = try await Browser.opened(language: language)
        do {
            try await browser.resize(width)
            try await browser.wish(wishes)
            if !scripts { try await browser.allowScripts(false) }
            let result = try await body(browser)
            await browser.close()
            await Driver.shared.leaveSeat()
            return result
        } catch {
            await browser.pictureOfFailure()
            await browser.close()
            throw error
        }
    } catch {
        await Driver.shared.leaveSeat()
        throw error
    }
}

extension Browser {
    static let driver = ["/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    static let program = ["/usr/bin/chromium", "/usr/lib/chromium/chromium"].first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Whether journeys run here: where a browser is installed, and always in continuous integration, where a missing one is a failure.
    public static let isWanted = (driver != nil && program != nil) || ProcessInfo.processInfo.environment["CI"] != nil

    static func opened(language: String) async throws -> Browser {
        var options: [String: JSON] = [
            "args": .list(
                switches.map(JSON.text) + [.text("--lang=\(language.prefix { $0 != "," })"), .text("--accept-lang=\(language)")]),
            "prefs": ["intl.accept_languages": .text(language), "intl.selected_languages": .text(language)],
        ]
        if let program { options["binary"] = .text(program) }
        let value = try await Driver.shared.send(
            "POST", "/session",
            [
                "capabilities": [
                    "alwaysMatch": [
                        "browserName": "chrome", "pageLoadStrategy": "normal",
                        "timeouts": ["implicit": 0, "pageLoad": 60000, "script": 60000],
                        "goog:loggingPrefs": ["browser": "ALL", "performance": "ALL"],
                        "goog:chromeOptions": .object(options),
                    ]
                ]
            ])
        guard let session = value["sessionId"].text else { throw BrowserError("the driver opened no browser") }
        return Browser(session: session, scripts: true)
    }

    /// Nothing leaves this machine and nothing is asked of the network but what pages ask.
    private static let switches = [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check",
        "--disable-extensions", "--disable-component-update", "--disable-background-networking", "--disable-sync",
        "--disable-default-apps", "--disable-domain-reliability", "--disable-breakpad", "--force-color-profile=srgb",
        "--disable-features=Translate,OptimizationHints,MediaRouter", "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ]

    func close() async {
        _ = try? await Driver.shared.send("DELETE", "/session/\(session)")
    }

    /// Where THROUGHLINE_PICTURES names a folder, what the page looked like when a journey failed.
    func pictureOfFailure() async {
        guard let folder = ProcessInfo.processInfo.environment["THROUGHLINE_PICTURES"] else { return }
        try? await screenshot(to: "\(folder)/failed-\(session.prefix(8)).png", whole: true)
    }
}

extension Trait where Self == ConditionTrait {
    /// A journey: left out, with a word, where no browser is installed, but never in continuous integration.
    public static var browser: Self {
        .enabled(if: Browser.isWanted, "no chromium and chromium-driver here: run scripts/setup test")
    }
}
