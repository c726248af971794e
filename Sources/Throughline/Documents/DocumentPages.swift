import HTML
import Language

/// A record that a paper is put beside.
struct DocumentDesk: Sendable {
    let item: Item
    let text: Text?
    let place: Place
}

/// Putting a paper beside a record: choose it, read what was taken out, keep it. And the page of one that is kept.
enum DocumentPages {
    static func choose(_ desk: DocumentDesk, _ draft: DocumentDraft = .init(), invalid: Invalid? = nil) -> Page {
        let label = Phrase("Choose the file")
        return Page(
            "\(say: "Add a document")", in: desk.place,
            """
            <h1>\(say: "Add a document")</h1>\(desk.text.map(Records.words))\
            <p>\(say: "It is cleaned before anybody reads it: who wrote it, changes, comments and hidden parts are taken out. You see first what that was.")</p>\
            \(Form.post("/records/\(desk.item.id)/documents", upload: true, """
                \(Form.line("title", Phrase("What is it?"), value: draft.title, hint: Phrase("A few words, such as: minutes of the meeting in May."), problem: invalid?["title"]))
                <div\(if: invalid?["file"] != nil, " class=\"bad\"")>\(Form.problemWords("file", label, invalid?["file"]))\
                <div class="row">\(Form.file("file", label, chosen: Phrase("A file is chosen."), accept: accepted, capture: false))</div>\
                <p class="hint">\(say: "PDF, DOCX, ODT, XLSX, ODS, PPTX, ODP, CSV or plain text, up to \("n", DocumentCleaning.largest / 1_000_000) MB.")</p></div>
                <div class="row"><button>\(say: "Clean it")</button></div>
                """))\
            <p><a href="\(Href.to(desk.item))">\(say: "Back")</a></p>
            """
        ).secretly
    }

    private static let accepted = DocumentKind.allCases.map { ".\($0.rawValue)" }.joined(separator: ",")

    /// Before it is kept: what was taken out, and what no machine can.
    static func look(_ waiting: WaitingDocument, _ token: String, _ desk: DocumentDesk) -> Page {
        Page(
            "\(say: "Before it is kept")", in: desk.place,
            """
            <h1>\(say: "Before it is kept")</h1><p><b dir="auto">\(waiting.title)</b></p>\(taken(waiting.traces, waiting.kind))\
            <p>\(say: "No machine takes out what the pages themselves say: names, villages, dates, faces. Read it with their eyes who could be harmed.")</p>\
            \(Form.post("/records/\(desk.item.id)/documents/looking", "\(Form.hidden("document", token))\(Form.hidden("title", waiting.title))<div class=\"row\"><button class=\"quiet\">\(say: "Look at it")</button></div>"))\
            \(Form.post("/records/\(desk.item.id)/documents/keeping", "\(Form.hidden("document", token))\(Form.hidden("title", waiting.title))<div class=\"row\"><button>\(say: "Keep it")</button></div>"))\
            <p class="soft">\(say: "Whoever reads the record can read it too. Do nothing, and it is not kept.")</p>\
            <p><a href="\(Href.to(desk.item))">\(say: "Do not keep it")</a></p>
            """
        ).secretly
    }

    private static func taken(_ traces: Traces, _ kind: DocumentKind) -> Markup {
        let plain = [.csv, .text].contains(kind)
        guard let words = traces.words else {
            return
                "<p>\(say: plain ? Phrase("This is plain text: there was nothing behind it.") : Phrase("Nothing was found behind its pages. It was written anew all the same, without dates and programs."))</p>"
        }
        return "<p>\(say: "Taken out:") \(say: words).</p>"
    }

    static func show(_ document: Document, text: Text?, in place: Place, mayRemove: Bool) -> Page {
        Page(
            DocumentList.title(document), in: place,
            """
            <p class="eyebrow">\(say: "A document")</p><h1 dir="auto">\(DocumentList.title(document))</h1>\
            <p class="soft">\(say: DocumentList.facts(document))</p>\
            <p><a class="button" href="/documents/\(document.id)/file">\(say: "Open the document")</a></p>\
            <p class="soft">\(say: "It was cleaned before it was kept.")\(document.traces.words.map { " \(say: "Taken out:") \(say: $0)." as Markup })</p>\
            <h2>\(say: "It stands beside")</h2><p><a href="\(Href.to(document.item))" lang="\(text?.language ?? "und")" dir="auto">\(text?.body ?? "…")</a></p>\
            \(if: mayRemove, """
                <details><summary>\(say: "Take it away")</summary><p>\(say: "It is gone from every page at once, and from the disk. If it holds words that somebody took back, take it away.")</p>\
                \(Form.button("/documents/\(document.id)/removing", Phrase("Take the document away")))</details>
                """)\(Records.flag(document.item))
            """
        ).secretly
    }
}
