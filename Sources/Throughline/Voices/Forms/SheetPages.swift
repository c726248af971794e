import HTML
import Language

/// What was told in a form as one printed page: the prompts, the answers, and who promised what by when.
enum SheetPages {
    static func sheet(_ capture: Capture, _ voice: Voice, _ question: Question, in place: Place, promises: [Commitment]) -> Page {
        var page = Page(
            "\(say: capture.form.title)", in: place,
            """
            <p class="eyebrow">\(say: capture.form.title)</p><h1 lang="\(question.text.language)" dir="auto">\(question.text.body)</h1>
            \(CaptureCard.draw(capture, voice))\(if: !promises.isEmpty, kept(promises))
            <p class="screen"><a href="/voices/\(voice.id)">\(say: "Back")</a></p><p class="soft screen">\(say: "Print this page: it fits one sheet unless much was written.")</p>
            """)
        page.tabs = false
        return page.secretly
    }

    private static func kept(_ promises: [Commitment]) -> Markup {
        """
        <section><h2>\(say: "Promises")</h2><table><thead><tr><th scope="col">\(say: "What will be done?")</th><th scope="col">\(say: "Who promises?")</th><th scope="col">\(say: "By when?")</th></tr></thead>\
        <tbody>\(each: promises, { promise in
            "<tr><td dir=\"auto\">\(promise.words("what")?.body ?? "…")</td><td dir=\"auto\">\(say: Records.who(promise.who))</td><td>\(promise.due)</td></tr>" })</tbody></table></section>
        """
    }
}
