import Language

/// HTML written as a literal. What is interpolated is escaped unless it is markup itself; words, days and numbers stay holes until
/// the visitor's language is known.
///
///     let row: Markup = "<li><a href=\"\(page)\">\(voice.text)</a> \(voice.day)</li>"
///
/// Attribute values stand in double quotes. Nothing but literals may become markup: `Markup(stringLiteral:)` of a text made at run
/// time is the one way to break a page, and the house rules refuse it.
public struct Markup: Sendable, ExpressibleByStringInterpolation, Spoken {
    private var bytes: [UInt8]
    private var holes: [Hole]

    /// Something said in the visitor's language, and before which byte.
    private struct Hole: Sendable {
        var offset: Int
        let content: Content
    }

    private enum Content: Sendable {
        case phrase(Phrase)
        case day(Day)
        case dayLong(Day)
        case moment(Moment)
        case number(Int)
        case spoken(any Spoken)
        case note(Note)
        case once(StaticString)
    }

    /// Something on a page that its frame says once more, at the top: what is wrong with a field, for instance.
    public struct Note: Sendable {
        /// The id of the element it is about.
        public let target: String
        /// What that element is called.
        public let label: Phrase
        public let words: Phrase
    }

    /// No markup at all.
    public init() {
        bytes = []
        holes = []
    }

    public init(stringLiteral html: String) {
        bytes = Array(html.utf8)
        holes = []
    }

    public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.markup }

    /// The notes in it, in the order of the page.
    public var notes: [Note] {
        holes.compactMap { if case .note(let note) = $0.content { note } else { nil } }
    }

    /// Whether nothing would be shown.
    public var isEmpty: Bool { bytes.isEmpty && holes.isEmpty }

    public static func + (left: Markup, right: Markup) -> Markup {
        var sum = left
        sum += right
        return sum
    }

    public static func += (left: inout Markup, right: Markup) {
        let shift = left.bytes.count
        left.bytes += right.bytes
        for hole in right.holes { left.holes.append(Hole(offset: hole.offset + shift, content: hole.content)) }
    }

    /// The page for one visitor, in UTF-8.
    public func render(in tongue: Tongue) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + holes.count * 48)
        html(in: tongue, into: &out)
        return out
    }

    public func html(in tongue: Tongue, into out: inout [UInt8]) {
        var start = 0
        var given: [String] = []
        for hole in holes {
            out.append(contentsOf: bytes[start..<hole.offset])
            start = hole.offset
            switch hole.content {
            case .phrase(let phrase): phrase.html(in: tongue, into: &out)
            case .spoken(let spoken): spoken.html(in: tongue, into: &out)
            case .day(let day): out.append(contentsOf: tongue.day(day).utf8)
            case .dayLong(let day): out.append(contentsOf: tongue.dayLong(day).utf8)
            case .moment(let moment): appendEscaped(tongue.moment(moment), to: &out)
            case .number(let number): out.append(contentsOf: tongue.number(number).utf8)
            case .note(let note): note.words.html(in: tongue, into: &out)
            case .once(let attribute):
                guard !given.contains(attribute.description) else { continue }
                given.append(attribute.description)
                out.append(contentsOf: " \(attribute)".utf8)
            }
        }
        out.append(contentsOf: bytes[start...])
    }

    /// The words alone: tags dropped, blocks and line breaks on lines of their own, runs of white space as one space.
    public func plain(in tongue: Tongue) -> String { PlainText.of(render(in: tongue)) }

    /// The pieces of a markup literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var markup = Markup()

        public init(literalCapacity: Int, interpolationCount: Int) {
            markup.bytes.reserveCapacity(literalCapacity + interpolationCount * 96)
        }

        public mutating func appendLiteral(_ literal: String) { markup.bytes.append(contentsOf: literal.utf8) }

        /// Anybody's text, escaped.
        public mutating func appendInterpolation(_ text: String) { appendEscaped(text, to: &markup.bytes) }
        /// Anybody's text, escaped.
        public mutating func appendInterpolation(text: String) { appendEscaped(text, to: &markup.bytes) }
        /// Markup, as it stands.
        public mutating func appendInterpolation(_ inner: Markup) { markup += inner }
        /// Markup, or nothing.
        public mutating func appendInterpolation(_ inner: Markup?) { if let inner { markup += inner } }
        /// Our words, in the visitor's language.
        public mutating func appendInterpolation(say phrase: Phrase) { append(.phrase(phrase)) }
        /// Anything that can be said, in the visitor's language.
        public mutating func appendInterpolation(say spoken: any Spoken) { append(.spoken(spoken)) }
        /// Our words about an element of the page, said here and kept for the frame of the page.
        public mutating func appendInterpolation(note words: Phrase, on target: String, called label: Phrase) {
            append(.note(Note(target: target, label: label, words: words)))
        }
        /// An attribute without a value that only the first of all elements that ask for it gets.
        public mutating func appendInterpolation(once attribute: StaticString) { append(.once(attribute)) }
        /// A link's address.
        public mutating func appendInterpolation(_ href: Href) { appendEscaped(href.text, to: &markup.bytes) }
        /// Plain digits, for attributes and forms.
        public mutating func appendInterpolation(_ number: Int) { markup.bytes.append(contentsOf: String(number).utf8) }
        /// A number to read, grouped as the visitor's language does.
        public mutating func appendInterpolation(number: Int) { append(.number(number)) }
        /// A day in words; without its year when that is this year.
        public mutating func appendInterpolation(_ day: Day) { append(.day(day)) }
        /// A day in words with its day of the week.
        public mutating func appendInterpolation(long day: Day) { append(.dayLong(day)) }
        /// A day and an hour by the visitor's clock, with the zone's name.
        public mutating func appendInterpolation(_ moment: Moment) { append(.moment(moment)) }
        /// The tag itself, for `lang` attributes.
        public mutating func appendInterpolation(_ tag: LanguageTag) { appendEscaped(tag.description, to: &markup.bytes) }

        /// The markup when `condition` holds, else nothing.
        public mutating func appendInterpolation(if condition: Bool, _ inner: @autoclosure () -> Markup) {
            if condition { markup += inner() }
        }

        /// The first markup when `condition` holds, else the second.
        public mutating func appendInterpolation(
            if condition: Bool, _ inner: @autoclosure () -> Markup, else other: @autoclosure () -> Markup
        ) {
            markup += condition ? inner() : other()
        }

        /// One piece of markup for each of `items`, in their order.
        public mutating func appendInterpolation<Item>(each items: [Item], _ piece: (Item) -> Markup) {
            for item in items { markup += piece(item) }
        }

        /// A bare attribute with a space before it, when it holds: `<input\(flag: "checked", isChosen)>`.
        public mutating func appendInterpolation(flag name: StaticString, _ isSet: Bool) {
            if isSet { markup.bytes.append(contentsOf: " \(name)".utf8) }
        }

        /// An attribute with a space before it, when there is a value: `<input\(attribute: "aria-describedby", hint)>`.
        public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            markup.bytes.append(contentsOf: " \(name)=\"".utf8)
            appendEscaped(value, to: &markup.bytes)
            markup.bytes.append(UInt8(ascii: "\""))
        }

        private mutating func append(_ content: Content) { markup.holes.append(Hole(offset: markup.bytes.count, content: content)) }
    }
}
