import HTML
import Language

/// The things people of a place keep, each with its keeper and the keeper's rules: by name, nothing before anything else.
enum KeepsakePages {
    struct Entry: Sendable {
        let voice: Voice
        let capture: Capture

        func words(_ field: String) -> Text? { capture.words(field, in: voice.text) }
        var title: String { words("about")?.body ?? "…" }
    }

    static func list(_ entries: [Entry], open: [Question], in place: Place, on today: Day) -> Page {
        Page(
            "\(say: "Things people keep")", in: place,
            """
            <h1>\(say: "Things people keep")</h1><p>\(say: "What people here know in pictures, cloth and songs. Each has somebody who keeps it, and goes by their rules; they can change their mind and take it back.")</p>\
            \(Records.list(entries, ordered: Phrase("By name."), empty: Phrase("Nothing that you may see so far.")) { entry(_: $0, today) })\
            \(if: !open.isEmpty, """
                <section aria-labelledby="give"><h2 id="give">\(say: "Give something that is not words")</h2><ul class="list">\(each: open, { question in
                    "<li><a href=\"/questions/\(question.id)/capture?form=keepsake\" lang=\"\(question.text.language)\" dir=\"auto\">\(question.text.body)</a></li>" })</ul></section>
                """)
            """
        ).secretly
    }

    private static func entry(_ entry: Entry, _ today: Day) -> Markup {
        if entry.voice.text?.isLocked == true { return Records.locked }
        let language = entry.voice.text?.language ?? "und"
        let kind = Keepsake.kinds.first { entry.capture.chosen("thing").contains($0.value) }?.words
        return """
            <a href="/voices/\(entry.voice.id)" lang="\(language)" dir="auto">\(entry.title)</a>\(kind.map { " <span class=\"soft\">\(say: $0)</span>" as Markup })\
            \(entry.words("seen").map { "<br><span lang=\"\(language)\" dir=\"auto\">\($0.body)</span>" as Markup })\
            \(entry.words("keeper").map { "<br>\(say: "Kept by") <span lang=\"\(language)\" dir=\"auto\">\($0.body)</span>" as Markup })\
            <br><span class="soft">\(say: Parts(all: rules(entry.capture, today)))</span>\(entry.words("rules").map { "<br><span lang=\"\(language)\" dir=\"auto\">\($0.body)</span>" as Markup })
            """
    }

    private static func rules(_ capture: Capture, _ today: Day) -> [any Spoken] {
        let copy: Phrase =
            capture.chosen("copy").contains("yes") ? Phrase("may be copied with its keeper’s name") : Phrase("nobody copies it")
        return capture.isInSeason(on: today) ? [copy] : [copy, Phrase("not shown this month")]
    }
}
