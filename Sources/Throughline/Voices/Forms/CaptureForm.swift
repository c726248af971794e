import Language

/// A longer way to say something: prompts one after another instead of one box. A form is data; one engine draws, checks, keeps and shows
/// every one of them, and a new form is one small file.
struct CaptureForm: Sendable {
    let id: FormID
    var title: Phrase
    /// What it is for, in one line.
    let about: Phrase
    let steps: [Step]
    /// Who may see it until whoever sends it chooses otherwise.
    var openness = Openness.team
    /// What is to change becomes promises with a name and a day.
    var promises: Promises?
    /// It is talked through by several people on one phone: how many minutes they may take.
    var minutes: [Int] = []
    /// Whether its list shows who sent it.
    var showsNames = true
    /// It may be said, apart from everything else, whether it was anybody's fault.
    var asksFault = false
    /// Whoever tells it is asked whether panels further away may read it.
    var asksPanels = false
    /// A photo or a recording comes with it, and is what it is about.
    var takesThing = false
    /// What holds between fields.
    var check: @Sendable (CaptureAnswers, inout Invalid) -> Void = { _, _ in }

    /// One screen.
    struct Step: Sendable {
        let fields: [CaptureField]
        /// Its part of the minutes, as one over this many.
        var share: Int?
        /// Something to know before one answers.
        var note: Phrase?
    }

    struct Promises: Sendable {
        let title: Phrase
        /// The field whose lines become the first promises.
        let from: String
    }

    var fields: [CaptureField] { steps.flatMap(\.fields) }
    func field(_ id: String) -> CaptureField? { fields.first { $0.id == id } }

    /// Nobody writes more promises at once.
    static let mostPromises = 3
    /// All the words together.
    static let longest = 20_000

    static func of(_ id: FormID) -> CaptureForm {
        switch id {
        case .review: review
        case .fourLs: fourLs
        case .failure: failure
        case .story: story
        case .unintended: unintended
        case .exchange: exchange
        case .conference: conference
        case .sign: sign
        case .pause: pause
        case .change: change(in: [])
        case .keepsake: keepsake
        }
    }
}

/// Every form there is; the raw values are stored.
enum FormID: String, Sendable, CaseIterable {
    case review
    case fourLs = "four_ls"
    case failure, story, unintended, exchange, conference, sign, change, keepsake, pause

    /// What a place uses until it says otherwise.
    static let usual: Set<FormID> = [.review]

    /// Those a place chooses among; a story of change is told where a question collects them, a thing given where a place uses that.
    static let chosen = allCases.filter { $0 != .change && $0 != .keepsake }
}

/// One thing a form asks.
struct CaptureField: Sendable {
    enum Kind: Sendable {
        /// Some sentences, up to so many characters.
        case words(Int)
        /// The same, one thing a line.
        case lines(Int)
        case line(Int)
        case day
        /// Three months of a year.
        case quarter
        case number(Int)
        case one([Choice])
        case several([Choice])
    }

    struct Choice: Sendable {
        let value: String
        let words: Phrase

        init(_ value: String, _ words: Phrase) { (self.value, self.words) = (value, words) }
    }

    let id: String
    let kind: Kind
    let label: Phrase
    var hint: Phrase?
    /// What is said where it is left empty; nil where it may be.
    var needed: Phrase?

    init(_ id: String, _ kind: Kind, _ label: Phrase, hint: Phrase? = nil, needed: Phrase? = nil) {
        (self.id, self.kind, self.label, self.hint, self.needed) = (id, kind, label, hint, needed)
    }

    /// Words somebody wrote, kept as a part of the record's text; everything else is a choice beside it.
    var isWritten: Bool {
        switch kind {
        case .words, .lines, .line: true
        case .day, .quarter, .number, .one, .several: false
        }
    }

    var choices: [Choice] {
        switch kind {
        case .one(let choices), .several(let choices): choices
        default: []
        }
    }

    fileprivate var longest: Int {
        switch kind {
        case .words(let most), .lines(let most), .line(let most): most
        default: 40
        }
    }
}

/// What was answered so far, by field.
struct CaptureAnswers: Sendable, Equatable {
    var values: [String: [String]] = [:]

    subscript(_ field: String) -> String { values[field]?.first ?? "" }
    func all(_ field: String) -> Set<String> { Set(values[field] ?? []) }
    func isEmpty(_ field: String) -> Bool { values[field]?.allSatisfy(\.isEmpty) ?? true }
}

extension CaptureForm {
    /// What is wrong with the answers to some of its fields.
    func problems(_ answers: CaptureAnswers, in fields: [CaptureField], on today: Day) -> Invalid {
        var invalid = Invalid()
        for field in fields {
            if let needed = field.needed, answers.isEmpty(field.id) { invalid.refuse(field.id, needed) }
            let value = answers[field.id]
            if value.count > field.longest { invalid.refuse(field.id, Phrase("Keep this under \("n", field.longest) characters.")) }
            guard !value.isEmpty else { continue }
            switch field.kind {
            case .day where Day(value).map { $0 > today || $0 < today - 36_525 } ?? true:
                invalid.refuse(field.id, Phrase("Choose a day up to \("day", today)."))
            case .quarter where !Quarter.offered(on: today).contains { $0.text == value }:
                invalid.refuse(field.id, Phrase("Choose one of these."))
            case .number(let most) where !(Int(value).map { (1...most).contains($0) } ?? false):
                invalid.refuse(field.id, Phrase("Write a number from 1 to \("n", most), or leave it empty."))
            case .one(let choices) where !choices.contains { $0.value == value }:
                invalid.refuse(field.id, Phrase("Choose one of these."))
            default: break
            }
        }
        return invalid
    }

    /// The whole of it, as it is kept.
    func checked(_ answers: CaptureAnswers, role: SpeakerRole? = nil, on today: Day) throws(Invalid) -> CheckedCapture {
        var invalid = problems(answers, in: fields, on: today)
        check(answers, &invalid)
        let written = fields.filter(\.isWritten)
        if written.allSatisfy({ answers.isEmpty($0.id) }) {
            invalid.refuse(written.first?.id ?? "", Phrase("Write or say something first."))
        }
        let checked = CheckedCapture(self, answers, role)
        if checked.text.count > Self.longest {
            invalid.refuse(written.first?.id ?? "", Phrase("All together, keep this under \("n", Self.longest) characters."))
        }
        guard invalid.isEmpty else { throw invalid }
        return checked
    }
}

/// A form as it goes into the record: one text with its parts marked in it, and what was chosen beside it.
struct CheckedCapture: Sendable {
    let form: FormID
    let text: String
    let parts: [CapturePart]
    let choices: [(field: String, value: String)]

    init(form: FormID, text: String, parts: [CapturePart], choices: [(field: String, value: String)]) {
        (self.form, self.text, self.parts, self.choices) = (form, text, parts, choices)
    }

    fileprivate init(_ form: CaptureForm, _ answers: CaptureAnswers, _ role: SpeakerRole?) {
        self.form = form.id
        var text = ""
        var length = 0
        var parts: [CapturePart] = []
        for field in form.fields where field.isWritten && !answers.isEmpty(field.id) {
            let words = answers[field.id]
            if !text.isEmpty { (text, length) = (text + "\n\n", length + 2) }
            let count = words.unicodeScalars.count
            parts.append(CapturePart(field: field.id, start: length, length: count))
            (text, length) = (text + words, length + count)
        }
        (self.text, self.parts) = (text, parts)
        let chosen: [(field: String, value: String)] = form.fields.filter { !$0.isWritten }.flatMap { field in
            let known = Set(field.choices.map(\.value))
            let values = answers.values[field.id, default: []].filter { !$0.isEmpty && (known.isEmpty || known.contains($0)) }
            return Array(Set(values)).sorted().map { (field.id, $0) }
        }
        choices = chosen + (role.map { [(SpeakerRole.field, $0.rawValue)] } ?? [])
    }
}

/// The answer to one prompt: where it stands in the record's one text, in Unicode scalars. Whatever holds for the text, from who may see
/// it to its being taken back, holds for every part of it.
struct CapturePart: Sendable, Equatable {
    let field: String
    let start: Int
    let length: Int
}

/// What makes a voice more than one box of words.
struct Capture: Sendable {
    let form: CaptureForm
    let parts: [CapturePart]
    let choices: [String: [String]]

    /// The answer to one prompt, cut out of the text as this reader was given it.
    func words(_ field: String, in text: Text?) -> Text? {
        guard let text, !text.isLocked, let part = parts.first(where: { $0.field == field }) else { return nil }
        let scalars = text.body.unicodeScalars.dropFirst(part.start).prefix(part.length)
        return Text(body: String(String.UnicodeScalarView(scalars)), language: text.language, origin: text.origin)
    }

    func lines(_ field: String, in text: Text?) -> [Text] {
        guard let words = words(field, in: text) else { return [] }
        return words.body.split(whereSeparator: \.isNewline).map {
            Text(body: String($0), language: words.language, origin: words.origin)
        }
    }

    func chosen(_ field: String) -> [String] { choices[field] ?? [] }
    func day(_ field: String) -> Day? { chosen(field).first.flatMap { Day($0) } }
}
