import HTML
import Language

/// Telling that somebody is being harmed; and writing to those who lead a place. Both without a name.
enum SafeguardingPages {
    static func harm(
        _ listeners: [Listener], _ notice: PlaceNotice, in place: Place, draft: SealedDraft = .init(), invalid: Invalid? = nil
    ) -> Page {
        Page(
            "\(say: "Somebody is being harmed")", in: place,
            """
            <h1>\(say: "Somebody is being harmed")</h1>\
            <p>\(say: "If somebody is in danger now, first turn to whoever can help where you are. Nobody here answers at once.")</p>\
            \(listeners.isEmpty ? nobody(notice) : writing(listeners, notice, place, draft, invalid))
            """
        ).secretly
    }

    private static func nobody(_ notice: PlaceNotice) -> Markup {
        """
        <p><b>\(say: "Nobody in this place reads messages about harm, so none can be sent here.")</b></p>\
        \(each: [PlaceNotice.Field.safeguarding, .complaint].compactMap { field in notice.texts[field].map { (field, $0) } }, { field, text in
            "<section><h2>\(say: field.title)</h2>\(Records.words(text))</section>" })
        """
    }

    private static func writing(_ listeners: [Listener], _ notice: PlaceNotice, _ place: Place, _ draft: SealedDraft, _ invalid: Invalid?)
        -> Markup
    {
        let names = Listed(listeners.map { Phrase("\("name", $0.name)") })
        return """
            <p>\(say: "What you write here is read only by \("names", names). The stewards and the team do not see it, and it stands on no other page.")</p>\
            <p class="soft">\(say: "You need not say who you are. It is read within two days. You get a code with which you read the answer.")</p>\
            \(Form.post(place.path("tell"), forgotten: true, """
                \(Form.area("text", Phrase("What happened?"), value: draft.text, hint: Phrase("As much or as little as you want, in any language."), problem: invalid?["text"], rows: 6))
                \(if: listeners.count > 1, Form.ticks("readers", Phrase("Who may read it? Leave out whoever it is about."), chosen: draft.readers, options: listeners.map { ($0.person.description, "\($0.name)") }, problem: invalid?["readers"]))
                <div class="row"><button>\(say: "Send")</button></div>
                """))
            \(if: listeners.count == 1, "<p class=\"soft\">\(say: "If it is about \("names", names), do not write it here.")</p>\(notice.texts[.complaint].map(Records.words))")
            """
    }

    /// `overdue` for the people of the place.
    static func upwards(
        _ answers: [PublicAnswer], days: Int, overdue: Headcount?, in place: Place, draft: SealedDraft = .init(), invalid: Invalid? = nil
    ) -> Page {
        Page(
            "\(say: "Tell the stewards in confidence")", in: place,
            """
            <h1>\(say: "Tell the stewards in confidence")</h1>\
            <p>\(say: Phrase.counted(days, one: "Those who lead this place read it and answer within \("n", days) day. They do not learn who you are.", other: "Those who lead this place read it and answer within \("n", days) days. They do not learn who you are."))</p>\
            \(late(overdue))\(Form.post(place.path("stewards"), forgotten: true, """
                \(Form.area("text", Phrase("What should they know, or change?"), value: draft.text, hint: Phrase("In any language. You get a code with which you read the answer."), problem: invalid?["text"], rows: 5))
                <div class="row"><button>\(say: "Send")</button></div>
                """))
            <p class="soft"><a href="\(place.path("tell"))">\(say: "Is somebody being harmed? There is another way to tell, which the team does not read.")</a></p>\
            \(if: !answers.isEmpty, """
                <section><h2>\(say: "What they answered, said in general")</h2><p class="soft">\(say: "The newest day first.")</p>\
                <ul class="list">\(each: answers, { "<li><div lang=\"\($0.language)\" dir=\"auto\"><b>\($0.asked)</b><br>\($0.answer)</div><span class=\"soft\">\(say: Phrase("\("day", $0.day)"))</span></li>" })</ul></section>
                """)
            """
        ).secretly
    }

    static func late(_ overdue: Headcount?) -> Markup {
        switch overdue {
        case .exactly(let n):
            "<p><b>\(say: Phrase.counted(n, one: "\("n", n) message waits longer than promised.", other: "\("n", n) messages wait longer than promised."))</b></p>"
        case .few: "<p><b>\(say: "Some messages wait longer than promised.")</b></p>"
        default: ""
        }
    }
}
