import HTML
import Language

/// Carrying codes and passages to and from programs for qualitative analysis.
enum RefiPages {
    static func show(_ place: Place, questions: [Question], mayGo: Int, came: Phrase? = nil, invalid: Invalid? = nil) -> Page {
        let page: Href = "\(place.path("coding"))/exchange"
        return Page(
            "\(say: "To and from other programs")", in: place,
            """
            <h1>\(say: "To and from other programs")</h1>\
            \(came.map { "<p class=\"turn\" role=\"status\">\(say: $0)</p>" as Markup })\
            <p class="soft">\(say: "NVivo, ATLAS.ti, MAXQDA and others read and write this form: REFI-QDA.")</p>
            <section aria-labelledby="pass"><h2 id="pass">\(say: Phrase("Out", context: "a project goes to another program"))</h2><p class="go"><a href="\(page)/codebook">\(say: "Save the codebook (.qdc)")</a></p>\
            <p>\(say: Phrase.counted(mayGo, one: "\("n", mayGo) passage may go out: in an answer everybody may see, whose speaker lets it be passed on. Readers go without their names.", other: "\("n", mayGo) passages may go out: in answers everybody may see, whose speakers let them be passed on. Readers go without their names."))</p>\
            \(invalid?["file"].map(refused))\
            \(Form.button("\(page)/file", Phrase("Save the project (.qdpx)")))</section>
            <section aria-labelledby="in"><h2 id="in">\(say: Phrase("In", context: "a project comes from another program"))</h2>\(Form.post(page, upload: true, """
                <label for="project">\(say: "A project or a codebook")\(Form.problemWords("project", Phrase("A project or a codebook"), invalid?["project"])) <span class="hint">\(say: "Its texts become answers that only the team sees. What came before does not come twice.")</span></label>\
                <input id="project" name="project" type="file" accept=".qdpx,.qdc"\(Form.described("project", invalid?["project"]))>\
                \(Form.choice("question", Phrase("To which question do its texts belong?"), value: "", options: [("", "\(say: "There are no texts in it, only codes")")] + questions.map { ($0.id.description, "\($0.text.body)") }, problem: invalid?["question"]))
                <div class="row"><button>\(say: "Bring it in")</button></div>
                """))</section>
            """
        ).secretly
    }

    private static func refused(_ why: Phrase) -> Markup { "<p class=\"bad\" role=\"alert\"><strong>\(say: why)</strong></p>" }

    static func came(_ came: RefiCame) -> Phrase {
        Phrase(
            "Came in: codes \("codes", came.codes), answers \("answers", came.answers), passages \("passages", came.passages). Left out: \("left", came.leftOut)."
        )
    }
}
