import Foundation
import HTML
import Language

/// As what a report can be taken away.
enum ReportFile: String, Sendable {
    case pdf, docx, json
}

/// A report as a program reads it. What each name means stands in docs/reports.md.
struct ReportRecord: Encodable {
    struct Words: Encodable {
        let words, language: String

        init(_ text: Text) { (words, language) = (text.body, text.language.description) }
    }

    struct Asked: Encodable {
        let question: Words
        let askedOn, hearBy: String
        let askedFor: String?
        /// The number as its readers may know it: `none`, `few`, an exact one, or one with `+`.
        let people: String
    }

    struct Learned: Encodable {
        let claim: Words
        let sure, strength: String
        let limits: Words?
        let reasons, seenDifferently, putRight: [Words]
        let spokenAgainst, wordsTakenBack: Bool
        /// What came of showing it first to those whose words it rests on.
        let shownFirst: String?
    }

    struct Done: Encodable {
        let kind, state, on, by: String
        let what: Words
        let deliberatelyKept: Bool
        let happened: Words?
        let why: String?
    }

    struct Told: Encodable {
        let on, language, way, reached: String
    }

    struct Quote: Encodable {
        let words: Words
        let name: String?
    }

    let report, place, language, size, madeOn: String
    let edition: Int?
    let publishedOn, checkedOn: String?
    let line: Words?
    let points: [Words]
    var change, introduction, missing: Words?
    var asked: [Asked]?
    var quotes: [Quote]?
    var learned: [Learned]?
    var done: [Done]?
    var changed: [Words]?
    var told: [Told]?
    var notTold: [String]?

    init(_ view: ReportView, _ size: ReportSize, in tongue: Tongue) {
        let report = view.report
        self.report = report.id.description
        (place, language, self.size, madeOn) = (view.place.name, tongue.tag.description, size.rawValue, view.day.text)
        (edition, publishedOn, checkedOn) = (report.edition, report.publishedOn?.text, report.checkedOn?.text)
        line = view.words(.line).map(Words.init)
        points = size == .line ? [] : ReportPart.points.compactMap { view.words($0).map(Words.init) }
        guard size == .page || size == .all else { return }
        introduction = view.words(.introduction).map(Words.init)
        missing = view.words(.missing).map(Words.init)
        change = view.words(.change).map(Words.init)
        asked = view.about.map { about in
            Asked(
                question: Words(about.question.text), askedOn: about.question.item.day.text, hearBy: about.question.hearBy.text,
                askedFor: about.organisation, people: Self.people(about.people))
        }
        quotes = (size == .all ? view.quotes : Array(view.quotes.prefix(1))).compactMap { voice in
            voice.text.map { Quote(words: Words($0), name: voice.name) }
        }
        learned = view.learned.map { Learned($0, isWhole: size == .all, from: view.fewest, in: tongue) }
        done = view.about.flatMap { about in
            about.became.done.map { Done($0, isKept: about.kept.contains($0.item.id), in: tongue) }
        }
        changed = view.about.flatMap(\.changed).compactMap { $0.text.map(Words.init) }
        told = view.about.flatMap { about in about.became.tellings.map { Told($0, from: view.fewest, in: tongue) } }
        notTold = view.about.flatMap(\.became.notTold)
    }

    private static func people(_ people: Headcount) -> String {
        switch people {
        case .nobody: "none"
        case .few: "few"
        case .exactly(let n): "\(n)"
        case .atLeast(let n): "\(n)+"
        }
    }

    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}

extension ReportRecord.Learned {
    init(_ learned: ReportView.Learned, isWhole: Bool, from fewest: Int, in tongue: Tongue) {
        let insight = learned.insight
        claim = .init(insight.claim)
        (sure, strength) = (insight.sureness.words.plain(in: tongue), insight.strength.rawValue)
        limits = isWhole ? insight.limits.map(ReportRecord.Words.init) : nil
        reasons = isWhole ? learned.reviews.compactMap { $0.reason.map(ReportRecord.Words.init) } : []
        seenDifferently = learned.dissents.map { .init($0.text) }
        putRight = isWhole ? learned.corrections.map { .init($0.text) } : []
        shownFirst = learned.round.map { ReportSheet.asked($0, from: fewest).plain(in: tongue) }
        (spokenAgainst, wordsTakenBack) = (insight.against > 0, learned.withdrawn != .nobody)
    }
}

extension ReportRecord.Done {
    init(_ done: WhatBecame.Done, isKept: Bool, in tongue: Tongue) {
        (kind, state, on) = (done.item.kind.rawValue, done.item.state, done.on.text)
        by = done.by
        what = .init(done.what)
        deliberatelyKept = isKept
        happened = done.happened.map(ReportRecord.Words.init)
        why = done.why?.plain(in: tongue)
    }
}

extension ReportRecord.Told {
    init(_ telling: Telling, from fewest: Int, in tongue: Tongue) {
        on = (telling.toldOn ?? telling.item.day).text
        (language, way) = (telling.language.description, telling.door.how.plain(in: tongue))
        reached = TellingTitles.reached(told: telling.told, people: telling.people, unreachable: telling.unreachable, from: fewest).plain(
            in: tongue)
    }
}
