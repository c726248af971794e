import Foundation

/// PDF: the pages are printed anew by Ghostscript, so that their text can still be searched and read aloud, and put into an empty file by
/// qpdf. Neither particulars nor notes, attached files, scripts, hidden layers and earlier states of the file come along.
struct PDFRebuilding {
    let media: Media

    static let mostPages = 400

    func rebuilt(_ upload: [UInt8]) async throws(DocumentError) -> (bytes: [UInt8], traces: Traces) {
        do {
            return try await media.passing(upload, named: "in.pdf") { folder, file async throws(MediaError) in
                try await work(file, in: folder)
            }
        } catch {
            switch error {
            case .tooLong: throw .tooManyPages
            case .notAccepted: throw .locked
            case .tooBig, .tooManyPixels: throw .tooLarge
            case .unavailable: throw .unavailable
            case .unreadable: throw .unreadable
            }
        }
    }

    private static let qpdf = "/usr/bin/qpdf"

    private func work(_ file: String, in folder: String) async throws(MediaError) -> (bytes: [UInt8], traces: Traces) {
        // It ends well only where a password is wanted.
        let isLocked: Bool
        do {
            _ = try await media.run(Self.qpdf, ["--requires-password", file], in: folder)
            isLocked = true
        } catch {
            if error == .unavailable { throw error }
            isLocked = false
        }
        guard !isLocked else { throw .notAccepted }
        let pages = Int(try await media.run(Self.qpdf, ["--warning-exit-0", "--show-npages", file], in: folder).filter(\.isNumber)) ?? 0
        guard pages > 0 else { throw .unreadable }
        guard pages <= Self.mostPages else { throw .tooLong(limit: Self.mostPages) }
        let facts = folder + "/facts.json"
        _ = try await media.run(
            Self.qpdf, ["--warning-exit-0", "--json-output", "--json-stream-data=none", file, facts], in: folder)
        let (traces, hasForm) = Self.traces(try media.result(facts))
        var source = file
        if hasForm {
            // What somebody filled in is what the page says.
            source = folder + "/flat.pdf"
            _ = try await media.run(
                Self.qpdf, ["--warning-exit-0", "--generate-appearances", "--flatten-annotations=print", file, source], in: folder)
        }
        let printed = folder + "/printed.pdf"
        _ = try await media.run(
            "/usr/bin/gs",
            [
                "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-dPreserveAnnots=false", "-dShowAnnots=false",
                "-dPassThroughJPEGImages=false", "-dPassThroughJPXImages=false", "-dOmitInfoDate=true", "-dOmitXMP=true", "-dOmitID=true",
                "-sOutputFile=\(printed)", source,
            ], in: folder)
        let out = folder + "/out.pdf"
        _ = try await media.run(
            Self.qpdf, ["--warning-exit-0", "--empty", "--deterministic-id", "--pages", printed, "1-z", "--", out], in: folder)
        let left = Int(try await media.run(Self.qpdf, ["--warning-exit-0", "--show-npages", out], in: folder).filter(\.isNumber)) ?? 0
        guard left == pages else { throw .unreadable }
        return (try media.result(out), traces)
    }

    /// What its objects say is in it. Only counted, by their names as qpdf writes them.
    private static func traces(_ facts: [UInt8]) -> (Traces, hasForm: Bool) {
        var traces = Traces()
        // The first of them tell enough to be counted; a form is looked for in all.
        let text = String(decoding: facts.prefix(4_000_000), as: UTF8.self)
        for name in text.matches(of: /"\/(?:Author|Company|Manager)": "[ub]:([^"]+)"/) { traces.name(String(name.1)) }
        let subtypes = text.matches(of: /"\/Subtype": "\/(\w+)"/).map { String($0.1) }
        let notes: Set = [
            "Text", "FreeText", "Highlight", "Underline", "Squiggly", "StrikeOut", "Caret", "Stamp", "Ink", "Line", "Square", "Circle",
            "Polygon", "PolyLine",
        ]
        traces.add(.comments, subtypes.count(where: notes.contains))
        let films = subtypes.count { ["FileAttachment", "Sound", "Movie", "Screen", "RichMedia", "3D"].contains($0) }
        traces.add(.files, text.matches(of: /"\/Type": "\/EmbeddedFile"/).count + films)
        if text.contains("\"/S\": \"/JavaScript\"") { traces.add(.macros) }
        let off = text.matches(of: /"\/OFF": \[([^\]]*)\]/).map { $0.1.matches(of: /\ R"/).count }
        traces.add(.hidden, off.max() ?? 0)
        return (traces, Data(facts).range(of: Data("\"/Subtype\": \"/Widget\"".utf8)) != nil)
    }
}
