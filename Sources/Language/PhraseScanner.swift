/// Finds the phrases in Swift source, for the translators.
///
/// A scanner knows no types, so the house holds a rule: a phrase literal stands
/// - in `say: "…"`, or after another of `labels`;
/// - in `Phrase("…")` or `Phrase("…", context: "…")`;
/// - in `.counted(…, one: "…", other: "…")`, with `context:` or without;
/// - in a place of `places`, for instance as the second argument of `refuse("field", "…")`;
/// - before `as Phrase`, or after `: Phrase =`;
/// - in a body that is declared to return a `Phrase`, outside any brackets.
///
/// Both branches of a `? :` are found, pieces joined with `+` are one phrase, and phrases inside other literals' `\(…)` are found too.
/// Every value of a phrase has a name, which stands in the key in braces: `\("day", due)` is `{day}`. A phrase that is nothing but
/// values needs no translation and is left out.
public struct PhraseScanner {
    /// Labels whose literals are phrases.
    public static let labels: Set<String> = ["say", "title", "label", "hint", "button", "empty"]
    /// Calls whose arguments at these places, counted from 0, are phrases.
    public static let places: [String: Set<Int>] = ["Phrase": [0], "refuse": [1]]
    /// Calls that use one of the labels for something no person reads.
    public static let others: Set<String> = ["DispatchQueue", "Logger", "Counter", "Gauge", "Timer", "Thread"]

    /// One phrase, as translators need it.
    public struct Finding: Hashable, Sendable {
        public var context: String?
        public var id: String
        public var plural: String?
        /// Where it stands, counted from 1.
        public var line: Int

        /// Makes a finding.
        public init(context: String? = nil, id: String, plural: String? = nil, line: Int) {
            self.context = context
            self.id = id
            self.plural = plural
            self.line = line
        }
    }

    /// A literal where a phrase is expected that cannot be one.
    public struct Problem: Hashable, Sendable {
        /// Where it stands, counted from 1.
        public let line: Int
        /// For the person who wrote it.
        public let reason: String
    }

    /// Every phrase of the source in the order they stand, and what looks like a phrase and is none.
    public static func scan(_ source: [UInt8]) -> (findings: [Finding], problems: [Problem]) {
        var scanner = PhraseScanner()
        scanner.walk(SwiftTokens.of(source), in: Frame(bracket: "{"))
        let findings = scanner.findings.filter { hasWords($0.id) || $0.plural.map(hasWords) ?? false }
        return (findings.sorted { $0.line < $1.line }, scanner.problems)
    }

    private var findings: [Finding] = []
    private var problems: [Problem] = []
    private var frames: [Frame] = []

    /// What is known about the bracket we are in.
    private struct Frame {
        let bracket: String
        var callee: String?
        var argument = 0
        var label: String?
        /// Whether a literal right here is a phrase.
        var isPhrase = false
        /// Whether the body, and the blocks of its `if` and `switch`, give a phrase.
        var givesPhrase = false
        /// The word the statement begins with.
        var head: String?
        var isInPattern = false
        var isAssignment = false
        var found: [Finding] = []
        var one: Finding?
        var other: Finding?
        var context: String?
    }

    private static func hasWords(_ id: String) -> Bool {
        var depth = 0
        return id.contains { character in
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            return depth == 0 && character.isLetter
        }
    }

    private mutating func walk(_ tokens: [SwiftToken], in frame: Frame) {
        let floor = frames.count
        frames.append(frame)
        for place in tokens.indices {
            if frames.count > floor { beginStatement(tokens, place) }
            switch tokens[place].kind {
            case .literal(let literal): take(literal, tokens, place)
            case .word(let word): take(word: word, tokens, place)
            case .sign(let sign): take(sign: sign, tokens, place, floor: floor)
            }
        }
        while frames.count > floor { close() }
    }

    private mutating func beginStatement(_ tokens: [SwiftToken], _ place: Int) {
        let top = frames.count - 1
        guard frames[top].bracket == "{", tokens[place].startsLine else { return }
        if case .sign(let sign) = tokens[place].kind, ["?", ":", "+", "??", "."].contains(sign) { return }
        if place > 0, case .sign(let before) = tokens[place - 1].kind, ["=", "?", ":", "+", "??", "->"].contains(before) { return }
        frames[top].head = nil
        frames[top].isAssignment = false
        frames[top].isPhrase = frames[top].givesPhrase
    }

    private mutating func take(word: String, _ tokens: [SwiftToken], _ place: Int) {
        let top = frames.count - 1
        if frames[top].bracket != "(" {
            if frames[top].head == nil || ["if", "else", "switch", "do"].contains(word) { frames[top].head = word }
            if word == "case" { frames[top].isInPattern = true }
            return
        }
        let follows = place == 0 || [.sign("("), .sign(",")].contains(tokens[place - 1].kind)
        guard follows, place + 1 < tokens.count, tokens[place + 1].kind == .sign(":") else { return }
        frames[top].label = word
        frames[top].isPhrase = Self.labels.contains(word) && !Self.others.contains(frames[top].callee ?? "")
        if frames[top].callee == "counted", word == "one" || word == "other" { frames[top].isPhrase = true }
    }

    private mutating func take(sign: String, _ tokens: [SwiftToken], _ place: Int, floor: Int) {
        let top = frames.count - 1
        switch sign {
        case "(", "[", "{": open(sign, tokens, place)
        case ")", "]", "}": if frames.count > floor + 1 { close() }
        case ",":
            frames[top].argument += 1
            frames[top].label = nil
            if frames[top].bracket == "(" { frames[top].isPhrase = isPhrasePlace(frames[top]) }
        case ":": frames[top].isInPattern = false
        case "=":
            let isTyped = declaresPhrase(tokens, before: place, after: ":")
            if frames[top].bracket == "{" { frames[top].isAssignment = true }
            frames[top].isPhrase = isTyped
        default: break
        }
    }

    private mutating func open(_ bracket: String, _ tokens: [SwiftToken], _ place: Int) {
        let around = frames[frames.count - 1]
        var frame = Frame(bracket: bracket)
        if bracket == "(" {
            if place > 0, case .word(let callee) = tokens[place - 1].kind, tokens[place - 1].endsValue {
                frame.callee = callee
                frame.isPhrase = isPhrasePlace(frame)
            } else {
                frame.isPhrase = isLive(around)
            }
        }
        if bracket == "[" {
            let isSubscript = place > 0 && !tokens[place].startsLine && tokens[place - 1].endsValue
            frame.isPhrase = !isSubscript && isLive(around)
        }
        if bracket == "{" {
            let isControl = ["if", "else", "switch", "do", "get", "guard"].contains(around.head ?? "")
            frame.givesPhrase =
                declaresPhrase(tokens, before: place, after: ":") || declaresPhrase(tokens, before: place, after: "->")
                || around.givesPhrase && isControl
            frame.isPhrase = frame.givesPhrase
        }
        frames.append(frame)
    }

    private mutating func close() {
        let frame = frames.removeLast()
        if let one = frame.one, let other = frame.other {
            findings.append(Finding(context: frame.context, id: one.id, plural: other.id, line: one.line))
        } else if let alone = frame.one ?? frame.other {
            problems.append(Problem(line: alone.line, reason: "a counted phrase has both its forms as literals"))
        }
        for var finding in frame.found {
            finding.context = finding.context ?? frame.context
            findings.append(finding)
        }
        if let top = frames.indices.last, frame.bracket == "{" { frames[top].head = nil }
    }

    private func isPhrasePlace(_ frame: Frame) -> Bool {
        Self.places[frame.callee ?? ""]?.contains(frame.argument) ?? false
    }

    /// Whether a literal right here is a phrase, as far as the brackets around can tell.
    private func isLive(_ frame: Frame) -> Bool {
        guard frame.isPhrase, !frame.isInPattern else { return false }
        guard frame.bracket == "{", !frame.isAssignment else { return true }
        return frame.givesPhrase && !["let", "var", "guard", "while", "for", "if", "switch"].contains(frame.head ?? "")
    }

    /// Whether the tokens before `place` say `: Phrase` or `-> Phrase`, perhaps optional, perhaps a list of them.
    private func declaresPhrase(_ tokens: [SwiftToken], before place: Int, after sign: String) -> Bool {
        var place = place - 1
        while place > 0, [.sign("?"), .sign("]"), .sign("=")].contains(tokens[place].kind) { place -= 1 }
        guard place > 0, tokens[place].kind == .word("Phrase") else { return false }
        place -= 1
        if tokens[place].kind == .sign("["), place > 0 { place -= 1 }
        return tokens[place].kind == .sign(sign)
    }
}

extension PhraseScanner {
    private mutating func take(_ literal: SwiftToken.Literal, _ tokens: [SwiftToken], _ place: Int) {
        let top = frames.count - 1
        let next = place + 1 < tokens.count ? tokens[place + 1].kind : nil
        let last = place > 0 ? tokens[place - 1].kind : nil
        let isCoerced = next == .word("as") && place + 2 < tokens.count && tokens[place + 2].kind == .word("Phrase")
        let isCompared = [next, last].contains { $0 == .sign("==") || $0 == .sign("!=") }
        if frames[top].label == "context", ["Phrase", "counted"].contains(frames[top].callee ?? "") {
            frames[top].context = Self.words(of: literal)
            return
        }
        guard isCoerced || (isLive(frames[top]) && !isCompared) else { return walkInside(literal) }
        guard let id = key(of: literal) else { return }
        let goesOn = last == .sign("+") && place > 1 && tokens[place - 2].isLiteral
        add(Finding(id: id, line: literal.line), goesOn: goesOn)
    }

    private mutating func add(_ finding: Finding, goesOn: Bool) {
        let top = frames.count - 1
        if frames[top].callee == "counted", frames[top].label == "one" {
            if goesOn { frames[top].one?.id += finding.id } else { frames[top].one = finding }
        } else if frames[top].callee == "counted", frames[top].label == "other" {
            if goesOn { frames[top].other?.id += finding.id } else { frames[top].other = finding }
        } else if goesOn, !frames[top].found.isEmpty {
            frames[top].found[frames[top].found.count - 1].id += finding.id
        } else {
            frames[top].found.append(finding)
        }
    }

    /// The key of a phrase literal; nil, with a problem noted, when one of its values has no name.
    private mutating func key(of literal: SwiftToken.Literal) -> String? {
        var key = ""
        for piece in literal.pieces {
            switch piece {
            case .text(let text): key += text
            case .interpolation(let tokens):
                guard case .literal(let name)? = tokens.first?.kind, let name = Self.words(of: name) else {
                    problems.append(Problem(line: literal.line, reason: "every value of a phrase has a name: \\(\"name\", value)"))
                    walkInside(literal)
                    return nil
                }
                key += "{\(name)}"
                walk(Array(tokens.dropFirst()), in: Frame(bracket: "("))
            }
        }
        return key
    }

    private mutating func walkInside(_ literal: SwiftToken.Literal) {
        for case .interpolation(let tokens) in literal.pieces { walk(tokens, in: Frame(bracket: "(")) }
    }

    private static func words(of literal: SwiftToken.Literal) -> String? {
        if literal.pieces.isEmpty { return "" }
        guard literal.pieces.count == 1, case .text(let text) = literal.pieces[0] else { return nil }
        return text
    }
}

extension SwiftToken {
    /// Whether a bracket after it belongs to it.
    var endsValue: Bool {
        switch kind {
        case .word(let word): !["return", "in", "case", "if", "as", "else"].contains(word)
        case .sign(let sign): [")", "]", "}"].contains(sign)
        case .literal: true
        }
    }

    var isLiteral: Bool {
        if case .literal = kind { return true }
        return false
    }
}
