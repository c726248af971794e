/// Which parts of DOCX, XLSX and PPTX come along. What is not named here stays behind: particulars, comments, programs, notes, thumbnails,
/// files within files, printers, the data behind tables and whatever somebody invents next.
enum OfficeParts {
    private static let family = "application/vnd.openxmlformats-officedocument."

    /// What the type of a main part says; documents with programs are passed on as those without.
    static func main(_ type: String) -> (kind: DocumentKind, type: String)? {
        let found: (DocumentKind, String)? =
            switch type {
            case family + "wordprocessingml.document.main+xml", family + "wordprocessingml.template.main+xml",
                "application/vnd.ms-word.document.macroEnabled.main+xml":
                (.docx, "wordprocessingml.document.main+xml")
            case family + "spreadsheetml.sheet.main+xml", family + "spreadsheetml.template.main+xml",
                "application/vnd.ms-excel.sheet.macroEnabled.main+xml":
                (.xlsx, "spreadsheetml.sheet.main+xml")
            case family + "presentationml.presentation.main+xml", family + "presentationml.slideshow.main+xml",
                "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml":
                (.pptx, "presentationml.presentation.main+xml")
            default: nil
            }
        return found.map { ($0.0, family + $0.1) }
    }

    static func isTaken(_ type: String) -> Bool {
        type == "application/vnd.ms-office.drawingml.diagramDrawing+xml"
            || type.hasPrefix(family) && kinds.contains(String(type.dropFirst(family.count)))
    }

    private static let kinds: Set<String> = [
        "theme+xml", "drawing+xml", "drawingml.chart+xml", "drawingml.diagramData+xml", "drawingml.diagramLayout+xml",
        "drawingml.diagramStyle+xml", "drawingml.diagramColors+xml",
        "wordprocessingml.styles+xml", "wordprocessingml.numbering+xml", "wordprocessingml.settings+xml",
        "wordprocessingml.fontTable+xml", "wordprocessingml.footnotes+xml", "wordprocessingml.endnotes+xml",
        "wordprocessingml.header+xml", "wordprocessingml.footer+xml",
        "spreadsheetml.worksheet+xml", "spreadsheetml.styles+xml",
        "presentationml.slide+xml", "presentationml.slideLayout+xml", "presentationml.slideMaster+xml", "presentationml.tableStyles+xml",
    ]
}
