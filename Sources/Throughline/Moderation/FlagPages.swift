import HTML
import Language

/// Saying that something is wrong, and what became of that.
enum FlagPages {
    static func form(_ draft: FlagDraft, on item: Item, _ text: Text?, in place: Place, for visit: Visit, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Something is wrong here")", in: place,
            """
            <h1>\(say: "What is wrong here?")</h1>\(text.map(Records.words))\
            <p class="soft">\(say: "Moderators of this place read it. Nobody learns who sent it, and whoever wrote these words least of all.")</p>\
            \(place.help.draw(for: visit))\(Form.post("/records/\(item.id)/flag", forgotten: true, """
                \(Form.circles("reason", Phrase("What is it?"), value: draft.reason, options: FlagReason.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["reason"]))
                \(Form.area("words", Phrase("In a few words"), value: draft.words, hint: Phrase("It can stay empty. In any language."), problem: invalid?["words"], rows: 2))
                <div class="row"><button>\(say: "Send")</button><a class="button quiet" href="\(Href.to(item))">\(say: "Back")</a></div>
                """))
            \(if: visit.reader.may(.moderate, in: place.id), "<p><a href=\"/records/\(item.id)/moderation\">\(say: "What to do about it")</a></p>")\
            <p class="soft"><a href="\(place.path("tell"))">\(say: "Is somebody being harmed? There is another way to tell, which the team does not read.")</a></p>
            """
        ).secretly
    }

    /// Once, with the words by which it is found again.
    static func sent(code: String) -> Page {
        Page(
            "\(say: "Thank you")", in: nil,
            """
            <h1>\(say: "Thank you")</h1><p>\(say: "Moderators look at it, the most dangerous first.")</p>\
            <p>\(say: "With this code you can see what became of it. It is shown only once.")</p><pre dir="auto">\(code)</pre>\
            <p class="soft">\(say: "Type it under “I have a code”. Nobody can find it again for you.")</p>
            """
        ).shownOnce
    }

    static func found(_ flags: [Flag]) -> Page {
        Page("\(say: "What became of it")", in: nil, "<h1>\(say: "What became of it")</h1>\(list(flags))").shownOnce
    }

    static func list(_ flags: [Flag]) -> Markup {
        Records.list(
            flags, ordered: flags.count > 1 ? Phrase("The newest day first.") : nil, empty: Phrase("You have not pointed at anything.")
        ) { flag in
            """
            <b>\(say: flag.reason.words)</b> <span class="soft">\(say: Phrase("\("day", flag.day)"))</span><br>\
            \(say: flag.outcome?.words ?? Phrase("Nobody has looked yet."))\(flag.answer.map { "<blockquote dir=\"auto\">\($0)</blockquote>" as Markup })
            """
        }
    }
}

extension Page {
    /// Where a code stands, or what it opens: kept by nobody, and another language is chosen at the door.
    fileprivate var shownOnce: Page {
        var page = secretly
        page.inAnotherLanguage = "/my-words"
        page.offersLanguages = false
        return page
    }
}
