import Language

/// Whether pages show nothing of where somebody is to whoever looks at this device. What is kept of it on the device is a number.
struct Discretion: Sendable, Equatable {
    enum State: Sendable { case off, on, left }

    var state = State.off
    var wayOut = WayOut.usual

    var isOn: Bool { state != .off }

    static let cookie = "v"

    init(_ state: State = .off, _ wayOut: WayOut = .usual) { (self.state, self.wayOut) = (state, wayOut) }

    /// A number: where the quick way out leads; below zero once it was taken.
    init(cookie: String?) {
        // Small, so that no number is too large to be turned round.
        let number = cookie.flatMap { Int8($0) }.map { Int($0) } ?? 0
        guard let way = WayOut(rawValue: abs(number)) else {
            self.init()
            return
        }
        self.init(number < 0 ? .left : .on, way)
    }

    var kept: String { "\(state == .left ? -wayOut.rawValue : wayOut.rawValue)" }

    /// Whoever is signed in wants it for their account, or takes part in a place that has it for everybody.
    mutating func follow(account: WayOut?, isInDiscreetPlace: Bool) {
        if let account {
            self = Discretion(.on, account)
        } else if isInDiscreetPlace, state == .off {
            state = .on
        }
    }
}

/// Where the quick way out leads: to a page nobody asks questions about.
enum WayOut: Int, Sendable, CaseIterable {
    /// What whoever runs this chose; an encyclopedia where they chose nothing.
    case usual = 1
    case weather, map

    static let encyclopedia = "https://www.wikipedia.org/"

    func address(_ settings: Settings) -> String {
        switch self {
        case .usual: settings.leavesTo ?? Self.encyclopedia
        case .weather: "https://www.yr.no/"
        case .map: "https://www.openstreetmap.org/"
        }
    }

    /// The site alone, for the policy that says where a form may lead.
    func origin(_ settings: Settings) -> String {
        address(settings).split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    }

    var words: Phrase {
        switch self {
        case .usual: Phrase("The page that is usual here, such as an encyclopedia")
        case .weather: Phrase("A weather forecast")
        case .map: Phrase("A map")
        }
    }
}
