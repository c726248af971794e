import HTML
import Language

/// A page that is shown once, so that whoever holds the phone next does not find it by Back, Forward or the list of pages visited.
/// What stands on it travels sealed in its address; `SlipStore` keeps only how often it was shown.
struct Slip: Sendable {
    /// Which page it is.
    enum Showing: String, Sendable {
        /// After an answer, after what was added to it, and the path of one's own words as it is or after an act.
        case thanks, saved, words, right, corrected, agreed, reviewed
        /// Who can be recognised in a photo.
        case photo
        /// After somebody said that something is wrong, and what became of that.
        case flagged, flag
        /// After a sealed message was sent, and the talk it began.
        case talkSent, talk
        /// After somebody wrote down what another person said.
        case handed
    }

    /// How long it can be shown, for a line that drops, and how long its forms can be sent, for a slow hand; minutes.
    static let shownFor = 15
    static let usedFor = 120

    let showing: Showing
    /// The words or digits by which a voice is found.
    let code: String
    /// As it stands in the address and in forms.
    let token: String
    private let made: Moment

    init(_ showing: Showing, _ code: String, at now: Moment, _ keys: Keys) {
        (self.showing, self.code, made) = (showing, code, now)
        token = Base64URL.text(keys.seal(Array("\(showing.rawValue)\n\(now.milliseconds)\n\(code)".utf8), for: .slips))
    }

    /// nil when it is none of ours.
    init?(token: String, _ keys: Keys) {
        guard token.utf8.count <= 1_000, let sealed = Base64URL.bytes(token), let bytes = keys.open(sealed, for: .slips) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 2)
        guard parts.count == 3, let showing = Showing(rawValue: String(parts[0])), let made = Int(parts[1]) else { return nil }
        (self.showing, code, self.token, self.made) = (showing, String(parts[2]), token, Moment(milliseconds: made))
    }

    /// Whether it is younger than so many minutes.
    func isYounger(than minutes: Int, at now: Moment) -> Bool { abs(now.milliseconds - made.milliseconds) < minutes * 60_000 }

    var href: Href {
        switch showing {
        case .thanks, .saved: "/answers/\(token)"
        case .words, .right, .corrected, .agreed, .reviewed: "/my-words/\(token)"
        case .photo: "/photos/\(token)"
        case .flagged, .flag: "/flags/\(token)"
        case .talkSent, .talk: "/talks/\(token)"
        case .handed: "/written/\(token)"
        }
    }
}
