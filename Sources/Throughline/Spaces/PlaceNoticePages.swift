import HTML
import Language

/// Who answers for a place, for everybody; and the form in which a steward says it.
enum PlaceNoticePages {
    static func show(_ notice: PlaceNotice, in place: Place, for visit: Visit) -> Page {
        Page(
            "\(say: "Who answers for this place")", in: place,
            """
            <h1>\(say: "Who answers for this place")</h1>\
            \(if: !notice.isComplete, "<p>\(say: "The team has not said it yet. Until it has, nobody is asked anything here.")</p>")\
            \(each: PlaceNotice.Field.allCases.compactMap { field in notice.texts[field].map { (field, $0) } }, { field, text in
                "<section><h2>\(say: field.title)</h2>\(Records.words(text))</section>" })
            <section><h2>\(say: "What this website keeps")</h2><ul class="list">\
            <li>\(say: "An answer without a name leads back to nobody: we keep its day, no hour, and no address of a phone or computer.")</li>\
            <li>\(say: "What was taken back is gone from every page at once, and from the disk by the next night.")</li>\
            <li>\(say: "There are no cookies but the one that keeps you signed in and the one for your language, and nothing is loaded from anywhere else.")</li></ul></section>\
            <section><h2>\(say: "How long it keeps things")</h2><ul class="list">\(each: lifetimes, { "<li>\(say: $0)</li>" })</ul></section>
            <p><a href="\(place.path("tell"))">\(say: "Somebody is being harmed")</a></p>\
            <p><a href="\(place.path("stewards"))">\(say: "Tell the stewards in confidence")</a></p>\
            <p><a href="\(place.path("who-sees-what"))">\(say: "Who can see what")</a></p>\
            \(if: visit.reader.may(.settle, in: place.id), changing(place))
            """)
    }

    static func form(
        _ draft: PlaceNoticeDraft, in place: Place, language: LanguageTag, seen version: Int, invalid: Invalid? = nil
    ) -> Page {
        Page(
            "\(say: "Who answers for this place")", in: place,
            """
            <h1>\(say: "Who answers for this place")</h1>\
            <p class="soft">\(say: "People read this before they say anything. Until it is said, nobody is asked anything here.")</p>\
            \(if: place.languages.count > 1, "<p lang=\"\(language)\"><b>\(language.endonym)</b></p>")\
            \(Form.post(words(place), """
                \(Form.hidden("_version", "\(version)"))\(Form.hidden("language", language.description))
                \(each: PlaceNotice.Field.allCases, { field in
                    Form.area(field.rawValue, field.words, value: draft.words[field] ?? "", hint: field.hint, problem: invalid?[field.rawValue], rows: 2) })
                <div class="row"><button>\(say: "Save")</button></div>
                """))
            """)
    }

    /// The lifetimes the nightly sweep obeys, in words.
    private static var lifetimes: [Phrase] {
        let (own, shared, copies) = (SessionStore.ownDays, SessionStore.sharedHours, Schema.copyDays)
        let (forms, invitations) = (Schema.days("nonces"), Schema.days("invitations"))
        return [
            Phrase("What people said: until they take it back. Then it is gone from the disk by the next night."),
            Phrase("A mail address left with an answer: until its speaker has been told."),
            Phrase.counted(
                own, one: "That you are signed in on your own device: \("n", own) day.",
                other: "That you are signed in on your own device: \("n", own) days."),
            Phrase.counted(
                shared, one: "That you are signed in on a device others use: \("n", shared) hour.",
                other: "That you are signed in on a device others use: \("n", shared) hours."),
            Phrase.counted(
                forms, one: "The number of a form you sent, so that it is not done twice: \("n", forms) day.",
                other: "The number of a form you sent, so that it is not done twice: \("n", forms) days."),
            Phrase.counted(
                invitations, one: "An invitation: \("n", invitations) day after it has ended.",
                other: "An invitation: \("n", invitations) days after it has ended."),
            Phrase.counted(
                copies,
                one: "Copies made before an update: \("n", copies) day at most, and no longer than until somebody takes something back.",
                other: "Copies made before an update: \("n", copies) days at most, and no longer than until somebody takes something back."),
            Phrase("Who did what in this place, without when people spoke: as long as the place is there."),
        ]
    }

    private static func words(_ place: Place) -> Href { Href("\(place.path("about"))/words") }

    /// One way into the form for each language, so that none is left half typed for another.
    private static func changing(_ place: Place) -> Markup {
        """
        <p>\(say: "Change what it says")</p><div class="row">\(each: place.languages, { tag in
            "<a class=\"button quiet\" href=\"\(words(place).with(query: "in", tag.description))\" lang=\"\(tag)\">\(tag.endonym)</a>" })</div>
        """
    }

    static func raced(
        _ draft: PlaceNoticeDraft, theirs: PlaceNoticeDraft, in place: Place, language: LanguageTag, typed: [(name: String, value: String)]
    ) -> Page {
        TwoTexts.page(
            PlaceNotice.Field.allCases.map { .init($0.words, theirs: theirs.words[$0] ?? "", mine: draft.words[$0] ?? "") }, in: place,
            action: words(place), back: words(place).with(query: "in", language.description),
            version: place.version, typed: typed)
    }
}
