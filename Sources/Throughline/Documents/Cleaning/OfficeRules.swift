/// What becomes of the elements of one part of a DOCX, XLSX or PPTX.
struct OfficeRules {
    /// Relationships whose parts stay behind.
    let gone: Set<String>
    /// Styles of text that does not show.
    let hiddenStyles: Set<String>
    private(set) var traces = Traces()
    private(set) var foundStyles: Set<String> = []
    private(set) var usedStrings: Set<Int> = []

    init(gone: Set<String>, hiddenStyles: Set<String>) { (self.gone, self.hiddenStyles) = (gone, hiddenStyles) }

    mutating func clean(_ root: XMLNode, _ type: String) {
        if type.hasSuffix("wordprocessingml.settings+xml") { keepOnly(Self.settings, in: root) }
        if type.hasSuffix("spreadsheetml.sheet.main+xml") { keepOnly(["x:workbookPr", "x:sheets"], in: root) }
        if type.hasSuffix("spreadsheetml.worksheet+xml") {
            keepOnly(OfficeSheets.parts, in: root)
            var sheet = OfficeSheets()
            sheet.clean(root)
            traces.add(sheet.traces)
            usedStrings = sheet.usedStrings
        }
        if type.hasSuffix("drawingml.chart+xml") { OfficeCharts.clean(root) }
        if type.hasSuffix("wordprocessingml.styles+xml") {
            foundStyles = Set(root.all(["w:style"]).filter { $0.first("w:rPr").map(Self.vanishes) ?? false }.compactMap { $0["w:styleId"] })
        }
        root.attributes = root.attributes.filter(Self.stays)
        // A copy that the closure may change.
        var found = Traces()
        let hidden = hiddenStyles.union(foundStyles)
        root.rewrite { node in fate(node, hidden, &found) }
        traces.add(found)
        // Some programs call a list without entries damage.
        root.rewrite { node in
            let isEmpty = node.kind == "x:hyperlinks" && node.elements.isEmpty || node.kind == "w:tbl" && node.first("w:tr") == nil
            return isEmpty ? .drop : .keep
        }
    }

    /// Of what stands right below the root.
    private func keepOnly(_ kinds: Set<String>, in root: XMLNode) {
        root.children = root.children.filter { child in
            if case .element(let node) = child { kinds.contains(node.kind) } else { true }
        }
    }

    /// What a document's settings may still say once nobody's habits are in them.
    private static let settings: Set<String> = [
        "w:evenAndOddHeaders", "w:mirrorMargins", "w:defaultTabStop", "w:compat", "w:themeFontLang", "w:clrSchemeMapping",
        "w:decimalSymbol", "w:listSeparator", "w:autoHyphenation", "w:characterSpacingControl",
    ]

    private func fate(_ node: XMLNode, _ hidden: Set<String>, _ found: inout Traces) -> XMLNode.Fate {
        let kind = node.kind
        // Neither of the formats nor of their drawings: additions of one program, mostly with dates, ids and people.
        if kind.hasPrefix("?:") || Self.dropped.contains(kind) || kind.hasSuffix(":extLst") { return .drop }
        if Self.changes.contains(kind) || kind.hasPrefix("w:") && kind.hasSuffix("Change") {
            found.add(.changes)
            found.name(node["w:author"])
            return ["w:ins", "w:moveTo"].contains(kind) ? .unwrap : .drop
        }
        if node.first("w:trPr")?.first("w:del") != nil || node.first("w:tcPr")?.first("w:cellDel") != nil {
            found.add(.changes)
            return .drop
        }
        if kind == "mc:AlternateContent" {
            // The simpler of two drawings of the same: the other speaks in additions that do not come along.
            if node.first("mc:Fallback") != nil {
                node.children = node.elements.filter { $0.kind == "mc:Fallback" }.map { .element($0) }
            }
            return .unwrap
        }
        if kind == "mc:Fallback" || kind == "mc:Choice" { return .unwrap }
        if isHidden(node, hidden) {
            found.add(.hidden)
            return .drop
        }
        if node.attributes.contains(where: { $0.kind.hasPrefix("r:") && gone.contains($0.value) }) {
            return kind == "w:hyperlink" ? .unwrap : .drop
        }
        if ["w:smartTag", "w:customXml"].contains(kind) { return .unwrap }
        if kind == "w:instrText", !Self.isHarmless(node.text) { node.children = [] }
        if kind == "w:fldSimple", !Self.isHarmless(node["w:instr"] ?? "") { return .unwrap }
        node.attributes = node.attributes.filter(Self.stays)
        // A picture's name is mostly that of the file it came from.
        if kind.hasSuffix(":cNvPr") || kind == "wp:docPr" { node.set("name", "") }
        return .keep
    }

    private static let changes: Set<String> = ["w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel", "w:cellMerge"]

    private static let dropped: Set<String> = [
        "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference", "w:annotationRef", "w:proofErr", "w:permStart", "w:permEnd",
        "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd", "w:customXmlInsRangeStart",
        "w:customXmlInsRangeEnd", "w:customXmlDelRangeStart", "w:customXmlDelRangeEnd", "w:dataBinding", "w:alias", "w:tag",
        "w:smartTagPr", "w:customXmlPr", "w:altChunk", "w:subDoc", "w:control", "o:OLEObject", "w:embedRegular", "w:embedBold",
        "w:embedItalic", "w:embedBoldItalic", "p:custDataLst", "p:timing", "p:modifyVerifier", "p:custShowLst", "p:notesMasterIdLst",
        "p:handoutMasterIdLst", "p:embeddedFontLst", "c:externalData", "c:userShapes",
    ]

    private func isHidden(_ node: XMLNode, _ styles: Set<String>) -> Bool {
        switch node.kind {
        case "w:r":
            guard let look = node.first("w:rPr") else { return false }
            return Self.vanishes(look) || look.first("w:rStyle")?["w:val"].map(styles.contains) ?? false
        case "w:p":
            return node.first("w:pPr")?.first("w:pStyle")?["w:val"].map(styles.contains) ?? false
        case "p:sp", "p:pic", "p:graphicFrame", "p:grpSp", "p:cxnSp", "xdr:sp", "xdr:pic", "xdr:graphicFrame", "xdr:grpSp", "xdr:cxnSp":
            return node.elements.contains { part in
                part.elements.contains { $0.kind.hasSuffix(":cNvPr") && ["1", "true"].contains($0["hidden"] ?? "") }
            }
        default: return false
        }
    }

    private static func vanishes(_ look: XMLNode) -> Bool {
        guard let vanish = look.first("w:vanish") else { return false }
        return !["0", "false", "off"].contains(vanish["w:val"] ?? "")
    }

    /// Page numbers, contents and the like; other fields ask for names, files and paths.
    private static func isHarmless(_ field: String) -> Bool {
        let words = field.split(whereSeparator: \.isWhitespace)
        guard let first = words.first?.uppercased() else { return true }
        if ["PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "PAGEREF", "REF", "SEQ", "NOTEREF", "STYLEREF"].contains(first) { return true }
        return first == "HYPERLINK" && words.count > 1 && (words[1].hasPrefix("\"http") || words[1] == "\\l")
    }

    /// Attributes that say who, when, on which device or in which sitting.
    private static func stays(_ attribute: XMLNode.Attribute) -> Bool {
        // What somebody invented is named nowhere any more, so that nothing has to be told to ignore it.
        if attribute.kind == "xmlns" { return OfficeNames.prefix(of: attribute.value) != "?" }
        if attribute.kind.hasPrefix("mc:") { return false }
        let local = attribute.kind.split(separator: ":").last ?? ""
        return !attribute.kind.hasPrefix("?:") && !local.hasPrefix("rsid")
            && !["o:gfxdata", "o:title", "codeName", "w:author"].contains(attribute.kind)
    }
}
