import HTML
import Language

/// The words of a mail, line by line: first as plain text, which every mailbox shows, and the same again as simple HTML.
struct MailPage: Sendable {
    enum Line: Sendable {
        case say(Phrase)
        /// Words and the address they lead to.
        case link(Phrase, String)
        case gap
    }

    let subject: Phrase
    var lines: [Line]

    func text(in tongue: Tongue) -> String {
        lines.map { line in
            switch line {
            case .say(let phrase): phrase.plain(in: tongue)
            case .link(let phrase, let address): phrase.plain(in: tongue) + "\n" + address
            case .gap: ""
            }
        }.joined(separator: "\n") + "\n"
    }

    func html(in tongue: Tongue) -> String {
        let body: Markup = """
            <!doctype html><html lang="\(tongue.tag)" dir="\(text: tongue.direction)"><head><meta charset="utf-8"><title>\(say: subject)</title></head>\
            <body>\(each: lines, Self.paragraph)</body></html>
            """
        return String(decoding: body.render(in: tongue), as: UTF8.self)
    }

    /// The mail to one person; for somebody discreet, whoever sees it arrive learns nothing. The subject is one line however the words
    /// were typed.
    func letter(to address: String, called name: String, in tongue: Tongue, discreetly: Bool) -> Letter {
        guard !discreetly else { return discreet.letter(to: address, called: "", in: tongue, discreetly: false) }
        let title = subject.plain(in: tongue).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return Letter(
            to: address, toName: name, subject: title.count > 140 ? title.prefix(139) + "…" : title, text: text(in: tongue),
            html: html(in: tongue),
            language: tongue.tag.description)
    }

    /// The same under a subject and first lines that say nothing.
    private var discreet: MailPage { MailPage(subject: Self.nothing, lines: [.say(Self.manyWords), .gap] + lines) }

    /// A subject that says nothing.
    static let nothing = Phrase("A note for you")
    /// So long that a telephone shows nothing else of the letter beside its subject.
    static let manyWords = Phrase(
        "Hello, and I hope that this finds you well. There is no hurry with this note: it can wait until you have a quiet moment to yourself. Until then I wish you and everybody at home good days, and I hope to hear from you again before long."
    )

    private static func paragraph(_ line: Line) -> Markup {
        switch line {
        case .say(let phrase): "<p>\(say: phrase)</p>"
        case .link(let phrase, let address): "<p><a href=\"\(Href(outside: address) ?? "/")\">\(say: phrase)</a></p>"
        case .gap: ""
        }
    }
}
