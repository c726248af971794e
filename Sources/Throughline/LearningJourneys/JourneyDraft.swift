import Language

/// What the form of a learning journey sent.
struct JourneyDraft: Sendable {
    var issue = ""
    var names: [Journey.Role: String] = [:]
    var experts = ""
    var own = ""
    var outside = ""
    var forms: Set<String> = []
    var functions: Set<String> = []
    var starts = ""
    var ends = ""
    /// Why it is shorter or longer than most.
    var because = ""
    var rhythm = Journey.Rhythm.fortnightly.rawValue
    /// The question it begins with.
    var question = ""
    var openness = ""

    struct Checked: Sendable {
        let starts: Day
        let ends: Day
        let rhythm: Journey.Rhythm
        let forms: Set<Journey.Form>
        let functions: Set<Journey.Function>
        let openness: Openness
    }

    static let longest = 300

    /// The words of it, by field. A name stands here only where no account has it.
    func texts(besides people: [Journey.Role: ID<Person>]) -> [(field: String, body: String)] {
        [("issue", issue), ("experts", experts), ("own", own), ("outside", outside), ("length", because)]
            + Journey.Role.allCases.map { ($0.rawValue, people[$0] == nil ? names[$0] ?? "" : "") }
    }

    /// `sources`: nothing is opened wider than what it is about.
    func checked(sources: Openness?) throws(Invalid) -> Checked {
        var invalid = Invalid()
        if issue.isEmpty { invalid.refuse("issue", Phrase("Say what it is about.")) }
        for role in Journey.Role.allCases {
            let name = names[role] ?? ""
            if name.isEmpty { invalid.refuse(role.rawValue, Phrase("Write a name or an office. Without it, a journey dissolves.")) }
            if !name.isName { invalid.refuse(role.rawValue, Phrase("Write the name on one line, under \("n", 120) characters.")) }
        }
        if Journey.lines(own).count + Journey.lines(outside).count < 2 {
            invalid.refuse("own", Phrase("At least two teams or organisations learn together. Write one on each line."))
        }
        for (field, value, most) in [
            ("issue", issue, Self.longest), ("experts", experts, Self.longest), ("own", own, 1_000), ("outside", outside, 1_000),
            ("length_because", because, Self.longest),
        ] where value.count > most { invalid.refuse(field, Phrase("Keep this under \("n", most) characters.")) }
        let functions = Set(functions.compactMap { Journey.Function(rawValue: $0) })
        if functions.isEmpty { invalid.refuse("functions", Phrase("Choose at least one.")) }
        let (from, until) = (Day(starts), Day(ends))
        if from == nil { invalid.refuse("starts", Phrase("Choose a day.")) }
        if until == nil { invalid.refuse("ends", Phrase("Choose a day.")) }
        if let from, let until {
            if until <= from || until > from + 3_660 {
                invalid.refuse("ends", Phrase("Choose a day after the first one."))
            } else if !JourneyLength(from: from, until: until).isUsual && because.isEmpty {
                let length = JourneyLength(from: from, until: until).words
                invalid.refuse("length_because", Phrase("\("length", length). Say why this one is different, then it can be saved."))
            }
        }
        let rhythm = Journey.Rhythm(rawValue: rhythm)
        let wished = Openness(rawValue: openness) ?? sources ?? .team
        if let sources, wished.isWider(than: sources) {
            invalid.refuse("openness", Phrase("The question it begins with is not open to so many."))
        }
        guard let from, let until, let rhythm, invalid.isEmpty else { throw invalid }
        return Checked(
            starts: from, ends: until, rhythm: rhythm, forms: Set(forms.compactMap { Journey.Form(rawValue: $0) }), functions: functions,
            openness: wished)
    }

    /// The reason is asked for only where there is something to give a reason for.
    var needsReason: Bool {
        guard let from = Day(starts), let until = Day(ends), until > from else { return !because.isEmpty }
        return !because.isEmpty || !JourneyLength(from: from, until: until).isUsual
    }
}

extension JourneyDraft {
    init(_ fields: Fields) {
        issue = fields["issue"]
        names = Dictionary(uniqueKeysWithValues: Journey.Role.allCases.map { ($0, fields[$0.rawValue]) })
        (experts, own, outside) = (fields["experts"], fields["own"], fields["outside"])
        (forms, functions) = (Set(fields.all("forms")), Set(fields.all("functions")))
        (starts, ends, because) = (fields["starts"], fields["ends"], fields["length_because"])
        rhythm = fields["rhythm"].nonEmpty ?? Journey.Rhythm.fortnightly.rawValue
        (question, openness) = (fields["question"], fields["openness"])
    }

    init(_ journey: Journey) {
        issue = journey.words("issue")
        names = journey.names
        (experts, own, outside) = (journey.words("experts"), journey.words("own"), journey.words("outside"))
        (forms, functions) = (Set(journey.forms.map(\.rawValue)), Set(journey.functions.map(\.rawValue)))
        (starts, ends, because) = (journey.starts.text, journey.ends.text, journey.words("length"))
        rhythm = journey.rhythm.rawValue
    }
}

/// Who takes over one of the roles of a journey, and what they have to know.
struct JourneyHandDraft: Sendable {
    var role = ""
    var name = ""
    var note = ""

    func checked() throws(Invalid) -> Journey.Role {
        var invalid = Invalid()
        let role = Journey.Role(rawValue: role)
        if role == nil { invalid.refuse("role", Phrase("Choose one.")) }
        if name.isEmpty || !name.isName { invalid.refuse("name", Phrase("Write the name on one line, under \("n", 120) characters.")) }
        if note.isEmpty { invalid.refuse("note", Phrase("Say in a sentence or two what one has to know.")) }
        if note.count > 1_000 { invalid.refuse("note", Phrase("Keep this under \("n", 1_000) characters.")) }
        guard let role, invalid.isEmpty else { throw invalid }
        return role
    }
}
