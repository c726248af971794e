import Foundation

extension Browser {
    /// What axe-core finds wrong on the page as it stands, one readable line per rule; empty when nothing is.
    /// - Throws: `BrowserError` when axe is not installed: an unlooked-at page is not a good page.
    public func accessibilityFaults() async throws -> [String] {
        let source = try Axe.source()
        let allowed = scripts
        if !allowed { try await allowScripts(true) }
        let script =
            source + """
                ;const done = arguments[arguments.length - 1];
                window.axe.run(document, {resultTypes: ['violations']}).then(result => done({
                    checked: result.passes.length,
                    faults: result.violations.map(one => one.id + ' (' + one.impact + '): ' + one.help + ': '
                        + one.nodes.slice(0, 5).map(node => node.target.join(' ') + ' ' + node.html.slice(0, 120)).join(' | '))
                }), reason => done({failed: String(reason)}));
                """
        let answer = try await send("execute/async", ["script": .text(script), "args": []])
        if !allowed { try await allowScripts(false) }
        if let reason = answer["failed"].text { throw BrowserError("axe could not look at the page: \(reason)") }
        guard let checked = answer["checked"].number, checked > 0 else { throw BrowserError("axe checked nothing on the page") }
        return answer["faults"].list.compactMap(\.text)
    }
}

/// Where axe-core lies: named by the environment, or among the test peers.
private enum Axe {
    static func source() throws -> String {
        var paths: [String] = []
        if let named = ProcessInfo.processInfo.environment["THROUGHLINE_AXE"] { paths.append(named) }
        let peers = ".build/peers/lib"
        for version in (try? FileManager.default.contentsOfDirectory(atPath: peers)) ?? [] {
            paths.append("\(peers)/\(version)/site-packages/axe_playwright_python/axe.min.js")
        }
        for path in paths {
            if let source = try? String(contentsOfFile: path, encoding: .utf8) { return source }
        }
        throw BrowserError("axe.min.js is not among the test peers: run scripts/setup test")
    }
}
