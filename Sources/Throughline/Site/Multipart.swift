import Glibc

/// `multipart/form-data` (RFC 7578) as browsers send it, read strictly: a body that ends before its last boundary is refused,
/// since half a recording is worse than being asked again.
extension Fields {
    mutating func readParts(_ body: [UInt8], boundary: [UInt8], limits: FormLimits) throws(FormError) {
        let dashed = Array("--".utf8) + boundary
        // The line break before a boundary belongs to it, except that the first may open the body.
        var place: Int
        if body.starts(with: dashed) {
            place = dashed.count
        } else {
            guard let first = Self.find([13, 10] + dashed, in: body, from: 0) else { throw .broken }
            place = first + 2 + dashed.count
        }
        var parts = 0
        while true {
            if body[place...].starts(with: Array("--".utf8)) { return }
            place = Self.skipBlanks(in: body, from: place)
            guard body[place...].starts(with: [13, 10]) else { throw .broken }
            guard let end = Self.find([13, 10] + dashed, in: body, from: place) else { throw .broken }
            // A part whose headers are empty has its blank line right here.
            guard let blank = Self.find([13, 10, 13, 10], in: body, from: place), blank + 4 <= end else { throw .broken }
            parts += 1
            guard parts <= limits.fields + limits.files else { throw .tooManyFields(limit: limits.fields + limits.files) }
            let headers = try Self.partHeaders(body[(place + 2)..<max(place + 2, blank)])
            try takePart(body[(blank + 4)..<end], headers: headers, limits: limits)
            place = end + 2 + dashed.count
        }
    }

    private mutating func takePart(
        _ content: ArraySlice<UInt8>, headers: [String: String], limits: FormLimits
    ) throws(FormError) {
        guard let disposition = headers["content-disposition"].flatMap(HeaderValue.init), disposition.value.lowercased() == "form-data",
            let rawName = disposition.parameters["name"]
        else { throw .broken }
        if let encoding = headers["content-transfer-encoding"]?.lowercased(), !["binary", "8bit", "7bit"].contains(encoding) {
            throw .broken
        }
        let name = try Self.text(FileName.unescaped(rawName).utf8, of: "")
        guard name.utf8.count <= 200 else { throw .tooLong(field: "", limit: 200) }
        let type = headers["content-type"].flatMap(HeaderValue.init)
        guard let fileName = FileName.of(disposition) else {
            if let charset = type?.parameters["charset"]?.lowercased(), charset != "utf-8", charset != "us-ascii" {
                throw .notText(field: name)
            }
            return try take(content, as: name, limits: limits)
        }
        if content.count > limits.fileBytes { throw .tooLong(field: name, limit: limits.fileBytes) }
        try take(UploadedFile(name: fileName, type: type?.value.lowercased() ?? "", bytes: Array(content)), as: name, limits: limits)
    }

    /// A part's few headers by lower-case name; a name twice, a folded line or one that is not UTF-8 breaks the body.
    private static func partHeaders(_ bytes: ArraySlice<UInt8>) throws(FormError) -> [String: String] {
        guard bytes.count <= 8_192, !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw .broken }
        var headers: [String: String] = [:]
        for line in text.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":"), !line.contains(where: \.isNewline) else { throw .broken }
            let name = line[..<colon].lowercased()
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            guard !name.isEmpty, !name.contains(" "), headers.updateValue(String(value), forKey: name) == nil else { throw .broken }
        }
        return headers
    }

    private static func skipBlanks(in body: [UInt8], from start: Int) -> Int {
        var place = start
        while place < body.count, body[place] == 0x20 || body[place] == 0x09 { place += 1 }
        return place
    }

    /// Where the needle next begins; leaps by the C library, since bodies have megabytes.
    private static func find(_ needle: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        body.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let first = needle.first else { return nil }
            var place = start
            while place + needle.count <= bytes.count {
                guard let hit = memchr(base + place, Int32(first), bytes.count - needle.count + 1 - place) else { return nil }
                place = UnsafeRawPointer(hit) - base
                if memcmp(hit, needle, needle.count) == 0 { return place }
                place += 1
            }
            return nil
        }
    }
}
