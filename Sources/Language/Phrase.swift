/// Something that can be said in any language: as plain text, and as HTML.
public protocol Spoken: Sendable {
    /// As text without markup, for mail, calendars and titles.
    func plain(in tongue: Tongue) -> String
    /// Appends it as HTML, safe in text and inside double-quoted attributes as far as it is text.
    func html(in tongue: Tongue, into out: inout [UInt8])
}

/// A sentence of ours, translated at the very last moment. Its English, with the names of its values in braces, is its key.
///
///     let promise: Phrase = "You will hear by \("day", day), in \("language", tag)"
///     // asks the catalogue for "You will hear by {day}, in {language}"
///
/// Values keep their kind until a language is known: a day is written as people there write days. Text that came from people is
/// wrapped in U+2068 … U+2069 where it runs against the sentence's direction. In HTML, the words and all values but markup are escaped.
public struct Phrase: Sendable, ExpressibleByStringInterpolation, Spoken {
    /// The English sentence with `{names}`, gettext's msgid.
    public let key: String
    /// Tells apart what English says with one word, gettext's msgctxt.
    public let context: String?
    let many: (key: String, count: Int)?
    let values: [Named]

    struct Named: Sendable {
        let name: String
        let value: Value
    }

    enum Value: Sendable {
        case text(String)
        case number(Int)
        case day(Day)
        case moment(Moment)
        case spoken(any Spoken)
    }

    public init(stringLiteral text: String) {
        self.init(key: text, context: nil, many: nil, values: [])
    }

    public init(stringInterpolation: StringInterpolation) {
        self.init(key: stringInterpolation.key, context: nil, many: nil, values: stringInterpolation.values)
    }

    /// The same words told apart by what they are about: `Phrase("Open", context: "state of a question")`.
    public init(_ words: Phrase, context: StaticString) {
        self.init(key: words.key, context: context.description, many: words.many, values: words.values)
    }

    /// Words that depend on a number, in English one form for exactly one thing and one for everything else.
    public static func counted(_ count: Int, one: Phrase, other: Phrase, context: StaticString? = nil) -> Phrase {
        let values = one.values + other.values.filter { candidate in !one.values.contains { $0.name == candidate.name } }
        return Phrase(key: one.key, context: context?.description, many: (other.key, count), values: values)
    }

    /// One sentence written in two pieces, so that a long one fits its line. The key is both together.
    public static func + (left: Phrase, right: Phrase) -> Phrase {
        Phrase(key: left.key + right.key, context: left.context ?? right.context, many: nil, values: left.values + right.values)
    }

    private init(key: String, context: String?, many: (key: String, count: Int)?, values: [Named]) {
        self.key = key
        self.context = context
        self.many = many
        self.values = values
    }

    /// The sentence in that language, as text.
    public func plain(in tongue: Tongue) -> String {
        var bytes: [UInt8] = []
        write(in: tongue, asHTML: false, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the sentence in that language; everything in it is escaped but values that are markup themselves.
    public func html(in tongue: Tongue, into out: inout [UInt8]) {
        write(in: tongue, asHTML: true, into: &out)
    }

    /// The pieces of a phrase literal; every value carries the name translators move about.
    public struct StringInterpolation: StringInterpolationProtocol {
        var key = ""
        var values: [Named] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            key.reserveCapacity(literalCapacity + interpolationCount * 10)
            values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) { key += literal }
        /// Text, for instance a name, as it stands.
        public mutating func appendInterpolation(_ name: StaticString, _ value: String) { append(name, .text(value)) }
        /// A number, grouped as the language does.
        public mutating func appendInterpolation(_ name: StaticString, _ value: Int) { append(name, .number(value)) }
        /// A day in words.
        public mutating func appendInterpolation(_ name: StaticString, _ value: Day) { append(name, .day(value)) }
        /// A day and an hour, with the zone's name.
        public mutating func appendInterpolation(_ name: StaticString, _ value: Moment) { append(name, .moment(value)) }
        /// A language, by its own name for itself.
        public mutating func appendInterpolation(_ name: StaticString, _ value: LanguageTag) { append(name, .text(value.endonym)) }
        /// A phrase in a phrase, or markup around words of it.
        public mutating func appendInterpolation(_ name: StaticString, _ value: any Spoken) { append(name, .spoken(value)) }

        private mutating func append(_ name: StaticString, _ value: Value) {
            let name = name.description
            key += "{"
            key += name
            key += "}"
            values.append(Named(name: name, value: value))
        }
    }
}

extension Phrase {
    private func write(in tongue: Tongue, asHTML: Bool, into out: inout [UInt8]) {
        var words = tongue.words(for: self)
        if values.isEmpty {
            if asHTML { appendEscaped(words, to: &out) } else { appendPlain(words, to: &out) }
            return
        }
        words.withUTF8 { bytes in
            var start = 0
            var place = 0
            while place < bytes.count {
                if bytes[place] == UInt8(ascii: "{"), let end = bytes[place...].firstIndex(of: UInt8(ascii: "}")),
                    let named = values.first(where: { $0.name.utf8.elementsEqual(bytes[(place + 1)..<end]) })
                {
                    Self.append(bytes[start..<place], asHTML: asHTML, to: &out)
                    Self.write(named.value, in: tongue, asHTML: asHTML, into: &out)
                    place = end + 1
                    start = place
                } else {
                    place += 1
                }
            }
            Self.append(bytes[start...], asHTML: asHTML, to: &out)
        }
    }

    private static func append(_ run: Slice<UnsafeBufferPointer<UInt8>>, asHTML: Bool, to out: inout [UInt8]) {
        let run = UnsafeBufferPointer(rebasing: run)
        if asHTML { appendEscaped(run, to: &out) } else { out.append(contentsOf: run) }
    }

    private static func write(_ value: Value, in tongue: Tongue, asHTML: Bool, into out: inout [UInt8]) {
        let text: String
        switch value {
        case .text(let words): text = tongue.isolated(words)
        case .number(let number): text = tongue.number(number)
        case .day(let day): text = tongue.day(day)
        case .moment(let moment): text = tongue.moment(moment)
        case .spoken(let spoken):
            if asHTML { return spoken.html(in: tongue, into: &out) }
            text = spoken.plain(in: tongue)
        }
        if asHTML { appendEscaped(text, to: &out) } else { appendPlain(text, to: &out) }
    }
}
