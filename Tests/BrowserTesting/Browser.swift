import Foundation

/// A person's browser in a journey: one headless Chromium with a profile of its own, on this machine's loopback only.
///
/// Acts are named as a person would say them: `press("Send")`, `type("Rain", into: "Your answer")`. What cannot be found is an error that
/// says what the page shows instead. Made by `withBrowser`.
public actor Browser {
    let session: String
    var scripts: Bool
    var journeySoFar = Journey()
    var lastDocument = ""

    init(session: String, scripts: Bool) {
        self.session = session
        self.scripts = scripts
    }

    /// Opens an address. Only loopback addresses can be reached.
    public func open(_ address: String) async throws {
        try await send("url", ["url": .text(address)])
        try await arrive()
    }

    /// Loads the page again, as a person does who doubts it.
    public func reload() async throws {
        try await send("refresh")
        try await arrive()
    }

    /// One page back.
    public func back() async throws {
        try await send("back")
        try await arrive()
    }

    /// One page forward again.
    public func forward() async throws {
        try await send("forward")
        try await arrive()
    }

    /// Everything the page shows, as text: no closed details, nothing hidden.
    public func text() async throws -> String {
        try await run("return document.body ? document.body.innerText : ''").text ?? ""
    }

    /// Whether the page shows these words, however they are broken into lines.
    public func says(_ words: String) async throws -> Bool {
        flat(try await text()).contains(flat(words))
    }

    /// Waits until a script has put these words on the page.
    /// - Throws: `BrowserError` with the page's text after so many seconds.
    public func waits(for words: String, seconds: Double = 10) async throws {
        let clock = ContinuousClock()
        let limit = clock.now + .seconds(seconds)
        while !(try await says(words)) {
            guard clock.now < limit else { throw BrowserError("“\(words)” never came; the page shows: \(try await text())") }
            try await Task.sleep(for: .milliseconds(25))
        }
        try await arrive()
    }

    public func title() async throws -> String {
        try await send("title", method: "GET").text ?? ""
    }

    /// The whole address of the page.
    public func address() async throws -> String {
        try await send("url", method: "GET").text ?? ""
    }

    /// Path, query and fragment of the page.
    public func currentPath() async throws -> String {
        try await run("return location.pathname + location.search + location.hash").text ?? ""
    }

    /// The page's own source as it stands now.
    public func source() async throws -> String {
        try await send("source", method: "GET").text ?? ""
    }

    /// Runs the body of a function in the page and gives what it returns; also where the page itself may not run scripts.
    @discardableResult
    public func run(_ script: String, _ arguments: JSON...) async throws -> JSON {
        try await send("execute/sync", ["script": .text(script), "args": .list(arguments)])
    }

    /// A command of the Chrome DevTools protocol.
    @discardableResult
    public func tell(_ command: String, _ parameters: JSON = [:]) async throws -> JSON {
        try await send("goog/cdp/execute", ["cmd": .text(command), "params": parameters])
    }

    /// Writes a PNG of what the window shows; of the whole page when asked.
    public func screenshot(to path: String, whole: Bool = false) async throws {
        let picture = try await tell("Page.captureScreenshot", ["format": "png", "captureBeyondViewport": .bool(whole)])
        guard let text = picture["data"].text, let bytes = Data(base64Encoded: text) else { throw BrowserError("there is no picture") }
        let folder = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try bytes.write(to: URL(filePath: path))
    }

    /// What the browser itself complained of since it was last asked: script errors, refused resources, missing files.
    public func complaints() async throws -> [String] {
        try await log("browser").compactMap { $0["message"].text }
    }

    @discardableResult
    func send(_ path: String, _ body: JSON = [:], method: String = "POST") async throws -> JSON {
        try await Driver.shared.send(method, "/session/\(session)/\(path)", body)
    }

    func log(_ kind: String) async throws -> [JSON] {
        try await send("se/log", ["type": .text(kind)]).list
    }

    nonisolated func flat(_ words: String) -> String {
        words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
