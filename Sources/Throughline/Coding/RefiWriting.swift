/// Writes a project (.qdpx) and a codebook (.qdc) as other programs read them.
extension RefiProject {
    static let namespace = "urn:QDA-XML:project:1.0"
    static let codebookNamespace = "urn:QDA-XML:codebook:1.0"
    static let origin = "Throughline"

    /// The whole as a `.qdpx`: the project, and each text in a file of its own.
    func packed() -> [UInt8] {
        var zip = ZipMaking()
        zip.add("project.qde", Array(projectXML().utf8))
        for source in sources { zip.add("sources/\(source.guid).txt", Array(source.text.utf8)) }
        return zip.finished()
    }

    func projectXML() -> String {
        var xml =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Project xmlns=\"\(Self.namespace)\" name=\"\(Self.escaped(name))\" origin=\"\(Self.origin)\">"
        if !users.isEmpty {
            xml += "<Users>" + users.map { "<User guid=\"\($0.guid)\" name=\"\(Self.escaped($0.name))\"/>" }.joined() + "</Users>"
        }
        if !codes.isEmpty { xml += "<CodeBook><Codes>\(codesXML(below: nil))</Codes></CodeBook>" }
        if !sources.isEmpty { xml += "<Sources>\(sources.map(Self.xml).joined())</Sources>" }
        return xml + "</Project>\n"
    }

    /// The codes alone.
    func codebookXML() -> String {
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<CodeBook xmlns=\"\(Self.codebookNamespace)\" origin=\"\(Self.origin)\"><Codes>\(codesXML(below: nil))</Codes></CodeBook>\n"
    }

    private func codesXML(below parent: String?) -> String {
        codes.filter { $0.parent == parent }.map { code in
            let about = code.about.isEmpty ? "" : "<Description>\(Self.escaped(code.about))</Description>"
            return
                "<Code guid=\"\(code.guid)\" name=\"\(Self.escaped(code.name))\" isCodable=\"true\">\(about)\(codesXML(below: code.guid))</Code>"
        }.joined()
    }

    private static func xml(_ source: Source) -> String {
        let about = source.about.isEmpty ? "" : "<Description>\(escaped(source.about))</Description>"
        let selections = source.selections.map { selection in
            let codings = selection.codings.map { coding in
                "<Coding guid=\"\(coding.guid)\"\(coding.user.map { " creatingUser=\"\($0)\"" } ?? "")><CodeRef targetGUID=\"\(coding.code)\"/></Coding>"
            }
            return
                "<PlainTextSelection guid=\"\(selection.guid)\" startPosition=\"\(selection.span.start)\" endPosition=\"\(selection.span.stop)\">\(codings.joined())</PlainTextSelection>"
        }
        return
            "<TextSource guid=\"\(source.guid)\" name=\"\(escaped(source.name))\" plainTextPath=\"internal://\(source.guid).txt\">\(about)\(selections.joined())</TextSource>"
    }

    /// Text between tags and in attributes; signs XML 1.0 cannot hold are left out.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\n", "\t", "\r": out += "&#\(scalar.value);"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
