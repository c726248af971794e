/// How wide the person's screen is.
public enum Width: Sendable, CaseIterable {
    /// A small phone: 360 × 740.
    case phone
    /// A desk: 1280 × 900.
    case desk
}

/// What the person's system asks of pages.
public struct Wishes: Sendable {
    public var dark = false
    public var moreContrast = false
    public var lessMotion = false
    /// Asked by media query and by the `Save-Data` header.
    public var lessData = false
    public var forcedColours = false
    /// The page as it would be printed.
    public var print = false

    public init(
        dark: Bool = false, moreContrast: Bool = false, lessMotion: Bool = false, lessData: Bool = false, forcedColours: Bool = false,
        print: Bool = false
    ) {
        self.dark = dark
        self.moreContrast = moreContrast
        self.lessMotion = lessMotion
        self.lessData = lessData
        self.forcedColours = forcedColours
        self.print = print
    }
}

/// The line the phone is on.
public enum Line: Sendable {
    case open
    /// 50 kbit/s down, 20 kbit/s up, 1 s round trip.
    case slow
    /// No line at all.
    case cut
}

extension Browser {
    /// Gives the window another size.
    public func resize(_ width: Width) async throws {
        switch width {
        case .phone: try await resize(360, 740, phone: true)
        case .desk: try await resize(1280, 900, phone: false)
        }
    }

    /// Gives the window another size in CSS pixels.
    public func resize(_ width: Int, _ height: Int, phone: Bool) async throws {
        // The window itself cannot be narrower than 500 pixels; the page's view of it can.
        try await tell(
            "Emulation.setDeviceMetricsOverride",
            ["width": .number(Double(width)), "height": .number(Double(height)), "deviceScaleFactor": 1, "mobile": .bool(phone)])
    }

    /// From now on the system asks this of every page.
    public func wish(_ wishes: Wishes) async throws {
        try await tell(
            "Emulation.setEmulatedMedia",
            [
                "media": wishes.print ? "print" : "",
                "features": [
                    ["name": "prefers-color-scheme", "value": wishes.dark ? "dark" : "light"],
                    ["name": "prefers-contrast", "value": wishes.moreContrast ? "more" : "no-preference"],
                    ["name": "prefers-reduced-motion", "value": wishes.lessMotion ? "reduce" : "no-preference"],
                    ["name": "prefers-reduced-data", "value": wishes.lessData ? "reduce" : "no-preference"],
                    ["name": "forced-colors", "value": wishes.forcedColours ? "active" : "none"],
                ],
            ])
        try await tell("Network.setExtraHTTPHeaders", ["headers": wishes.lessData ? ["Save-Data": "on"] : [:]])
    }

    /// Whether pages opened from now on may run their scripts.
    public func allowScripts(_ allowed: Bool) async throws {
        try await tell("Emulation.setScriptExecutionDisabled", ["value": .bool(!allowed)])
        scripts = allowed
    }

    /// Puts the phone on another line. What a service worker or cache holds is still there without one.
    public func line(_ line: Line) async throws {
        let (latency, down, up) = line == .slow ? (1000, 50_000 / 8, 20_000 / 8) : (0, -1, -1)
        try await tell("Network.enable")
        try await tell(
            "Network.emulateNetworkConditions",
            [
                "offline": .bool(line == .cut), "latency": .number(Double(latency)), "downloadThroughput": .number(Double(down)),
                "uploadThroughput": .number(Double(up)),
            ])
    }

    /// The browser changes hands: what its last owner kept on this site goes, and only this cookie is there.
    public func changesHands(cookie: (name: String, value: String)? = nil) async throws {
        try await send("cookie", method: "DELETE")
        guard let cookie else { return }
        try await send("cookie", ["cookie": ["name": .text(cookie.name), "value": .text(cookie.value)]])
    }

    /// Everything the browser kept for pages, by kind, with its value: what a borrowed phone would still hold.
    /// Cookies as `cookie NAME`, storage as `local NAME` and `session NAME`, caches and workers by their names.
    public func kept() async throws -> [String: String] {
        var kept: [String: String] = [:]
        for cookie in try await send("cookie", method: "GET").list {
            if let name = cookie["name"].text { kept["cookie \(name)"] = cookie["value"].text ?? "" }
        }
        let script = """
            const done = arguments[arguments.length - 1], kept = {};
            for (const [kind, store] of [['local', localStorage], ['session', sessionStorage]])
                for (let i = 0; i < store.length; i++) kept[kind + ' ' + store.key(i)] = store.getItem(store.key(i));
            (async () => {
                if (self.caches) for (const name of await caches.keys()) kept['cache ' + name] = '';
                if (self.indexedDB) for (const one of await indexedDB.databases()) kept['database ' + one.name] = String(one.version);
                if (navigator.serviceWorker)
                    for (const one of await navigator.serviceWorker.getRegistrations()) kept['worker ' + one.scope] = '';
                return kept;
            })().then(done, reason => done({failed: String(reason)}));
            """
        guard case .object(let stored) = try await send("execute/async", ["script": .text(script), "args": []]) else { return kept }
        for (name, value) in stored { kept[name] = value.text ?? "" }
        return kept
    }
}
