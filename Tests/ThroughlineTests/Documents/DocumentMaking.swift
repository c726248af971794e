import Foundation
import Testing

@testable import Throughline

/// Small documents of each kind with everything in them that tells on people. Every such word begins with `mk`; what a reader sees does not.
struct DocumentMaking {
    let making: MediaMaking

    init() throws { making = try MediaMaking() }

    func clean(_ bytes: [UInt8], named name: String = "mkfile.bin") async throws(DocumentError) -> CleanDocument {
        let media = Media(folder: making.folder.path + "/passing")
        return try await DocumentCleaning(media: media).clean(UploadedFile(name: name, type: "", bytes: bytes))
    }

    /// Every part of a package as another program unpacks it; a broken one fails.
    func parts(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
        let (file, folder) = (making.folder.path + "/made.zip", making.folder.path + "/parts-\(UUID().uuidString)")
        try Data(bytes).write(to: URL(filePath: file))
        try MediaMaking.run([
            "/usr/bin/python3", "-c",
            "import sys,zipfile,xml.dom.minidom as x; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; "
                + "[x.parseString(z.read(n)) for n in z.namelist() if n.endswith(('.xml','.rels'))]; z.extractall(sys.argv[2])", file,
            folder,
        ])
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        return names.reduce(into: [:]) { found, name in
            if let data = FileManager.default.contents(atPath: folder + "/" + name) { found[name] = [UInt8](data) }
        }
    }

    /// The telling words that are left in any part, or in the names of parts.
    func left(in bytes: [UInt8]) throws -> [String] {
        try parts(bytes).flatMap { name, part in Self.marks(name) + Self.marks(String(decoding: part, as: Unicode.ASCII.self)) }
    }

    static func marks(_ text: String) -> [String] { text.matches(of: /mk[a-z0-9]+/).map { String($0.0) } }

    /// A photo that says where it was taken and whose it is.
    func photo() throws -> [UInt8] { MediaMaking.telling(try making.picture("jpg", width: 64, height: 40)) }

    private static func zip(_ parts: [(String, [UInt8])]) -> [UInt8] {
        var zip = ZipMaking()
        for (place, part) in parts.enumerated() { zip.add(part.0, part.1, packed: place > 0) }
        return zip.finished()
    }

    private static func zip(_ parts: [(String, String)], _ more: [(String, [UInt8])] = []) -> [UInt8] {
        zip(parts.map { ($0.0, Array($0.1.utf8)) } + more)
    }

    // MARK: DOCX, XLSX, PPTX

    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let family = "application/vnd.openxmlformats-officedocument."

    private static func types(_ overrides: [String: String]) -> (String, String) {
        let list = overrides.sorted { $0.key < $1.key }.map { "<Override PartName=\"/\($0.key)\" ContentType=\"\($0.value)\"/>" }.joined()
        return (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"jpg\" ContentType=\"image/jpeg\"/><Default Extension=\"emf\" ContentType=\"image/x-emf\"/>"
                + "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>\(list)</Types>"
        )
    }

    private static func relations(of part: String, _ links: [(id: String, kind: String, target: String)]) -> (String, String) {
        let entries = links.map { link in
            let isOutside = link.target.contains(":")
            return
                "<Relationship Id=\"\(link.id)\" Type=\"\(office)/\(link.kind)\" Target=\"\(link.target)\"\(isOutside ? " TargetMode=\"External\"" : "")/>"
        }
        let folder = part.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        let name = part.split(separator: "/").last ?? ""
        return (
            "\(folder)_rels/\(name).rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(entries.joined())</Relationships>"
        )
    }

    private static let particulars = [
        (
            "docProps/core.xml",
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
                + "<dc:creator>mkauthor</dc:creator><cp:lastModifiedBy>mkauthor</cp:lastModifiedBy></cp:coreProperties>"
        ),
        (
            "docProps/app.xml",
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Company>mkcompany</Company></Properties>"
        ),
        ("customXml/item1.xml", "<secret>mkcustom</secret>"),
    ]

    private static func package(
        _ main: String, _ overrides: [String: String], _ parts: [(String, String)], _ more: [(String, [UInt8])] = []
    ) -> [UInt8] {
        let start = relations(
            of: "",
            [
                ("rId1", "officeDocument", main), ("rId2", "metadata/core-properties", "docProps/core.xml"),
                ("rId3", "extended-properties", "docProps/app.xml"), ("rId4", "customXml", "customXml/item1.xml"),
            ])
        return zip([types(overrides), ("_rels/.rels", start.1)] + particulars + parts, more)
    }

    /// - Parameter prefix: of the text's own names; programs choose what they like.
    func docx(prefix w: String = "w", main: String = family + "wordprocessingml.document.main+xml") throws -> [UInt8] {
        func made(_ text: String) -> String { text.replacing("w:", with: w + ":").replacing("xmlns:w=", with: "xmlns:\(w)=") }
        let who = "w:author=\"mkreviewer\" w:date=\"2026-01-02T03:04:05Z\" w:id=\"1\""
        let body = """
            <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="\(Self.office)" \
            xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:x14="urn:mkinvented" xmlns:o="urn:schemas-microsoft-com:office:office" \
            xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><!-- mkxmlcomment --><?mkinstruction mkhere?><w:body>
            <w:p w:rsidR="mkrsid1"><w:pPr><w:pPrChange \(who)><w:pPr/></w:pPrChange></w:pPr><w:commentRangeStart w:id="0"/><w:r><w:t>The rain came late.</w:t></w:r>\
            <w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:ins \(who)><w:r><w:t> We sowed twice.</w:t></w:r></w:ins>\
            <w:del \(who)><w:r><w:delText>mkdeleted</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>mkvanished</w:t></w:r>\
            <w:r><w:rPr><w:rStyle w:val="Unseen"/></w:rPr><w:t>mkunseen</w:t></w:r><w:hyperlink r:id="rId7"><w:r><w:t> The map.</w:t></w:r></w:hyperlink>\
            <x14:note who="mkinventor">mkinvention</x14:note><w:r><w:instrText>INCLUDETEXT "C:\\mkpath"</w:instrText></w:r></w:p>
            <w:tbl><w:tr><w:trPr><w:del \(who)/></w:trPr><w:tc><w:p><w:r><w:t>mkrowgone</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            <w:p><w:r><w:drawing><wp:docPr id="1" name="mkpicturename" descr="A field"/><a:blip r:embed="rId2"/></w:drawing></w:r>\
            <w:r><w:object><o:OLEObject ProgID="mkprogram" r:id="rId3"/></w:object></w:r><w:r><a:blip r:embed="rId8"/></w:r></w:p><w:altChunk r:id="rId6"/></w:body></w:document>
            """
        let comments =
            "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment w:id=\"0\" w:author=\"mkreviewer\" w:initials=\"mkini\"><w:p><w:r><w:t>mkcomment</w:t></w:r></w:p></w:comment></w:comments>"
        let settings =
            "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"\(Self.office)\"><w:attachedTemplate r:id=\"rId1\"/><w:trackRevisions/><w:docVars><w:docVar w:name=\"mkvariable\" w:val=\"mkvalue\"/></w:docVars><w:defaultTabStop w:val=\"720\"/></w:settings>"
        let styles =
            "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:style w:styleId=\"Unseen\" w:type=\"character\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
        return Self.package(
            "word/document.xml",
            [
                "word/document.xml": main, "word/comments.xml": Self.family + "wordprocessingml.comments+xml",
                "word/settings.xml": Self.family + "wordprocessingml.settings+xml",
                "word/styles.xml": Self.family + "wordprocessingml.styles+xml",
            ],
            [
                ("word/document.xml", made(body)), ("word/comments.xml", comments), ("word/settings.xml", settings),
                ("word/styles.xml", styles),
                Self.relations(
                    of: "word/document.xml",
                    [
                        ("rId1", "comments", "comments.xml"), ("rId2", "image", "media/image1.jpg"),
                        ("rId3", "oleObject", "embeddings/mkobject.bin"),
                        ("rId4", "vbaProject", "vbaProject.bin"), ("rId5", "settings", "settings.xml"), ("rId6", "aFChunk", "mkchunk.html"),
                        ("rId7", "hyperlink", "file:///C:/mkfolder/map.pdf"), ("rId8", "image", "media/mkdrawing.emf"),
                        ("rId9", "styles", "styles.xml"),
                    ]),
                Self.relations(of: "word/settings.xml", [("rId1", "attachedTemplate", "file:///C:/mktemplate.dotm")]),
            ],
            [
                ("word/media/image1.jpg", try photo()), ("word/embeddings/mkobject.bin", Array("mkembedded".utf8)),
                ("word/vbaProject.bin", Array("mkmacro".utf8)), ("word/mkchunk.html", Array("mkchunk".utf8)),
                ("word/media/mkdrawing.emf", Array("mkdrawing of a kind nobody cleans".utf8)), ("docProps/thumbnail.jpeg", try photo()),
            ])
    }

    func xlsx() -> [UInt8] {
        let x = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"\(Self.office)\""
        let book = """
            <workbook \(x)><fileSharing userName="mkuser"/><workbookPr codeName="mkcode"/><sheets><sheet name="Harvest" sheetId="1" r:id="rId1"/>\
            <sheet name="mksheetname" sheetId="2" state="veryHidden" r:id="rId2"/></sheets><definedNames><definedName name="mkdefined">mksheetname!$A$1</definedName></definedNames></workbook>
            """
        let sheet = """
            <worksheet \(x)><sheetPr codeName="mkcodename"/><cols><col min="3" max="3" hidden="1"/></cols><sheetData>\
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>mksheetname!A1*2</f><v>42</v></c><c r="C1" t="inlineStr"><is><t>mkcolumn</t></is></c></row>\
            <row r="2" hidden="1"><c r="A2" t="s"><v>1</v></c></row></sheetData><legacyDrawing r:id="rId1"/><extLst><ext uri="mkextension"/></extLst></worksheet>
            """
        let strings = "<sst \(x)><si><t>Bags of seed</t></si><si><t>mkrowword</t></si><si><t>mkothersheet</t></si></sst>"
        let hidden = "<worksheet \(x)><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>2</v></c></row></sheetData></worksheet>"
        let comments =
            "<comments \(x)><authors><author>mkcommenter</author></authors><commentList><comment ref=\"A1\" authorId=\"0\"><text><t>mkcellnote</t></text></comment></commentList></comments>"
        let type = Self.family + "spreadsheetml."
        return Self.package(
            "xl/workbook.xml",
            [
                "xl/workbook.xml": type + "sheet.main+xml", "xl/worksheets/sheet1.xml": type + "worksheet+xml",
                "xl/worksheets/sheet2.xml": type + "worksheet+xml", "xl/sharedStrings.xml": type + "sharedStrings+xml",
                "xl/comments1.xml": type + "comments+xml", "xl/externalLinks/mklink.xml": type + "externalLink+xml",
            ],
            [
                ("xl/workbook.xml", book), ("xl/worksheets/sheet1.xml", sheet), ("xl/worksheets/sheet2.xml", hidden),
                ("xl/sharedStrings.xml", strings),
                ("xl/comments1.xml", comments), ("xl/externalLinks/mklink.xml", "<externalLink \(x)>mkexternal</externalLink>"),
                Self.relations(
                    of: "xl/workbook.xml",
                    [
                        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "worksheet", "worksheets/sheet2.xml"),
                        ("rId3", "sharedStrings", "sharedStrings.xml"), ("rId4", "externalLink", "externalLinks/mklink.xml"),
                    ]),
                Self.relations(of: "xl/worksheets/sheet1.xml", [("rId1", "comments", "../comments1.xml")]),
            ])
    }

    func pptx() -> [UInt8] {
        let p =
            "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" xmlns:r=\"\(Self.office)\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
        func slide(_ text: String, _ attributes: String = "", _ more: String = "") -> String {
            "<p:sld \(p)\(attributes)><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id=\"1\" name=\"mkshape\"/></p:nvSpPr><p:txBody><a:p><a:r><a:t>\(text)</a:t></a:r></a:p></p:txBody></p:sp>\(more)</p:spTree></p:cSld></p:sld>"
        }
        let unseen =
            "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"x\" hidden=\"1\"/></p:nvSpPr><p:txBody><a:p><a:r><a:t>mkhiddenshape</a:t></a:r></a:p></p:txBody></p:sp>"
        let type = Self.family + "presentationml."
        return Self.package(
            "ppt/presentation.xml",
            [
                "ppt/presentation.xml": type + "presentation.main+xml", "ppt/slides/slide1.xml": type + "slide+xml",
                "ppt/slides/slide2.xml": type + "slide+xml", "ppt/notesSlides/notesSlide1.xml": type + "notesSlide+xml",
                "ppt/commentAuthors.xml": type + "commentAuthors+xml", "ppt/comments/comment1.xml": type + "comments+xml",
            ],
            [
                (
                    "ppt/presentation.xml",
                    "<p:presentation \(p)><p:sldIdLst><p:sldId id=\"256\" r:id=\"rId1\"/><p:sldId id=\"257\" r:id=\"rId2\"/></p:sldIdLst></p:presentation>"
                ),
                ("ppt/slides/slide1.xml", slide("What the clubs told us", "", unseen)),
                ("ppt/slides/slide2.xml", slide("mkhiddenslide", " show=\"0\"")),
                ("ppt/notesSlides/notesSlide1.xml", "<p:notes \(p)><a:t>mkspeakernote</a:t></p:notes>"),
                ("ppt/commentAuthors.xml", "<p:cmAuthorLst \(p)><p:cmAuthor id=\"0\" name=\"mkslidewriter\"/></p:cmAuthorLst>"),
                ("ppt/comments/comment1.xml", "<p:cmLst \(p)><p:cm authorId=\"0\"><p:text>mkslidecomment</p:text></p:cm></p:cmLst>"),
                Self.relations(
                    of: "ppt/presentation.xml",
                    [
                        ("rId1", "slide", "slides/slide1.xml"), ("rId2", "slide", "slides/slide2.xml"),
                        ("rId3", "commentAuthors", "commentAuthors.xml"),
                    ]),
                Self.relations(
                    of: "ppt/slides/slide1.xml",
                    [("rId1", "notesSlide", "../notesSlides/notesSlide1.xml"), ("rId2", "comments", "../comments/comment1.xml")]),
            ])
    }

    // MARK: ODT, ODS, ODP

    private static let names =
        ["office", "text", "table", "draw", "style", "presentation", "meta", "script"].map {
            "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
        }.joined(separator: " ") + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""

    private func open(_ kind: String, styles: String = "", _ body: String, encrypted: Bool = false) throws -> [UInt8] {
        let type = "application/vnd.oasis.opendocument.\(kind)"
        let content =
            "<office:document-content \(Self.names)><office:scripts><office:script>mkscript</office:script></office:scripts><office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:\(kind)>\(body)</office:\(kind)></office:body></office:document-content>"
        let particulars =
            "<office:document-meta \(Self.names)><office:meta><meta:initial-creator>mkauthor</meta:initial-creator><dc:creator>mkeditor</dc:creator></office:meta></office:document-meta>"
        let secret =
            encrypted
            ? "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"><manifest:encryption-data/></manifest:file-entry>"
            : ""
        let list = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\(secret)</manifest:manifest>"
        return Self.zip(
            [
                ("mimetype", type), ("content.xml", content), ("meta.xml", particulars), ("settings.xml", "<mkprinter/>"),
                ("Basic/mkmodule.xml", "<mkbasic/>"),
                ("META-INF/manifest.xml", list),
            ],
            [
                ("Pictures/one.jpg", try photo()), ("Thumbnails/thumbnail.png", Array("mkthumbnail".utf8)),
                ("Object 1/content.xml", Array("<mkobject/>".utf8)),
            ])
    }

    func odt(encrypted: Bool = false) throws -> [UInt8] {
        try open(
            "text", styles: "<style:style style:name=\"T1\"><style:text-properties text:display=\"none\"/></style:style>",
            """
            <text:tracked-changes><text:changed-region text:id=\"c\"><text:deletion><office:change-info><dc:creator>mkreviewer</dc:creator></office:change-info><text:p>mkdeleted</text:p></text:deletion></text:changed-region></text:tracked-changes>\
            <text:p>The rain came late.<text:change text:change-id=\"c\"/><office:annotation><dc:creator>mkreviewer</dc:creator><text:p>mkcomment</text:p></office:annotation>\
            <text:span text:style-name=\"T1\">mkvanished</text:span><text:a xlink:href=\"file:///home/mkhome/map.odt\">The map.</text:a></text:p>\
            <text:section text:display=\"none\"><text:p>mksection</text:p></text:section>\
            <draw:frame draw:name=\"mkframe\"><draw:image xlink:href=\"Pictures/one.jpg\"/></draw:frame><draw:frame><draw:object xlink:href=\"./Object 1\"/></draw:frame>
            """, encrypted: encrypted)
    }

    func ods() throws -> [UInt8] {
        try open(
            "spreadsheet", styles: "<style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>",
            """
            <table:table table:name=\"Harvest\"><table:table-column/><table:table-column table:visibility=\"collapse\"/>\
            <table:table-row><table:table-cell table:formula=\"of:=[mksheet.A1]\"><text:p>42</text:p></table:table-cell><table:table-cell><text:p>mkcolumn</text:p></table:table-cell></table:table-row>\
            <table:table-row table:visibility=\"filter\"><table:table-cell><text:p>mkrow</text:p></table:table-cell></table:table-row></table:table>\
            <table:table table:name=\"mksheet\" table:style-name=\"ta2\"><table:table-row><table:table-cell><text:p>mkcell</text:p></table:table-cell></table:table-row></table:table>\
            <table:named-expressions><table:named-range table:name=\"mkrange\"/></table:named-expressions>
            """)
    }

    func odp() throws -> [UInt8] {
        try open(
            "presentation",
            styles: "<style:style style:name=\"dp2\"><style:drawing-page-properties presentation:visibility=\"hidden\"/></style:style>",
            """
            <draw:page draw:name=\"mkpage\"><draw:frame><draw:text-box><text:p>What the clubs told us</text:p></draw:text-box></draw:frame>\
            <presentation:notes><draw:frame><draw:text-box><text:p>mkspeakernote</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>\
            <draw:page draw:style-name=\"dp2\"><draw:frame><draw:text-box><text:p>mkhiddenslide</text:p></draw:text-box></draw:frame></draw:page>
            """)
    }
}
