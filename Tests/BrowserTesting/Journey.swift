/// What a way through the pages cost the person who went it.
public struct Journey: Sendable, CustomStringConvertible {
    /// One page as it was met.
    public struct Seen: Sendable {
        /// Path and query.
        public let path: String
        /// Words it showed on arrival, whatever had to be scrolled to.
        public let words: Int
    }

    /// Links, buttons and choices pressed.
    public internal(set) var taps = 0
    /// Fields typed into.
    public internal(set) var fields = 0
    /// Pages met, in order; the same page loaded again counts again.
    public internal(set) var pages: [Seen] = []
    /// Bytes received, heads included, as they came over the line.
    public internal(set) var bytes = 0
    /// Requests that went out, each step of a redirect by itself.
    public internal(set) var requests = 0

    /// Words on all pages met before the last one: what had to be looked through on the way.
    public var words: Int { pages.dropLast().reduce(0) { $0 + $1.words } }

    public var description: String {
        "\(taps) taps, \(fields) fields, \(words) words on \(pages.count) pages, \(bytes) bytes in \(requests) requests"
    }
}

extension Browser {
    /// The journey since the browser was opened or `startCounting` was called.
    public func journey() async throws -> Journey {
        try await weigh()
        return journeySoFar
    }

    /// Forgets what was counted: the page shown now is where the journey starts.
    public func startCounting() async throws {
        try await weigh()
        journeySoFar = Journey()
        lastDocument = ""
        try await arrive()
    }

    /// Notes the page when it is another one than before.
    ///
    /// The driver waits for a page that is on its way, but a form sent or a link followed is on its way only a moment after the press.
    /// Where a page is expected it is looked for during half a second, not longer: a script may have taken the press for itself.
    func arrive(expected: Bool = false) async throws {
        let clock = ContinuousClock()
        let limit = clock.now + .milliseconds(500)
        while true {
            let page: JSON
            do {
                page = try await run(PageScripts.arrival)
            } catch  where expected && clock.now < limit {
                continue  // the page went away under the question
            }
            if let document = page["document"].text, document != lastDocument {
                lastDocument = document
                journeySoFar.pages.append(Journey.Seen(path: page["path"].text ?? "", words: Int(page["words"].number ?? 0)))
                return
            }
            guard expected, clock.now < limit else { return }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private func weigh() async throws {
        for entry in try await log("performance") {
            guard let text = entry["message"].text else { continue }
            let message = try JSON(bytes: Array(text.utf8))["message"]
            let parameters = message["params"]
            switch message["method"].text {
            case "Network.requestWillBeSent":
                guard parameters["request"]["url"].text?.hasPrefix("http") == true else { continue }
                journeySoFar.requests += 1
                journeySoFar.bytes += Int(parameters["redirectResponse"]["encodedDataLength"].number ?? 0)
            case "Network.loadingFinished":
                journeySoFar.bytes += Int(parameters["encodedDataLength"].number ?? 0)
            default: continue
            }
        }
    }
}
