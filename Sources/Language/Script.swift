/// The writing systems a guess can tell apart.
enum Script: Hashable {
    case latin, cyrillic, arabic, hebrew, greek, armenian, georgian, ethiopic, devanagari, bengali, gurmukhi, gujarati, tamil, telugu
    case kannada, malayalam, sinhala, thaana, thai, lao, burmese, khmer, han, kana, hangul

    /// The script of more than half of the letters; nil when there is none.
    static func mostUsed(in text: String) -> Script? {
        var counts: [Script: Int] = [:]
        var letters = 0
        for scalar in text.unicodeScalars.prefix(2_000) {
            guard let script = Script(of: scalar.value) else { continue }
            counts[script, default: 0] += 1
            letters += 1
        }
        if counts[.kana] != nil { counts[.kana, default: 0] += counts.removeValue(forKey: .han) ?? 0 }
        guard let most = counts.max(by: { $0.value < $1.value }), most.value * 2 > letters else { return nil }
        return most.key
    }

    static func usual(for tag: LanguageTag) -> Script {
        if let script = tag.script, let known = byCode[script] { return known }
        return byLanguage[tag.primary] ?? .latin
    }

    private init?(of scalar: UInt32) {
        guard let found = Self.blocks.first(where: { $0.0.contains(scalar) }) else { return nil }
        self = found.1
    }

    private static let blocks: [(ClosedRange<UInt32>, Script)] = [
        (0x41...0x5A, .latin), (0x61...0x7A, .latin), (0xC0...0x24F, .latin), (0x400...0x52F, .cyrillic), (0x600...0x6FF, .arabic),
        (0x1E00...0x1EFF, .latin), (0x750...0x77F, .arabic), (0x8A0...0x8FF, .arabic), (0xFB50...0xFDFF, .arabic),
        (0xFE70...0xFEFC, .arabic), (0x370...0x3FF, .greek), (0x530...0x58F, .armenian), (0x590...0x5FF, .hebrew),
        (0x780...0x7BF, .thaana), (0x900...0x97F, .devanagari), (0x980...0x9FF, .bengali), (0xA00...0xA7F, .gurmukhi),
        (0xA80...0xAFF, .gujarati), (0xB80...0xBFF, .tamil), (0xC00...0xC7F, .telugu), (0xC80...0xCFF, .kannada),
        (0xD00...0xD7F, .malayalam), (0xD80...0xDFF, .sinhala), (0xE00...0xE7F, .thai), (0xE80...0xEFF, .lao),
        (0x1000...0x109F, .burmese), (0x10A0...0x10FF, .georgian), (0x1100...0x11FF, .hangul), (0x1200...0x139F, .ethiopic),
        (0x1780...0x17FF, .khmer), (0x3040...0x30FF, .kana), (0x3400...0x4DBF, .han), (0x4E00...0x9FFF, .han),
        (0xAC00...0xD7AF, .hangul),
    ]

    private static let byCode: [String: Script] = [
        "Latn": .latin, "Cyrl": .cyrillic, "Arab": .arabic, "Hebr": .hebrew, "Grek": .greek, "Ethi": .ethiopic, "Deva": .devanagari,
        "Beng": .bengali, "Guru": .gurmukhi, "Hans": .han, "Hant": .han, "Thaa": .thaana,
    ]

    private static let byLanguage: [String: Script] = [
        "ru": .cyrillic, "uk": .cyrillic, "be": .cyrillic, "bg": .cyrillic, "mk": .cyrillic, "sr": .cyrillic, "kk": .cyrillic,
        "ky": .cyrillic, "tg": .cyrillic, "mn": .cyrillic, "ar": .arabic, "fa": .arabic, "prs": .arabic, "ur": .arabic, "ps": .arabic,
        "ckb": .arabic, "sd": .arabic, "ug": .arabic, "he": .hebrew, "yi": .hebrew, "el": .greek, "hy": .armenian, "ka": .georgian,
        "am": .ethiopic, "ti": .ethiopic, "hi": .devanagari, "mr": .devanagari, "ne": .devanagari, "bn": .bengali, "as": .bengali,
        "pa": .gurmukhi, "gu": .gujarati, "ta": .tamil, "te": .telugu, "kn": .kannada, "ml": .malayalam, "si": .sinhala,
        "dv": .thaana, "th": .thai, "lo": .lao, "my": .burmese, "km": .khmer, "zh": .han, "ja": .kana, "ko": .hangul,
    ]
}
