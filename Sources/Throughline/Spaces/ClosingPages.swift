import HTML
import Language

enum ClosingPages {
    /// Says what will happen, before anything does.
    static func ask(_ place: Place, members: Int) -> Page {
        Page(
            "\(say: "Close this place")", in: place,
            """
            <h1>\(say: "Close this place?")</h1>\
            <ul><li>\(say: "No question takes answers any more, and nobody comes in.")</li>\
            <li>\(say: "Whoever still waits to hear from you reads that nobody looks after this place any more. Tell them first, if you can.")</li>\
            <li>\(say: "What was said, learned, decided and told stays to be read by whoever may read it now. Everybody can still take their own words back.")</li>\
            <li>\(say: Phrase.counted(members, one: "\("n", members) person is here; they become a member without other rights.", other: "\("n", members) people are here; they all become members without other rights."))</li>\
            <li>\(say: "You alone can open it again, for \("n", PlaceClosingStore.days) days. After that nobody can.")</li></ul>\
            <div class="row">\(Form.button(place.path("closing"), Phrase("Close it for good"), quiet: false))</div>\
            <p class="go"><a href="\(place.path("people"))">\(say: "Make somebody else a steward instead")</a></p>
            """
        ).secretly
    }

    static func askAgain(_ place: Place) -> Page {
        Page(
            "\(say: "Open this place again")", in: place,
            """
            <h1>\(say: "Open this place again?")</h1>\
            <ul><li>\(say: "You look after it again. Everybody else here is a member, until you say otherwise.")</li>\
            <li>\(say: "Its questions stay closed until you ask them again. Invitations stay ended.")</li></ul>\
            <div class="row">\(Form.button(place.path("reopening"), Phrase("Open it again"), quiet: false))<a class="button quiet" href="\(place.home)">\(say: "Leave it closed")</a></div>
            """
        ).secretly
    }
}
