import HTML
import Language

/// The papers beside a record, on that record's own page.
enum DocumentList {
    /// - Parameter takenBack: the last day somebody took words back that the record rested on; its papers may hold them still.
    static func draw(_ documents: [Document], beside item: Item, for visit: Visit, takenBack: Day? = nil) -> Markup {
        let mayAdd = item.mayHaveDocuments(by: visit.reader)
        guard !documents.isEmpty || mayAdd else { return "" }
        return """
            \(if: !documents.isEmpty, """
                <section aria-labelledby="papers"><h2 id="papers">\(say: "Documents")</h2><ul class="list">\(each: documents, { document in
                    "<li><a href=\"/documents/\(document.id)\" dir=\"auto\">\(title(document))</a><br><span class=\"soft\">\(say: facts(document))</span>\(mayAdd ? toLookThrough(document, takenBack) : "")</li>"
                })</ul></section>
                """)\
            \(if: mayAdd, "<p class=\"soft\"><a href=\"/records/\(item.id)/documents\">\(say: "Add a document")</a></p>")
            """
    }

    private static func toLookThrough(_ document: Document, _ takenBack: Day?) -> Markup {
        guard let day = takenBack, day >= document.day else { return "" }
        return "<p>\(say: "Words were taken back here on \("day", day). Does this document hold them? Then take it away.")</p>"
    }

    /// What it is called, where somebody has the key to read it.
    static func title(_ document: Document) -> Markup {
        document.title.isLocked ? "🔒 \(say: "Locked")" : "\(document.title)"
    }

    static func facts(_ document: Document) -> Parts {
        Parts(Phrase("\("kind", document.kind.name)"), Phrase("\("n", document.kilobytes) KB"), Phrase("\("day", document.day)"))
    }
}
