import HTML
import Language

/// Parts that records and lists share: someone's words, a list with a way on, an empty state, a fact in small print.
enum Records {
    /// Someone's words, in their language and direction.
    static func words(_ text: Text) -> Markup {
        if text.isLocked { return locked }
        return "<blockquote lang=\"\(text.language)\" dir=\"auto\">\(text.body)</blockquote>"
    }

    /// What stands where words are that nobody opened.
    static let locked: Markup = "<p class=\"soft\">🔒 \(say: "Locked")</p>"

    /// What stands under every record: what moderators noted beside it, and the way to say that something is wrong with it.
    static func foot(_ item: Item) -> Markup {
        "\(label(item))\(flag(item))"
    }

    /// The same way in one sign, for lists in which it stands after every entry.
    static func flagSign(_ item: Item) -> Markup {
        " <a href=\"/records/\(item.id)/flag\" aria-label=\"\(say: "Something is wrong here")\">⚑</a>"
    }

    /// The way to show a record to another place or a guest, for those who may; and what stands under every record.
    static func foot(onward item: Item, for visit: Visit) -> Markup {
        """
        \(translations(item, for: visit))\(if: item.mayBeShown(by: visit.reader), "<p class=\"soft\"><a href=\"/records/\(item.id)/showing\">\(say: "Show it elsewhere")</a></p>")\
        \(if: item.mayBeEmbargoed(by: visit.reader), "<p class=\"soft\"><a href=\"/records/\(item.id)/embargo\">\(say: "Not before a day")</a></p>")\(flag(item))
        """
    }

    /// The way to ask somebody for its words in another language, for the team.
    static func translations(_ item: Item, for visit: Visit) -> Markup {
        guard visit.reader.may(.tell, in: item.space), item.mayBeTranslated(by: visit.reader) else { return "" }
        return "<p class=\"soft\"><a href=\"/records/\(item.id)/translations\">\(say: "In other languages")</a></p>"
    }

    /// Under a text somebody brought over from another language: who, as far as they want to be named, and whether anybody looked at it.
    static func brought(_ text: Text, from original: LanguageTag) -> Markup {
        guard text.origin == "human" else { return "" }
        let who: Phrase =
            text.credit.map { Phrase("Translated by \("name", $0) from \("language", original).") }
            ?? Phrase("Translated by a person from \("language", original).")
        return "<p class=\"soft\">\(say: who)\(if: text.isChecked, " \(say: "A second person has looked at it.")")</p>"
    }

    static func flag(_ item: Item) -> Markup {
        "<p class=\"soft\"><a href=\"/records/\(item.id)/flag\">\(say: "Something is wrong here")</a></p>"
    }

    /// The moderators' note, wherever the record is shown; why, and how to reply, stand behind it.
    static func label(_ item: Item) -> Markup {
        guard let label = item.label else { return times(item) }
        return
            "\(times(item))<p class=\"go\"><a href=\"/records/\(item.id)/note\">\(say: "Moderators note: \("note", label.words)")</a></p>"
    }

    /// From which day on others read it, and the day it ends.
    private static func times(_ item: Item) -> Markup {
        """
        \(if: item.isEmbargoed, "\(item.opensOn.map { "<p class=\"soft\">\(say: "For the team only. It opens to others on \("day", $0).")</p>" as Markup })")\
        \(item.endsOn.map { "<p class=\"soft\"><a href=\"/records/\(item.id)/ending\">\(say: "It ends on \("day", $0).")</a></p>" as Markup })
        """
    }

    /// A name as it was given; empty where whoever it was is gone for good.
    static func who(_ name: String) -> Phrase { name.isEmpty ? Phrase("somebody who has left") : Phrase("\("name", name)") }

    /// A list with a way to older entries. The order is always said.
    static func list<Entry>(_ entries: [Entry], ordered: Phrase? = nil, next: Href? = nil, empty: Phrase, _ draw: (Entry) -> Markup)
        -> Markup
    {
        guard !entries.isEmpty else { return "<p class=\"soft\">\(say: empty)</p>" }
        return """
            \(if: ordered != nil, "<p class=\"soft\">\(say: ordered ?? "")</p>")<ul class="list">\(each: entries, { "<li>\(draw($0))</li>" })</ul>\
            \(if: next != nil, "<p><a href=\"\(next ?? Href("/"))\">\(say: "Older ones")</a></p>")
            """
    }

    /// What stands where there is nothing yet: why, and the one thing to do.
    static func empty(_ words: Phrase, do action: (href: Href, words: Phrase)? = nil) -> Markup {
        """
        <p class="soft">\(say: words)</p>\(if: action != nil,
            "<p><a class=\"button\" href=\"\(action?.href ?? Href("/"))\">\(say: action?.words ?? "")</a></p>")
        """
    }
}
