import Foundation
import HTML
import Language

/// One's own answer and what became of it, as a file that any phone opens.
struct MyWordsFile: Sendable {
    let view: MyWords
    let day: Day
    let base: String
    let quiet: Bool

    func page(in tongue: Tongue) throws -> [UInt8] {
        let question = view.question.text
        let body: Markup = """
            <p class="eyebrow">\(say: "What became of my words")</p><h1 lang="\(question.language)" dir="auto">\(question.body)</h1>\
            <p class="soft">\(say: "As it stood on \("day", day), at \("host", base).")</p>\
            \(PathStrip.list(MyWordsPath.stops(view)))\(Corrections.beside(view.corrections))
            """
        return KeptCopy.page(Phrase("What became of my words"), body, data: try json(), quiet: quiet, in: tongue)
    }

    private func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Whole(self)), as: UTF8.self)
    }

    // The names below are those people read in the file, in small letters with lines between.
    private struct Whole: Encodable {
        let madeOn, from, question, saidOn, language, state: String
        let words, guardian: String?
        let corrections, learned, done: [String]
        let allowed: [AgreedRecord]

        init(_ file: MyWordsFile) {
            let (view, item) = (file.view, file.view.voice.item)
            (madeOn, from, question) = (file.day.text, file.base, view.question.text.body)
            (saidOn, language, state) = (item.day.text, item.language.description, item.state)
            (words, guardian) = (view.voice.text?.body, view.voice.guardian)
            corrections = view.corrections.map(\.text.body)
            learned = view.became.learned.map(\.claim.body)
            done = view.became.done.map(\.what.body)
            allowed = view.agreed.map(AgreedRecord.init)
        }
    }
}
