import HTML
import Language

/// Being discreet: what it does, the switch, and what it does not hide.
enum DiscreetPages {
    /// What keeps it on, besides this device.
    struct View: Sendable {
        var discretion: Discretion
        /// What the account says; nil for somebody not signed in.
        var account: WayOut??
        /// A place of theirs, or the device's visit to one, keeps it on.
        var isOfPlace = false
        var saved = false
    }

    static func show(_ view: View) -> Page {
        let isOn = view.discretion.isOn
        return Page(
            "\(say: "Be discreet on this device")", in: nil,
            """
            <h1>\(say: "Be discreet on this device")</h1>\(if: view.saved, "<p class=\"turn\" role=\"status\">\(say: "Saved.")</p>")\
            <p><b>\(say: state(view))</b></p>\
            <ul><li>\(say: "Tabs, history and previews show the word “Notes” and an empty sign: no name of a place, a question or of this program.")</li>\
            <li>\(say: "The browser keeps no copy of pages and offers nothing you typed again.")</li>\
            <li>\(say: "A button “Leave now” stands on every page; pressing Escape twice does the same. It signs you out, erases what you typed and did not send, and opens a harmless page. Back then shows an empty page.")</li>\
            <li>\(say: "With an account: letters to you have a subject and a beginning that say nothing.")</li></ul>\
            <p><a href="/discreet/limits">\(say: "What it does not hide")</a></p>\
            \(Form.post("/discreet", """
                \(if: view.account != nil, Form.circles("for", Phrase("For what?"), value: view.account == .some(.none) ? "device" : "account", options: [
                    ("device", "\(say: "This device, until the browser is closed")"), ("account", "\(say: "My account: wherever I sign in, and for letters")"),
                ]))\(Form.circles("leads", Phrase("Where does “Leave now” lead?"), value: "\(view.discretion.wayOut.rawValue)", options: WayOut.allCases.map { ("\($0.rawValue)", "\(say: $0.words)") }))
                <div class="row"><button name="do" value="on">\(say: isOn ? Phrase("Save") : Phrase("Switch it on"))</button>\
                \(if: isOn, "<button class=\"quiet\" name=\"do\" value=\"off\">\(say: "Switch it off")</button>")</div>
                """))
            """
        ).secretly
    }

    private static func state(_ view: View) -> Phrase {
        guard view.discretion.isOn else { return Phrase("It is off.") }
        if let account = view.account, account != nil { return Phrase("It is on, for your account.") }
        return view.isOfPlace ? Phrase("It is on, because a place you take part in wants it.") : Phrase("It is on, on this device.")
    }

    /// In plain words, beside the switch: whoever relies on it must know where it ends.
    static func limits() -> Page {
        Page(
            "\(say: "What it does not hide")", in: nil,
            """
            <h1>\(say: "What it does not hide")</h1>\
            <p>\(say: "This makes a quick look at your phone or computer less dangerous. It does not make you invisible.")</p>\
            <ul><li>\(say: "The history of the browser: it keeps the address of this site and of pages you opened, and everything from before you switched this on. An address can hold the name of a place. Use a private window, or delete the history of this site.")</li>\
            <li>\(say: "The line: whoever runs the network, the telephone company or the Wi-Fi sees that you were on this site, when, and for how long; not what you read or wrote.")</li>\
            <li>\(say: "A phone with a spy in it, a keyboard that learns words, a browser that is shared with your other devices: they see what you see.")</li>\
            <li>\(say: "Somebody who looks at the screen, or takes a picture of it. The list of open apps can show the page as it was, above all without scripts.")</li>\
            <li>\(say: "Letters: who sent them and the links in them stand in the mailbox, and the telephone may show their first words.")</li>\
            <li>\(say: "Files and copies you saved, and pictures in your gallery.")</li>\
            <li>\(say: "Somebody who takes the phone apart with machines for that can find what was erased.")</li>\
            <li>\(say: "The page “Leave now” leads to stands in the history too, right after this site.")</li></ul>\
            <p>\(say: "If somebody may force you to unlock your phone, do not write from it: speak to a person you trust, or use another phone.")</p>\
            <p class="go"><a href="/discreet">\(say: "Back to the switch")</a></p>
            """
        ).secretly
    }

    /// What stands wherever one comes back to after leaving: nothing. Opening it again leads to the page that was asked for.
    static func left(_ visit: Visit) -> Page {
        var page = Page(
            "\(say: DiscreetFrame.name)", in: nil,
            """
            <h1>\(say: DiscreetFrame.name)</h1>\(Form.post("/discreet", """
                \(Form.hidden("to", visit.comeBack?.text ?? "/"))<button class="quiet" name="do" value="open">\(say: Phrase("Open", context: "notes"))</button>
                """))
            """)
        page.isBare = true
        return page.secretly
    }
}
