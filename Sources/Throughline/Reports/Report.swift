import Language

/// What a place says about a question, or about several things it learned, in sizes: one line, three points, a page, all of it. The line
/// and the points are somebody's words; the rest follows from the record each time it is read.
struct Report: Sendable {
    let item: Item
    let texts: [String: Text]
    /// Nil where it gathers what was learned from several questions.
    let question: ID<Item>?
    /// The first edition of it; editions are records of their own.
    let series: ID<Item>
    let previous: ID<Item>?
    /// Nil until it is published.
    let edition: Int?
    /// Whom it is written for.
    let openness: Openness
    let checkedOn: Day?
    let publishedOn: Day?

    var id: ID<Item> { item.id }
    var isDraft: Bool { publishedOn == nil }
    func words(_ part: ReportPart) -> Text? { texts[part.rawValue] }

    /// What it still needs before it can go out.
    var missing: [ReportPart] {
        let needed: [ReportPart] = [.line, .point1, .point2, .point3] + (previous == nil ? [] : [.change])
        return needed.filter { words($0) == nil }
    }
}

/// How much of it somebody wants.
enum ReportSize: String, Sendable, CaseIterable {
    case line, points, page, all

    var words: Phrase {
        switch self {
        case .line: Phrase("One line")
        case .points: Phrase("Three points")
        case .page: Phrase("A page")
        case .all: Phrase("All of it")
        }
    }
}

/// The words of it that somebody writes.
enum ReportPart: String, Sendable, CaseIterable {
    case line, point1, point2, point3, introduction, missing, heard, learned, done, change

    static let points: [ReportPart] = [.point1, .point2, .point3]

    var words: Phrase {
        switch self {
        case .line: Phrase("In one line")
        case .point1: Phrase("The first point")
        case .point2: Phrase("The second point")
        case .point3: Phrase("The third point")
        case .introduction: Phrase("The introduction")
        case .missing: Phrase("Who is missing")
        case .heard: Phrase("Words before what people said")
        case .learned: Phrase("Words before what was learned")
        case .done: Phrase("Words before what was decided")
        case .change: Phrase("What is different from the edition before")
        }
    }

    /// In characters.
    var most: Int {
        switch self {
        case .line: 140
        case .point1, .point2, .point3: 300
        case .missing, .change: 400
        case .introduction: 2_000
        case .heard, .learned, .done: 1_000
        }
    }

    /// A point that takes longer to read is none.
    static let mostWords = 25
}

/// A report as its form sent it. Nothing is missing in a draft; what it needs is asked when it goes out.
struct ReportDraft: Sendable {
    var words: [ReportPart: String] = [:]
    var opening = OpeningDraft()

    /// Things learned that one report gathers.
    static let mostSources = 40

    subscript(part: ReportPart) -> String { words[part] ?? "" }

    func checked(sources: [Item]) throws(Invalid) -> Openness {
        var invalid = Invalid()
        if ReportPart.allCases.allSatisfy({ self[$0].isEmpty }) {
            invalid.refuse("line", Phrase("Begin with the line, or with one point."))
        }
        for part in ReportPart.allCases {
            if ReportPart.points.contains(part), self[part].split(whereSeparator: \.isWhitespace).count > ReportPart.mostWords {
                invalid.refuse(
                    part.rawValue, Phrase("Keep it under \("n", ReportPart.mostWords) words: a point that takes longer is none."))
            }
            if self[part].count > part.most { invalid.refuse(part.rawValue, Phrase("Keep this under \("n", part.most) characters.")) }
        }
        if sources.isEmpty { invalid.refuse("from", Phrase("Choose at least one thing that was learned.")) }
        if sources.count > Self.mostSources {
            invalid.refuse("from", Phrase("Choose \("n", Self.mostSources) at most: nobody reads more in one piece."))
        }
        let wished = opening.checked(sources: .covering(sources), &invalid) ?? .team
        guard invalid.isEmpty else { throw invalid }
        // What the safety lead alone reads stands in no report.
        return wished == .safety ? .team : wished
    }
}

extension ReportDraft {
    init(_ fields: Fields) {
        for part in ReportPart.allCases { words[part] = fields[part.rawValue] }
        opening = OpeningDraft(fields)
    }

    init(_ report: Report, from sources: [ID<Item>]) {
        for part in ReportPart.allCases { words[part] = report.words(part)?.body }
        opening.openness = report.openness.rawValue
        opening.from = Set(sources.map(\.description))
    }
}

extension Openness {
    /// Somebody who sees just what such people see: a report says to each of its readers the same, whoever made the copy they hold.
    func reader(of space: ID<Space>) -> Reader {
        switch self {
        case .everyone: .stranger
        case .circle: Reader(person: nil, name: "", roles: [space: .member])
        case .team, .safety: Reader(person: nil, name: "", roles: [space: .analyst])
        }
    }
}
