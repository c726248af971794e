/// The `Plural-Forms` line of a catalogue: how many forms a language has, and which one a number takes. The expression is gettext's
/// subset of C: `n`, whole numbers, `? :`, `||`, `&&`, comparisons, `+ - * / %`, `!` and brackets.
struct PluralRule: Sendable {
    /// How many forms every counted message has.
    let forms: Int
    private let choice: Term

    /// One form for exactly one thing, one for everything else.
    static let english = PluralRule(forms: 2, choice: .binary(.notEqual, .number, .constant(1)))

    private init(forms: Int, choice: Term) {
        self.forms = forms
        self.choice = choice
    }

    /// The longest line that is read, in bytes: the longest of any language has about 200, and each sign may be one step of a reckoning.
    private static let longest = 1_000

    /// Reads `nplurals=2; plural=(n > 1);`; nil when it cannot be understood.
    init?(_ text: String) {
        guard text.utf8.count <= Self.longest else { return nil }
        var forms: Int?
        var choice: Term?
        for part in text.split(separator: ";") {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let value = part[part.index(after: equals)...]
            switch part[..<equals].filter({ $0 != " " }) {
            case "nplurals": forms = Int(value.filter { $0 != " " })
            case "plural":
                var parser = TermParser(value)
                choice = parser.whole()
            default: break
            }
        }
        guard let forms, let choice, (1...8).contains(forms) else { return nil }
        self.init(forms: forms, choice: choice)
    }

    /// Which form the number takes, counted from 0. An answer outside the forms there are is the last form.
    func form(for count: Int) -> Int {
        let number = Int(exactly: count.magnitude) ?? .max
        return min(max(choice.value(for: number), 0), forms - 1)
    }
}

/// A piece of a plural expression.
indirect enum Term: Sendable {
    case number
    case constant(Int)
    case not(Term)
    case binary(Operator, Term, Term)
    case choice(Term, Term, Term)

    enum Operator: String, Sendable {
        case or = "||"
        case and = "&&"
        case equal = "=="
        case notEqual = "!="
        case atMost = "<="
        case atLeast = ">="
        case less = "<"
        case more = ">"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divided = "/"
        case remainder = "%"

        var strength: Int {
            switch self {
            case .or: 1
            case .and: 2
            case .equal, .notEqual: 3
            case .atMost, .atLeast, .less, .more: 4
            case .plus, .minus: 5
            case .times, .divided, .remainder: 6
            }
        }
    }

    func value(for number: Int) -> Int {
        switch self {
        case .number: number
        case .constant(let constant): constant
        case .not(let term): term.value(for: number) == 0 ? 1 : 0
        case .binary(let sign, let left, let right): Self.apply(sign, left.value(for: number), right.value(for: number))
        case .choice(let condition, let yes, let no):
            condition.value(for: number) != 0 ? yes.value(for: number) : no.value(for: number)
        }
    }

    /// Division by nothing is nothing, overflow wraps: a broken catalogue must not stop a page.
    private static func apply(_ sign: Operator, _ left: Int, _ right: Int) -> Int {
        switch sign {
        case .or: left != 0 || right != 0 ? 1 : 0
        case .and: left != 0 && right != 0 ? 1 : 0
        case .equal: left == right ? 1 : 0
        case .notEqual: left != right ? 1 : 0
        case .atMost: left <= right ? 1 : 0
        case .atLeast: left >= right ? 1 : 0
        case .less: left < right ? 1 : 0
        case .more: left > right ? 1 : 0
        case .plus: left &+ right
        case .minus: left &- right
        case .times: left &* right
        case .divided: right == 0 ? 0 : left.dividedReportingOverflow(by: right).partialValue
        case .remainder: right == 0 ? 0 : left.remainderReportingOverflow(dividingBy: right).partialValue
        }
    }
}

/// Reads a plural expression by precedence climbing, no deeper than 100 brackets.
struct TermParser {
    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    init(_ text: Substring) { bytes = text.utf8.filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A } }

    mutating func whole() -> Term? {
        guard let term = choice(), place == bytes.count else { return nil }
        return term
    }

    private mutating func choice() -> Term? {
        depth += 1
        defer { depth -= 1 }
        guard depth < 100, let condition = binary(above: 0) else { return nil }
        guard take("?") else { return condition }
        guard let yes = choice(), take(":"), let no = choice() else { return nil }
        return .choice(condition, yes, no)
    }

    private mutating func binary(above strength: Int) -> Term? {
        guard var left = single() else { return nil }
        while let sign = nextOperator(), sign.strength > strength {
            place += sign.rawValue.utf8.count
            guard let right = binary(above: sign.strength) else { return nil }
            left = .binary(sign, left, right)
        }
        return left
    }

    private mutating func single() -> Term? {
        depth += 1
        defer { depth -= 1 }
        guard depth < 100 else { return nil }
        if take("!") { return single().map(Term.not) }
        if take("(") {
            guard let inner = choice(), take(")") else { return nil }
            return inner
        }
        if take("n") { return .number }
        let digits = bytes[place...].prefix(while: isASCIIDigit)
        place += digits.count
        return Int(String(decoding: digits, as: UTF8.self)).map(Term.constant)
    }

    private func nextOperator() -> Term.Operator? {
        let two = String(decoding: bytes[place...].prefix(2), as: UTF8.self)
        return Term.Operator(rawValue: two) ?? Term.Operator(rawValue: String(two.prefix(1)))
    }

    private mutating func take(_ sign: Character) -> Bool {
        guard place < bytes.count, bytes[place] == sign.asciiValue else { return false }
        place += 1
        return true
    }
}
