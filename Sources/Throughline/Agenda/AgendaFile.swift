import Foundation
import Language

/// The agenda as a file that others can work with.
enum AgendaFile {
    private struct Line: Codable {
        var question: String
        var language: String
        var state: String
        var setBy: String
        var kind: String
        var decision: String
        var decisionBy: String?
        var priority: Int?
        var priorityParts: [Int?]
        var owner: String
        var reviewOn: String
        var lastEvidence: String?
        var answer: String?
        var useStatus: String
        var useOn: String?
        var place: String
    }

    static func json(_ view: AgendaView) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let lines =
            view.lines.map { line($0, in: view.place) }
            + view.theirs.flatMap { theirs in theirs.lines.map { line($0, in: theirs.place, isOwn: false) } }
        return Array(try encoder.encode(lines))
    }

    /// As CSV (RFC 4180), with heads in the reader's language. Words come from people: none of them is ever taken for a formula.
    static func csv(_ view: AgendaView, in tongue: Tongue) -> String {
        let heads: [Phrase] = [
            Phrase("Question"), Phrase("Where it stands"), Phrase("Set by"), Phrase("Decision"), Phrase("Day of the decision"),
            Phrase("Priority"), Phrase("Last evidence"), Phrase("Answer"), Phrase("How sure"), Phrase("Use"), Phrase("Place"),
        ]
        func row(_ line: AgendaLine, _ place: Place) -> [String] {
            let facet = line.facet
            return [
                facet.question.text.body, facet.state.words.plain(in: tongue), facet.setBy.words.plain(in: tongue), facet.decision,
                facet.question.decisionBy?.text ?? "", facet.priority.value.map(String.init) ?? "", line.lastEvidence?.text ?? "",
                line.answer?.text?.body ?? "", line.answer?.sureness.plain(in: tongue) ?? "", facet.use.status.words.plain(in: tongue),
                place.name,
            ]
        }
        let rows = view.lines.map { row($0, view.place) } + view.theirs.flatMap { theirs in theirs.lines.map { row($0, theirs.place) } }
        return ([heads.map { $0.plain(in: tongue) }] + rows).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// Who looks after it is for the people of its own place.
    private static func line(_ line: AgendaLine, in place: Place, isOwn: Bool = true) -> Line {
        let facet = line.facet
        return Line(
            question: facet.question.text.body, language: facet.question.text.language.description, state: facet.state.rawValue,
            setBy: facet.setBy.rawValue, kind: facet.kind.rawValue, decision: facet.decision, decisionBy: facet.question.decisionBy?.text,
            priority: facet.priority.value, priorityParts: facet.priority.parts, owner: isOwn ? facet.ownerName : "",
            reviewOn: facet.reviewOn.text,
            lastEvidence: line.lastEvidence?.text, answer: line.answer?.text?.body, useStatus: facet.use.status.rawValue,
            useOn: facet.use.on?.text, place: place.name)
    }

    private static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
