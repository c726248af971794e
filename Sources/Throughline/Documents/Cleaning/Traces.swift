import Language

/// What was in a document beside what a reader of its pages sees, and was taken out.
enum Trace: String, Sendable, CaseIterable {
    /// Different names of people and organisations in its hidden particulars.
    case names
    /// What somebody had added, deleted or changed, with who and when.
    case changes
    case comments
    case sheets, rows, slides
    /// Notes to slides, for who speaks.
    case notes
    /// Text, shapes or layers that do not show.
    case hidden
    case formulas
    case macros
    /// Files, sounds and films within it.
    case files
    /// Pictures of a kind that cannot be cleaned.
    case pictures

    func words(_ n: Int) -> Phrase {
        switch self {
        case .names: Phrase.counted(n, one: "\("n", n) name behind it", other: "\("n", n) names behind it")
        case .changes: Phrase.counted(n, one: "\("n", n) recorded change", other: "\("n", n) recorded changes")
        case .comments: Phrase.counted(n, one: "\("n", n) comment", other: "\("n", n) comments")
        case .sheets: Phrase.counted(n, one: "\("n", n) hidden sheet", other: "\("n", n) hidden sheets")
        case .rows: Phrase.counted(n, one: "\("n", n) hidden row or column", other: "\("n", n) hidden rows or columns")
        case .slides: Phrase.counted(n, one: "\("n", n) hidden slide", other: "\("n", n) hidden slides")
        case .notes: Phrase.counted(n, one: "the notes of \("n", n) slide", other: "the notes of \("n", n) slides")
        case .hidden: Phrase.counted(n, one: "\("n", n) hidden piece", other: "\("n", n) hidden pieces")
        case .formulas:
            Phrase.counted(
                n, one: "\("n", n) formula (its result stays)", other: "\("n", n) formulas (their results stay)")
        case .macros: Phrase("programs in it")
        case .files: Phrase.counted(n, one: "\("n", n) file within it", other: "\("n", n) files within it")
        case .pictures:
            Phrase.counted(
                n, one: "\("n", n) picture that cannot be cleaned", other: "\("n", n) pictures that cannot be cleaned")
        }
    }
}

/// How much of what was taken out of one document. It holds numbers only, never what was there.
struct Traces: Sendable, Equatable {
    private(set) var counts: [Trace: Int] = [:]
    private var names: Set<String> = []

    init() {}

    mutating func add(_ trace: Trace, _ n: Int = 1) {
        if n > 0 { counts[trace, default: 0] += n }
    }

    /// The same name in two places is one name.
    mutating func name(_ name: String?) {
        guard let name, !name.allSatisfy(\.isWhitespace), names.insert(name).inserted else { return }
        counts[.names] = names.count
    }

    mutating func add(_ other: Traces) {
        for (trace, n) in other.counts where trace != .names { add(trace, n) }
        for found in other.names { name(found) }
    }

    /// As it is stored: `names=2 changes=14`.
    var written: String { Trace.allCases.compactMap { trace in counts[trace].map { "\(trace.rawValue)=\($0)" } }.joined(separator: " ") }

    init(written: String) {
        for part in written.split(separator: " ") {
            let pair = part.split(separator: "=")
            if pair.count == 2, let trace = Trace(rawValue: String(pair[0])), let n = Int(pair[1]), n > 0 { counts[trace] = n }
        }
    }

    /// In words, in one order; nil where nothing was found.
    var words: Parts? {
        let all = Trace.allCases.compactMap { trace in counts[trace].map { trace.words($0) } }
        return all.isEmpty ? nil : Parts(all: all)
    }
}
