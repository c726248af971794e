import HTML
import Language

/// A document of ours in its parts, said once: drawn on a page, printed, and written into files of several kinds.
struct Sheet: Sendable {
    /// A piece of a line: our words, or somebody's in their own language.
    enum Run: Sendable {
        case say(Phrase)
        case words(Text)
    }

    enum Block: Sendable {
        case heading(Int, [Run])
        case text([Run])
        case small([Run])
        /// What somebody said, as they said it.
        case quote(Text)
        /// One of several, with what is said about it in small print.
        case entry([Run], [[Run]])
    }

    private(set) var blocks: [Block] = []

    mutating func heading(_ level: Int, _ words: Phrase) { blocks.append(.heading(level, [.say(words)])) }
    mutating func heading(_ level: Int, words: Text) { blocks.append(.heading(level, [.words(words)])) }
    mutating func text(_ words: Phrase) { blocks.append(.text([.say(words)])) }
    mutating func small(_ words: Phrase) { blocks.append(.small([.say(words)])) }
    mutating func quote(_ words: Text) { blocks.append(.quote(words)) }
    mutating func entry(_ runs: [Run], small: [[Run]] = []) { blocks.append(.entry(runs, small)) }

    /// Somebody's words, each of their lines a paragraph.
    mutating func text(_ label: Phrase? = nil, words: Text) {
        for (n, line) in words.lines.enumerated() {
            blocks.append(.text((n == 0 ? label.map { [.say($0)] } ?? [] : []) + [.words(line)]))
        }
    }

    /// Every second heading begins a part of its own.
    var markup: Markup {
        var (out, isList, isPart): (Markup, Bool, Bool) = ("", false, false)
        for block in blocks {
            if case .entry(let runs, let small) = block {
                if !isList { out += "<ul class=\"list\">" }
                isList = true
                out += "<li>\(Self.draw(runs))\(each: small, { "<br><span class=\"soft\">\(Self.draw($0))</span>" })</li>"
                continue
            }
            if isList { out += "</ul>" }
            isList = false
            if case .heading(2, _) = block {
                out += isPart ? "</section><section>" : "<section>"
                isPart = true
            }
            out += Self.draw(block)
        }
        return out + (isList ? "</ul>" : "") + (isPart ? "</section>" : "")
    }

    private static func draw(_ block: Block) -> Markup {
        switch block {
        case .heading(1, let runs): "<h1>\(draw(runs))</h1>"
        case .heading(2, let runs): "<h2>\(draw(runs))</h2>"
        case .heading(_, let runs): "<h3>\(draw(runs))</h3>"
        case .text(let runs): "<p>\(draw(runs))</p>"
        case .small(let runs): "<p class=\"soft\">\(draw(runs))</p>"
        case .quote(let text): Records.words(text)
        case .entry: ""
        }
    }

    static func draw(_ runs: [Run]) -> Markup {
        var out: Markup = ""
        for (n, run) in runs.enumerated() {
            if n > 0 { out += " " }
            switch run {
            case .say(let phrase): out += "\(say: phrase)"
            case .words(let text) where text.isLocked: out += "🔒 \(say: "Locked")"
            case .words(let text): out += "<span lang=\"\(text.language)\" dir=\"auto\">\(text.body)</span>"
            }
        }
        return out
    }
}

extension Text {
    /// Each line by itself, without the empty ones.
    fileprivate var lines: [Text] {
        body.split(whereSeparator: \.isNewline).map { Text(body: String($0), language: language, origin: origin) }
    }
}
