/// What becomes of the elements of an ODT, ODS or ODP.
struct OpenDocumentRules {
    /// Styles of text, tables and pages that do not show.
    private let hidden: (text: Set<String>, tables: Set<String>, pages: Set<String>)

    /// - Parameter looks: everything that may hold styles.
    init(looks: [XMLNode]) {
        func styles(_ part: String, _ attribute: String, _ value: String) -> Set<String> {
            Set(
                looks.flatMap { $0.all(["style:style"]) }.filter { $0.first(part)?[attribute] == value }
                    .compactMap { $0["style:name"] })
        }
        hidden = (
            styles("style:text-properties", "text:display", "none"), styles("style:table-properties", "table:display", "false"),
            styles("style:drawing-page-properties", "presentation:visibility", "hidden")
        )
    }

    func clean(_ root: XMLNode) -> Traces {
        var traces = Traces()
        root.attributes = root.attributes.filter(Self.stays)
        root.rewrite { node in fate(node, &traces) }
        return traces
    }

    private func fate(_ node: XMLNode, _ traces: inout Traces) -> XMLNode.Fate {
        let kind = node.kind
        switch kind {
        case "text:tracked-changes", "table:tracked-changes":
            let changes = node.all([
                "text:changed-region", "table:cell-content-change", "table:insertion", "table:deletion", "table:movement",
            ])
            traces.add(.changes, changes.count)
            for name in node.all(["dc:creator"]) { traces.name(name.text) }
            return .drop
        case "office:annotation":
            traces.add(.comments)
            traces.name(node.first("dc:creator")?.text)
            return .drop
        case "presentation:notes":
            if !node.all(["text:p"]).allSatisfy({ $0.text.allSatisfy(\.isWhitespace) }) { traces.add(.notes) }
            return .drop
        case "draw:page" where node["draw:style-name"].map(hidden.pages.contains) ?? false:
            traces.add(.slides)
            return .drop
        case "table:table":
            if node["table:style-name"].map(hidden.tables.contains) ?? false {
                traces.add(.sheets)
                return .drop
            }
            traces.add(OpenDocumentTable.clean(node))
        case "draw:object", "draw:object-ole", "draw:plugin", "draw:applet", "draw:floating-frame":
            traces.add(.files)
            return .drop
        case "office:scripts":
            if !node.all(["script:event-listener", "office:script"]).isEmpty { traces.add(.macros) }
            return .drop
        case "text:hidden-text", "text:hidden-paragraph":
            traces.add(.hidden)
            return .drop
        case "text:section" where ["none", "condition"].contains(node["text:display"]):
            traces.add(.hidden)
            return .drop
        case "text:span" where node["text:style-name"].map(hidden.text.contains) ?? false,
            "text:p" where node["text:style-name"].map(hidden.text.contains) ?? false:
            traces.add(.hidden)
            return .drop
        case "text:a" where !(node["xlink:href"].map(Self.leadsOn) ?? false): return .unwrap
        case "table:table-cell", "table:covered-table-cell":
            if node["table:formula"] != nil { traces.add(.formulas) }
        default: break
        }
        if kind.hasPrefix("?:") || kind.hasPrefix("meta:") || kind.hasPrefix("config:") || Self.dropped.contains(kind) { return .drop }
        // Fields that ask for names and files: what they show stays, as text.
        if Self.asking.contains(kind) { return .unwrap }
        node.attributes = node.attributes.filter(Self.stays)
        return .keep
    }

    private static func leadsOn(_ address: String) -> Bool {
        address.hasPrefix("#") || ["http://", "https://", "mailto:"].contains { address.lowercased().hasPrefix($0) }
    }

    private static let dropped: Set<String> = [
        "office:annotation-end", "text:change", "text:change-start", "text:change-end", "office:forms", "office:event-listeners",
        "presentation:event-listener", "script:event-listener", "table:named-expressions", "table:database-ranges",
        "table:content-validations", "table:dde-links", "table:cell-range-source", "table:data-pilot-tables", "table:consolidation",
        "table:scenario", "table:calculation-settings", "presentation:settings", "text:user-field-decls", "text:dde-connection-decls",
        "text:variable-decls", "text:sequence-decls", "table:source", "table:table-source", "dc:creator", "dc:date", "text:meta",
        "office:binary-data", "table:shapes", "presentation:sound", "text:alphabetical-index-auto-mark-file", "style:font-face-src",
        "svg:font-face-src", "table:detective", "office:dde-source",
    ]

    private static let asking: Set<String> = [
        "text:author-name", "text:author-initials", "text:creator", "text:initial-creator", "text:printed-by", "text:file-name",
        "text:user-defined", "text:editing-duration", "text:editing-cycles", "text:creation-date", "text:creation-time",
        "text:modification-date", "text:modification-time", "text:print-date", "text:print-time", "text:template-name", "text:description",
        "text:keywords", "text:subject", "text:title", "text:user-field-get", "text:user-field-input", "text:variable-get",
        "text:variable-set", "text:variable-input", "text:conditional-text", "text:database-display", "text:dde-connection",
        "text:sequence", "text:expression", "text:execute-macro", "text:script", "text:sender-firstname", "text:sender-lastname",
        "text:sender-initials", "text:sender-title", "text:sender-position", "text:sender-email", "text:sender-phone-private",
        "text:sender-phone-work", "text:sender-fax", "text:sender-company", "text:sender-street", "text:sender-city",
        "text:sender-postal-code", "text:sender-country", "text:sender-state-or-province",
    ]

    private static func stays(_ attribute: XMLNode.Attribute) -> Bool {
        let kind = attribute.kind
        if kind == "xmlns" { return OfficeNames.prefix(of: attribute.value) != "?" }
        let local = kind.split(separator: ":").last ?? ""
        return !kind.hasPrefix("?:") && !local.contains("rsid")
            && !["draw:name", "table:formula", "table:content-validation-name", "xml:id", "office:target-frame-name", "draw:mime-type"]
                .contains(kind)
    }
}
