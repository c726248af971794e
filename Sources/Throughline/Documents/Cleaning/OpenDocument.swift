/// ODT, ODS and ODP (ISO/IEC 26300), written anew: what is on the pages, the styles and the pictures they show. Particulars, settings,
/// thumbnails, programs, signatures and objects within stay behind.
struct OpenDocument {
    private let zip: ZipFile
    private var rebuilt = Rebuilt()
    private var pictures: Set<String> = []

    /// - Returns: the kind its first part says it is, and the parts.
    static func rebuilt(_ zip: ZipFile) throws(DocumentError) -> (DocumentKind, Rebuilt) {
        let types: [String: DocumentKind] = [
            "text": .odt, "spreadsheet": .ods, "presentation": .odp, "text-template": .odt, "spreadsheet-template": .ods,
            "presentation-template": .odp,
        ]
        let start = "application/vnd.oasis.opendocument."
        let type = String(decoding: try zip.bytes(of: "mimetype") ?? [], as: UTF8.self)
        guard type.hasPrefix(start), let kind = types[String(type.dropFirst(start.count)).trimmed] else { throw .notAccepted }
        // Encrypted parts are told by the list of parts alone.
        if let list = try zip.tree(of: "META-INF/manifest.xml"), !list.all(["manifest:encryption-data"]).isEmpty { throw .locked }
        var document = OpenDocument(zip: zip)
        try document.begin(kind)
        return (kind, document.rebuilt)
    }

    private init(zip: ZipFile) { self.zip = zip }

    private mutating func begin(_ kind: DocumentKind) throws(DocumentError) {
        guard let content = try zip.tree(of: "content.xml") else { throw .unreadable }
        let styles = try zip.tree(of: "styles.xml")
        if let particulars = try zip.tree(of: "meta.xml") {
            for node in particulars.all(["dc:creator", "meta:initial-creator", "meta:printed-by"]) { rebuilt.traces.name(node.text) }
        }
        if zip.sizes.keys.contains(where: { ($0.hasPrefix("Basic/") || $0.hasPrefix("Scripts/")) && !$0.hasSuffix("/") }) {
            rebuilt.traces.add(.macros)
        }
        rebuilt.parts.append(("mimetype", Array(kind.type.utf8)))
        var entries = ["<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"\(kind.type)\"/>"]
        let rules = OpenDocumentRules(looks: [content, styles].compactMap { $0 })
        for (name, root) in [("content.xml", content), ("styles.xml", styles)] {
            guard let root else { continue }
            rebuilt.traces.add(rules.clean(root))
            try takePictures(of: root)
            rebuilt.parts.append((name, root.document()))
            entries.append("<manifest:file-entry manifest:full-path=\"\(name)\" manifest:media-type=\"text/xml\"/>")
        }
        for (name, bytes) in rebuilt.pictures {
            let type = MediaKind(sniffing: bytes) == .jpeg ? "image/jpeg" : "image/png"
            entries.append("<manifest:file-entry manifest:full-path=\"\(name)\" manifest:media-type=\"\(type)\"/>")
        }
        let list = """
            <?xml version="1.0" encoding="UTF-8"?>
            <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">\
            \(entries.joined())</manifest:manifest>
            """
        rebuilt.parts.append(("META-INF/manifest.xml", Array(list.utf8)))
    }

    /// Pictures that pages show and that can be cleaned; the frame of another stays empty.
    private mutating func takePictures(of root: XMLNode) throws(DocumentError) {
        let shown: Set<String> = ["draw:image", "draw:fill-image", "style:background-image"]
        var missing: Set<String> = []
        for node in root.all(shown) {
            guard let name = node["xlink:href"], !pictures.contains(name), !missing.contains(name) else { continue }
            guard !name.contains(":"), !name.contains("\""), let bytes = try zip.bytes(of: name), try rebuilt.take(bytes, named: name)
            else {
                missing.insert(name)
                continue
            }
            pictures.insert(name)
        }
        // A picture may also be written into the page itself.
        root.rewrite { node in
            guard shown.contains(node.kind) else { return .keep }
            guard let name = node["xlink:href"] else {
                return node.kind == "style:background-image" && node.elements.isEmpty ? .keep : .drop
            }
            return pictures.contains(name) ? .keep : .drop
        }
    }
}

extension String {
    fileprivate var trimmed: String { filter { !$0.isWhitespace } }
}
