/// A document's parts written anew, before its pictures are cleaned and everything is put together.
struct Rebuilt: Sendable {
    /// In the order they are written. A part without packing comes first where its format wants it so.
    var parts: [(name: String, bytes: [UInt8])] = []
    /// By the part's name; their place in the list of parts is made once they are clean.
    var pictures: [(name: String, bytes: [UInt8])] = []
    var traces = Traces()

    /// More pictures than a report has; each costs the server a moment.
    static let mostPictures = 80

    /// A picture by a name that tells nothing, for parts that were pictures of a known kind; nil for others.
    mutating func take(_ picture: [UInt8], named name: String) throws(DocumentError) -> Bool {
        guard let kind = MediaKind(sniffing: picture), kind.isPhoto else {
            traces.add(.pictures)
            return false
        }
        guard pictures.count < Self.mostPictures else { throw .tooLarge }
        pictures.append((name, picture))
        return true
    }
}

extension ZipFile {
    /// Bytes of all parts together, and of one that is XML.
    private static let most = (all: 150_000_000, one: 40_000_000, parts: 3_000)

    /// A document that somebody sent, which is no bomb by what it says of itself; a part that says less than it is does not unpack.
    static func sent(_ bytes: [UInt8]) throws(DocumentError) -> ZipFile {
        let file: ZipFile
        do { file = try ZipFile(bytes: bytes, name: "document") } catch { throw .unreadable }
        let sizes = file.sizes
        guard sizes.count <= most.parts, sizes.values.reduce(0, +) <= most.all else { throw .tooLarge }
        return file
    }

    func bytes(of name: String) throws(DocumentError) -> [UInt8]? {
        guard (sizes[name] ?? 0) <= Self.most.one else { throw .tooLarge }
        do { return try part(name) } catch { throw .unreadable }
    }

    func tree(of name: String) throws(DocumentError) -> XMLNode? {
        guard let bytes = try bytes(of: name) else { return nil }
        return try XMLReading.root(of: bytes)
    }
}
