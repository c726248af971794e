import HTML
import Language

/// Who can be recognised in a photo: one after another they are covered, or said yes, or are still to be asked.
enum PhotoPages {
    static func show(_ desk: PhotoDesk, draft: SquaresDraft = .init(), invalid: Invalid? = nil) -> Page {
        var page = Page(
            "\(say: "Who can be recognised in the photo")", in: desk.place,
            """
            <h1>\(say: "Who can be recognised in the photo")</h1>\
            <p>\(say: "By a face, and by clothes, jewellery, a scar, a sign, a number plate, a document. No machine looks for them here: look yourself, as a neighbour would.")</p>\
            <p class="soft">\(say: standing(desk))</p>\(picture(desk))
            \(Form.post("/photos", """
                \(keyed(desk))\(Form.line("squares", Phrase("In which squares is one person?"), value: draft.text, hint: Phrase("The numbers on the picture, such as 12, 13."), problem: invalid?["squares"], autocomplete: "off"))
                <div class="row"><button class="quiet" name="do" value="open">\(say: "Not asked yet")</button><button class="quiet" name="do" value="yes">\(say: "They said yes")</button><button class="quiet" name="do" value="cover">\(say: "Cover them")</button></div>
                <p class="hint">\(say: "They said yes to this: \("sentence", Consent.media.words).") \(say: "Covered squares turn black for good, and the picture as it was is destroyed.")</p>
                """))
            <section aria-labelledby="people"><h2 id="people">\(say: "The list")</h2>\(Records.list(desk.faces, empty: Phrase("Nobody is on it yet."), { face($0, desk) }))\(end(desk))</section>
            \(if: !desk.isOwn, "<p class=\"go\"><a href=\"/voices/\(desk.voice.id)\">\(say: "Back")</a></p>", else: Form.button("/my-words", Phrase("Back"), hidden: [desk.key]))
            """)
        page.secret = true
        page.offersLanguages = false
        return page
    }

    private static func keyed(_ desk: PhotoDesk) -> Markup { Form.hidden(desk.key.name, desk.key.value) }

    private static func standing(_ desk: PhotoDesk) -> Phrase {
        if !desk.isCleared { return Phrase("Until everybody is on the list, and covered or said yes, only the team sees the photo.") }
        return desk.voice.permission.until[.media] == nil
            ? Phrase("Only the team sees the photo: whoever sent it has not allowed more.")
            : Phrase("Those who may see the words see this photo too.")
    }

    /// The numbers are drawn over the picture here; the picture itself has none.
    private static func picture(_ desk: PhotoDesk) -> Markup {
        let (grid, side) = (desk.grid, desk.grid.side)
        let source: Href = desk.key.name == "slip" ? "/photos/\(desk.key.value)/picture" : "/media/\(desk.file.hash)"
        let rows = Array(1..<grid.down).map { "M0 \($0 * side.height)H\(grid.width)" }
        let columns = Array(1..<grid.across).map { "M\($0 * side.width) 0V\(grid.height)" }
        let size = min(side.width, side.height) / 3
        return """
            <svg viewBox="0 0 \(grid.width) \(grid.height)" width="100%" role="img" aria-label="\(say: "The photo under a grid of \("n", grid.count) numbered squares")">\
            <image href="\(source)" width="\(grid.width)" height="\(grid.height)"/>\
            <path d="\((rows + columns).joined())" stroke="#fff" stroke-width="\(max(grid.width / 400, 1))" opacity=".7"/>\
            <g font-size="\(size)" fill="#fff" stroke="#000" stroke-width="\(max(size / 6, 1))" paint-order="stroke" direction="ltr">\(each: Array(0..<grid.count), { cell in
                "<text x=\"\(cell % grid.across * side.width + size / 3)\" y=\"\(cell / grid.across * side.height + size + size / 4)\">\(cell + 1)</text>"
            })</g></svg>
            """
    }

    private static func face(_ face: Face, _ desk: PhotoDesk) -> Markup {
        let numbers = Parts(all: face.squares.map { Phrase("\("n", $0)") })
        let act = { (answer: String, words: Phrase) -> Markup in
            Form.button("/photos", words, hidden: [desk.key, ("face", String(face.number)), ("do", answer)])
        }
        let buttons: Markup =
            switch face.answer {
            case .open: "\(act("yes", Phrase("They said yes")))\(act("cover", Phrase("Cover them")))"
            case .yes: "\(act("open", Phrase("They do not say yes any more")))\(act("cover", Phrase("Cover them")))"
            case .covered: ""
            }
        return """
            \(say: Phrase.counted(face.squares.count, one: "Square \("squares", numbers)", other: "Squares \("squares", numbers)")): <b>\(say: words(face.answer))</b> \
            <span class="soft">\(say: "\("day", face.day)")</span>\(if: face.answer != .covered, "<div class=\"row\">\(buttons)</div>")
            """
    }

    private static func words(_ answer: Face.Answer) -> Phrase {
        switch answer {
        case .open: Phrase("not asked yet")
        case .yes: Phrase("said yes")
        case .covered: Phrase("covered")
        }
    }

    private static func end(_ desk: PhotoDesk) -> Markup {
        if let day = desk.lookedOn {
            return """
                <p>\(say: "On \("day", day) somebody said that everybody is on the list.")</p>\
                \(Form.button("/photos", Phrase("Look again"), hidden: [desk.key, ("do", "again")]))
                """
        }
        let words = desk.faces.isEmpty ? Phrase("Nobody can be recognised in it") : Phrase("Nobody else can be recognised in it")
        return Form.button("/photos", words, hidden: [desk.key, ("do", "done")])
    }
}
