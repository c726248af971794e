import HTML
import Language

/// One's own path on a sheet of paper. A slip can tie whoever holds it to words: that is said before it is made, and it is offered
/// without the words.
enum TrailPaperPages {
    static func choosing(_ view: MyWords, quiet: Bool) -> Page {
        let hidden = MyWordsPages.key(view)
        return MyWordsPages.secret(
            Page(
                "\(say: "On paper")", in: view.place,
                """
                <h1>\(say: "On paper")</h1>\
                <p>\(say: "One sheet: what you said, what was learned from it, what was decided and what happened.")</p>\
                <p>\(say: "Whoever finds the sheet can tie you to what stands on it. Without words it says only that something was said, and what happened then.")</p>\
                <div class="row">\(if: !quiet, Form.button("/my-words/paper", Phrase("With my words"), hidden: hidden + [("words", "yes")]))\
                \(Form.button("/my-words/paper", Phrase("Without any words"), quiet: false, hidden: hidden + [("words", "no")]))</div>
                """))
    }

    /// The sheet itself, to print where no file is wanted on the device.
    static func show(_ paper: TrailPaper) -> Page {
        let hidden = MyWordsPages.key(paper.view) + [("as", "pdf"), ("words", paper.withWords ? "yes" : "no")]
        return MyWordsPages.secret(
            Page(
                "\(say: "On paper")", in: paper.view.place,
                """
                <div class="screen"><p>\(say: "Print this page, or save it as a PDF. Close it when you are done.")</p>\
                \(Form.button("/my-words/paper", Phrase("Save as PDF"), hidden: hidden))</div>\(paper.sheet.markup)
                """))
    }
}
