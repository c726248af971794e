import Glibc

/// Every language we can speak: English, which stands in the code, and one `.po` file each for the others.
public struct Catalogues: Sendable {
    /// English first, then the others by their tags.
    public let languages: [LanguageTag]
    private let catalogues: [LanguageTag: Catalogue]

    /// Why no languages could be read.
    public enum Failure: Error, CustomStringConvertible {
        /// No folder, or one we may not read.
        case noFolder(String)
        /// The file, and what is wrong with it.
        case unreadable(String, POError?)

        public var description: String {
            switch self {
            case .noFolder(let path): "there is no folder of translations at \(path)"
            case .unreadable(let path, let error): "\(path) \(error.map { "\($0)" } ?? "cannot be read")"
            }
        }
    }

    /// English alone.
    public init() {
        languages = ["en"]
        catalogues = [:]
    }

    /// English and these.
    public init(_ catalogues: [LanguageTag: Catalogue]) {
        self.catalogues = catalogues
        languages = ["en"] + catalogues.keys.filter { $0 != "en" }.sorted()
    }

    /// Reads every `.po` file of the folder; its name is the language: `fr.po`.
    public init(folder: String) throws(Failure) {
        var catalogues: [LanguageTag: Catalogue] = [:]
        for name in try Self.files(in: folder) {
            guard name.hasSuffix(".po"), let tag = LanguageTag(String(name.dropLast(3))) else { continue }
            let path = "\(folder)/\(name)"
            guard let bytes = Self.bytes(of: path) else { throw .unreadable(path, nil) }
            do { catalogues[tag] = try Catalogue(po: bytes) } catch { throw .unreadable(path, error) }
        }
        self.init(catalogues)
    }

    /// Reads the folder `Translations` beside the running program or beside any folder above it, or `share/throughline/Translations`
    /// there, as an installed program has it.
    public static func nearExecutable() throws(Failure) -> Catalogues {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &path, path.count)
        var folder = String(decoding: path.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            for candidate in ["\(folder)/Translations", "\(folder)/share/throughline/Translations"] where access(candidate, R_OK) == 0 {
                return try Catalogues(folder: candidate)
            }
        }
        throw .noFolder("Translations, beside the program or above it")
    }

    /// How to speak that language. One we have only without its region is spoken so; one we do not have at all is spoken in English.
    /// `today` makes days of its year go without the year.
    public func tongue(_ tag: LanguageTag, zone: Zone, today: Day? = nil) -> Tongue {
        if let catalogue = catalogues[tag] ?? LanguageTag(tag.primary).flatMap({ catalogues[$0] }) {
            return Tongue(tag: tag, zone: zone, today: today, catalogue: catalogue)
        }
        return Tongue(tag: tag.primary == "en" ? tag : "en", zone: zone, today: today, catalogue: nil)
    }

    private static func files(in folder: String) throws(Failure) -> [String] {
        guard let stream = opendir(folder) else { throw .noFolder(folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names.sorted()
    }

    private static func bytes(of path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&block, 1, block.count, file)
            if count == 0 { break }
            bytes += block[..<count]
        }
        return ferror(file) == 0 ? bytes : nil
    }
}
