/// The name of a language, written as BCP 47 writes it: `sw`, `ar-EG`, `zh-Hant`.
public struct LanguageTag: Hashable, Sendable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The tag with its usual capitals.
    public let description: String

    /// Normalises capitals and `_`; nil when the text cannot be a language tag.
    public init?(_ text: String) {
        // Most tags are two or three small letters, and a page reads one for every voice.
        if (2...3).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }) {
            description = text
            return
        }
        guard text.utf8.count <= 35 else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).flatMap {
            $0.split(separator: "_", omittingEmptySubsequences: false)
        }
        guard let first = parts.first, (2...8).contains(first.utf8.count), first.utf8.allSatisfy(isASCIILetter) else { return nil }
        var tag = first.lowercased()
        var extended = false
        for part in parts.dropFirst() {
            guard (1...8).contains(part.utf8.count), part.utf8.allSatisfy({ isASCIILetter($0) || isASCIIDigit($0) }) else { return nil }
            if part.utf8.count == 1 { extended = true }
            tag += "-" + (extended ? part.lowercased() : Self.capitalised(part))
        }
        description = tag
    }

    /// A tag written in code. One that cannot be a tag becomes `und`, which is BCP 47 for "undetermined".
    public init(stringLiteral text: String) {
        self = LanguageTag(text) ?? LanguageTag(known: "und")
    }

    private init(known text: String) { description = text }

    /// `ar` of `ar-EG`.
    public var primary: String { String(description.prefix { $0 != "-" }) }

    /// `Arab` of `ku-Arab-IQ`, when the tag says it.
    var script: String? { description.split(separator: "-").dropFirst().first { $0.utf8.count == 4 }.map(String.init) }

    /// `EG` of `ar-EG`, when the tag says it.
    var region: String? {
        description.split(separator: "-").dropFirst().first { $0.utf8.count == 2 && $0.utf8.allSatisfy(isASCIILetter) }.map(String.init)
    }

    /// Whether the language is written from right to left: by its script when the tag says one, else by the language's usual script.
    public var isRightToLeft: Bool {
        // Nearly every tag is a bare language, and a page asks for each of its texts.
        guard description.utf8.contains(UInt8(ascii: "-")) else { return Self.rightToLeft.contains(description) }
        if let script { return Self.rightToLeftScripts.contains(script) }
        return Self.rightToLeft.contains(primary)
    }

    private static let rightToLeft: Set = ["ar", "fa", "prs", "ur", "he", "ps", "ckb", "sd", "ug", "yi", "dv"]
    private static let rightToLeftScripts: Set = ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm"]

    /// The language's name in that language; the tag itself where we do not know it.
    public var endonym: String { Self.endonyms[description] ?? Self.endonyms[primary] ?? description }

    /// The languages whose own name we know, by their tags.
    public static var named: [LanguageTag] { endonyms.keys.sorted().compactMap { LanguageTag($0) } }

    public static func < (left: LanguageTag, right: LanguageTag) -> Bool { left.description < right.description }

    /// BCP 47 section 2.1.1: a script has a capital, a region is all capitals, everything else is small.
    private static func capitalised(_ part: Substring) -> String {
        if part.utf8.count == 2 { return part.uppercased() }
        guard part.utf8.count == 4, part.utf8.allSatisfy(isASCIILetter) else { return part.lowercased() }
        return part.prefix(1).uppercased() + part.dropFirst().lowercased()
    }

    private static let endonyms: [String: String] = [
        "aa": "Qafar", "af": "Afrikaans", "am": "አማርኛ", "ar": "العربية", "az": "Azərbaycanca", "be": "Беларуская", "bg": "Български",
        "bm": "Bamanankan", "bn": "বাংলা", "bs": "Bosanski", "ca": "Català", "ckb": "کوردیی ناوەندی", "cs": "Čeština", "cy": "Cymraeg",
        "da": "Dansk", "de": "Deutsch", "din": "Thuɔŋjäŋ", "dv": "ދިވެހި", "dyu": "Julakan", "el": "Ελληνικά", "en": "English",
        "eo": "Esperanto", "es": "Español", "et": "Eesti", "eu": "Euskara", "fa": "فارسی", "ff": "Fulfulde", "fi": "Suomi",
        "fr": "Français", "ga": "Gaeilge", "gl": "Galego", "gn": "Avañe’ẽ", "gu": "ગુજરાતી", "ha": "Hausa", "he": "עברית", "hi": "हिन्दी",
        "hr": "Hrvatski", "ht": "Kreyòl ayisyen", "hu": "Magyar", "hy": "Հայերեն", "id": "Bahasa Indonesia", "ig": "Igbo",
        "is": "Íslenska", "it": "Italiano", "ja": "日本語", "ka": "ქართული", "kg": "Kikongo", "kk": "Қазақша", "km": "ខ្មែរ", "ko": "한국어",
        "ku": "Kurmancî", "ky": "Кыргызча", "lg": "Luganda", "ln": "Lingála", "lo": "ລາວ", "lt": "Lietuvių", "lv": "Latviešu",
        "mg": "Malagasy", "mk": "Македонски", "ml": "മലയാളം", "mn": "Монгол", "mr": "मराठी", "ms": "Bahasa Melayu", "my": "မြန်မာ",
        "ne": "नेपाली", "nl": "Nederlands", "no": "Norsk", "nus": "Thok Nath", "ny": "Chichewa", "om": "Afaan Oromoo", "pa": "ਪੰਜਾਬੀ",
        "pl": "Polski", "prs": "دری", "ps": "پښتو", "pt": "Português", "qu": "Runasimi", "rn": "Ikirundi", "ro": "Română",
        "ru": "Русский", "rw": "Ikinyarwanda", "sd": "سنڌي", "seh": "Sena", "sg": "Sängö", "si": "සිංහල", "sk": "Slovenčina",
        "sl": "Slovenščina",
        "sn": "ChiShona", "so": "Soomaali", "sq": "Shqip", "sr": "Српски", "sr-Latn": "Srpski", "st": "Sesotho", "sv": "Svenska",
        "sw": "Kiswahili", "ta": "தமிழ்", "te": "తెలుగు", "tet": "Tetun", "tg": "Тоҷикӣ", "th": "ไทย", "ti": "ትግርኛ", "tk": "Türkmençe",
        "tl": "Tagalog", "tpi": "Tok Pisin", "tr": "Türkçe", "ts": "Xitsonga", "ug": "ئۇيغۇرچە", "uk": "Українська", "ur": "اردو",
        "uz": "Oʻzbekcha", "vi": "Tiếng Việt", "wo": "Wolof", "xh": "isiXhosa", "yi": "ייִדיש", "yo": "Yorùbá", "zh": "中文",
        "zh-Hant": "繁體中文", "zu": "isiZulu",
    ]
}

func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") }
func isASCIIDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
