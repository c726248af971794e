import HTML
import Language

enum SessionPages {
    static func list(_ sessions: [Session], here: String, name: String?, invalid: Invalid?) -> Page {
        let named = sessions.first { $0.mac == here }?.name
        return Page(
            "\(say: "Where you are signed in")", in: nil,
            """
            <h1>\(say: "Where you are signed in")</h1>\
            \(Records.list(sessions, empty: Phrase("Nowhere."), { entry($0, isHere: $0.mac == here) }))\
            \(if: sessions.contains { $0.mac != here }, Form.button("/me/sessions/ending", Phrase("Sign out everywhere but here")))\
            \(Form.post("/me/sessions", """
                \(Form.line("name", Phrase("What you call this device"), value: name ?? named ?? "", hint: Phrase("So that you know it in this list."), problem: invalid?["name"]))
                <div class="row"><button>\(say: "Save")</button></div>
                """))
            <p class="go"><a href="\(Href("/me"))">\(say: "My account")</a></p>
            """
        ).secretly
    }

    private static func entry(_ session: Session, isHere: Bool) -> Markup {
        """
        <b>\(session.name.map { "<bdi>\($0)</bdi>" } ?? "\(say: kind(session, isHere))" as Markup)</b> \
        <span class="soft">\(say: Parts(Phrase("since \("day", session.started)"), Phrase("last used \("day", session.used)"), session.way?.words))</span>\
        \(Form.button(isHere ? "/sign-out" : "/me/sessions/\(session.handle)/ending", Phrase("Sign out")))
        """
    }

    private static func kind(_ session: Session, _ isHere: Bool) -> Phrase {
        if isHere { return Phrase("This browser") }
        return session.isShared ? Phrase("A phone others use") : Phrase("Another browser")
    }
}
