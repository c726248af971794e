import HTML
import Language

/// Inviting: a link, a code for a camera, and a text for a chat. No mail is needed.
enum InvitationPages {
    static func list(
        _ open: [Invitation], _ draft: InvitationDraft, in place: Place, by inviter: Role, among providers: [Provider],
        invalid: Invalid? = nil
    ) -> Page {
        let roles = Role.allCases.filter(inviter.mayGive)
        return Page(
            "\(say: "Invite")", in: place,
            """
            <h1>\(say: "Invite")</h1>\(Form.post(place.path("invitations"), """
                \(Form.circles("role", Phrase("They come in as"), value: draft.role, options: roles.map { role in
                    (role.rawValue, "<b>\(say: role.words)</b> \(say: role.does)") }, problem: invalid?["role"]))
                \(Form.line("uses", Phrase("For how many people"), value: draft.uses, type: "number", problem: invalid?["uses"]))
                \(Form.line("until", Phrase("Until"), value: draft.until, type: "date", hint: most(providers), problem: invalid?["until"]))
                \(if: !providers.isEmpty, Form.choice("through", Phrase("Only those whom an organisation knows"), value: draft.through, options: [("", "\(say: "Whoever has the link")")] + providers.map { ($0.slug, "\(say: "Whom \("organisation", $0.name) knows")") }, problem: invalid?["through"]))
                \(Form.line("note", Phrase("A word to them, if you like"), value: draft.note, problem: invalid?["note"]))
                <div class="row"><button>\(say: "Make the invitation")</button></div>
                """))
            <section><h2>\(say: "Still open")</h2>\(Records.list(open, empty: Phrase("No invitation is open.")) { invitation in
                "<a href=\"\(page(invitation, place))\">\(say: invitation.role.words)</a> <span class=\"soft\">\(say: left(invitation))</span>\(if: !invitation.note.isEmpty, "<br><span dir=\"auto\">\(invitation.note)</span>")"
            })</section>
            """
        ).secretly
    }

    private static func most(_ providers: [Provider]) -> Phrase {
        let (few, many) = (InvitationDraft.mostDays, InvitationDraft.mostDaysThrough)
        return providers.isEmpty
            ? Phrase("At most \("n", few) days.")
            : Phrase("At most \("n", few) days; \("many", many) where an organisation has to know who comes.")
    }

    private static func left(_ invitation: Invitation) -> Phrase {
        let n = invitation.usesLeft
        return Phrase.counted(
            n, one: "for \("n", n) more person, until \("day", invitation.until)",
            other: "for \("n", n) more people, until \("day", invitation.until)")
    }

    static func show(_ invitation: Invitation, in place: Place, address: String, isOpen: Bool) -> Page {
        guard isOpen else {
            return Page(
                "\(say: "Invitation")", in: place,
                """
                <h1>\(say: "This invitation is over")</h1><p><a class="button" href="\(place.path("invitations"))">\(say: "Make another one")</a></p>
                """
            ).secretly
        }
        let chat: Markup = """
            \(if: !invitation.note.isEmpty, "\(invitation.note)\n")\(say: "You are invited to \("place", place.name).") \
            \(say: "Open this link until \("day", invitation.until):")
            \(address)
            """
        return Page(
            "\(say: "Invitation")", in: place,
            """
            <h1>\(say: "Invitation")</h1><p>\(say: Parts(invitation.role.words, "<span class=\"soft\">\(say: left(invitation))</span>" as Markup))</p>\
            <p>\(say: "Copy this into a chat:")</p><pre dir="auto">\(chat)</pre>\
            <p>\(say: "Or let them point a camera at this:")</p>\(QRPicture.draw(address))\
            <div class="row">\(Form.button(Href("\(page(invitation, place))/ending"), Phrase("End this invitation")))\
            <a href="\(place.path("invitations"))">\(say: "All invitations")</a></div>
            """
        ).secretly
    }

    private static func page(_ invitation: Invitation, _ place: Place) -> Href {
        Href("/spaces/\(place.slug)/invitations/\(invitation.id)")
    }
}

/// Following an invitation.
enum JoiningPages {
    static func form(
        _ invitation: Invitation, in place: Place, at action: Href, _ draft: JoiningDraft, sendsMail: Bool, by providers: [Provider] = [],
        invalid: Invalid? = nil
    ) -> Page {
        Page(
            "\(say: "Join")", in: place,
            """
            <h1>\(say: "Join \("place", place.name)")</h1>\(welcome(invitation))\(Form.post(action, """
                \(Form.line("name", Phrase("Your name here"), value: draft.name, hint: Phrase("Any name people here know you by."), problem: invalid?["name"], autocomplete: "username"))
                \(Form.line("phrase", Phrase("A phrase to come back with"), value: draft.phrase, hint: Phrase("Three words or more that only you would put together, or at least 12 characters. Been here before? The phrase you had."), problem: invalid?["phrase"], autocomplete: "new-password"))
                \(if: sendsMail, Form.line("email", Phrase("Mail address, if you want one here"), value: draft.email, type: "email", hint: Phrase("Not needed. With one, we can write to you."), problem: invalid?["email"], autocomplete: "email"))
                \(Form.tick("shared", Phrase("Others use this phone: forget me when I close it, or after two hours"), on: draft.usesSharedPhone))
                <div class="row"><button>\(say: "Join")</button></div>
                """))
            \(OtherWays(sendsMail: false, hasPasskeys: false, providers: providers).draw(to: action))
            """
        ).secretly
    }

    /// The link alone is not enough: an organisation says who comes.
    static func through(_ provider: Provider, _ invitation: Invitation, in place: Place, at action: Href, isSignedIn: Bool) -> Page {
        let there = Href("/sign-in/with/\(provider.slug)").with(query: "to", action.text)
        return Page(
            "\(say: "Join")", in: place,
            """
            <h1>\(say: "Join \("place", place.name)")</h1>\(welcome(invitation))\
            \(if: !isSignedIn, "<p>\(say: "This is for people whom \("organisation", provider.name) knows. It says who you are; you need no phrase.")</p><div class=\"row\"><a class=\"button\" href=\"\(there)\">\(say: "Through \("organisation", provider.name)")</a></div>")\
            \(if: isSignedIn, "<p>\(say: "This is for people whom \("organisation", provider.name) knows. Show it who you are first; then open the invitation again.")</p><div class=\"row\"><a class=\"button\" href=\"\(Href("/me/organisations"))\">\(say: "Sign in through your organisation")</a></div>")
            """
        ).secretly
    }

    /// Somebody who has an account needs one button; and another name where theirs is somebody else's here.
    static func known(_ invitation: Invitation, in place: Place, at action: Href, as name: String, isTaken: Bool = false) -> Page {
        Page(
            "\(say: "Join")", in: place,
            """
            <h1>\(say: "Join \("place", place.name)")</h1>\(welcome(invitation))\
            \(if: isTaken, taken)\
            <div class="row">\(Form.button(action, Phrase("Join as \("name", name)"), quiet: false))</div>\
            <p class="soft">\(say: "Not you? Sign out first.")</p>\(Form.button("/sign-out", Phrase("Sign out")))
            """
        ).secretly
    }

    private static var taken: Markup {
        let problem = Phrase("Somebody in this place goes by your name already. Add something to yours, then open the invitation again.")
        return """
            <p class="bad" id="taken">\(Form.problemWords("taken", Phrase("Your name here"), problem)) <a href="\(Href("/me"))">\(say: "My account")</a></p>
            """
    }

    private static func welcome(_ invitation: Invitation) -> Markup {
        """
        \(if: !invitation.note.isEmpty, "<blockquote dir=\"auto\">\(invitation.note)</blockquote>")\
        <p>\(say: "You come in as: \("role", "<b>\(say: invitation.role.words)</b>" as Markup)") \(say: invitation.role.mayDo)</p>
        """
    }
}
