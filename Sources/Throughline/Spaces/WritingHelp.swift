import Foundation
import HTML
import Language

/// What a place says beside every box into which people write: what does not belong there, and whom to turn to instead.
struct WritingHelp: Sendable {
    struct Words: Codable, Sendable {
        var avoid: String?
        var instead: String?
    }

    /// By language.
    var words: [String: Words] = [:]
    /// The language of the place, read where it was not said in the reader's.
    var own: LanguageTag = "und"

    init() {}

    /// As it stands in its column.
    init(_ kept: String?, own: LanguageTag) {
        self.own = own
        words = kept.flatMap { try? JSONDecoder().decode([String: Words].self, from: Data($0.utf8)) } ?? [:]
    }

    var kept: String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard !words.isEmpty, let data = try? encoder.encode(words) else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    /// Folded, over a box; nothing where the place has said nothing.
    func draw(for visit: Visit) -> Markup {
        let lines = lines(for: visit)
        return "\(if: lines != nil, "<details><summary>\(say: "What not to write")</summary>\(lines ?? "")</details>")"
    }

    /// The same, to stand in a fold with something else.
    func lines(for visit: Visit) -> Markup? {
        let language = words[visit.language.description] == nil ? own : visit.language
        guard let words = words[language.description], words.avoid != nil || words.instead != nil else { return nil }
        return
            "\(line(Phrase("Do not write here:"), words.avoid, language))\(line(Phrase("Turn to:"), words.instead, language))"
    }

    private func line(_ lead: Phrase, _ words: String?, _ language: LanguageTag) -> Markup {
        guard let words else { return "" }
        return "<p>\(say: lead) <span lang=\"\(language)\" dir=\"auto\">\(words)</span></p>"
    }
}
