import Language

/// A document of ours as a DOCX file (ISO/IEC 29500): headings a reader can walk by, each piece in its language and direction, and nothing
/// that says who made it, where or when.
struct WordFile {
    let sheet: Sheet
    let title: String
    let tongue: Tongue

    func packed() -> [UInt8] {
        var zip = ZipMaking()
        for (name, xml) in [
            ("[Content_Types].xml", Self.types), ("_rels/.rels", Self.relations), ("word/_rels/document.xml.rels", Self.links),
            ("docProps/core.xml", core), ("word/styles.xml", styles), ("word/document.xml", document),
        ] {
            zip.add(name, Array(("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml).utf8))
        }
        return zip.finished()
    }

    private static let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    private var isRightToLeft: Bool { tongue.direction == "rtl" }

    private var document: String {
        let body = sheet.blocks.map(xml).joined()
        return """
            <w:document xmlns:w="\(Self.space)"><w:body>\(body)<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>\
            <w:pgMar w:top="1020" w:right="1020" w:bottom="1020" w:left="1020" w:header="600" w:footer="600" w:gutter="0"/>\
            \(isRightToLeft ? "<w:bidi/>" : "")</w:sectPr></w:body></w:document>
            """
    }

    private func xml(_ block: Sheet.Block) -> String {
        switch block {
        case .heading(let level, let runs): paragraph("Heading\(min(max(level, 1), 3))", runs)
        case .text(let runs): paragraph("Normal", runs)
        case .small(let runs): paragraph("Small", runs)
        case .quote(let text): paragraph("Quote", [.words(text)])
        case .entry(let runs, let small): paragraph("Entry", runs) + small.map { paragraph("Small", $0) }.joined()
        }
    }

    /// A paragraph of somebody's words alone runs as they do, every other one as the document.
    private func paragraph(_ style: String, _ runs: [Sheet.Run]) -> String {
        var turned = isRightToLeft
        if case .words(let text)? = runs.first, runs.count == 1 { turned = text.body.runsFromTheRight ?? turned }
        let pieces = runs.enumerated().map { n, run in (n > 0 ? piece(" ", in: tongue.tag) : "") + piece(run) }.joined()
        return "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/>\(turned ? "<w:bidi/>" : "")</w:pPr>\(pieces)</w:p>"
    }

    private func piece(_ run: Sheet.Run) -> String {
        switch run {
        case .say(let phrase): piece(phrase.plain(in: tongue), in: tongue.tag)
        case .words(let text) where text.isLocked: piece("🔒", in: tongue.tag)
        case .words(let text): piece(text.body, in: text.language)
        }
    }

    private func piece(_ words: String, in language: LanguageTag) -> String {
        let turned = words.runsFromTheRight ?? language.isRightToLeft
        let tag = Self.escaped(language.description)
        let says = language == "und" ? "" : turned ? "<w:rtl/><w:lang w:bidi=\"\(tag)\"/>" : "<w:lang w:val=\"\(tag)\"/>"
        let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { "<w:t xml:space=\"preserve\">\(Self.escaped(String($0)))</w:t>" }.joined(separator: "<w:br/>")
        return "<w:r>\(says.isEmpty ? "" : "<w:rPr>\(says)</w:rPr>")\(text)</w:r>"
    }

    private var core: String {
        """
        <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
        xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>\(Self.escaped(title))</dc:title>\
        <dc:language>\(Self.escaped(tongue.tag.description))</dc:language></cp:coreProperties>
        """
    }

    private var styles: String {
        func style(_ id: String, _ name: String, _ paragraph: String, _ run: String, level: Int? = nil) -> String {
            let outline = level.map { "<w:outlineLvl w:val=\"\($0)\"/>" } ?? ""
            let keep = level == nil ? "" : "<w:keepNext/>"
            return """
                <w:style w:type="paragraph"\(id == "Normal" ? " w:default=\"1\"" : "") w:styleId="\(id)"><w:name w:val="\(name)"/>\
                \(id == "Normal" ? "" : "<w:basedOn w:val=\"Normal\"/>")<w:qFormat/><w:pPr>\(keep)\(paragraph)\(outline)</w:pPr><w:rPr>\(run)</w:rPr></w:style>
                """
        }
        func size(_ halves: Int) -> String { "<w:sz w:val=\"\(halves)\"/><w:szCs w:val=\"\(halves)\"/>" }
        let bold = "<w:b/><w:bCs/>"
        return """
            <w:styles xmlns:w="\(Self.space)"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Noto Sans" w:hAnsi="Noto Sans" \
            w:cs="Noto Sans Arabic"/>\(size(21))<w:lang w:val="\(Self.escaped(tongue.tag.description))"/></w:rPr></w:rPrDefault></w:docDefaults>\
            \(style("Normal", "Normal", "<w:spacing w:after=\"100\" w:line=\"276\" w:lineRule=\"auto\"/>", ""))\
            \(style("Heading1", "heading 1", "<w:spacing w:before=\"0\" w:after=\"160\"/>", bold + size(34), level: 0))\
            \(style("Heading2", "heading 2", "<w:spacing w:before=\"280\" w:after=\"80\"/>", bold + size(25), level: 1))\
            \(style("Heading3", "heading 3", "<w:spacing w:before=\"200\" w:after=\"60\"/>", bold + size(22), level: 2))\
            \(style("Small", "Small", "<w:spacing w:after=\"80\"/>", "<w:color w:val=\"444444\"/>" + size(18)))\
            \(style("Quote", "Quote", "<w:spacing w:after=\"100\"/><w:ind w:left=\"280\" w:right=\"280\"/>", ""))\
            \(style("Entry", "Entry", "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"40\"/>", ""))</w:styles>
            """
    }

    private static let types = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" \
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>\
        <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>\
        <Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>\
        <Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
        """

    private static let relations = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>\
        <Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" \
        Target="docProps/core.xml"/></Relationships>
        """

    private static let links = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
        """

    /// Signs XML 1.0 cannot hold are left out.
    private static func escaped(_ text: String) -> String { RefiProject.escaped(text) }
}

extension String {
    /// Which way it runs, by its first letter, as `dir="auto"` has it; nil without any.
    fileprivate var runsFromTheRight: Bool? {
        let first = unicodeScalars.first { $0.properties.isAlphabetic }
        return first.map { letter in [0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF].contains { $0.contains(Int(letter.value)) } }
    }
}
