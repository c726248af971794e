import HTML
import Language

/// What the page for leaving knows.
struct LeavingView: Sendable {
    /// How many things somebody said under their name, not taken back.
    let said: Int
    /// Places that would have no steward without them.
    let held: [Place]
    let wish: LeavingWish?
    /// We can write to them, so that a link can stop it.
    let hasMail: Bool
    /// Places in which something waits for them alone.
    let looksAfter: [Place]
}

/// Leaving for good: what goes, what stays, what cannot be called back.
enum LeavingPages {
    static func form(_ view: LeavingView, _ draft: LeavingDraft = .init(), invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Leave for good")", in: nil,
            """
            <h1>\(say: "Leave for good")</h1>\(view.wish.map(waiting))\
            <ul><li>\(say: "Gone at once: your name, your mail address, your phrase, where you are signed in, and who you are in each place. By the next night nothing of it is on our disk.")</li>\
            <li>\(say: "What you asked, learned, decided and told for a place stays, without your name. Promises of yours stay too; the team is asked who keeps them.")</li>\
            <li>\(say: "The log keeps that something was done, and that an account was erased, under a number that leads to nobody.")</li>\
            <li>\(say: "What others wrote about you, and copies on paper, in mails or in chats, cannot be called back. Backups are cleaned when they are used.")</li></ul>\
            <p class="go"><a href="\(Href("/me/data"))">\(say: "First save a copy of what you gave")</a></p>\
            \(each: view.looksAfter, { "<p class=\"go\"><a href=\"\($0.path("handing-over"))\">\(say: "Hand over first what you look after in \("place", $0.name)")</a></p>" })\
            \(view.held.isEmpty ? choices(view, draft, invalid) : held(view.held))
            """
        ).secretly
    }

    private static func choices(_ view: LeavingView, _ draft: LeavingDraft, _ invalid: Invalid?) -> Markup {
        let n = view.said
        return Form.post(
            "/me/leaving",
            """
            \(Form.circles("words", n == 0 ? Phrase("What you said") : Phrase.counted(n, one: "The \("n", n) thing you said under your name", other: "The \("n", n) things you said under your name"), value: draft.words, options: [
                ("keep", "<b>\(say: "Leave it, without my name.")</b> \(say: "Nothing leads back to you, so you cannot take it back later, unless you have its code.")"),
                ("take", "<b>\(say: "Take it all back.")</b> \(say: "It is gone from every page, and pages say that something was taken back, never by whom.")"),
            ], problem: invalid?["words"]))
            \(Form.circles("when", Phrase("When?"), value: draft.when, options: [
                (LeavingDraft.Time.later.rawValue, "<b>\(say: "In \("n", LeavingWish.days) days.")</b> \(say: view.hasMail ? Phrase("Until then you can stop it, here or by the link we mail you.") : Phrase("Until then you can stop it here."))"),
                (LeavingDraft.Time.now.rawValue, "<b>\(say: "Now.")</b> \(say: "Nobody can undo it, whoever presses.")"),
            ], problem: invalid?["when"]))
            <div class="row"><button>\(say: "Erase my account")</button></div>
            """)
    }

    private static func waiting(_ wish: LeavingWish) -> Markup {
        """
        <section class="turn"><p role="status">\(say: "Your account is erased on \("day", wish.due).") \
        \(say: wish.keepsWords ? Phrase("What you said stays, without your name.") : Phrase("What you said is taken back with it."))</p>\
        \(Form.button("/me/leaving/stopping", Phrase("Keep my account")))</section>
        """
    }

    /// Nobody leaves a place alone without saying what becomes of it.
    private static func held(_ places: [Place]) -> Markup {
        """
        <section aria-labelledby="held"><h2 id="held">\(say: "First this")</h2>\
        <p>\(say: "You are the only steward here. Make somebody else one, or close the place; then come back to this page.")</p>\
        <ul class="list">\(each: places, { place in
            """
            <li><b>\(place.name)</b><br><a href="\(place.path("people"))">\(say: "Make somebody else a steward")</a> · \
            <a href="\(place.path("closing"))">\(say: "Close this place")</a></li>
            """
        })</ul></section>
        """
    }

    static func gone() -> Page {
        Page(
            "\(say: "You have left")", in: nil,
            """
            <h1>\(say: "You have left")</h1><p>\(say: "Your account is erased. By the next night nothing of it is on our disk.")</p>\
            <p>\(say: "Thank you for what you gave. You are welcome to answer again at any time, without an account.")</p>
            """
        ).secretly
    }

    static func ask(_ wish: LeavingWish, at action: Href) -> Page {
        Page(
            "\(say: "Keep my account")", in: nil,
            """
            <h1>\(say: "Keep my account")</h1><p>\(say: "Your account is erased on \("day", wish.due).")</p>\
            <div class="row">\(Form.button(action, Phrase("Keep it"), quiet: false))</div>
            """
        ).secretly
    }

    static func kept() -> Page {
        Page(
            "\(say: "Your account stays")", in: nil,
            """
            <h1>\(say: "Your account stays")</h1>\
            <p>\(say: "If it was not you who asked to erase it, somebody knows your phrase.") <a href="\(Href("/me/phrase"))">\(say: "Change my phrase")</a></p>
            """
        ).secretly
    }
}
