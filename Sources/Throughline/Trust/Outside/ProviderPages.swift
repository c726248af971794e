import HTML
import Language

/// Coming in through an organisation, and what stands between.
enum ProviderPages {
    /// Back from there: a button, since opening an address never does anything here.
    static func welcome(_ name: String, from provider: Provider, sealed: String) -> Page {
        Page(
            "\(say: "Sign in")", in: nil,
            """
            <h1>\(say: "Sign in as \("name", name)")</h1><p>\(say: "\("organisation", provider.name) says that it is you.")</p>\
            \(Form.post("/sign-in/back", """
                \(Form.hidden("proof", sealed))
                \(Form.tick("shared", Phrase("Others use this phone: forget me when I close it, or after two hours"), on: false))
                <div class="row"><button>\(say: "Sign in")</button></div>
                """))
            <p class="go"><a href="\(Href("/sign-in"))">\(say: "Another way in")</a></p>
            """
        ).secretly
    }

    /// Never found by a name or a mail address: those can be somebody else's tomorrow.
    static func unknown(_ provider: Provider) -> Page {
        Page(
            "\(say: "No account is joined to it yet")", in: nil,
            """
            <h1>\(say: "No account is joined to it yet")</h1>\
            <p>\(say: "\("organisation", provider.name) knows you, and we do not know yet which account here is yours.")</p>\
            <p>\(say: "You have one? Sign in as before, and join the two in your account.")</p>\
            <div class="row"><a class="button" href="\(Href("/sign-in").with(query: "to", "/me/organisations"))">\(say: "Sign in as before")</a></div>\
            <p>\(say: "You have none? Ask the team of your place for an invitation, and take the same way from there.")</p>
            """
        ).secretly
    }

    /// One page for whatever went wrong; it never says what was not believed.
    static func over(isUnreachable: Bool) -> Page {
        let title = isUnreachable ? Phrase("Your organisation does not answer") : Phrase("That did not work")
        return Page(
            "\(say: title)", in: nil,
            """
            <h1>\(say: title)</h1><p>\(isUnreachable
                ? "\(say: "We asked it who you are, and got no answer. Try again in some minutes; the other ways in work.")" as Markup
                : "\(say: "Your organisation did not say who you are, what it said was not for us, or it took too long. Begin again, or take another way in.")" as Markup)</p>\
            <div class="row"><a class="button" href="\(Href("/sign-in"))">\(say: "Ways to sign in")</a></div>
            """
        ).secretly
    }

    /// Somebody invited, whom an organisation has named.
    struct Joining: Sendable {
        let provider: Provider
        let sealed: String
        let action: Href
        var name: String
        var shared = false
    }

    static func joining(_ form: Joining, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Join")", in: nil,
            """
            <h1>\(say: "Join")</h1><p>\(say: "\("organisation", form.provider.name) says that it is you. You need no phrase.")</p>\
            \(Form.post(form.action, """
                \(Form.hidden("proof", form.sealed))
                \(Form.line("name", Phrase("Your name here"), value: form.name, hint: Phrase("Any name people here know you by."), problem: invalid?["name"], autocomplete: "username"))
                \(Form.tick("shared", Phrase("Others use this phone: forget me when I close it, or after two hours"), on: form.shared))
                <div class="row"><button>\(say: "Join")</button></div>
                """))
            """
        ).secretly
    }

    /// Which organisations sign me in.
    static func mine(_ all: [(provider: Provider, since: Day?)], lastOne: String? = nil) -> Page {
        Page(
            "\(say: "Sign in through your organisation")", in: nil,
            """
            <h1>\(say: "Sign in through your organisation")</h1>\
            <p>\(say: "It tells us that it is you, and learns that you come here, and when. It learns nothing of what you say or read.")</p>\
            \(Records.list(all, empty: Phrase("No organisation does this here."), { entry($0.provider, $0.since, isLast: $0.provider.slug == lastOne) }))\
            <p class="go"><a href="\(Href("/me"))">\(say: "My account")</a></p>
            """
        ).secretly
    }

    private static func entry(_ provider: Provider, _ since: Day?, isLast: Bool) -> Markup {
        guard let since else {
            return """
                <b><bdi>\(provider.name)</bdi></b> \
                <a href="\(Href("/me/organisations/\(provider.slug)/joining"))">\(say: "Show it who you are, and join the two")</a>
                """
        }
        return """
            <b><bdi>\(provider.name)</bdi></b> <span class="soft">\(say: "since \("day", since)")</span>\
            \(if: isLast, "<p class=\"bad\" role=\"alert\"><strong>\(say: "It is the only way into your account. Without it nobody comes in any more, not you either.")</strong> <a href=\"\(Href("/me/phrase"))\">\(say: "Choose a phrase first")</a></p>")\
            \(Form.button("/me/organisations/\(provider.slug)/ending", isLast ? Phrase("I am sure; part them") : Phrase("Part them again"), hidden: isLast ? [("sure", "yes")] : []))
            """
    }

    /// Back from there, to join it to the account one is signed in with.
    static func join(_ provider: Provider, as name: String, sealed: String) -> Page {
        Page(
            "\(say: "Join the two?")", in: nil,
            """
            <h1>\(say: "Join the two?")</h1>\
            <p>\(say: "From now on \("organisation", provider.name) lets you in as \("name", name), without your phrase.")</p>\
            \(Form.post("/me/organisations", """
                \(Form.hidden("proof", sealed))<div class="row"><button>\(say: "Join them")</button></div>
                """))\
            <p class="go"><a href="\(Href("/me/organisations"))">\(say: "Leave it")</a></p>
            """
        ).secretly
    }

    static func taken(_ provider: Provider) -> Page {
        Page(
            "\(say: "It is joined to another account")", in: nil,
            """
            <h1>\(say: "It is joined to another account")</h1>\
            <p>\(say: "Whoever you showed \("organisation", provider.name) that you are has another account here. Part them there first.")</p>\
            <p class="go"><a href="\(Href("/me/organisations"))">\(say: "Sign in through your organisation")</a></p>
            """
        ).secretly
    }
}
