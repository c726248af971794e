import Language

/// One turn of the path as the demonstration tells it: a question, what people said, and everything that became of it.
/// Days count backwards from the day the demonstration is made, so that it always looks current.
struct DemoStory: Sendable {
    let key: String
    let place: String
    let asked: Int
    let by: String
    let language: LanguageTag
    let text: String
    var translations: [LanguageTag: String] = [:]
    var purpose = Reason.understand
    /// What is decided, or who reads the answers, in the words of the asking form.
    var decision = ""
    var decisionElsewhere: [LanguageTag: String] = [:]
    var decider = ""
    var reader = ""
    var elsewhere = ""
    /// Days from the demonstration's day until people hear; negative when that day is past.
    var hearIn: Int
    /// Through which door speakers of a language hear; `here` for the others.
    var reach: [LanguageTag: Door] = [:]
    var state = "open"
    var closed: Int?
    /// The key of the record this question grew out of.
    var grewFrom: String?
    /// Who sees what was said and learned here, where nothing else is said.
    var opened = Openness.circle
    /// The language the team works on it in; nil: the question's own.
    var worked: LanguageTag?
    var voices: [DemoVoice] = []
    var insights: [DemoInsight] = []
    var decisions: [DemoDecision] = []
    var promises: [DemoPromise] = []
    var changes: [DemoChange] = []
    var tellings: [DemoTelling] = []
    var corrections: [DemoCorrection] = []
}

/// Who stands behind words: nobody, a chosen name, one of the named people, or some member of the place.
enum DemoAuthor: Sendable {
    case nobody, member
    case named(String)
    case person(String)
}

/// Something somebody said. The rarer facts are added by the methods below, so that a list of voices reads as a list of voices.
struct DemoVoice: Sendable {
    let day: Int
    let language: LanguageTag
    let text: String
    let author: DemoAuthor
    private(set) var key = ""
    private(set) var place: String?
    private(set) var openness: Openness?
    private(set) var people = 1
    private(set) var speaksFor: String?
    private(set) var disagreed: String?
    private(set) var organisation: String?
    private(set) var kind = SourceKind.lived
    private(set) var event: String?
    private(set) var told: LanguageTag
    private(set) var isHeld = false
    private(set) var isSpoken = false
    private(set) var takenBack: Int?

    static func said(_ day: Int, _ language: LanguageTag, _ words: String..., by author: DemoAuthor = .nobody) -> DemoVoice {
        DemoVoice(day: day, language: language, text: words.joined(separator: " "), author: author, told: language)
    }

    /// An after-action review of four lines, in the words its place uses for them.
    static func review(
        _ day: Int, _ language: LanguageTag, planned: String, happened: String, because: String, next: String,
        by author: DemoAuthor = .nobody
    ) -> DemoVoice {
        let heads =
            switch language.primary {
            case "fr": ["Prévu : ", "Arrivé : ", "Pourquoi : ", "La prochaine fois : "]
            case "pt": ["Previsto: ", "Aconteceu: ", "Porquê: ", "Da próxima vez: "]
            case "ru": ["Хотели: ", "Вышло: ", "Почему: ", "В следующий раз: "]
            case "tg": ["Нақша: ", "Чӣ шуд: ", "Чаро: ", "Дафъаи дигар: "]
            default: ["Planned: ", "Happened: ", "Why: ", "Next time: "]
            }
        let text = zip(heads, [planned, happened, because, next]).map { $0 + $1 }.joined(separator: "\n")
        return DemoVoice(day: day, language: language, text: text, author: author, kind: .practitioner, told: language)
    }

    func key(_ key: String) -> Self { with { $0.key = key } }
    func at(_ place: String) -> Self { with { $0.place = place } }
    func open(_ openness: Openness) -> Self { with { $0.openness = openness } }
    func held() -> Self { with { $0.isHeld = true } }
    func spoken() -> Self { with { $0.isSpoken = true } }
    func heard(at event: String) -> Self { with { $0.event = event } }

    /// The speaker took it back so many days ago.
    func takenBack(_ day: Int) -> Self { with { $0.takenBack = day } }

    /// What kind of knowing it is, and for which organisation it speaks.
    func knows(as kind: SourceKind, for organisation: String? = nil) -> Self { with { ($0.kind, $0.organisation) = (kind, organisation) } }

    func group(_ people: Int, _ who: String, but disagreed: String? = nil) -> Self {
        with { ($0.people, $0.speaksFor, $0.disagreed) = (people, who, disagreed) }
    }

    /// Spoken in Sena. We do not write Sena ourselves: what stands here is what somebody wrote down in Portuguese, and the record says so.
    func inSena() -> Self {
        var copy = DemoVoice(day: day, language: language, text: text, author: author, told: "seh")
        (copy.key, copy.place, copy.openness, copy.people, copy.speaksFor) = (key, place, openness, people, speaksFor)
        (copy.disagreed, copy.kind, copy.isSpoken) = (disagreed, kind, isSpoken)
        return copy
    }

    private func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}
