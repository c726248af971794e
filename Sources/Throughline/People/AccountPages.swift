import HTML
import Language

/// What a person's own page shows.
struct AccountView: Sendable {
    let account: Account
    let languages: [LanguageTag]
    /// The places they take part in, to go back to.
    let places: [Place]
    /// Mail is set up here.
    let sendsMail: Bool
    /// Some organisation signs people in here.
    var hasProviders = false
    var zone = ZoneChoice.Step.folded
    var saved = false
    /// Another address that has yet to show that it is theirs.
    var awaited: String?
    /// The day the account is erased, where its owner asked for that.
    var leavesOn: Day?

    /// Nobody is asked for an address nothing is ever sent to; one that stands there already can be taken away.
    var asksForMail: Bool { sendsMail || account.email != nil }
}

/// My account: who I am here, how I hear, and where I am signed in.
enum AccountPages {
    /// A form sent back with a problem is still the one that was drawn from the version `seen`.
    static func show(
        _ view: AccountView, draft: AccountDraft? = nil, notices: NoticesDraft? = nil, seen: Int? = nil, invalid: Invalid? = nil
    ) -> Page {
        let now = view.account.version
        return Page(
            "\(say: "My account")", in: nil,
            """
            <h1>\(say: "My account")</h1>\(if: view.saved, "<p class=\"turn\" role=\"status\">\(say: "Saved.")</p>")\(leaves(view))\
            \(me(view, draft ?? AccountDraft(view.account), draft == nil ? now : seen ?? now, invalid))\
            \(hearing(view, notices ?? NoticesDraft(view.account.notices), notices == nil ? now : seen ?? now, invalid))\
            <p class="go"><a href="\(Href("/me/data"))">\(say: "What I gave")</a></p>\
            <p class="go"><a href="\(Href("/me/phrase"))">\(say: "Change my phrase")</a></p>\
            <p class="go"><a href="\(Href("/me/second-factor"))">\(say: "A second step at signing in")</a></p>\
            <p class="go"><a href="\(Href("/me/passkeys"))">\(say: "Passkeys")</a></p>\
            \(if: view.hasProviders, "<p class=\"go\"><a href=\"\(Href("/me/organisations"))\">\(say: "Sign in through your organisation")</a></p>")\
            <p class="go"><a href="\(Href("/me/sessions"))">\(say: "Where you are signed in")</a></p>\
            <p class="go"><a href="\(Href("/discreet"))">\(say: "Be discreet on this device")</a></p>\
            <p class="go"><a href="\(Href("/me/leaving"))">\(say: "Leave for good")</a></p>\
            \(if: view.awaited != nil, Form.button("/me/address/stopping", Phrase("Keep the address I have")))\(Form.button("/sign-out", Phrase("Sign out")))\(WayBack.to(view.places))
            """
        ).secretly
    }

    private static func leaves(_ view: AccountView) -> Markup {
        guard let day = view.leavesOn else { return "" }
        return """
            <p class="turn">\(say: "Your account is erased on \("day", day).") <a href="\(Href("/me/leaving"))">\(say: "Change that")</a></p>
            """
    }

    private static func me(_ view: AccountView, _ draft: AccountDraft, _ version: Int, _ invalid: Invalid?) -> Markup {
        Form.post(
            "/me",
            """
            \(Form.hidden("_version", "\(version)"))
            \(Form.line("name", Phrase("Your name here"), value: draft.name, problem: invalid?["name"], autocomplete: "name"))
            \(Form.choice("language", Phrase("Our words in"), value: draft.language, options: tongues(view), problem: invalid?["language"]))
            \(ZoneChoice.draw(Phrase("My clock"), view.zone, value: draft.zone, none: Phrase("World time, UTC"), page: "/me", problem: invalid?["zone"]))
            \(if: view.asksForMail, Form.line("email", Phrase("Mail address, if you want one here"), value: draft.email, type: "email", hint: mailHint(view), problem: invalid?["email"], autocomplete: "email"))
            <div class="row"><button>\(say: "Save")</button></div>
            """)
    }

    private static func mailHint(_ view: AccountView) -> Phrase {
        let account = view.account
        if let awaited = view.awaited {
            return Phrase("We wrote to \("address", awaited). It takes this one’s place once somebody there has opened the link.")
        }
        if account.email == nil { return Phrase("Not needed. With one, we can write to you.") }
        return account.isEmailProved
            ? Phrase("This address is confirmed.")
            : Phrase("Not confirmed yet: we write to it only after you have opened the link we sent there.")
    }

    private static func hearing(_ view: AccountView, _ draft: NoticesDraft, _ version: Int, _ invalid: Invalid?) -> Markup {
        // Where nothing can be sent, these pages are the only way, and there is nothing to choose.
        guard view.sendsMail else { return "" }
        return """
            <section aria-labelledby="hearing"><h2 id="hearing">\(say: "How you hear from us")</h2>\(Form.post("/me/notices", """
            \(Form.hidden("_version", "\(version)"))
            \(Form.circles("channel", Phrase("By"), value: draft.channel, options: [
                (Notices.Channel.here.rawValue, "\(say: Notices.Channel.here.words)"), (Notices.Channel.mail.rawValue, "\(say: Notices.Channel.mail.words)"),
            ], problem: invalid?["channel"]))
            \(Form.choice("every", Phrase("How often"), value: draft.every, options: Notices.Frequency.allCases.reversed().map { ($0.rawValue, "\(say: $0.words)") }))
            \(Form.choice("notice_language", Phrase("In"), value: draft.language, options: [("", "\(say: "the language of my account")")] + tongues(view)))
            \(Form.choice("quiet_from", Phrase("Quiet from"), value: draft.quietFrom, options: hours))
            \(Form.choice("quiet_to", Phrase("Quiet until"), value: draft.quietTo, options: hours, hint: Phrase("By your clock. What comes in these hours waits.")))
            <div class="row"><button class="quiet">\(say: "Save how I hear")</button></div>
            """))</section>
            """
    }

    private static func tongues(_ view: AccountView) -> [(value: String, words: Markup)] {
        view.languages.map { ($0.description, "\($0.endonym)") }
    }

    private static let hours: [(value: String, words: Markup)] = (0..<24).map { ("\($0)", "\($0 < 10 ? "0" : "")\($0):00") }

    static func changed(_ view: AccountView, _ draft: AccountDraft, typed: [(name: String, value: String)]) -> Page {
        let now = AccountDraft(view.account)
        func tongue(_ tag: String) -> String { LanguageTag(tag)?.endonym ?? tag }
        return TwoTexts.page(
            [
                .init(Phrase("Your name here"), theirs: now.name, mine: draft.name),
                .init(Phrase("Our words in"), theirs: tongue(now.language), mine: tongue(draft.language)),
                .init(
                    Phrase("My clock"), theirs: ZoneChoice.words(now.zone, Phrase("World time, UTC")),
                    mine: ZoneChoice.words(draft.zone, Phrase("World time, UTC")), differs: now.zone != draft.zone),
                .init(Phrase("Mail address, if you want one here"), theirs: now.email, mine: draft.email),
            ], in: nil, action: "/me", back: "/me", version: view.account.version, typed: typed)
    }

    static func changed(_ view: AccountView, _ draft: NoticesDraft, typed: [(name: String, value: String)]) -> Page {
        let now = NoticesDraft(view.account.notices)
        let quiet = { (draft: NoticesDraft) in "\(draft.quietFrom):00–\(draft.quietTo):00" }
        return TwoTexts.page(
            [
                .init(
                    Phrase("By"), theirs: "\(say: now.channelWords)", mine: "\(say: draft.channelWords)",
                    differs: now.channel != draft.channel),
                .init(
                    Phrase("How often"), theirs: "\(say: now.everyWords)", mine: "\(say: draft.everyWords)",
                    differs: now.every != draft.every),
                .init(Phrase("In"), theirs: now.language, mine: draft.language),
                .init(Phrase("Quiet from"), theirs: quiet(now), mine: quiet(draft)),
            ], in: nil, action: "/me/notices", back: "/me", version: view.account.version, typed: typed)
    }
}

extension Notices.Channel {
    var words: Phrase {
        switch self {
        case .here: Phrase("these pages only: nobody writes to you")
        case .mail: Phrase("mail, and these pages")
        }
    }
}

extension Notices.Frequency {
    var words: Phrase {
        switch self {
        case .once: Phrase("As soon as there is something, at most one letter a day")
        case .day: Phrase("One letter a day")
        case .week: Phrase("One letter a week")
        }
    }
}

extension NoticesDraft {
    fileprivate var channelWords: Phrase { (Notices.Channel(rawValue: channel) ?? .here).words }
    fileprivate var everyWords: Phrase { (Notices.Frequency(rawValue: every) ?? .week).words }
}
