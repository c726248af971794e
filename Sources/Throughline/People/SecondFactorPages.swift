import HTML
import Language

enum SecondFactorPages {
    static func begin(secret: String, sealed: String, failed: Bool) -> Page {
        Page(
            "\(say: "A second step at signing in")", in: nil,
            """
            <h1>\(say: "A second step at signing in")</h1>\
            <p>\(say: "Besides your phrase, six digits from an authenticator on your phone. Whoever learns your phrase still cannot come in.")</p>\
            <p>\(say: "Scan this with the authenticator, or type the letters into it.")</p>\
            <img src="\(Href("/me/second-factor/picture").with(query: "secret", sealed))" width="240" height="240" alt="\(say: "The secret as a code for a camera")">\
            <p class="code" dir="ltr">\(Self.grouped(secret))</p>\
            \(Form.post("/me/second-factor", """
                \(Form.hidden("secret", sealed))
                \(Form.line("code", Phrase("The six digits it shows now"), value: "", problem: failed ? Phrase("This code does not fit. Is the clock of your phone right?") : nil, autocomplete: "one-time-code", direction: .ltr))
                <div class="row"><button>\(say: "Switch it on")</button></div>
                """))
            """
        ).secretly
    }

    static func on(since: Day, codesLeft: Int, alone: [Place] = []) -> Page {
        Page(
            "\(say: "A second step at signing in")", in: nil,
            """
            <h1>\(say: "A second step at signing in")</h1><p>\(say: "It is on since \("day", since).") \
            \(say: Phrase.counted(codesLeft, one: "\("n", codesLeft) recovery code is left.", other: "\("n", codesLeft) recovery codes are left."))</p>\(if: !alone.isEmpty, only(alone))\
            <div class="row">\(Form.button("/me/second-factor/codes", Phrase("New recovery codes")))</div>\
            <details><summary>\(say: "Switch it off")</summary><p>\(say: "Then your phrase alone lets you in, and whoever knows it.")</p>\
            \(Form.button("/me/second-factor/ending", Phrase("Switch it off")))</details>\
            <p class="go"><a href="\(Href("/me"))">\(say: "My account")</a></p>
            """
        ).secretly
    }

    /// Told while there is time: what happens when it is lost, where nobody else could ask for them.
    private static func only(_ places: [Place]) -> Markup {
        """
        <p>\(say: "You are the only steward of \("places", Listed(places.map { Phrase("\("place", $0.name)") })). Should you lose your codes, only whoever runs this server can ask to take this step off, and somebody of your team has to agree. A second steward is the easier way.")</p>
        """
    }

    /// Shown in the answer to the form and nowhere else.
    static func codes(_ codes: [String]) -> Page {
        var page = Page(
            "\(say: "Your recovery codes")", in: nil,
            """
            <h1>\(say: "Your recovery codes")</h1>\
            <p>\(say: "Write them down now: they are shown this once. Each lets you in once when your authenticator is lost. Keep them where you keep no phone.")</p>\
            <ul class="list">\(each: codes, { "<li class=\"code\" dir=\"ltr\">\($0)</li>" })</ul>\
            <div class="row"><a class="button" href="\(Href("/me/second-factor"))">\(say: "I have them")</a></div>
            """
        ).secretly
        page.offersLanguages = false
        return page
    }

    private static func grouped(_ secret: String) -> String {
        let letters = Array(secret)
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: " ")
    }
}
