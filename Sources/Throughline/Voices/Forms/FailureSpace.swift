import HTML
import Language

/// What did not work, for whoever is about to try the same: what not to repeat first, never by whom.
enum FailureSpace {
    static func draw(_ wall: FormsPages.Wall) -> Markup {
        """
        <p class="go">\(each: FailureClass.allCases, { kind in
            "<a href=\"\(wall.place.path("forms").with(query: "form", FormID.failure.rawValue).with(query: "class", kind.rawValue))\"\(if: wall.kind == kind, " aria-current=\"page\"")>\(say: kind.words)</a><br>" })</p>\
        \(Records.list(wall.entries, ordered: Phrase("The newest day first."), next: wall.next, empty: FormsPages.nothing) { entry in
            """
            \(not(entry.capture, entry.voice))\(CaptureCard.line(entry.capture, entry.voice))\(FailureClass.kind(entry.capture.failureClasses).map { "<br>\(say: $0)" as Markup })
            """
        })
        """
    }

    private static func not(_ capture: Capture, _ voice: Voice) -> Markup {
        capture.words("differently", in: voice.text).map(Records.words) ?? ""
    }
}
