import HTML
import Language

/// One record, where it is shown, and how to show it elsewhere.
struct ShowingView: Sendable {
    let item: Item
    let text: Text?
    let place: Place
    let shares: [(share: Share, place: Place)]
    let links: [(link: GuestLink, name: String)]
}

/// What goes over the border of a place, both ways.
struct BorderView: Sendable {
    typealias Entry = (share: Share, other: Place, text: Text?)
    let come: [Entry]
    let gone: [Entry]
    let links: [(link: GuestLink, item: Item, name: String, text: Text?)]
    let partners: [Place]
    let mayName: Bool
}

enum SharingPages {
    static func record(_ view: ShowingView, typed: String = "", days: GuestLinkDraft = .init(), invalid: Invalid? = nil) -> Page {
        let page: Href = "/records/\(view.item.id)/showing"
        return Page(
            "\(say: "Show it elsewhere")", in: view.place,
            """
            <h1>\(say: "Show it elsewhere")</h1>\(view.text.map(Records.words))\
            <section><h2>\(say: "To another place")</h2>\
            <p class="soft">\(say: view.item.isForPartners ? Phrase("This is for the team. It can be shown to the team of a partner place, which a steward has named.") : Phrase("Its people read it as it stands here; it stays yours, and you can stop at any time."))</p>\
            \(if: !view.shares.isEmpty, "<ul class=\"list\">\(each: view.shares, { "<li>\(shown($0.share, $0.place, page))</li>" })</ul>")\
            \(Form.post(page, """
                \(Form.line("place", Phrase("Which place?"), value: typed, hint: Phrase("Its name, or the address of its first page."), problem: invalid?["place"]))
                <div class="row"><button>\(say: "Show it there")</button></div>
                """))</section>\
            <section><h2>\(say: "To somebody without an account")</h2>\
            <p class="soft">\(say: "A link opens this alone, for a few days. Whoever has it can read it and pass it on.")</p>\
            \(if: !view.links.isEmpty, "<ul class=\"list\">\(each: view.links, { "<li>\(link($0.link, $0.name))</li>" })</ul>")\
            \(Form.post("/records/\(view.item.id)/guests", """
                \(Form.line("days", Phrase("For how many days?"), value: days.days, type: "number", hint: Phrase("\("n", GuestLink.mostDays) at most."), problem: invalid?["days"]))
                <div class="row"><button class="quiet">\(say: "Make a link")</button></div>
                """))</section>
            <p><a href="\(Href.to(view.item))">\(say: "Back")</a></p>
            """
        ).secretly
    }

    private static func shown(_ share: Share, _ place: Place, _ page: Href) -> Markup {
        if share.isDeclined { return "\(place.name)<br><span class=\"soft\">\(say: "They said no, thank you.")</span>" }
        return """
            \(place.name)<br><span class="soft">\(say: "Since \("day", share.since)")</span>\
            <div class="row">\(Form.button("\(page)/ending", Phrase("Stop showing it"), hidden: [("place", place.slug)]))</div>
            """
    }

    private static func link(_ link: GuestLink, _ name: String) -> Markup {
        """
        \(say: "A link by \("name", name), until \("when", link.until)")\
        <div class="row">\(Form.button("/records/\(link.item)/guests/ending", Phrase("End it"), hidden: [("link", link.id.description)]))</div>
        """
    }

    static func border(_ view: BorderView, in place: Place, typed: String = "", invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Shown between places")", in: place,
            """
            <h1>\(say: "Shown between places")</h1>\
            <section><h2>\(say: "Shown to us")</h2>\(Records.list(view.come, empty: Phrase("No other place shows us anything.")) { entry in
                """
                \(title(entry.share.item, entry.text))<br>\
                <span class="soft">\(say: "Shown to you by \("place", entry.other.name), since \("day", entry.share.since)")</span>\
                <div class="row">\(Form.button("\(place.path("shared"))/declining", Phrase("No, thank you"), hidden: [("record", entry.share.item.id.description)]))</div>
                """
            })</section>\
            <section><h2>\(say: "Shown by us")</h2>\(Records.list(view.gone, empty: Phrase("We show nothing to other places.")) { entry in
                """
                \(title(entry.share.item, entry.text))<br>\
                <span class="soft">\(say: "To \("place", entry.other.name), since \("day", entry.share.since)")</span> \
                <a href="/records/\(entry.share.item.id)/showing">\(say: "Change it")</a>
                """
            })</section>\
            \(if: !view.links.isEmpty, """
                <section><h2>\(say: "Links for guests")</h2>\(Records.list(view.links, empty: Phrase("None.")) { entry in
                    "\(title(entry.item, entry.text))<br>\(link(entry.link, entry.name))"
                })</section>
                """)\
            \(if: view.mayName, partners(view, in: place, typed, invalid))
            """
        ).secretly
    }

    private static func title(_ item: Item, _ text: Text?) -> Markup {
        "<a href=\"\(Href.to(item))\" lang=\"\(text?.language ?? "und")\" dir=\"auto\">\(text?.body ?? "…")</a>"
    }

    private static func partners(_ view: BorderView, in place: Place, _ typed: String, _ invalid: Invalid?) -> Markup {
        """
        <section><h2>\(say: "Partner places")</h2>\
        <p class="soft">\(say: "Their teams can be shown what is for our team alone. Nothing is shown by itself.")</p>\
        \(if: !view.partners.isEmpty, """
            <ul class="list">\(each: view.partners, { partner in
                "<li>\(partner.name)<div class=\"row\">\(Form.button("\(place.path("partners"))/ending", Phrase("No partner any more"), hidden: [("place", partner.slug)]))</div></li>" })</ul>
            """)\
        \(Form.post(place.path("partners"), """
            \(Form.line("place", Phrase("Which place?"), value: typed, hint: Phrase("Its name, or the address of its first page."), problem: invalid?["place"]))
            <div class="row"><button class="quiet">\(say: "Name it a partner")</button></div>
            """))</section>
        """
    }
}
