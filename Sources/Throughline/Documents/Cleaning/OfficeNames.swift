/// What the parts of office documents are called, in both families: by our own short prefixes, whatever a document chose.
enum OfficeNames {
    /// `?` for everything that is neither of the published formats nor of their known drawings: such elements are not passed on.
    static func prefix(of address: String) -> String {
        if let known = exact[address] { return known }
        for (start, prefix) in starts where address.hasPrefix(start) { return prefix }
        return "?"
    }

    private static let exact: [String: String] = {
        var names = [
            "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
            "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
            "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
            "urn:schemas-microsoft-com:vml": "v", "urn:schemas-microsoft-com:office:office": "o",
            "urn:schemas-microsoft-com:office:word": "w10", "http://www.w3.org/1999/xlink": "xlink",
            "http://www.w3.org/1998/Math/MathML": "math", "http://purl.org/dc/elements/1.1/": "dc",
            "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
            "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
            "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "wpc",
            "http://schemas.microsoft.com/office/drawing/2008/diagram": "dsp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
            "http://openoffice.org/2009/office": "officeooo",
        ]
        // The strict variety of the same formats has addresses of its own.
        let both = [
            "wordprocessingml/2006/main": ("wordprocessingml/main", "w"), "spreadsheetml/2006/main": ("spreadsheetml/main", "x"),
            "presentationml/2006/main": ("presentationml/main", "p"), "drawingml/2006/main": ("drawingml/main", "a"),
            "officeDocument/2006/relationships": ("officeDocument/relationships", "r"),
            "officeDocument/2006/math": ("officeDocument/math", "m"), "drawingml/2006/chart": ("drawingml/chart", "c"),
            "drawingml/2006/diagram": ("drawingml/diagram", "dgm"), "drawingml/2006/picture": ("drawingml/picture", "pic"),
            "drawingml/2006/wordprocessingDrawing": ("drawingml/wordprocessingDrawing", "wp"),
            "drawingml/2006/spreadsheetDrawing": ("drawingml/spreadsheetDrawing", "xdr"),
            "drawingml/2006/chartDrawing": ("drawingml/chartDrawing", "cdr"),
            "officeDocument/2006/extended-properties": ("officeDocument/extendedProperties", "ep"),
        ]
        for (usual, (strict, prefix)) in both {
            names["http://schemas.openxmlformats.org/" + usual] = prefix
            names["http://purl.oclc.org/ooxml/" + strict] = prefix
        }
        for name in [
            "office", "text", "table", "draw", "style", "presentation", "script", "form", "meta", "number", "chart", "dr3d", "config",
            "manifest", "animation", "database",
        ] {
            names["urn:oasis:names:tc:opendocument:xmlns:\(name):1.0"] = name
        }
        for name in ["fo", "svg", "smil"] {
            names["urn:oasis:names:tc:opendocument:xmlns:\(name == "fo" ? "xsl-fo" : name)-compatible:1.0"] = name
        }
        names["urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"] = "number"
        return names
    }()

    /// LibreOffice's own additions, which hold looks and tables.
    private static let starts: [(String, String)] = [("urn:org:documentfoundation:names:experimental:", "loext")]
}
