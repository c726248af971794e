import Foundation
import FoundationXML
import Language

/// Reads a project or a codebook another program wrote. Nothing in it is believed: its size, its references and its spans are looked at,
/// and nothing is fetched, expanded or unpacked that was not asked for.
extension RefiProject {
    /// Bytes of the whole, of one part and of all texts together, unpacked.
    static let largest = 12_000_000
    static let largestPart = 20_000_000
    static let longestText = 200_000
    static let mostSources = 5_000

    /// `.qdpx` or `.qdc`, whatever it is called.
    static func read(_ bytes: [UInt8]) throws(Invalid) -> RefiProject {
        guard bytes.count <= largest else { throw Invalid("project", Phrase("This file is larger than \("mb", largest / 1_000_000) MB.")) }
        guard bytes.starts(with: [0x50, 0x4B]) else { return try parsed(bytes, texts: nil) }
        do {
            let zip = try ZipFile(bytes: bytes, name: "project")
            guard let part = try zip.part("project.qde", most: largestPart) else { throw broken }
            return try parsed(part, texts: zip)
        } catch let invalid as Invalid {
            throw invalid
        } catch {
            throw broken
        }
    }

    static var broken: Invalid { Invalid("project", Phrase("This is no REFI-QDA project or codebook we can read.")) }

    private static func parsed(_ bytes: [UInt8], texts: ZipFile?) throws(Invalid) -> RefiProject {
        // A document type wants to make its reader expand or fetch something; none of these files has one. UTF-16 could hide it.
        guard !bytes.contains(0), bytes.firstRange(of: Array("<!DOCTYPE".utf8)) == nil, bytes.firstRange(of: Array("<!ENTITY".utf8)) == nil
        else { throw broken }
        let reading = RefiElements()
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        parser.delegate = reading
        guard parser.parse(), reading.isOurs, reading.depth == 0 else { throw broken }
        var project = reading.project
        var room = largestPart
        for place in project.sources.indices {
            if let path = reading.paths[project.sources[place].guid] {
                guard let found = try text(path, in: texts, room: &room) else { throw broken }
                project.sources[place].text = found
            }
            try settle(&project.sources[place])
        }
        return project
    }

    /// A text of the archive's own; what lies elsewhere is never looked for.
    private static func text(_ path: String, in zip: ZipFile?, room: inout Int) throws(Invalid) -> String? {
        guard let zip, path.hasPrefix("internal://") else { return nil }
        let name = String(path.dropFirst("internal://".count))
        let part: [UInt8]?
        do {
            part =
                try zip.part("sources/" + name, most: min(longestText * 4, room))
                ?? zip.part("Sources/" + name, most: min(longestText * 4, room))
        } catch {
            throw Invalid("project", Phrase("A text in it is too long, or does not unpack."))
        }
        guard let part else { return nil }
        room -= part.count
        return String(validating: part, as: UTF8.self)
    }

    /// Without a mark of byte order, returns and signs no text has; spans move with what goes.
    private static func settle(_ source: inout Source) throws(Invalid) {
        let scalars = Array(source.text.unicodeScalars)
        guard scalars.count <= longestText else { throw Invalid("project", Phrase("A text in it is too long, or does not unpack.")) }
        var (kept, moved): ([Unicode.Scalar], [Int]) = ([], [])
        for (place, scalar) in scalars.enumerated() {
            moved.append(kept.count)
            let isLoneReturn = scalar == "\r" && !(place + 1 < scalars.count && scalars[place + 1] == "\n")
            if isLoneReturn {
                kept.append("\n")
            } else if scalar != "\r" && scalar.value != 0 && !(place == 0 && scalar == "\u{FEFF}") {
                kept.append(scalar)
            }
        }
        moved.append(kept.count)
        source.text = String(String.UnicodeScalarView(kept))
        let passage = Passage(source.text)
        source.selections = source.selections.compactMap { selection in
            guard selection.span.start >= 0, selection.span.start < selection.span.stop, selection.span.stop < moved.count,
                let span = passage.trimmed(Span(start: moved[selection.span.start], stop: moved[selection.span.stop]))
            else { return nil }
            return Selection(guid: selection.guid, span: span, codings: selection.codings)
        }
    }
}

/// The elements we know, read in one pass; whatever else there is passes by.
private final class RefiElements: NSObject, XMLParserDelegate {
    private(set) var project = RefiProject()
    /// Files with the text of a source, by its number.
    private(set) var paths: [String: String] = [:]
    private(set) var isOurs = false
    private var codes: [String] = []
    private var source: RefiProject.Source?
    private var selection: RefiProject.Selection?
    private var coding: (guid: String, user: String?)?
    private var text: String?
    /// Elements that are open; none is after a whole document.
    private(set) var depth = 0

    private static let deepest = 60
    private static let others: Set<String> = ["PictureSource", "PDFSource", "AudioSource", "VideoSource"]

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
        depth += 1
        if depth > Self.deepest { return parser.abortParsing() }
        let name = name.split(separator: ":").last.map(String.init) ?? name
        let guid = Self.guid(attributes["guid"])
        if depth == 1 {
            isOurs = name == "Project" || name == "CodeBook"
            if !isOurs { return parser.abortParsing() }
            project.name = attributes["name"] ?? ""
        }
        switch name {
        case "User": project.users.append(.init(guid: guid, name: attributes["name"] ?? ""))
        case "Code":
            guard project.codes.count < CodeDraft.most else { return parser.abortParsing() }
            project.codes.append(.init(guid: guid, name: attributes["name"] ?? "", parent: codes.last))
            codes.append(guid)
        case "TextSource" where source == nil:
            guard project.sources.count < RefiProject.mostSources else { return parser.abortParsing() }
            source = .init(guid: guid, name: attributes["name"] ?? "", text: "")
            paths[guid] = attributes["plainTextPath"]
        case _ where Self.others.contains(name): project.leftOut += 1
        case "PlainTextSelection":
            let (start, stop) = (Int(attributes["startPosition"] ?? ""), Int(attributes["endPosition"] ?? ""))
            if source != nil { selection = .init(guid: guid, span: Span(start: start ?? -1, stop: stop ?? -1)) }
        case "Coding": coding = (guid, attributes["creatingUser"].map { Self.guid($0) })
        case "CodeRef":
            guard let coding, let target = attributes["targetGUID"] else { return }
            let made = RefiProject.Coding(guid: coding.guid, code: Self.guid(target), user: coding.user)
            if selection != nil { selection?.codings.append(made) } else { whole.append(made) }
        case "PlainTextContent", "Description": text = ""
        default: break
        }
    }

    /// Codes of the whole source.
    private var whole: [RefiProject.Coding] = []

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        depth -= 1
        let name = name.split(separator: ":").last.map(String.init) ?? name
        switch name {
        case "Code": _ = codes.popLast()
        case "Coding": coding = nil
        case "PlainTextSelection":
            if let selection { source?.selections.append(selection) }
            selection = nil
        case "TextSource":
            if var done = source {
                if !whole.isEmpty {
                    done.selections.append(
                        .init(guid: done.guid, span: Span(start: 0, stop: done.text.unicodeScalars.count), codings: whole))
                }
                project.sources.append(done)
            }
            (source, whole) = (nil, [])
        case "PlainTextContent":
            source?.text = text ?? ""
            text = nil
        case "Description":
            if selection == nil, source != nil {
                source?.about = text ?? ""
            } else if let code = codes.last, let place = project.codes.lastIndex(where: { $0.guid == code }) {
                project.codes[place].about = text ?? ""
            }
            text = nil
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        text? += string
        if (text?.utf8.count ?? 0) > RefiProject.longestText * 4 { parser.abortParsing() }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) { text? += String(decoding: block, as: UTF8.self) }

    /// One number may be written in several ways.
    private static func guid(_ typed: String?) -> String {
        (typed ?? "").lowercased().filter { $0 != "{" && $0 != "}" }
    }
}
