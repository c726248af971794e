import HTML
import Language

/// The passkeys of one's own account.
enum PasskeyPages {
    static func list(_ passkeys: [Passkey]) -> Page {
        Page(
            "\(say: "Passkeys")", in: nil,
            """
            <h1>\(say: "Passkeys")</h1>\
            <p>\(say: "A passkey lets you in by the finger, face or number that opens your phone or computer. Nobody can learn it from you, and it works on our own address alone.")</p>\
            \(Records.list(passkeys, empty: Phrase("You have none yet."), entry))\
            <div class="row"><a class="button" href="\(Href("/me/passkeys/new"))">\(say: "Add a passkey")</a></div>\
            <p class="go"><a href="\(Href("/me"))">\(say: "My account")</a></p>
            """
        ).secretly
    }

    private static func entry(_ passkey: Passkey) -> Markup {
        """
        <a href="\(Href("/me/passkeys/\(passkey.id)"))"><bdi>\(passkey.name)</bdi></a> \
        <span class="soft">\(say: Parts(Phrase("since \("day", passkey.added)"), used(passkey)))</span>
        """
    }

    private static func used(_ passkey: Passkey) -> Phrase {
        if passkey.refused != nil { return Phrase("lets nobody in any more") }
        return passkey.used.map { Phrase("last used \("day", $0)") } ?? Phrase("not used yet")
    }

    static func new(_ question: PasskeyQuestion, name: String, failed: Bool = false) -> Page {
        var page = Page(
            "\(say: "Add a passkey")", in: nil,
            """
            <h1>\(say: "Add a passkey")</h1>\(if: failed, PasskeyForm.refused)\
            <p>\(say: "Only on a phone or computer of your own: whoever opens it could come in as you.")</p>\
            \(PasskeyForm.draw("/me/passkeys", question, Phrase("Add it"),
                Form.line("name", Phrase("What you call it"), value: name, hint: Phrase("Such as “my phone”, so that you know it in the list."))))\
            <p class="go"><a href="\(Href("/me/passkeys"))">\(say: "Passkeys")</a></p>
            """
        ).secretly
        page.script = PasskeyForm.script
        return page
    }

    static func one(_ passkey: Passkey, name: String? = nil, isLast: Bool = false, invalid: Invalid? = nil) -> Page {
        let path: Href = "/me/passkeys/\(passkey.id)"
        return Page(
            "\(passkey.name)", in: nil,
            """
            <p class="eyebrow">\(say: "Passkey")</p><h1><bdi>\(passkey.name)</bdi></h1>\
            <p class="soft">\(say: Parts(Phrase("since \("day", passkey.added)"), used(passkey)))</p>\
            \(if: passkey.isBackedUp, "<p>\(say: "It is kept with your account at the maker of your phone or computer too: it is not lost with the device, and whoever opens that account has it.")</p>")\
            \(if: passkey.refused != nil, "<p class=\"bad\"><strong>\(say: "It signed with an older count than before, as a copy would. Take it away and add a new one; if you did not copy it yourself, look at where you are signed in.")</strong></p>")\
            \(Form.post(path, """
                \(Form.line("name", Phrase("What you call it"), value: name ?? passkey.name, problem: invalid?["name"]))
                <div class="row"><button class="quiet">\(say: "Save")</button></div>
                """))\
            \(if: isLast, "<p class=\"bad\" role=\"alert\"><strong>\(say: "It is the only way into your account. Without it nobody comes in any more, not you either.")</strong> <a href=\"\(Href("/me/phrase"))\">\(say: "Choose a phrase first")</a></p>")\
            \(Form.button("/me/passkeys/\(passkey.id)/ending", isLast ? Phrase("I am sure; take it away") : Phrase("Take this passkey away"), hidden: isLast ? [("sure", "yes")] : []))\
            <p class="go"><a href="\(Href("/me/passkeys"))">\(say: "Passkeys")</a></p>
            """
        ).secretly
    }
}
