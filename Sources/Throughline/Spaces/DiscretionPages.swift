import HTML
import Language

enum DiscretionPages {
    /// What it means for those who come, and for the place, before it is switched.
    static func ask(_ place: Place, saved: Bool) -> Page {
        Page(
            "\(say: "Discreet pages for everybody here")", in: place,
            """
            <h1>\(say: "Discreet pages for everybody here")</h1>\(if: saved, "<p class=\"turn\" role=\"status\">\(say: "Saved.")</p>")\
            <p>\(say: "For places where being seen with this page is dangerous. Nobody has to switch anything on for themselves.")</p>\
            <ul><li>\(say: "Tabs, history and previews of every page here show the word “Notes”, whoever opens it.")</li>\
            <li>\(say: "Links to this place that are sent in a chat show no name and no question.")</li>\
            <li>\(say: "Letters to the people of this place have a subject and a beginning that say nothing.")</li>\
            <li>\(say: "A button “Leave now” stands on every page.")</li></ul>\
            <p><a href="/discreet/limits">\(say: "What it does not hide")</a></p>\
            <p><b>\(say: place.isDiscreet ? Phrase("It is on.") : Phrase("It is off."))</b></p>\
            \(Form.post(place.path("discretion"), """
                \(Form.hidden("_version", "\(place.version)"))\(Form.hidden("on", place.isDiscreet ? "no" : "yes"))\
                <div class="row"><button>\(say: place.isDiscreet ? Phrase("Switch it off") : Phrase("Switch it on"))</button></div>
                """))
            """)
    }
}
