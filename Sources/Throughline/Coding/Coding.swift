import Language

/// Where a passage stands in a text: Unicode scalars from its beginning, the last one not counted in.
struct Span: Hashable, Sendable {
    let start: Int
    let stop: Int
}

/// A passage somebody gave a code. It is a fact of whoever gave it, about one version of what somebody said.
struct Coding: Sendable {
    let id: ID<Coding>
    let voice: ID<Item>
    let span: Span
    let code: ID<Code>
    let name: String
    /// The code it had before that one was merged.
    let was: String?
    let coder: ID<Person>
    let coderName: String
    let day: Day
}

/// A text as spans count in it.
struct Passage: Sendable {
    let scalars: [Unicode.Scalar]

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// Ends of sentences in the scripts people write here; a line ends one too.
    private static let ends: Set<Unicode.Scalar> = [".", "!", "?", "…", "؟", "۔", "。", "！", "？", "।", "։"]
    private static let closing: Set<Unicode.Scalar> = ["\"", "'", "”", "’", "»", ")", "]", "」", "』"]

    /// The sentences one after the other, without the space between them.
    var sentences: [Span] {
        var (found, start, place): ([Span], Int, Int) = ([], 0, 0)
        func close(_ stop: Int) {
            if let span = trimmed(Span(start: start, stop: stop)) { found.append(span) }
            start = stop
        }
        while place < scalars.count {
            let scalar = scalars[place]
            place += 1
            if scalar == "\n" {
                close(place)
            } else if Self.ends.contains(scalar) {
                while place < scalars.count, Self.ends.contains(scalars[place]) || Self.closing.contains(scalars[place]) { place += 1 }
                let isWide = scalar == "。" || scalar == "！" || scalar == "？"
                if place == scalars.count || isWide || scalars[place].properties.isWhitespace { close(place) }
            }
        }
        close(scalars.count)
        return found
    }

    subscript(_ span: Span) -> String {
        let range = max(span.start, 0)..<min(max(span.stop, 0), scalars.count)
        return range.isEmpty ? "" : String(String.UnicodeScalarView(scalars[range]))
    }

    /// The same without white space at its ends; nil where nothing is left of it, or it does not lie in the text.
    func trimmed(_ span: Span) -> Span? {
        guard span.start >= 0, span.start < span.stop, span.stop <= scalars.count else { return nil }
        var (start, stop) = (span.start, span.stop)
        while start < stop, scalars[start].properties.isWhitespace { start += 1 }
        while stop > start, scalars[stop - 1].properties.isWhitespace { stop -= 1 }
        return start < stop ? Span(start: start, stop: stop) : nil
    }

    /// What a form says was marked, as `0-45`: spans that touch are one passage.
    func marked(_ typed: [String]) -> [Span] {
        let spans = typed.compactMap { word -> Span? in
            let parts = word.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let start = Int(parts[0]), let stop = Int(parts[1]) else { return nil }
            return trimmed(Span(start: start, stop: stop))
        }.sorted { ($0.start, $0.stop) < ($1.start, $1.stop) }
        var joined: [Span] = []
        for span in spans {
            if let last = joined.last, self.isOne(last, span) {
                joined[joined.count - 1] = Span(start: last.start, stop: max(last.stop, span.stop))
            } else {
                joined.append(span)
            }
        }
        return joined
    }

    private func isOne(_ one: Span, _ next: Span) -> Bool {
        next.start <= one.stop || scalars[one.stop..<next.start].allSatisfy(\.properties.isWhitespace)
    }
}

/// Passages of one voice and the code they get, as typed.
struct CodingDraft: Sendable {
    var spans: [String] = []
    var code = ""
    /// A name that is no code yet begins one on trial.
    var begins = false

    static let mostPassages = 40

    enum Given: Sendable {
        case code(Code)
        case new(CodeDraft.Checked)
    }

    func checked(_ passage: Passage, among codes: [Code]) throws(Invalid) -> (spans: [Span], given: Given) {
        var invalid = Invalid()
        let marked = passage.marked(spans)
        if marked.isEmpty { invalid.refuse("s", Phrase("Mark a passage first.")) }
        if marked.count > Self.mostPassages { invalid.refuse("s", Phrase("Mark at most \("n", Self.mostPassages) passages at once.")) }
        var given = codes.named(code).map(Given.code)
        if given == nil {
            if code.isEmpty {
                invalid.refuse("code", Phrase("Write a code."))
            } else if !begins {
                invalid.refuse("code", Phrase("There is no code of this name yet."))
            } else {
                do throws(Invalid) { given = .new(try CodeDraft(name: code).checked(among: codes)) } catch {
                    invalid.refuse("code", error["name"] ?? Phrase("Write a code."))
                }
            }
        }
        guard invalid.isEmpty, let given else { throw invalid }
        return (marked, given)
    }
}

extension CodingDraft {
    init(_ fields: Fields) {
        self.init(spans: fields.all("s"), code: fields["code"], begins: fields["begin"] == "yes")
    }
}
