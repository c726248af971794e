/// Compares a translators' file with the template: what is missing, and what would come out wrong on a page.
public enum TranslationCheck {
    /// One sentence for each fault, with the line of the `.po` file where there is one. Throws when a file itself is broken.
    public static func problems(po: [UInt8], template: [UInt8]) throws(POError) -> [String] {
        _ = try Catalogue(po: po)
        let entries = try POReader.read(po)
        let head = entries.first { $0.id.isEmpty && $0.context == nil }
        let rule = rule(in: head)
        var problems: [String] = rule == nil ? ["the file's head says no Plural-Forms"] : []
        var translated: [String: POEntry] = [:]
        for entry in entries { translated[name(of: entry)] = entry }
        for wanted in try POReader.read(template) where !wanted.id.isEmpty {
            guard let entry = translated[name(of: wanted)] else {
                problems.append("“\(wanted.id)” is missing")
                continue
            }
            let faults = entry.isFuzzy ? ["is only guessed (fuzzy)"] : faults(of: entry, wanted: wanted, rule: rule ?? .english)
            problems += faults.map { "line \(entry.line): “\(wanted.id)” \($0)" }
        }
        return problems
    }

    private static func faults(of entry: POEntry, wanted: POEntry, rule: PluralRule) -> [String] {
        guard let plural = wanted.plural else {
            if entry.plural != nil { return ["is counted here and not in the sources"] }
            guard let words = entry.translations.first, !words.isEmpty else { return ["is not translated"] }
            return placeholderFaults(in: words, expected: placeholders(in: wanted.id), mayLack: [])
        }
        if entry.plural != plural { return ["has another plural in the sources: “\(plural)”"] }
        let expected = placeholders(in: plural).union(placeholders(in: wanted.id))
        let counting = placeholders(in: plural).symmetricDifference(placeholders(in: wanted.id)).union(["n"])
        return entry.translations.enumerated().flatMap { form, words -> [String] in
            if words.isEmpty { return ["is not translated in form \(form)"] }
            let standsForOne = (0...1_000).filter { rule.form(for: $0) == form }.count <= 1
            return placeholderFaults(in: words, expected: expected, mayLack: standsForOne ? counting : [])
        }
    }

    /// A form that stands for a single number may say it in a word, as Arabic does for two.
    private static func placeholderFaults(in words: String, expected: Set<String>, mayLack: Set<String>) -> [String] {
        let found = placeholders(in: words)
        return found.subtracting(expected).sorted().map { "has {\($0)}, which the sources do not know" }
            + expected.subtracting(found).subtracting(mayLack).sorted().map { "lacks {\($0)}" }
    }

    private static func placeholders(in text: String) -> Set<String> {
        var names: Set<String> = []
        for part in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
            guard let end = part.firstIndex(of: "}") else { continue }
            names.insert(String(part[..<end]))
        }
        return names
    }

    private static func name(of entry: POEntry) -> String { "\(entry.context.map { "\($0)\u{4}" } ?? "")\(entry.id)" }

    private static func rule(in head: POEntry?) -> PluralRule? {
        for line in (head?.translations.first ?? "").split(separator: "\n") where line.hasPrefix("Plural-Forms:") {
            return PluralRule(String(line.dropFirst(13)))
        }
        return nil
    }
}
