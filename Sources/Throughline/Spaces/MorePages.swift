import HTML
import Language

/// Everything in a place that this reader may open, as a plain list.
enum MorePages {
    struct Entry: Sendable {
        let href: Href
        let words: Phrase
        var group = MoreGroup.account
    }

    static func list(_ entries: [Entry], in place: Place, for visit: Visit) -> Page {
        let me = visit.reader.person
        let account: [Entry] =
            me == nil
            ? [
                Entry(href: Href("/sign-in").with(query: "to", place.more.text), words: Phrase("Sign in")),
                Entry(href: "/my-words", words: Phrase("What became of my words")),
                Entry(href: "/discreet", words: Phrase("Be discreet on this device")),
            ]
            : [
                Entry(href: "/me", words: Phrase("My account")), Entry(href: "/me/data", words: Phrase("What I gave")),
                Entry(href: "/me/translating", words: Phrase("Texts I am asked to translate")),
                Entry(href: "/me/moderation", words: Phrase("Moderation and I")),
                Entry(href: "/discreet", words: Phrase("Be discreet on this device")),
            ]
        return Page(
            "\(say: "More")", in: place,
            """
            <h1>\(place.name)</h1>\(each: MoreGroup.allCases, { group in part(group, (entries + account).filter { $0.group == group }) })\
            \(if: me != nil, "<p class=\"soft\">\(say: "Signed in as \("name", visit.reader.name)")</p>\(Form.button("/sign-out", Phrase("Sign out")))")
            """)
    }

    private static func part(_ group: MoreGroup, _ entries: [Entry]) -> Markup {
        guard !entries.isEmpty else { return "" }
        return """
            <section><h2>\(say: group.words)</h2><ul class="list">\(each: entries, { entry in
                "<li><a href=\"\(entry.href)\">\(say: entry.words)</a></li>" })</ul></section>
            """
    }
}

/// Who may read what here, made from the same rules the pages obey.
enum WhoSeesPages {
    static func show(_ place: Place) -> Page {
        Page(
            "\(say: "Who can see what")", in: place,
            """
            <h1>\(say: "Who can see what")</h1>\
            <p>\(say: "Whoever says something chooses who may see it. Until then only the \("team", place.team) team does.")</p>\
            <table><thead><tr><th scope="col">\(say: "What is open to")</th>\(each: Openness.allCases, { openness in
                "<th scope=\"col\">\(say: words(openness))</th>" })</tr></thead><tbody>\(each: readers, { reader in
                """
                <tr><th scope="row">\(say: reader.words)</th>\(each: Openness.allCases, { openness in
                    "<td>\(say: audience(openness) <= reader.level ? Phrase("reads it") : Phrase("–"))</td>" })</tr>
                """
            })</tbody></table>
            <section><h2>\(say: "What each may do")</h2><ul class="list">\(each: Role.allCases, { role in
                "<li><b>\(say: role.words)</b> \(say: role.does)</li>" })\(each: Office.allCases, { office in
                "<li><b>\(say: office.words)</b> \(say: office.does)</li>" })</ul></section>
            <section><h2>\(say: "And besides")</h2><ul class="list">\
            <li>\(say: "An answer without a name leads back to nobody: we keep its day, no hour, and no address of a phone or computer.")</li>\
            <li>\(if: place.holdsUnnamed, "\(say: "The team looks at unnamed answers before other people see them.")", else: "\(say: "Unnamed answers are shown at once.")")</li>\
            <li>\(say: "What is marked for some people by name is read by nobody else, not even the team.")</li>\
            <li>\(say: "What is for the safety lead alone ends after \("n", Lasting.guarded) days, what is for some people by name after \("red", Lasting.red); then it is erased.")</li>\
            <li>\(say: "What was taken back is gone from every page at once, and from the disk by the next night.")</li>\
            <li>\(say: "Who is in this place is shown to its people only.")</li></ul></section>
            """)
    }

    private static let readers: [(words: Phrase, level: Audience)] =
        [(Phrase("Anybody"), .everyone), (Phrase("Somebody who spoke here, with their code"), .circle)]
        + Role.allCases.map { ($0.words, $0.level) } + Office.allCases.map { ($0.words, $0.level) }

    private static func words(_ openness: Openness) -> Phrase {
        switch openness {
        case .everyone: Phrase("everyone", context: "who may see it")
        case .circle: Phrase("people here", context: "who may see it")
        case .team: Phrase("the team", context: "who may see it")
        case .safety: Phrase("the safety lead", context: "who may see it")
        }
    }

    /// The class the marks of an openness end in, by the definition itself.
    private static func audience(_ openness: Openness) -> Audience {
        Audience.of(kind: .voice, state: "ready", sensitivity: openness.marks.sensitivity, tlp: openness.marks.tlp)
    }
}
