import Foundation

/// The one chromedriver of this test process: started when the first journey needs it, ended with the process.
actor Driver {
    static let shared = Driver()

    private var port: Task<UInt16, any Error>?
    private var process: Process?
    private var lifeline: Pipe?
    private var seats = 2
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Waits for one of two seats: more browsers than cores make every journey slow at once.
    func takeSeat() async {
        if seats > 0 {
            seats -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leaveSeat() {
        if waiting.isEmpty { seats += 1 } else { waiting.removeFirst().resume() }
    }

    /// Sends a command and gives what the driver says under "value".
    func send(_ method: String, _ path: String, _ body: JSON = [:]) async throws -> JSON {
        let bytes = method == "POST" ? try body.bytes : []
        let answer = try JSON(bytes: await Loopback.send(method, path, bytes, port: try await ready()))
        let value = answer["value"]
        if let error = value["error"].text {
            throw BrowserError("\(error): \(value["message"].text?.split(separator: "\n").first ?? "")")
        }
        return value
    }

    private func ready() async throws -> UInt16 {
        if let port { return try await port.value }
        let starting = Task { try await start() }
        port = starting
        return try await starting.value
    }

    private func start() async throws -> UInt16 {
        guard let program = Browser.driver else {
            throw BrowserError("chromium and chromium-driver are not installed: run scripts/setup test")
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "journeys-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // The shell outlives us only until our end of the pipe closes, however this process ends; then all browsers go, and their folder.
        let script = """
            export TMPDIR="$1" HOME="$1"
            setsid "$2" --port=0 --log-level=SEVERE >"$1/driver.log" 2>&1 </dev/null &
            driver=$!
            trap '' INT TERM HUP
            cat >/dev/null
            kill -KILL -- "-$driver"
            for _ in 1 2 3 4 5; do rm -rf "$1" && break; done
            """
        let process = Process()
        let lifeline = Pipe()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", script, "browser", folder, program]
        process.standardInput = lifeline
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        self.lifeline = lifeline
        return try await portNamed(in: folder + "/driver.log")
    }

    private func portNamed(in log: String) async throws -> UInt16 {
        let clock = ContinuousClock()
        let limit = clock.now + .seconds(30)
        while clock.now < limit {
            let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            if let match = said.firstMatch(of: #/started successfully on port (\d+)/#), let port = UInt16(match.1) { return port }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw BrowserError("chromedriver did not start")
    }
}
