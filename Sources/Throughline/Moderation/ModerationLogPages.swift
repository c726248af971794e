import HTML
import Language

/// What everybody may know of moderation: what kind of act, for which kind of reason; and what stands beside a noted record.
enum ModerationLogPages {
    static let days = 365

    /// With their days for the people of the place; for everybody else in numbers, the small ones as words.
    static func log(_ lines: [ModerationLine], in place: Place, for visit: Visit) -> Page {
        let counted = ModerationAct.Deed.allCases.compactMap { deed in
            let of = lines.filter { $0.deed == deed }
            return of.isEmpty ? nil : (deed, of)
        }
        return Page(
            "\(say: "What moderators did")", in: place,
            """
            <h1>\(say: "What moderators did")</h1>\
            <p class="soft">\(say: "In the last year. Nothing here says what it was about or whose it was. What is unwelcome or disputed is not hidden; it gets a note.")</p>\
            \(if: counted.isEmpty, "<p>\(say: "Nothing had to be done.")</p>")\
            <ul class="list">\(each: counted, { "<li>\(say: ModerationPages.done($0.0)): \(say: number($0.1.count, in: place, visit))\(objected($0.1, in: place, visit))</li>" })</ul>\
            \(if: visit.reader.takesPart(in: place.id) && !lines.isEmpty, """
                <section><h2>\(say: "One by one")</h2><p class="soft">\(say: "The newest day first.")</p><ul class="list">\(each: lines, { "<li>\(line($0))</li>" })</ul></section>
                """)\
            <p class="soft">\(say: "Whoever wrote something is told why, and can ask somebody else to look again within \("n", ModerationAct.appealDays) days. Two people have to agree before anything is removed.")</p>
            """)
    }

    private static func line(_ line: ModerationLine) -> Markup {
        """
        <b>\(say: ModerationPages.done(line.deed))</b> <span class="soft">\(say: Parts(line.deed == .reject ? nil : line.reason.words, Phrase("\("day", line.day)"), outcome(line)))</span>
        """
    }

    private static func outcome(_ line: ModerationLine) -> Phrase? {
        switch line.outcome {
        case "waits": Phrase("waits for a second person")
        case "lifted": line.isAppealed ? Phrase("somebody objected, and it was lifted") : Phrase("lifted again")
        case "upheld": Phrase("somebody objected, and it stays")
        default: line.isAppealed ? Phrase("somebody objects") : nil
        }
    }

    private static func objected(_ lines: [ModerationLine], in place: Place, _ visit: Visit) -> Markup {
        let n = lines.count { $0.isAppealed }
        guard n > 0 else { return "" }
        return " <span class=\"soft\">\(say: "Somebody objected: \("n", number(n, in: place, visit))")</span>"
    }

    private static func number(_ n: Int, in place: Place, _ visit: Visit) -> Phrase {
        switch visit.reader.headcount(n, in: place.id) {
        case .exactly(let n): Phrase("\("n", n)")
        default: Phrase("a few times")
        }
    }

    /// What stands beside a record: the word, why, where to read more, and how to reply.
    static func notes(_ note: ModerationAct?, label: NoteKind, on item: Item, _ text: Text?, reply: Href, in place: Place) -> Page {
        Page(
            "\(say: "A note by moderators")", in: place,
            """
            <p class="eyebrow">\(say: "A note by moderators")</p><h1>\(say: label.words)</h1>\(text.map(Records.words))\
            \(note.map { note in
                """
                <h2>\(say: "Why")</h2><p dir="auto">\(note.words)</p>\
                \(note.source.map { source in
                    "<p>\(say: "Read more:") \(Href(outside: source).map { "<a href=\"\($0)\" dir=\"auto\">\(source)</a>" as Markup } ?? "<span dir=\"auto\">\(source)</span>")</p>" as Markup })\
                <p class="soft">\(say: Phrase("\("day", note.day)"))</p>
                """ as Markup
            })\
            <p>\(say: "It was not taken away: people see it differently, and may. If you know more, say so.")</p>\
            <div class="row"><a class="button quiet" href="\(reply)">\(say: "Reply")</a></div>
            """)
    }

    /// For one account: what was done to what it wrote, and what became of what it pointed at.
    static func own(
        _ acts: [(act: ModerationAct, text: Text?)], _ flags: [Flag], on today: Day,
        refused: (ID<ModerationAct>, AppealDraft, Invalid)? = nil
    ) -> Page {
        Page(
            "\(say: "Moderation and I")", in: nil,
            """
            <h1>\(say: "Moderation and I")</h1><section><h2>\(say: "What moderators did with what I wrote")</h2>\
            \(Records.list(acts, ordered: acts.count > 1 ? Phrase("The newest day first.") : nil, empty: Phrase("Nothing.")) { entry in
                let mine = refused?.0 == entry.act.id ? refused : nil
                return """
                    \(entry.text.map(Records.words))\(ModerationNotice.draw(
                        entry.act, on: today, appealing: ("/moderation/\(entry.act.id)/appeal", []), draft: mine?.1 ?? .init(), invalid: mine?.2))
                    """
            })</section><section><h2>\(say: "What I pointed at")</h2>\(FlagPages.list(flags))</section>
            """
        ).secretly
    }
}
