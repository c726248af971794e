import Language

/// The kinds of document that can be cleaned.
enum DocumentKind: String, Sendable, CaseIterable {
    case pdf, docx, odt, xlsx, ods, pptx, odp, csv
    case text = "txt"

    /// The media type to serve it with.
    var type: String {
        switch self {
        case .pdf: "application/pdf"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .ods: "application/vnd.oasis.opendocument.spreadsheet"
        case .odp: "application/vnd.oasis.opendocument.presentation"
        case .csv: "text/csv; charset=utf-8"
        case .text: "text/plain; charset=utf-8"
        }
    }

    /// By the name people know it by.
    var name: String { rawValue.uppercased() }

    /// A name that tells nothing of where it came from.
    var fileName: String { "document.\(rawValue)" }
}

/// A paper beside a record: the minutes, a report, a printed page. Whoever may read the record may read it.
struct Document: Sendable {
    let id: ID<Document>
    let item: Item
    let hash: String
    let kind: DocumentKind
    let title: String
    let size: Int
    /// What was taken out before it was kept.
    let traces: Traces
    let day: Day

    var kilobytes: Int { max(1, (size + 500) / 1_000) }

    /// Records that papers can stand beside. What somebody said for themselves has none: a paper would say more of them than they did.
    static let kinds: Set<Kind> = [.insight, .decision, .commitment, .telling, .outcome]

    /// More than these stand beside no record.
    static let most = 20
}

extension Item {
    func mayHaveDocuments(by reader: Reader) -> Bool {
        reader.person != nil && Document.kinds.contains(kind) && sensitivity < .severe && reader.may(.learn, in: space)
    }
}

/// What a paper is, as somebody said it.
struct DocumentDraft: Sendable {
    var title = ""

    func checked() throws(Invalid) -> String {
        if title.isEmpty { throw Invalid("title", Phrase("Say in a few words what it is.")) }
        if title.count > 120 { throw Invalid("title", Phrase("Keep this under \("n", 120) characters.")) }
        return title
    }
}

extension DocumentError {
    /// What somebody can do about a file we did not take.
    var advice: Phrase {
        switch self {
        case .notAccepted:
            Phrase(
                "This is no document that can be cleaned here. Save it as a PDF, DOCX, ODT, XLSX, ODS, PPTX, ODP, CSV or plain text, and choose that."
            )
        case .old: Phrase("This is an old kind of file. Open it, save it as DOCX, XLSX, PPTX or PDF, and choose that.")
        case .tooBig:
            Phrase(
                "This file is larger than \("n", DocumentCleaning.largest / 1_000_000) MB. Save it with smaller pictures, or only the pages that matter."
            )
        case .tooLarge: Phrase("There is more in this file than can be opened here. Save only the pages that matter, as a PDF.")
        case .tooManyPages: Phrase("This has more than \("n", PDFRebuilding.mostPages) pages. Save only the pages that matter.")
        case .locked: Phrase("A password is needed to open this file. Save it without one, and choose that.")
        case .unreadable: Phrase("This file is damaged or of a kind we cannot clean. Open it, save it as a PDF, and choose that.")
        case .unavailable: Phrase("Documents cannot be taken here just now. Try again later.")
        }
    }
}

/// A document that is clean, and not kept yet: somebody reads first what was taken out of it. Nothing of it stands in the database; this
/// travels sealed in the page, and the bytes that nobody points to go in the second night.
struct WaitingDocument: Sendable {
    let item: ID<Item>
    let by: ID<Person>
    let hash: String
    let kind: DocumentKind
    let size: Int
    let traces: Traces
    let since: Moment
    let title: String

    /// So long it can be kept, in milliseconds.
    static let rests = 3_600_000

    func token(_ keys: Keys) -> String {
        let lines = ["\(item)", "\(by)", hash, kind.rawValue, "\(size)", traces.written, "\(since.milliseconds)", title]
        return Base64URL.text(keys.seal(Array(lines.joined(separator: "\n").utf8), for: .documents))
    }

    /// nil for what was not sealed here, is somebody else's or another record's, or is too old.
    init?(token: String, of item: ID<Item>, by person: ID<Person>, at now: Moment, _ keys: Keys) {
        guard token.utf8.count <= 2_000, let sealed = Base64URL.bytes(token), let plain = keys.open(sealed, for: .documents) else {
            return nil
        }
        let lines = String(decoding: plain, as: UTF8.self).split(separator: "\n", maxSplits: 7, omittingEmptySubsequences: false).map(
            String.init)
        guard lines.count == 8, lines[0] == "\(item)", lines[1] == "\(person)", let kind = DocumentKind(rawValue: lines[3]),
            let size = Int(lines[4]), let since = Int(lines[6]), (0...Self.rests).contains(now.milliseconds - since)
        else { return nil }
        self.init(
            item: item, by: person, hash: lines[2], kind: kind, size: size, traces: Traces(written: lines[5]),
            since: Moment(milliseconds: since), title: lines[7])
    }

    init(
        item: ID<Item>, by: ID<Person>, hash: String, kind: DocumentKind, size: Int, traces: Traces, since: Moment, title: String
    ) {
        (self.item, self.by, self.hash, self.kind) = (item, by, hash, kind)
        (self.size, self.traces, self.since, self.title) = (size, traces, since, title)
    }
}
