import HTML
import Language

/// One opening as one of those it concerns sees it.
struct EmergencyView: Sendable {
    let emergency: Emergency
    let state: Emergency.State
    let asker: String
    let second: String?
    let mayAgree: Bool
    let mayEnd: Bool
    /// So few people are here that a steward of another place may agree.
    let isFew: Bool
    let address: String
    /// Where the record is, for the one it is open to.
    let record: Href?
}

enum EmergencyPages {
    /// What was opened lately, and the way to ask.
    static func list(
        _ entries: [(emergency: Emergency, state: Emergency.State, asker: String)], _ draft: EmergencyDraft, in place: Place, mayAsk: Bool,
        invalid: Invalid? = nil
    ) -> Page {
        Page(
            "\(say: "Somebody is in danger")", in: place,
            """
            <h1>\(say: "Somebody is in danger")</h1>\
            <p>\(say: "What people gave to the safety lead alone, nobody else reads. Where somebody is in danger and it cannot wait, two people can open one record to one of them for a day.")</p>\
            <p class="soft">\(say: "Everybody in this place can read that it was done, and by whom; not what it was. The safety lead is told at once and can end it.")</p>\
            \(if: mayAsk, form(draft, in: place, invalid))\
            \(if: !entries.isEmpty, """
                <section><h2>\(say: "In the last weeks")</h2>\(Records.list(entries, empty: Phrase("Nothing.")) { entry in
                    """
                    <a href="/emergencies/\(entry.emergency.id)">\(say: words(entry.state))</a><br>\
                    <span class="soft">\(say: Parts(Phrase("\("day", entry.emergency.askedOn)"), Records.who(entry.asker)))</span>
                    """
                })</section>
                """)
            """
        ).secretly
    }

    private static func form(_ draft: EmergencyDraft, in place: Place, _ invalid: Invalid?) -> Markup {
        Form.post(
            place.path("emergencies"),
            """
            \(Form.line("address", Phrase("The address of the record"), value: draft.address, hint: Phrase("Whoever wrote it finds it among their own words; the safety lead can send it too."), problem: invalid?["address"], direction: .ltr))
            \(Form.area("reason", Phrase("Why can it not wait?"), value: draft.reason, hint: Phrase("The second person and the safety lead read this."), problem: invalid?["reason"], rows: 3))
            <div class="row"><button>\(say: "Ask a second person")</button></div>
            """)
    }

    static func show(_ view: EmergencyView, in place: Place) -> Page {
        let (emergency, page) = (view.emergency, Href("/emergencies/\(view.emergency.id)"))
        return Page(
            "\(say: "Somebody is in danger")", in: place,
            """
            <p class="eyebrow">\(say: "Somebody is in danger")</p><h1>\(say: words(view.state))</h1>\
            <p>\(say: "\("name", view.asker) asks to read one record that is for the safety lead alone. Why:")</p>\
            <blockquote dir="auto">\(emergency.reason)</blockquote>\
            \(view.second.map { "<p>\(say: "\("name", $0) agreed.")</p>" as Markup })\(state(view, page))\
            \(if: view.mayEnd && view.state != .over, "<div class=\"row\">\(Form.button("\(page)/ending", Phrase("End it now")))</div>")\
            <p><a href="\(place.path("emergencies"))">\(say: "Back")</a></p>
            """
        ).secretly
    }

    private static func state(_ view: EmergencyView, _ page: Href) -> Markup {
        switch view.state {
        case .over where view.emergency.endedOn != nil: "<p>\(say: "It was ended. Nobody reads it but the safety lead.")</p>"
        case .over: "<p>\(say: "It ended by itself. Nobody reads it but the safety lead.")</p>"
        case .open:
            """
            <p>\(say: "It is open until \("when", view.emergency.until), and then ends by itself.")</p>\
            \(view.record.map { "<p><a class=\"button\" href=\"\($0)\">\(say: "Read it")</a></p>" as Markup })
            """
        case .asked where view.mayAgree:
            """
            <p>\(say: "If you agree, \("name", view.asker) alone can read it for a day; you do not. Be sure that it is them who asks: meet, or hear their voice.")</p>\
            <div class="row">\(Form.button("\(page)/agreement", Phrase("Open it to them"), quiet: false))</div>
            """
        case .asked:
            """
            <p>\(say: view.isFew ? Phrase("Another steward of this place has to agree, or a steward of another place. Send them this link:") : Phrase("Another steward of this place has to agree. Send them this link:"))</p>\
            <pre dir="ltr">\(view.address)</pre>
            """
        }
    }

    static func words(_ state: Emergency.State) -> Phrase {
        switch state {
        case .asked: Phrase("It waits for a second person")
        case .open: Phrase("One record is open for a day")
        case .over: Phrase("It is over")
        }
    }
}
