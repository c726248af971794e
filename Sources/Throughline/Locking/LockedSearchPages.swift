import HTML
import Language

/// Finding words in a locked place.
enum LockedSearchPages {
    static func show(_ result: LockedSearch.Result?, words: String, in place: Place) -> Page {
        Page(
            "\(say: "Find words")", in: place,
            """
            <h1>\(say: "Find words")</h1>\
            \(Form.post(place.path("find"), forgotten: true, """
                \(Form.line("q", Phrase("Which words?"), value: words))<div class="row"><button>\(say: "Look")</button></div>
                """))\
            <p class="soft">\(say: "Nothing here has an index. The newest \("n", LockedSearch.most) texts are opened one by one while you wait.")</p>\
            \(result.map(list))
            """
        ).secretly
    }

    private static func list(_ result: LockedSearch.Result) -> Markup {
        """
        <p role="status">\(say: result.isCut ? Phrase.counted(result.looked, one: "We looked into the newest \("n", result.looked) text. There are older ones.", other: "We looked into the newest \("n", result.looked) texts. There are older ones.") : Phrase.counted(result.looked, one: "We looked into the only \("n", result.looked) text.", other: "We looked into all \("n", result.looked) texts."))</p>\
        \(Records.list(result.found, empty: Phrase("These words are in none of them.")) { found in
            "<a href=\"\(Href.to(found.item))\" lang=\"\(found.text.language)\" dir=\"auto\">\(Quote.of(found.text.body))</a>"
        })
        """
    }
}
