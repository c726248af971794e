/// DOCX, XLSX and PPTX (ECMA-376), written anew: from the main part along its relationships, only parts of known kinds come along.
/// Whatever points to a part that stays behind goes with it.
struct OfficePackage {
    let zip: ZipFile
    private var types: [String: String] = [:]
    private var endings: [String: String] = [:]
    private(set) var rebuilt = Rebuilt()
    private var output: [(part: String, type: String)] = []
    private var taken: Set<String> = []
    private var strings: (part: String, type: String)?
    private var usedStrings: Set<Int> = []
    private var hiddenStyles: Set<String> = []

    private init(_ zip: ZipFile) throws(DocumentError) {
        self.zip = zip
        guard let list = try zip.tree(of: "[Content_Types].xml") else { throw .unreadable }
        for entry in list.elements {
            guard let type = entry["ContentType"] else { continue }
            if let part = entry["PartName"] { types[String(part.drop { $0 == "/" }).lowercased()] = type }
            if let ending = entry["Extension"] { endings[ending.lowercased()] = type }
        }
    }

    /// - Returns: the kind the main part says it is, and the parts.
    static func rebuilt(_ zip: ZipFile) throws(DocumentError) -> (DocumentKind, Rebuilt) {
        var package = try OfficePackage(zip)
        let kind = try package.begin()
        return (kind, package.rebuilt)
    }

    private func type(of part: String) -> String {
        types[part.lowercased()] ?? part.lastIndex(of: ".").flatMap { endings[part[part.index(after: $0)...].lowercased()] } ?? ""
    }

    private mutating func begin() throws(DocumentError) -> DocumentKind {
        let starts = try relations(of: "")
        guard let main = starts.first(where: { $0.kind == "officeDocument" && !$0.isOutside }),
            let found = OfficeParts.main(type(of: main.target))
        else { throw .notAccepted }
        for other in starts where ["core-properties", "extended-properties"].contains(other.kind) { try readParticulars(other.target) }
        try take(main.target, as: found.type)
        if let strings { try takeStrings(strings) }
        let relation = "<Relationship Id=\"rId1\" Type=\"\(main.type)\" Target=\"/\(main.target)\"/>"
        add("_rels/.rels", Array((Self.relationsHead + relation + "</Relationships>").utf8))
        let overrides = output.map { "<Override PartName=\"/\($0.part)\" ContentType=\"\($0.type)\"/>" }.joined()
        let list = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" \
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
            ContentType="application/xml"/>\(overrides)</Types>
            """
        rebuilt.parts.insert(("[Content_Types].xml", Array(list.utf8)), at: 0)
        return found.kind
    }

    private static let relationsHead = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        """

    private mutating func add(_ part: String, _ bytes: [UInt8]) { rebuilt.parts.append((part, bytes)) }

    /// Who wrote it last, for whom: only counted.
    private mutating func readParticulars(_ part: String) throws(DocumentError) {
        guard let root = try zip.tree(of: part) else { return }
        for node in root.elements where ["dc:creator", "cp:lastModifiedBy", "ep:Company", "ep:Manager"].contains(node.kind) {
            rebuilt.traces.name(node.text)
        }
    }

    private struct Relation {
        let id: String
        let type: String
        let target: String
        let isOutside: Bool
        /// The last word of its type.
        var kind: String { type.split(separator: "/").last.map(String.init) ?? "" }
    }

    private func relations(of part: String) throws(DocumentError) -> [Relation] {
        let cut = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
        let folder = part[..<cut]
        guard let root = try zip.tree(of: "\(folder)_rels/\(part[cut...]).rels") else { return [] }
        return root.elements.compactMap { node in
            guard let id = node["Id"], let type = node["Type"], let target = node["Target"] else { return nil }
            let isOutside = node["TargetMode"] == "External"
            return Relation(
                id: id, type: type, target: isOutside ? target : Self.resolved(target, in: String(folder)), isOutside: isOutside)
        }
    }

    private static func resolved(_ target: String, in folder: String) -> String {
        var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
        for step in target.split(separator: "/") {
            if step == ".." { _ = steps.popLast() } else if step != "." { steps.append(String(step)) }
        }
        return steps.joined(separator: "/")
    }

    private mutating func take(_ part: String, as type: String) throws(DocumentError) {
        guard taken.insert(part).inserted else { return }
        guard let root = try zip.tree(of: part) else { throw .unreadable }
        try take(root, of: part, as: type)
    }

    private mutating func take(_ root: XMLNode, of part: String, as type: String) throws(DocumentError) {
        let links = try relations(of: part)
        let away = OfficeSheets.hiddenSheets(in: root)
        rebuilt.traces.add(.sheets, away.count)
        var gone = away
        var kept: [Relation] = []
        // Styles first: they say which text does not show.
        for link in links.sorted(by: { ($0.kind == "styles" ? 0 : 1) < ($1.kind == "styles" ? 0 : 1) }) {
            let comes = away.contains(link.id) ? false : try follow(link)
            if comes { kept.append(link) } else { gone.insert(link.id) }
        }
        var cleaning = OfficeRules(gone: gone, hiddenStyles: hiddenStyles)
        cleaning.clean(root, type)
        hiddenStyles.formUnion(cleaning.foundStyles)
        usedStrings.formUnion(cleaning.usedStrings)
        rebuilt.traces.add(cleaning.traces)
        add(part, root.document())
        output.append((part, type))
        guard !kept.isEmpty else { return }
        let entries = kept.map { link in
            """
            <Relationship Id="\(link.id)" Type="\(link.type)" Target="\(link.isOutside ? "" : "/")\(link.target)"\
            \(link.isOutside ? " TargetMode=\"External\"" : "")/>
            """
        }
        let cut = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
        add("\(part[..<cut])_rels/\(part[cut...]).rels", Array((Self.relationsHead + entries.joined() + "</Relationships>").utf8))
    }

    /// Takes what a relationship leads to; false for what stays behind.
    private mutating func follow(_ link: Relation) throws(DocumentError) -> Bool {
        if link.isOutside {
            return link.kind == "hyperlink" && ["http://", "https://", "mailto:"].contains { link.target.lowercased().hasPrefix($0) }
        }
        if taken.contains(link.target) { return true }
        let type = type(of: link.target)
        if link.kind == "image" {
            guard let picture = try zip.bytes(of: link.target) else { return false }
            guard try rebuilt.take(picture, named: link.target) else { return false }
            taken.insert(link.target)
            output.append((link.target, MediaKind(sniffing: picture) == .jpeg ? "image/jpeg" : "image/png"))
            return true
        }
        if type.hasSuffix("spreadsheetml.sharedStrings+xml") {
            taken.insert(link.target)
            strings = (link.target, type)
            return true
        }
        guard OfficeParts.isTaken(type) else {
            try count(link, type)
            return false
        }
        if type.hasSuffix("presentationml.slide+xml"), let root = try zip.tree(of: link.target), ["0", "false"].contains(root["show"]) {
            rebuilt.traces.add(.slides)
            return false
        }
        try take(link.target, as: type)
        return true
    }

    /// What stays behind, said in words people know.
    private mutating func count(_ link: Relation, _ type: String) throws(DocumentError) {
        if ["oleObject", "package", "audio", "video", "media", "control"].contains(link.kind) { return rebuilt.traces.add(.files) }
        if type.contains("vbaProject") || type.contains("activeX") { return rebuilt.traces.add(.macros) }
        guard ["comments", "threadedComment", "notesSlide", "commentAuthors", "people", "person", "authors"].contains(link.kind),
            let root = try zip.tree(of: link.target)
        else { return }
        if link.kind == "notesSlide" {
            if root.all(["a:t"]).contains(where: { !$0.text.allSatisfy(\.isWhitespace) }) { rebuilt.traces.add(.notes) }
            return
        }
        for node in root.all(["w:comment", "x:comment", "p:cm"]) {
            rebuilt.traces.add(.comments)
            rebuilt.traces.name(node["w:author"])
        }
        for node in root.all(["x:author", "p:cmAuthor"]) { rebuilt.traces.name(node["name"] ?? node.text) }
    }

    /// The words of the cells that stay; those of the others would still be there otherwise.
    private mutating func takeStrings(_ found: (part: String, type: String)) throws(DocumentError) {
        guard let root = try zip.tree(of: found.part) else { throw .unreadable }
        for (place, entry) in root.elements.enumerated() where entry.kind == "x:si" && !usedStrings.contains(place) {
            let blank = XMLNode(name: entry.name.replacing("si", with: "t"), kind: "x:t", attributes: [])
            entry.children = [.element(blank)]
        }
        var cleaning = OfficeRules(gone: [], hiddenStyles: [])
        cleaning.clean(root, found.type)
        add(found.part, root.document())
        output.append((found.part, found.type))
    }
}
