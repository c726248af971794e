import Foundation
import NIOCore

/// A file as a form sent it. Nothing about it is true until it was looked at: neither its name nor its type.
struct UploadedFile: Sendable, Equatable {
    /// The last part of the sender's file name without control signs, NFC; may be empty.
    let name: String
    /// The media type the sender claims, lower case, without parameters; empty when none was sent.
    let type: String
    let bytes: [UInt8]
}

/// How much a form may send. Sizes are bytes.
struct FormLimits: Sendable {
    var fields = 500
    var fieldBytes = 200_000
    var fileBytes = 25_000_000
    var files = 10
}

/// Why a form's body cannot be read. Nothing of what was typed is in it.
enum FormError: Error, Equatable {
    /// Neither `multipart/form-data` with a boundary nor `application/x-www-form-urlencoded`.
    case unknownType
    /// The body breaks its own format, or ends too early: a line that dropped, mostly.
    case broken
    case tooManyFields(limit: Int)
    case tooLong(field: String, limit: Int)
    case notText(field: String)
    /// U+0000, which no field may carry.
    case nul(field: String)
    /// A field without which the form means nothing, such as the version it was drawn from.
    case missing(field: String)
}

/// What a form sent: texts and files by name.
///
/// Text is NFC with LF line ends, checked to be UTF-8 without U+0000.
struct Fields: Sendable {
    /// Every file by its field's name, the first where several have one name. A file input left empty is not here.
    private(set) var files: [String: UploadedFile] = [:]
    private var texts: [String: [String]] = [:]
    private var fileLists: [String: [UploadedFile]] = [:]
    private var fieldCount = 0
    private var fileCount = 0

    /// The first value of this name without the white space around it; "" when absent.
    subscript(_ name: String) -> String {
        texts[name]?.first.map(Self.trimmed) ?? ""
    }

    /// Without the white space around it; nothing at all where nobody would see anything.
    private static func trimmed(_ text: String) -> String {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let isInvisible = trimmed.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isWhitespace || scalar == "\u{2800}"
        }
        return isInvisible ? "" : trimmed
    }

    /// Every value of this name in the order sent, trimmed.
    func all(_ name: String) -> [String] {
        texts[name, default: []].map(Self.trimmed)
    }

    /// Every file of this name in the order sent.
    func allFiles(_ name: String) -> [UploadedFile] { fileLists[name, default: []] }

    /// Whether the form sent this field at all, even empty: a ticked box, a pressed button.
    func has(_ name: String) -> Bool { texts[name] != nil }

    /// No field and no file.
    init() {}

    /// Every text field with its values, by name, so that a form can be sent again or told from another.
    var pairs: [(name: String, value: String)] {
        texts.sorted { $0.key < $1.key }.flatMap { name, values in values.map { (name, $0) } }
    }

    /// Reads a whole body by its Content-Type.
    init(body: [UInt8], contentType: String, limits: FormLimits = .init()) throws(FormError) {
        guard let type = HeaderValue(contentType) else { throw .unknownType }
        switch type.value.lowercased() {
        case "application/x-www-form-urlencoded":
            try readPairs(body[...], limits: limits)
        case "multipart/form-data":
            guard let boundary = type.parameters["boundary"], (1...70).contains(boundary.utf8.count) else { throw .unknownType }
            try readParts(body, boundary: Array(boundary.utf8), limits: limits)
        default:
            throw .unknownType
        }
    }

    /// Reads a whole body by its Content-Type.
    init(body: ByteBuffer, contentType: String, limits: FormLimits = .init()) throws(FormError) {
        try self.init(body: Array(body.readableBytesView), contentType: contentType, limits: limits)
    }

    /// Reads the query of an address, what stands after the `?`.
    init(query: String, limits: FormLimits = .init()) throws(FormError) {
        try readPairs(Array(query.utf8)[...], limits: limits)
    }

    /// Takes in one text field; the name comes checked.
    mutating func take(_ value: some Collection<UInt8>, as name: String, limits: FormLimits) throws(FormError) {
        fieldCount += 1
        guard fieldCount <= limits.fields else { throw .tooManyFields(limit: limits.fields) }
        guard value.count <= limits.fieldBytes else { throw .tooLong(field: name, limit: limits.fieldBytes) }
        texts[name, default: []].append(try Self.text(value, of: name))
    }

    /// Takes in one file; the name comes checked. A file input that was left empty sends no name and no bytes.
    mutating func take(_ file: UploadedFile, as name: String, limits: FormLimits) throws(FormError) {
        if file.name.isEmpty, file.bytes.isEmpty { return }
        fileCount += 1
        guard fileCount <= limits.files else { throw .tooManyFields(limit: limits.files) }
        guard file.bytes.count <= limits.fileBytes else { throw .tooLong(field: name, limit: limits.fileBytes) }
        fileLists[name, default: []].append(file)
        if files[name] == nil { files[name] = file }
    }

    /// The bytes as clean text: UTF-8, no U+0000, LF, NFC.
    static func text(_ bytes: some Collection<UInt8>, of name: String) throws(FormError) -> String {
        if bytes.contains(0) { throw .nul(field: name) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText(field: name) }
        var plain = text
        if bytes.contains(0x0D) {
            plain = plain.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        }
        return bytes.allSatisfy { $0 < 0x80 } ? plain : plain.precomposedStringWithCanonicalMapping
    }
}
