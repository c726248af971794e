import Foundation

/// A document as we keep it: written anew from what its readers see, nothing else of the upload.
struct CleanDocument: Sendable {
    let kind: DocumentKind
    let bytes: [UInt8]
    let traces: Traces
}

/// Why a document is not kept.
enum DocumentError: Error, Equatable {
    /// It is none of the kinds we can clean.
    case notAccepted
    /// It is of a kind that office programs wrote long ago.
    case old
    case tooBig
    /// It unpacks to more than any report holds.
    case tooLarge
    case tooManyPages
    /// A password is wanted to read it.
    case locked
    case unreadable
    /// The programs that clean are not installed, or the disk is full.
    case unavailable
}

/// Cleans documents, told by their content: neither name nor claimed type is believed.
struct DocumentCleaning: Sendable {
    /// Bytes taken in.
    static let largest = 10_000_000

    let media: Media

    func clean(_ upload: UploadedFile) async throws(DocumentError) -> CleanDocument {
        let bytes = upload.bytes
        guard bytes.count <= Self.largest else { throw .tooBig }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return try await office(bytes) }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            // Office programs wrap what has a password in their old kind of file.
            throw Data(bytes).range(of: Data("EncryptedPackage".utf16.flatMap { [UInt8($0 & 255), 0] })) == nil ? .old : .locked
        }
        if Data(bytes.prefix(1_024)).range(of: Data("%PDF-".utf8)) != nil {
            let (made, traces) = try await PDFRebuilding(media: media).rebuilt(bytes)
            return CleanDocument(kind: .pdf, bytes: made, traces: traces)
        }
        return try text(upload)
    }

    private func office(_ bytes: [UInt8]) async throws(DocumentError) -> CleanDocument {
        // Opened up it takes much more room than it came in: a few at a time.
        let (kind, rebuilt) = try await media.inTurn { () throws(DocumentError) in
            let zip = try ZipFile.sent(bytes)
            return try zip.sizes["mimetype"] == nil ? OfficePackage.rebuilt(zip) : OpenDocument.rebuilt(zip)
        }
        var traces = rebuilt.traces
        var file = ZipMaking()
        for (place, part) in rebuilt.parts.enumerated() { file.add(part.name, part.bytes, packed: place > 0 || part.name != "mimetype") }
        for picture in rebuilt.pictures {
            do {
                file.add(picture.name, try await media.picture(picture.bytes), packed: false)
            } catch {
                if error == .unavailable { throw .unavailable }
                traces.add(.pictures)
                file.add(picture.name, Self.nothing, packed: false)
            }
        }
        return CleanDocument(kind: kind, bytes: file.finished(), traces: traces)
    }

    /// One clear pixel, where a picture cannot be read.
    private static let nothing = [UInt8](
        Data(base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==") ?? Data())

    /// Plain text and tables of commas: its letters alone, in UTF-8, without signs that steer a screen or hide in it.
    private func text(_ upload: UploadedFile) throws(DocumentError) -> CleanDocument {
        let bytes = upload.bytes
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        guard let words = isWide ? String(data: Data(bytes), encoding: .utf16) : String(validating: bytes, as: UTF8.self) else {
            throw .notAccepted
        }
        guard !words.unicodeScalars.contains("\0"), words.contains(where: { !$0.isWhitespace }),
            words.first(where: { !$0.isWhitespace }) != "<", !words.hasPrefix("{\\rtf")
        else { throw .notAccepted }
        var kept = String.UnicodeScalarView()
        for scalar in words.unicodeScalars {
            switch scalar.value {
            case 9, 10: kept.append(scalar)
            // Other steering signs, the mark of the byte order, notes between lines and invisible tags.
            case 0..<32, 0x7F..<0xA0, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: continue
            default: kept.append(scalar)
            }
        }
        let isTable = [".csv", ".tsv"].contains { upload.name.lowercased().hasSuffix($0) }
        return CleanDocument(kind: isTable ? .csv : .text, bytes: Array(String(kept).utf8), traces: Traces())
    }
}
