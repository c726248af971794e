/// The translations of one language, read from a gettext `.po` file.
public struct Catalogue: Sendable {
    private let messages: [Key: [String]]
    let rule: PluralRule

    private struct Key: Hashable {
        let context: String?
        let id: String
    }

    /// Reads a `.po` file in UTF-8. Fuzzy and unfinished messages count as untranslated. Throws with the line of the first mistake.
    public init(po: [UInt8]) throws(POError) {
        var messages: [Key: [String]] = [:]
        var seen: Set<Key> = []
        var rule: PluralRule?
        for entry in try POReader.read(po) {
            let key = Key(context: entry.context, id: entry.id)
            guard seen.insert(key).inserted else { throw POError(line: entry.line, reason: "the same message stands here a second time") }
            if entry.id.isEmpty, entry.context == nil {
                rule = try Self.rule(of: entry)
                continue
            }
            if entry.plural != nil {
                guard let rule else { throw POError(line: entry.line, reason: "a counted message needs Plural-Forms in the file's head") }
                guard entry.translations.count == rule.forms else {
                    throw POError(line: entry.line, reason: "has \(entry.translations.count) forms, the file's head says \(rule.forms)")
                }
            }
            guard !entry.isFuzzy, entry.translations.allSatisfy({ !$0.isEmpty }) else { continue }
            messages[key] = entry.translations
        }
        self.messages = messages
        self.rule = rule ?? .english
    }

    /// How many messages are translated.
    public var count: Int { messages.count }

    func words(for phrase: Phrase) -> String? {
        guard let forms = messages[Key(context: phrase.context, id: phrase.key)] else { return nil }
        guard let many = phrase.many else { return forms.first }
        let form = rule.form(for: many.count)
        return form < forms.count ? forms[form] : nil
    }

    private static func rule(of head: POEntry) throws(POError) -> PluralRule? {
        var rule: PluralRule?
        for line in (head.translations.first ?? "").split(separator: "\n") {
            let name = line.prefix { $0 != ":" }
            let value = line.dropFirst(name.count + 1)
            if name == "Content-Type", !value.lowercased().contains("utf-8") {
                throw POError(line: head.line, reason: "the file must be in UTF-8 and say so")
            }
            if name == "Plural-Forms" {
                rule = PluralRule(String(value))
                if rule == nil { throw POError(line: head.line, reason: "Plural-Forms cannot be understood") }
            }
        }
        return rule
    }
}
